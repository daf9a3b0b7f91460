"""Pictures written anew: turned as they were held, at most so large, without metadata, with cells covered.

The decoder sees only the three formats we name, and no picture whose header says more pixels than we take.
"""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, ImageStat, PngImagePlugin

from . import grid, types
from .types import Unreadable

LONGEST, SMALL = 2000, 480  # pixels of the longer side
FORMATS = ("JPEG", "PNG", "WEBP")
PngImagePlugin.MAX_TEXT_MEMORY = 1024 * 1024  # a text chunk needs no more, and we read none of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A picture of ours: its bytes, media type and size in pixels."""

    content: bytes
    media: str
    width: int
    height: int


def clean(content: bytes) -> tuple[Written, tuple[int, int]]:
    """A copy in the same format, at most 2000 pixels long, and the size of the original as it was held."""
    picture, size, form = _opened(content, longest=LONGEST)
    return _write(picture, form=form, quality=85), size


def covered(content: bytes, cells: Iterable[int], *, longest: int) -> Written:
    """A JPEG at most `longest` pixels long in which each chosen cell is one flat colour: nothing under it is left."""
    picture, _, _ = _opened(content, longest=LONGEST)
    flat = _flat(picture)
    for left, top, right, bottom in grid.boxes(cells, flat.width, flat.height):
        mean = ImageStat.Stat(flat.crop((left, top, right, bottom))).mean
        flat.paste((int(mean[0]), int(mean[1]), int(mean[2])), (left, top, right, bottom))
    flat.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return _write(flat, form="JPEG", quality=80 if longest > SMALL else 70)


def _opened(content: bytes, *, longest: int) -> tuple[Image.Image, tuple[int, int], str]:
    """The first frame, upright, shrunk; with the full size and the format. Raises Unreadable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a decoder only grumbles about is judged by what comes out
            with Image.open(BytesIO(content), formats=FORMATS) as source:
                form = str(source.format)
                full = _size(source)
                source.draft("RGB", (longest, longest))  # a JPEG is decoded no larger than it is needed
                source.load()
                upright = ImageOps.exif_transpose(source)
                upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
                return upright, full, form
    except Unreadable:
        raise
    except Image.DecompressionBombError:
        raise Unreadable("files.too_many_pixels") from None
    except Exception:
        raise Unreadable("files.damaged") from None


def _size(source: Image.Image) -> tuple[int, int]:
    width, height = source.size
    if width * height > types.MOST_PIXELS:
        raise Unreadable("files.too_many_pixels")
    turned = source.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (height, width) if turned else (width, height)


def _flat(picture: Image.Image) -> Image.Image:
    """Three colours and nothing behind them: what was transparent becomes white."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layers = picture.convert("RGBA")
        ground = Image.new("RGBA", layers.size, "white")
        return Image.alpha_composite(ground, layers).convert("RGB")
    return picture.convert("RGB")


def _write(picture: Image.Image, *, form: str, quality: int) -> Written:
    """Only the pixels go over: a new picture knows nothing of where the old one came from."""
    if form == "PNG":
        shown = picture if picture.mode in ("1", "L", "LA", "RGB", "RGBA") else picture.convert("RGBA")
    else:
        shown = _flat(picture) if form == "JPEG" or picture.mode not in ("RGB", "RGBA") else picture
    fresh = Image.new(shown.mode, shown.size)
    fresh.paste(shown, (0, 0))
    out = BytesIO()
    if form == "PNG":
        fresh.save(out, form, optimize=False, compress_level=6)
    elif form == "WEBP":
        fresh.save(out, form, quality=quality, method=3)
    else:
        fresh.save(out, form, quality=quality, progressive=True, optimize=True)
    media = next(kind.media for kind in types.TYPES.values() if kind.format == form)
    return Written(content=out.getvalue(), media=media, width=fresh.width, height=fresh.height)
