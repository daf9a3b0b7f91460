"""A map of a town that does not exist, in the middle of the sea."""

from dataclasses import replace

from quartier.ui.examples.shape import Component, Example, Words
from quartier.ui.maps.draw import Area, Map, Spot

WEST, SOUTH, STEP = -18.03, 46.98, 0.012
WAVE = (0, 0.002, -0.0015, 0.001, -0.001, 0.0015)


def components(t: Words) -> list[Component]:
    return [maps(t)]


def _corner(column: int, row: int) -> list[float]:
    """A grid with a hand's tremble, so that it looks like a town and not like a chessboard."""
    shake = WAVE[(column * 3 + row * 5) % len(WAVE)]
    return [WEST + column * STEP * 1.4 + shake, SOUTH + row * STEP + WAVE[(column + row * 2) % len(WAVE)]]


def _block(column: int, row: int) -> dict:
    ring = [_corner(column + x, row + y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]
    return {"type": "Polygon", "coordinates": [ring]}


def town(t: Words) -> Map:
    """Six wards in five steps, one of them not shown, three spots."""
    marks = ("q1", "q3", "q5", "q2", "qn", "q4")
    names = t(
        "Північ Поле Вокзал Центр Ліс Річка",
        "Nord Champs Gare Centre Bois Rivière",
        "North Fields Station Centre Wood River",
    ).split()
    areas = [
        Area(label=name, geometry=_block(at % 3, at // 3), mark=mark, number=str(at + 1), name=name)
        for at, (name, mark) in enumerate(zip(names, marks, strict=True))
    ]
    outer = [(x, 0) for x in range(4)] + [(3, 1), (3, 2)] + [(x, 2) for x in (2, 1, 0)] + [(0, 1), (0, 0)]
    border = {"type": "LineString", "coordinates": [_corner(*corner) for corner in outer]}
    spots = [
        Spot(lon=WEST + 0.02, lat=SOUTH + 0.017, label=t("12 подій", "12 faits", "12 events"), size=8),
        Spot(lon=WEST + 0.036, lat=SOUTH + 0.006, label=t("5 подій", "5 faits", "5 events"), size=5),
        Spot(
            lon=WEST + 0.044,
            lat=SOUTH + 0.019,
            label=t("менше 5", "moins de 5", "fewer than 5"),
            size=4,
            few=True,
        ),
    ]
    return Map(
        id="town",
        title=t("Крадіжки на 1000 жителів", "Vols pour 1 000 habitants", "Thefts per 1,000 residents"),
        desc=t(
            "Шість дільниць; найбільше на вокзалі.",
            "Six quartiers ; surtout à la gare.",
            "Six wards; most at the station.",
        ),
        language=t("uk", "fr", "en"),
        areas=areas,
        border=[border],
        spots=spots,
    )


def maps(t: Words) -> Component:
    labels = t(
        "до 3|3–5|5–8|8–11|11 і більше|замало, щоб показати",
        "moins de 3|3–5|5–8|8–11|11 et plus|trop peu pour publier",
        "under 3|3–5|5–8|8–11|11 and more|too few to show",
    ).split("|")
    steps = [
        {"mark": mark, "label": label}
        for mark, label in zip(("q1", "q2", "q3", "q4", "q5", "qn"), labels, strict=True)
    ]
    map = town(t)
    values = {"map": map, "steps": steps, "heading": map.title}
    return Component(
        slug="map",
        name=t("Карта", "Carte", "Map"),
        purpose=t(
            "Намальована на сервері: на папері й без скриптів вона така сама. Зі скриптом її можна рухати.",
            "Dessinée par le serveur : la même sur papier et sans script. Avec script, elle bouge.",
            "Drawn by the server: the same on paper and without script. With script it can be moved.",
        ),
        examples=(
            Example(
                title=t("Намальована", "Dessinée", "Drawn"),
                source="{% key steps heading %}{% map_drawing map %}",
                values=values,
            ),
            Example(
                title=t("Жива", "Mobile", "Live"),
                source="{% map_view live %}",
                values={"live": replace(map, id="live")},
            ),
        ),
    )
