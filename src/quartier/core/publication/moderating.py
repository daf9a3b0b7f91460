"""Offering a text for publication, and what moderators decide about it. Each act is a new row and an entry."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import rfc8785
from django.db import DatabaseError, IntegrityError, connections, transaction

from quartier.core.kit.errors import Conflict, NotFound
from quartier.core.ledger import actions as ledger
from quartier.core.publication import origins, queries, submissions
from quartier.core.publication.actions import Text, publish_notice
from quartier.core.publication.models import Submission, SubmissionStep
from quartier.core.publication.rules import moderation as rules
from quartier.core.publication.rules import personal
from quartier.core.publication.rules.likeness import sketch
from quartier.core.publication.rules.spam import NOTHING_KNOWN, Circumstances, signs
from quartier.core.publication.submissions import PERMIT, SubmissionView
from quartier.core.registry import actions as registry
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

KIND = "publication.submission"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a record offers to the public. `origin`: a registered origin; `origin_tag`: the record's tag; `kind`: of notice.

    `moderation`: the organisation that decides; `organisation`: in whose name the notice will stand. `title`, `text`: as
    the author has seen and sent them, in `language`. `titles`, `texts`: a proposal by language, where it differs from
    them or is translated. `facts`: what else is to become public, JSON; `lon` and `lat` in it are left out in wartime.
    `circumstances`: what is known of the sending, for the signs of spam; alike texts of the day are counted here.
    """

    origin: str
    origin_tag: str
    kind: str
    place: int
    area: int
    moderation: int
    organisation: int
    language: str
    title: str
    text: str
    titles: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    photos: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    circumstances: Circumstances = NOTHING_KNOWN


def room(*, area: int, moderation: int, by: Visit) -> int:
    """The scope in which an organisation moderates texts about an area; anyone may lodge there, and not read."""
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute("select publication.room(%s::int, %s::int)", [area, moderation])
        return int(cursor.fetchone()[0])


def submit(*, submission: Offer, by: Visit, at: datetime) -> UUID:
    """Offer a text for publication, in the transaction of its record. Whoever is here need not see the moderators' room.

    Returns its id. Raises Invalid for an empty or too long text, Conflict where the feature is switched off.
    """
    origins.origin(submission.origin)
    titles = {submission.language: submission.title.strip(), **_tidy(submission.titles)}
    texts = {submission.language: submission.text.strip(), **_tidy(submission.texts)}
    rules.check_texts(titles, texts, language=submission.language)
    place = territory.area(id=submission.place, with_geometry=False)
    scope = room(area=submission.area, moderation=submission.moderation, by=by)
    known = replace(
        submission.circumstances, alike=submission.circumstances.alike or _alike(submission.text, at)
    )
    with transaction.atomic():
        ref = registry.open_record(kind=KIND, scope=scope, by=by, at=at)
        row = Submission(
            **{
                name: getattr(submission, name)
                for name in ("origin", "origin_tag", "kind", "language", "facts")
            },
            id=ref.id,
            tag=ref.tag,
            scope_id=scope,
            place_id=place.id,
            area_id=submission.area,
            organisation_id=submission.organisation,
            original_title=submission.title,
            original_text=submission.text,
            titles=titles,
            texts=texts,
            marks=_marks(titles, texts) + _signs(submission, known),
            photos=list(submission.photos),
            offered_at=at,
            due_at=submissions.due_at(at, place=place),
        )
        Submission.objects.bulk_create([row])
        fields = {
            "origin": submission.origin,
            "record": submission.origin_tag,
            "texts": _digest(titles, texts),
        }
        ledger.append(kind="publication.submitted", record=ref.tag, fields=fields, by=by, occurred_at=at)
    return ref.id


def edit(
    *,
    submission: UUID,
    titles: dict[str, str],
    texts: dict[str, str],
    reason: str,
    words: str = "",
    by: Visit,
    at: datetime,
) -> None:
    """Change what is proposed, with a reason that the author reads. The original stays as it is."""
    view = _open("edit", submission, by)
    rules.check_reason(reason, words, use=rules.EDITS)
    titles, texts = _tidy(titles), _tidy(texts)
    rules.check_texts(titles, texts, language=view.language)
    said = {"titles": titles, "texts": texts, "marks": _marks(titles, texts)}
    with transaction.atomic():
        _step(view, "edited", reason=reason, words=words, by=by, at=at, more=said)
        _tell("on_edited", submission, by=by, at=at)


def let_out(*, submission: UUID, photos: tuple[str, ...] = (), by: Visit, at: datetime) -> str:
    """Make the newest proposal public; returns the tag of its notice. `photos`: public tags of pictures let out with it."""
    view = _open("let_out", submission, by)
    origins.origin(view.origin)
    with transaction.atomic():
        out = Text(
            **{
                name: getattr(view, name)
                for name in ("origin", "origin_tag", "kind", "place", "area", "organisation")
            },
            titles=view.titles,
            bodies=view.texts,
        )
        notice = publish_notice(text=out, second=True, by=by, at=at)
        _step(view, "let_out", by=by, at=at, more={"notice": notice, "photos": list(photos)})
        _tell("on_let_out", submission, by=by, at=at)
    return notice


def ask_refusal(*, submission: UUID, reason: str, words: str = "", by: Visit, at: datetime) -> None:
    """Say why it should not become public; another person reads it before it is refused."""
    view = _open("ask_refusal", submission, by)
    rules.check_reason(reason, words, use=rules.REFUSALS)
    _step(view, "refuse_asked", reason=reason, words=words, by=by, at=at)


