"""The mailboxes whose letters become requests: whether each can be opened, and how many letters wait."""

from collections.abc import Iterator

from ..words import gettext as _
from .finding import Finding, ok, wrong


def open_each() -> Iterator[Finding]:
    """Nothing where none is named."""
    from django.conf import settings

    if "appeals" not in settings.QUARTIER_FEATURES or not settings.QUARTIER_MAILBOXES:
        return
    from quartier.features.appeals.mailbox import rounds
    from quartier.features.appeals.mailbox.imap import Session

    advice = _("Look at QUARTIER_MAILBOX_URL: docs/how-to/receive-mail.md.")
    try:
        boxes = rounds.all_boxes()
    except ValueError:
        yield wrong("mailbox.setting", _("QUARTIER_MAILBOX_URL names no mailbox."), advice)
        return
    for box in boxes:
        try:
            with Session(box) as session:
                told = {"place": box.place, "count": len(session.waiting())}
            yield ok("mailbox.open", _("The mailbox of %(place)s: %(count)s letters wait") % told)
        except rounds.Away as away:
            told = {"place": box.place, "code": away.code}
            yield wrong("mailbox.open", _("The mailbox of %(place)s cannot be read: %(code)s") % told, advice)
