"""Where an appeal is shown in public: a point on a coarse grid, never the door. Pure."""

GRID = 0.0005  # degrees: at most 28 m north or south, less east or west; several doors share a point in any street


def safe_point(lon: float | None, lat: float | None) -> tuple[float | None, float | None]:
    """The nearest point of the grid, (longitude, latitude) in degrees.

    >>> safe_point(30.12341, 50.45678)
    (30.1235, 50.457)
    """
    if lon is None or lat is None:
        return None, None
    return round(round(lon / GRID) * GRID, 4), round(round(lat / GRID) * GRID, 4)
