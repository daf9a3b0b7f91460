"""Where an appeal is shown in public: a point on a coarse grid and a street, never the door. Pure."""

import re

HOUSE = r"\d+[\s-]*[a-zа-яіїєґ]?(?:[/-]\d+)?"  # 14, 14а, 7-б, 12/3
DOORS = re.compile(
    r"\b(?:буд|будинок|кв|квартира|під|підʼїзд|корп|оф|flat|apt|apartment|unit|bte|boîte|boite|app|n°|no|№)\b\.?\s*"
    rf"(?:№\s*)?{HOUSE}\b|№\s*{HOUSE}|n°\s*{HOUSE}",
    re.IGNORECASE,
)
BEFORE = re.compile(
    rf"(?:^|(?<=,))\s*{HOUSE}(?:\s*(?:bis|ter))?,?\s+(?=[A-ZÀ-Ý]|(?:rue|avenue|place|chemin|boulevard|impasse|allée|quai)\b)"
)
BEHIND = re.compile(rf"[\s,]+{HOUSE}(?:\s*(?:bis|ter))?(?=\s*(?:,|$))", re.IGNORECASE)
GRID = 0.0005  # degrees: at most 28 m north or south, less east or west; several doors share a point in any street


def safe_point(lon: float | None, lat: float | None) -> tuple[float | None, float | None]:
    """The nearest point of the grid, (longitude, latitude) in degrees.

    >>> safe_point(30.12341, 50.45678)
    (30.1235, 50.457)
    """
    if lon is None or lat is None:
        return None, None
    return round(round(lon / GRID) * GRID, 4), round(round(lat / GRID) * GRID, 4)


def street(spot: str) -> str:
    """The place in words without the numbers of house and flat. A number inside a name stays.

    >>> street("вул. Зарічна, 14, кв. 7"), street("14 Lime Street"), street("Rue des Tilleuls 12 bte 7")
    ('вул. Зарічна', 'Lime Street', 'Rue des Tilleuls')
    >>> street("вул. 8 Березня, 3"), street("біля мосту")
    ('вул. 8 Березня', 'біля мосту')
    """
    text = DOORS.sub("", spot.strip())
    text = BEFORE.sub(" ", text)
    while (shorter := BEHIND.sub("", text)) != text:
        text = shorter
    return re.sub(r"\s*,(?:\s*,)+", ",", re.sub(r"\s+", " ", text)).strip(" ,;")
