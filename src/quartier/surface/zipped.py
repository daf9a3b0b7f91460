"""A ZIP archive as a stream: each file is written when its turn comes, nothing is kept in memory or on disk."""

import io
import zipfile
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse

# Archives with the same files are the same bytes: no time of the machine gets in.
EPOCH = (1980, 1, 1, 0, 0, 0)
INCOMPRESSIBLE = ("/log/tile/",)


def zipped(files: Iterable[tuple[str, bytes]], *, folder: str) -> Iterator[bytes]:
    """Chunks of an archive with the files (path, content) below one folder, in the order given."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files:
            entry = zipfile.ZipInfo(f"{folder}/{path}", date_time=EPOCH)
            entry.external_attr = 0o644 << 16
            stored = any(part in f"/{path}" for part in INCOMPRESSIBLE)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
            yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Takes what is written, once, and cannot go back: then the archive is made for streaming."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(data)  # type: ignore[call-overload]
        self._parts.append(part)
        return len(part)

    def taken(self) -> bytes:
        """What was written since last asked."""
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def attachment(chunks: Iterable[bytes], name: str) -> StreamingHttpResponse:
    """The archive as a download under this name."""
    response = StreamingHttpResponse(chunks)
    response["Content-Type"] = "application/zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