def second(*, submission: UUID, agree: bool, words: str = "", by: Visit, at: datetime) -> None:
    """The second reader agrees with a refusal, or keeps the text in the queue. Never who asked for the refusal."""
    view = _open("second", submission, by)
    rules.check_words(words, needed=not agree)
    with transaction.atomic():
        _step(view, "refused" if agree else "kept_open", words=words, by=by, at=at)
        _tell("on_refused" if agree else "on_kept_open", submission, by=by, at=at)


def object_to(*, submission: UUID, words: str, by: Visit, at: datetime) -> None:
    """The author does not accept a refusal; once. Whoever sees the record may, moderators need not.

    Raises NotFound alike for hidden and absent, Conflict when there is no refusal to object to.
    """
    rules.check_words(words)
    try:
        with transaction.atomic(), connections[lock.APPLICATION].cursor() as cursor:
            cursor.execute("select publication.object_to(%s, %s, %s)", [submission, words.strip(), at])
            tag = cursor.fetchone()[0]
            fields = {"reason": "", "words": _sha(words), "texts": None, "notice": None}
            ledger.append(kind="publication.objected", record=tag, fields=fields, by=by, occurred_at=at)
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", "")
        if state == "P0002":
            raise NotFound("no_such_record") from None
        if state in ("55006", "23505"):
            raise Conflict("moderation.not_now") from None
        raise


def decide_objection(*, submission: UUID, grant: bool, words: str, by: Visit, at: datetime) -> None:
    """Somebody who took no part in the refusal decides: back into the queue, or refused for good, with the reason."""
    view = _open("decide", submission, by)
    rules.check_words(words)
    with transaction.atomic():
        _step(view, "decided", words=words, by=by, at=at, more={"agreed": grant})
        _tell("on_kept_open" if grant else "on_refused", submission, by=by, at=at)


def forget(*, origin_tag: str) -> None:
    """A record was erased: its public texts, and what was offered of it, go too. Called by its kind's `erase`."""
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute("select publication.erase_record(%s)", [origin_tag])


def _open(act: str, submission: UUID, by: Visit) -> SubmissionView:
    view = submissions.submission_for(by, submission)
    permitted = by.account is not None and by.may(PERMIT)
    rules.check_act(act, submissions.facts_of(view), who=by.account, permitted=permitted)
    return view


def _step(
    view: SubmissionView,
    step: str,
    *,
    reason: str = "",
    words: str = "",
    by: Visit,
    at: datetime,
    more: dict[str, Any] | None = None,
) -> None:
    """The row and its entry. Its number is taken already when somebody else was faster."""
    row = SubmissionStep(
        submission_id=view.id,
        scope_id=view.scope,
        number=len(view.steps) + 1,
        step=step,
        reason=reason,
        words=words.strip(),
        at=at,
        by=by.account,
        **(more or {}),
    )
    fields = {
        "reason": reason,
        "words": _sha(words) if words.strip() else None,
        "texts": _digest(row.titles, row.texts) if row.titles else None,
        "notice": row.notice or None,
    }
    try:
        with transaction.atomic():
            SubmissionStep.objects.bulk_create([row])
            ledger.append(kind=_kind(row), record=view.tag, fields=fields, by=by, occurred_at=at)
    except IntegrityError:
        raise Conflict("moderation.changed_meanwhile") from None


def _kind(row: SubmissionStep) -> str:
    if row.step == "decided":
        return "publication.objection_granted" if row.agreed else "publication.objection_dismissed"
    return f"publication.{row.step}"


def _tell(what: str, submission: UUID, *, by: Visit, at: datetime) -> None:
    """The feature learns of it in the same transaction, with the text as it now stands."""
    view = submissions.submission_for(by, submission)
    if what == "on_let_out" and view.facts:
        wartime = queries.is_wartime(view.area)
        view = submissions.with_facts(view, rules.facts_as_shown(view.facts, wartime=wartime))
    getattr(origins.origin(view.origin), what)(submission=view, by=by, at=at)


def _marks(titles: dict[str, str], texts: dict[str, str]) -> list[dict[str, Any]]:
    """What the machine points out in each title and text, as JSON."""
    said = {f"title_{code}": words for code, words in titles.items()}
    said |= {f"text_{code}": words for code, words in texts.items()}
    return [mark.as_data() for name, words in said.items() for mark in personal.find(words, field=name)]


def _alike(text: str, at: datetime) -> int:
    """How many texts of the last day are like this one; remembers it as hashes."""
    hashes = sketch(text)
    if not hashes:
        return 0
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute("select publication.alike(%s::int[], %s)", [hashes, at])
        return int(cursor.fetchone()[0])


def _signs(offer: Offer, known: Circumstances) -> list[dict[str, Any]]:
    """Signs of spam in what the author sent. They stay beside it whatever a moderator changes."""
    said = {"title": offer.title, "text": offer.text}
    found = [
        mark
        for name, words in said.items()
        for mark in signs(words, field=f"{name}_{offer.language}", language=offer.language)
        if name == "text" or mark.end
    ]
    found += signs("", field="", known=known)[1:]  # without the sign that nothing is said
    return [mark.as_data() for mark in found]


def _tidy(words: dict[str, str]) -> dict[str, str]:
    return {code: text.strip() for code, text in words.items() if text.strip()}


def _digest(titles: dict[str, str], texts: dict[str, str]) -> str:
    return hashlib.sha256(rfc8785.dumps({"titles": titles, "texts": texts})).hexdigest()


def _sha(words: str) -> str:
    return hashlib.sha256(words.strip().encode()).hexdigest()
