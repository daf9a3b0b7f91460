"""The body map as pictures: outlines for pointing at, marks with numbers, both sides on one sheet for paper."""

from collections.abc import Sequence

from quartier.features.custody.rules.body.marks import Mark
from quartier.features.custody.rules.body.regions import HEIGHT, REGIONS, VIEWS, WIDTH

INK, RULE, PAPER, LATE = "#4e4f55", "#b9b2a2", "#ffffff", "#a1231a"
SCALE = 3  # a picture of 360 × 786 pixels: every region is wide enough for a finger


def outlines(view: str, *, dx: int = 0) -> str:
    """Every region of a view: a contour around the whole, and light lines between the regions."""
    drawn = "".join(_path(one.outline, dx) for one in REGIONS.values() if one.view == view)
    return (
        f'<path d="{drawn}" fill="{INK}" stroke="{INK}" stroke-width="2.2" stroke-linejoin="round"/>'
        f'<path d="{drawn}" fill="{PAPER}" stroke="{RULE}" stroke-width=".5" stroke-linejoin="round"/>'
    )


def picture(view: str) -> str:
    """One side, empty: what is tapped on."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH * SCALE}" height="{HEIGHT * SCALE}">{outlines(view)}</svg>\n'
    )


def sheet(marks: Sequence[Mark]) -> str:
    """Both sides with numbered marks, for paper and for whoever reads the finding."""
    sides = "".join(outlines(view, dx=at * WIDTH) for at, view in enumerate(VIEWS))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {HEIGHT}">'
        f"{sides}{points(marks)}</svg>"
    )


def points(marks: Sequence[Mark], view: str = "") -> str:
    """Numbered points; `view` leaves only that side, in its own units."""
    found = []
    for number, mark in enumerate(marks, start=1):
        if view and mark.view != view:
            continue
        x = mark.x + (0 if view else VIEWS.index(mark.view) * WIDTH)
        found.append(
            f'<circle cx="{x:g}" cy="{mark.y:g}" r="4.6" fill="{LATE}" stroke="{PAPER}" stroke-width=".8"/>'
            f'<text x="{x:g}" y="{mark.y + 2.2:g}" text-anchor="middle" font-family="Noto Sans, sans-serif" '
            f'font-size="6" font-weight="700" fill="{PAPER}">{number}</text>'
        )
    return "".join(found)


def _path(outline: Sequence[tuple[int, int]], dx: int) -> str:
    return "M" + "L".join(f"{x + dx} {y}" for x, y in outline) + "Z"
