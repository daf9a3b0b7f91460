"""The record on paper for whoever carries it away: the same sheets as in the console, in each language."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from quartier.features.custody.views import EntryView, StayView
from quartier.features.custody.web import record_paper, record_proof
from quartier.ui.documents.engine import render

LANGUAGES = ("uk", "fr", "en")


def sheets(stay: StayView, entries: Sequence[EntryView], *, reader: str, now: datetime) -> dict[str, bytes]:
    """A PDF by language, with what this visit may read; call within it. `reader`: whom it is printed for."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language), timezone.override(ZoneInfo(stay.suite.zone)):
            proof = record_proof.at(stay, entries, address=f"{settings.QUARTIER_ADDRESS}/r/{stay.tag}")
            document = record_paper.record(
                stay, list(entries), proof=proof, reader=reader, now=now, demo=settings.QUARTIER_DEMO
            )
            found[language] = render(document)
    return found
