"""Reading files: of a record behind its lock, and the pictures that anybody may load."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from quartier.core.kit.errors import NotFound
from quartier.core.registry.visits import Visit

from . import store
from .models import File, PublicFile
from .rules import pictures, types

FORM_PREVIEW = 320  # pixels: small enough to stand in a page


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file of a record. `width` and `height` in pixels, None for what is no picture; `public`: the tags it was let out
    under and that still stand. `description_asked`: nobody has described it yet."""

    id: UUID
    tag: str
    subject: UUID
    kind: str
    type: str
    sha256: str
    size: int
    width: int | None
    height: int | None
    name: str
    description: dict[str, str]
    description_asked: bool
    stored_at: datetime
    by: UUID | None
    public: tuple[str, ...] = ()

    @property
    def is_picture(self) -> bool:
        return types.is_picture(self.type)

    def describe(self, language: str) -> str:
        """The description in a language, else in any; empty when there is none."""
        return self.description.get(language) or next(filter(None, self.description.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A public picture, ready for a page: sizes in pixels, descriptions by language."""

    tag: str
    width: int
    height: int
    small_width: int
    small_height: int
    descriptions: dict[str, str]

    @property
    def address(self) -> str:
        return f"/files/{self.tag}"

    @property
    def small(self) -> str:
        return f"/files/{self.tag}/small"

    def describe(self, language: str) -> str:
        return self.descriptions.get(language) or next(filter(None, self.descriptions.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Bytes on the disk and what they are; `name` is a file name to save them under."""

    path: Path
    media: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A file that was received and belongs to nothing yet. `key`: 128 random bits that its form carries along."""

    key: str
    type: str
    sha256: str
    size: int
    width: int | None
    height: int | None
    name: str


def root() -> Path:
    return Path(settings.MEDIA_ROOT)


def files_of(by: Visit, subject: UUID) -> list[FileView]:
    """The files of a record, oldest first; none where the visit does not see it."""
    return _views(File.objects.filter(subject_id=subject).order_by("stored_at", "id"))


def file_for(by: Visit, tag: str) -> FileView:
    """Raises NotFound alike for hidden and absent."""
    found = _views(File.objects.filter(tag=tag))
    if not found:
        raise NotFound("no_such_record")
    return found[0]


def open_file(by: Visit, tag: str, *, original: bool = False) -> Opened:
    """The clean copy of a file, or what came in. Raises NotFound alike for hidden, absent, and lost from the disk.

    A page that shows a record's files notes the look at that record; opening one of them is the same look.
    """
    row = File.objects.filter(tag=tag).first()
    if row is None:
        raise NotFound("no_such_record")
    return _opened(row.sha256 if original else row.clean_sha256, media=row.type, name=row.tag)


def open_public(tag: str, *, small: bool = False) -> Opened | None:
    """A public picture; None when it was taken back. Raises NotFound for a tag that never was."""
    row = PublicFile.objects.filter(tag=tag).first()
    if row is None:
        raise NotFound("no_such_record")
    if row.taken_back_at is not None:
        return None
    return _opened(row.small_sha256 if small else row.sha256, media="image/jpeg", name=row.tag)


def pictures_by_tag(tags: Iterable[str]) -> dict[str, Picture]:
    """Public pictures by tag, without those that were taken back."""
    rows = PublicFile.objects.filter(tag__in=list(tags), taken_back_at=None)
    return {
        row.tag: Picture(
            tag=row.tag,
            width=row.width,
            height=row.height,
            small_width=row.small_width,
            small_height=row.small_height,
            descriptions=row.descriptions,
        )
        for row in rows
    }


def pictures_for(tags: Iterable[str]) -> list[Picture]:
    """The same in the order of the tags."""
    wanted = list(tags)
    found = pictures_by_tag(wanted)
    return [found[tag] for tag in wanted if tag in found]


def pending(key: str, *, at: datetime) -> Pending | None:
    """What a form carries along; None for an unknown key and after a day."""
    found = store.pending(root(), key, at=at)
    if found is None:
        return None
    about, _ = found
    return Pending(key=key, **{name: about[name] for name in Pending.__slots__ if name != "key"})


def preview(key: str, *, at: datetime) -> bytes | None:
    """A small JPEG of a received picture, to stand in the page itself: its key is in no address. None for a document."""
    found = store.pending(root(), key, at=at)
    if found is None or not types.is_picture(found[0]["type"]):
        return None
    return pictures.covered((found[1] / "clean").read_bytes(), (), longest=FORM_PREVIEW).content


def export(subject: UUID) -> list[dict[str, Any]]:
    """What an export of a record says of its files; the bytes go beside it."""
    return [
        {
            "tag": row.tag,
            "kind": row.kind,
            "type": row.type,
            "sha256": row.sha256,
            "size": row.size,
            "name": row.name,
            "description": row.description,
            "stored_at": row.stored_at.isoformat(),
        }
        for row in File.objects.filter(subject_id=subject).order_by("stored_at", "id")
    ]


def _opened(digest: str, *, media: str, name: str) -> Opened:
    path = store.path_of(root(), digest)
    if not path.is_file():
        raise NotFound("no_such_record")
    return Opened(path=path, media=media, name=name + types.TYPES[media].suffix)


def _views(rows: Iterable[File]) -> list[FileView]:
    found = list(rows)
    public: dict[UUID, list[str]] = {}
    standing = PublicFile.objects.filter(file__in=[row.id for row in found], taken_back_at=None)
    for file, tag in standing.order_by("let_out_at").values_list("file", "tag") if found else ():
        public.setdefault(file, []).append(tag)
    same = [name for name in FileView.__slots__ if name not in ("subject", "public")]
    return [
        FileView(
            subject=row.subject_id,
            public=tuple(public.get(row.id, ())),
            **{name: getattr(row, name) for name in same},
        )
        for row in found
    ]
