"""Regions of the body, seen from the front and from behind, on a sheet of 120 × 262 units.

The outlines are drawn for one half and mirrored. `right` and `left` are the person's own, so that on the front the right
hand stands on the left of the sheet. Own drawing: a plan for pointing, not a picture of anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from quartier.features.custody.rules.acts.act import Words

WIDTH, HEIGHT = 120, 262
VIEWS = ("front", "back")
VIEW_WORDS = {
    "front": Words(uk="спереду", fr="de face", en="from the front"),
    "back": Words(uk="ззаду", fr="de dos", en="from behind"),
}

Point = tuple[int, int]
Outline = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One part of the body in one view."""

    code: str
    view: str
    words: Words
    outline: Outline


# code: (uk right, uk left, fr right, fr left, en right, en left), or three words for what there is one of.
NAMES: dict[str, tuple[str, ...]] = {
    "forehead": ("Лоб", "Front", "Forehead"),
    "nose": ("Ніс", "Nez", "Nose"),
    "mouth": ("Рот", "Bouche", "Mouth"),
    "chin": ("Підборіддя", "Menton", "Chin"),
    "neck": ("Шия спереду", "Cou, devant", "Front of the neck"),
    "groin": ("Пах", "Aine et parties génitales", "Groin"),
    "back_of_head": ("Потилиця", "Arrière de la tête", "Back of the head"),
    "nape": ("Шия ззаду", "Nuque", "Back of the neck"),
    "eye": ("Праве око", "Ліве око", "Œil droit", "Œil gauche", "Right eye", "Left eye"),
    "cheek": (
        "Права вилиця",
        "Ліва вилиця",
        "Pommette droite",
        "Pommette gauche",
        "Right cheekbone",
        "Left cheekbone",
    ),
    "ear": ("Праве вухо", "Ліве вухо", "Oreille droite", "Oreille gauche", "Right ear", "Left ear"),
    "shoulder": (
        "Правий плечовий суглоб",
        "Лівий плечовий суглоб",
        "Épaule droite",
        "Épaule gauche",
        "Right shoulder",
        "Left shoulder",
    ),
    "chest": (
        "Груди справа",
        "Груди зліва",
        "Poitrine, côté droit",
        "Poitrine, côté gauche",
        "Chest, right",
        "Chest, left",
    ),
    "abdomen": (
        "Живіт справа",
        "Живіт зліва",
        "Ventre, côté droit",
        "Ventre, côté gauche",
        "Abdomen, right",
        "Abdomen, left",
    ),
    "hip": (
        "Праве стегно вгорі",
        "Ліве стегно вгорі",
        "Hanche droite",
        "Hanche gauche",
        "Right hip",
        "Left hip",
    ),
    "shoulder_blade": (
        "Права лопатка",
        "Ліва лопатка",
        "Omoplate droite",
        "Omoplate gauche",
        "Right shoulder blade",
        "Left shoulder blade",
    ),
    "lower_back": (
        "Поперек справа",
        "Поперек зліва",
        "Bas du dos, à droite",
        "Bas du dos, à gauche",
        "Lower back, right",
        "Lower back, left",
    ),
    "buttock": (
        "Права сідниця",
        "Ліва сідниця",
        "Fesse droite",
        "Fesse gauche",
        "Right buttock",
        "Left buttock",
    ),
    "upper_arm": (
        "Праве плече",
        "Ліве плече",
        "Bras droit",
        "Bras gauche",
        "Right upper arm",
        "Left upper arm",
    ),
    "elbow": ("Правий лікоть", "Лівий лікоть", "Coude droit", "Coude gauche", "Right elbow", "Left elbow"),
    "forearm": (
        "Праве передпліччя",
        "Ліве передпліччя",
        "Avant-bras droit",
        "Avant-bras gauche",
        "Right forearm",
        "Left forearm",
    ),
    "wrist": (
        "Праве запʼястя",
        "Ліве запʼястя",
        "Poignet droit",
        "Poignet gauche",
        "Right wrist",
        "Left wrist",
    ),
    "hand": ("Права кисть", "Ліва кисть", "Main droite", "Main gauche", "Right hand", "Left hand"),
    "thigh": ("Праве стегно", "Ліве стегно", "Cuisse droite", "Cuisse gauche", "Right thigh", "Left thigh"),
    "knee": ("Праве коліно", "Ліве коліно", "Genou droit", "Genou gauche", "Right knee", "Left knee"),
    "shin": (
        "Права гомілка спереду",
        "Ліва гомілка спереду",
        "Tibia droit",
        "Tibia gauche",
        "Right shin",
        "Left shin",
    ),
    "calf": ("Права литка", "Ліва литка", "Mollet droit", "Mollet gauche", "Right calf", "Left calf"),
    "ankle": (
        "Права кісточка",
        "Ліва кісточка",
        "Cheville droite",
        "Cheville gauche",
        "Right ankle",
        "Left ankle",
    ),
    "foot": ("Права стопа", "Ліва стопа", "Pied droit", "Pied gauche", "Right foot", "Left foot"),
}

