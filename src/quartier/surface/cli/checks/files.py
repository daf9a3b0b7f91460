"""The files of records: whether the bytes that rows name are on the disk."""

from collections.abc import Iterator

from ..words import gettext as _
from .finding import Finding, ok, wrong


def bytes_there() -> Iterator[Finding]:
    from quartier.core.files import store

    from .. import dump_files, surroundings

    with surroundings.connect("backup") as connection:
        digests = dump_files.named(connection)
    missing = [digest for digest in digests if not store.path_of(dump_files.root(), digest).is_file()]
    numbers = {"count": len(digests), "missing": len(missing)}
    if missing:
        text = _("%(missing)s of %(count)s files of records are not on the disk") % numbers
        yield wrong("files", text, _("Bring them back from a backup: docs/how-to/back-up.md."))
    else:
        yield ok("files", _("%(count)s files of records, all on the disk") % numbers)
