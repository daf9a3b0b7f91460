"""What may come in, what is left of it, and what is covered: on bytes alone."""

import doctest
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from quartier.core.files import apart
from quartier.core.files.rules import checks, grid, papers, pictures, segments, types

from . import samples


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("module", [types, grid, segments])
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "files.empty"),
        (b"\xff\xd8\xff" + bytes(types.MOST_BYTES), "files.too_large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "files.type_unknown"),
        (b"<!doctype html><script>alert(1)</script>", "files.type_unknown"),
        (b"GIF89a" + bytes(20), "files.type_unknown"),
        (b"MZ" + bytes(60), "files.type_unknown"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "files.heic"),
        (b"\xff\xd8\xff\xe0", None),
    ],
)
def test_the_bytes_say_what_a_file_is_and_nothing_else_does(content, code):
    assert types.refusal(content[: types.HEAD], len(content)) == code


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_clean_picture_has_the_picture_and_nothing_that_was_written_beside_it(form):
    before = samples.photo(form=form)
    assert samples.SECRET in before
    written, size = pictures.clean(before)
    assert (size, written.width, written.height) == ((400, 300), 400, 300)
    assert samples.SECRET not in written.content and b"Exif" not in written.content
    after = opened(written.content)
    assert not after.getexif() and after.format == form
    red, _, blue = after.convert("RGB").getpixel((100, 150))
    assert red > 180 and blue < 60


def test_a_picture_that_was_held_upright_stands_upright_and_its_size_says_so():
    written, size = pictures.clean(samples.photo(4000, 3000, orientation=6))
    assert size == (3000, 4000)
    assert (written.width, written.height) == (1500, 2000)
    assert opened(written.content).convert("RGB").getpixel((750, 100))[0] > 180  # what was left is above


def test_bombs_pieces_and_lies_are_refused_before_they_cost_anything():
    for content, code in (
        (samples.bomb(), "files.too_many_pixels"),
        (samples.photo()[:900], "files.damaged"),
        (b"\xff\xd8\xff" + b"nothing" * 40, "files.damaged"),
        (b"\x89PNG\r\n\x1a\n", "files.damaged"),
    ):
        with pytest.raises(types.Unreadable) as refusal:
            pictures.clean(content)
        assert refusal.value.code == code


def test_cells_cover_the_whole_picture_without_a_gap():
    for width, height in ((1999, 1333), (12, 9), (7, 5), (480, 360)):
        seen = {
            (x, y)
            for left, top, right, bottom in grid.boxes(range(grid.CELLS), width, height)
            for x in range(left, right)
            for y in range(top, bottom)
        }
        assert seen == {(x, y) for x in range(width) for y in range(height)}


def test_what_is_covered_is_one_colour_and_the_rest_is_as_it_was():
    noise = Image.effect_noise((480, 360), 120).convert("RGB")
    out = BytesIO()
    noise.save(out, "PNG")
    shown = opened(pictures.covered(out.getvalue(), {0, 1, 107}, longest=480).content).convert("RGB")
    for cell in (0, 1, 107):
        left, top, right, bottom = grid.box(cell, 480, 360)
        inside = shown.crop(
            (left + 8, top + 8, right - 8, bottom - 8)
        )  # a JPEG's blocks reach 8 points over an edge
        assert all(high - low < 12 for low, high in inside.getextrema())
    beside = shown.crop(grid.box(50, 480, 360))
    assert all(high - low > 100 for low, high in beside.getextrema())


def test_what_is_transparent_becomes_white_where_the_format_knows_no_more():
    out = BytesIO()
    Image.new("RGBA", (50, 50), (10, 10, 10, 0)).save(out, "PNG")
    public = opened(pictures.covered(out.getvalue(), (), longest=480).content)
    assert public.getpixel((20, 20)) == (255, 255, 255)


def test_a_clean_pdf_shows_the_same_pages_and_can_do_nothing():
    before = samples.paper(pages=3)
    for traced in (samples.SECRET, b"/JavaScript", b"list.txt"):
        assert traced in before
    after = papers.clean(before)
    with pikepdf.open(BytesIO(after)) as pdf:
        assert len(pdf.pages) == 3 and set(pdf.Root.keys()) <= {"/Type", "/Pages"}
        assert not pdf.docinfo
        page = pdf.pages[0].obj
        assert not {"/AA", "/Annots", "/Metadata"} & set(page.keys())
        inside = page.Resources.XObject.Im0.read_raw_bytes()
        assert samples.SECRET not in inside and opened(inside).size == (40, 30)
        text = pdf.pages[0].obj.Contents.read_bytes()
        assert b"/Im0 Do" in text
    for traced in (samples.SECRET, b"JavaScript", b"list.txt", b"/URI"):
        assert traced not in after


def test_a_pdf_is_read_in_a_process_apart_which_says_why_it_cannot():
    assert apart.clean(samples.paper()).startswith(b"%PDF-")
    for content, code in (
        (b"%PDF-1.7\n" + b"rubbish " * 100, "files.damaged"),
        (samples.paper(password="1234"), "files.locked"),
        (samples.paper(pages=201), "files.too_many_pages"),
    ):
        with pytest.raises(types.Unreadable) as refusal:
            apart.clean(content)
        assert refusal.value.code == code


def test_what_is_said_with_a_file_is_checked_all_at_once():
    def codes(found):
        return [(each.field, each.code) for each in found]

    assert not checks.check_attached(media="image/png", kind="photo", description="A lamp.", language="en")
    assert codes(
        checks.check_attached(media="application/pdf", kind="photo", description="x" * 401, language="xx")
    ) == [
        ("kind", "files.not_a_picture"),
        ("language", "files.language_unknown"),
        ("description_xx", "files.description_too_long"),
    ]
    assert codes(
        checks.check_public(
            media="image/png", cells=[108], descriptions={"en": "A lamp."}, needed=["uk", "en"]
        )
    ) == [("cells", "files.cell_unknown"), ("description_uk", "files.description_missing")]