MIDDLE: dict[str, dict[str, Outline]] = {
    "front": {
        "forehead": ((46, 17), (46, 14), (50, 8), (60, 5), (70, 8), (74, 14), (74, 17)),
        "nose": ((55, 22), (65, 22), (64, 31), (56, 31)),
        "mouth": ((47, 32), (56, 31), (64, 31), (73, 32), (71, 37), (49, 37)),
        "chin": ((49, 37), (71, 37), (66, 43), (60, 45), (54, 43)),
        "neck": ((54, 43), (60, 45), (66, 43), (67, 50), (53, 50)),
        "groin": ((52, 112), (68, 112), (66, 126), (60, 130), (54, 126)),
    },
    "back": {
        "back_of_head": ((45, 30), (46, 14), (50, 8), (60, 5), (70, 8), (74, 14), (75, 30)),
        "nape": ((45, 30), (75, 30), (71, 38), (66, 43), (67, 50), (53, 50), (54, 43), (49, 38)),
    },
}
LIMBS: dict[str, Outline] = {
    "ear": ((41, 20), (45, 20), (45, 28), (42, 27)),
    "shoulder": ((53, 50), (44, 56), (42, 68), (31, 68), (32, 59), (40, 53)),
    "upper_arm": ((31, 68), (42, 68), (40, 92), (29, 92)),
    "elbow": ((29, 92), (40, 92), (38, 100), (27, 100)),
    "forearm": ((27, 100), (38, 100), (33, 122), (24, 122)),
    "wrist": ((24, 122), (33, 122), (32, 128), (23, 128)),
    "hand": ((23, 128), (32, 128), (33, 140), (29, 151), (22, 150), (19, 140)),
}
HALF: dict[str, dict[str, Outline]] = {
    "front": LIMBS
    | {
        "eye": ((46, 17), (60, 17), (60, 22), (45, 22)),
        "cheek": ((45, 22), (55, 22), (56, 31), (47, 32), (45, 27)),
        "chest": ((53, 50), (60, 50), (60, 82), (43, 82), (42, 66), (44, 56)),
        "abdomen": ((43, 82), (60, 82), (60, 112), (42, 112)),
        "hip": ((42, 112), (52, 112), (54, 126), (41, 126)),
        "thigh": ((41, 126), (54, 126), (60, 130), (59, 172), (44, 172)),
        "knee": ((44, 172), (59, 172), (58, 186), (45, 186)),
        "shin": ((45, 186), (58, 186), (56, 228), (47, 228)),
        "ankle": ((47, 228), (56, 228), (56, 236), (47, 236)),
        "foot": ((47, 236), (56, 236), (58, 250), (54, 256), (41, 254), (43, 246)),
    },
    "back": LIMBS
    | {
        "shoulder_blade": ((53, 50), (60, 50), (60, 82), (43, 82), (42, 66), (44, 56)),
        "lower_back": ((43, 82), (60, 82), (60, 110), (42, 110)),
        "buttock": ((42, 110), (60, 110), (60, 132), (54, 134), (41, 130)),
        "thigh": ((41, 130), (54, 134), (60, 132), (59, 172), (44, 172)),
        "knee": ((44, 172), (59, 172), (58, 186), (45, 186)),
        "calf": ((45, 186), (58, 186), (56, 228), (47, 228)),
        "ankle": ((47, 228), (56, 228), (56, 238), (47, 238)),
        "foot": ((47, 238), (56, 238), (57, 250), (54, 255), (44, 254), (45, 246)),
    },
}


def _mirrored(outline: Outline) -> Outline:
    return tuple((WIDTH - x, y) for x, y in outline)


def _regions() -> Iterator[Region]:
    for view in VIEWS:
        for code, outline in MIDDLE[view].items():
            uk, fr, en = NAMES[code]
            yield Region(code=code, view=view, words=Words(uk=uk, fr=fr, en=en), outline=outline)
        near, far = ("right", "left") if view == "front" else ("left", "right")
        for code, outline in HALF[view].items():
            for side, drawn in ((near, outline), (far, _mirrored(outline))):
                at = 0 if side == "right" else 1
                name = NAMES[code]
                words = Words(uk=name[at], fr=name[2 + at], en=name[4 + at])
                yield Region(code=f"{code}_{side}", view=view, words=words, outline=drawn)


REGIONS: dict[tuple[str, str], Region] = {(one.view, one.code): one for one in _regions()}


def region_at(view: str, x: float, y: float) -> Region | None:
    """The region at a point of the sheet, both in units; None beside the body."""
    for region in REGIONS.values():
        if region.view == view and _inside(region.outline, x, y):
            return region
    return None


def _inside(outline: Outline, x: float, y: float) -> bool:
    """Whether a ray to the right crosses the outline an odd number of times."""
    odd = False
    for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def middle(region: Region) -> tuple[float, float]:
    """Where a mark stands that names only its region."""
    count = len(region.outline)
    return sum(x for x, _ in region.outline) / count, sum(y for _, y in region.outline) / count
