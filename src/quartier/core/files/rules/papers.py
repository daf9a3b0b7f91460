"""A PDF written anew from its pages alone: no metadata, no scripts, no attachments, nothing that acts when it is opened.

What stood in forms and remarks is drawn into the page, because it was seen there. Pictures inside lose what cameras wrote.
"""

from io import BytesIO
from typing import Any

import pikepdf

from . import segments, types
from .types import Unreadable

# What a page is drawn from (ISO 32000-1, table 30). Everything else acts, remembers or points elsewhere.
PAGE_KEYS = frozenset(
    {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Contents", "/Rotate", "/Group", "/UserUnit"}
)
MEMORIES = ("/Metadata", "/PieceInfo", "/LastModified", "/OPI", "/AF", "/Alternates", "/Ref", "/StructParent")


def clean(content: bytes) -> bytes:
    """The same pages and nothing else. Raises Unreadable."""
    try:
        with pikepdf.open(BytesIO(content)) as source:
            if not 0 < len(source.pages) <= types.MOST_PAGES:
                raise Unreadable("files.too_many_pages" if len(source.pages) else "files.damaged")
            source.flatten_annotations("all")
            return _written(source)
    except pikepdf.PasswordError:
        raise Unreadable("files.locked") from None
    except (pikepdf.PdfError, RecursionError):
        raise Unreadable("files.damaged") from None


def _written(source: pikepdf.Pdf) -> bytes:
    with pikepdf.new() as fresh:
        fresh.pages.extend(source.pages)
        for page in fresh.pages:
            for key in set(page.obj.keys()) - PAGE_KEYS:
                del page.obj[key]
        for held in fresh.objects:
            _forget(held)
        fresh.remove_unreferenced_resources()
        out = BytesIO()
        fresh.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _forget(held: Any) -> None:
    """Take away what an object remembers beside what is drawn."""
    if not isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        return
    for key in MEMORIES:
        if key in held:
            del held[key]
    if isinstance(held, pikepdf.Stream) and held.get("/Filter") == pikepdf.Name.DCTDecode:
        held.write(segments.stripped(held.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)
