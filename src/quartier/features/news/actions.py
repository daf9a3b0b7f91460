"""Writing a text, offering it, letting it out, sending it back, taking it back."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from quartier.core.files import actions as files
from quartier.core.files import queries as file_queries
from quartier.core.files.rules import checks
from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, Problem
from quartier.core.publication import actions as publication
from quartier.core.publication.actions import Text
from quartier.core.registry import actions as registry
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

from . import queries, rules, telling, themes
from .models import NewsItem, NewsStep, PublicNews
from .queries import ORIGIN, ItemView
from .themes import Hazard

KIND = "news.item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text as typed. `area`: where it matters; the place itself when everywhere."""

    kind: str
    area: int
    titles: dict[str, str]
    texts: dict[str, str]
    images: dict[str, str] | None = None  # None: as they are
    expires_at: datetime | None = None
    theme: str = ""
    warning: Hazard = field(default_factory=Hazard)


def desk(*, place: int, organisation: int, by: Visit) -> int:
    """The scope of an organisation's drafts about a place. A new one is within reach from the next visit on."""
    return registry.scope_for(area=place, organisation=organisation, secrecy=0, by=by)


def write(*, text: Written, place: int, organisation: int, by: Visit, at: datetime) -> UUID:
    """Open a draft. Its `desk` must have been asked for in an earlier visit."""
    _may(by, "news.write")
    _check(text)
    scope = desk(place=place, organisation=organisation, by=by)
    with transaction.atomic():
        ref = registry.open_record(kind=KIND, scope=scope, by=by, at=at)
        row = NewsItem(
            id=ref.id,
            tag=ref.tag,
            scope_id=scope,
            place_id=place,
            organisation_id=organisation,
            created_at=at,
            created_by=by.account,
            kind=text.kind,
            area_id=text.area,
            titles=text.titles,
            texts=text.texts,
            images=text.images or {},
            theme=text.theme,
            warning=_plain(text.warning),
            expires_at=text.expires_at,
        )
        NewsItem.objects.bulk_create([row])
        registry.index(subject=ref.id, by=by, at=at)
    return ref.id


def edit(*, item: UUID, text: Written, version: int, by: Visit, at: datetime) -> None:
    """Change a text. Raises Conflict when somebody else was faster: nothing of theirs is lost."""
    _may(by, "news.write")
    _check(text)
    with transaction.atomic():
        before = queries.item_for(by, item)
        done = NewsItem.objects.filter(id=item, version=version).update(
            kind=text.kind,
            area_id=text.area,
            titles=text.titles,
            texts=text.texts,
            images=before.images if text.images is None else text.images,
            theme=text.theme,
            warning=_plain(text.warning),
            expires_at=text.expires_at,
            version=version + 1,
        )
        if not done:
            raise Conflict("edited_meanwhile")
        if before.steps:
            _step(before, "edited", version=version + 1, by=by, at=at)
        registry.index(subject=item, by=by, at=at)


def offer(*, item: UUID, by: Visit, at: datetime) -> None:
    """Ask a second person to let it out. Says at once what would keep it from going out."""
    _may(by, "news.write")
    view = queries.item_for(by, item)
    if view.state in ("waiting", "public"):
        raise Conflict("already_offered")
    found = rules.problems(view.draft, own_language=_own_language(view))
    if found := found + themes.problems(theme=view.theme, warning=view.warning):
        raise Invalid(found)
    _step(view, "offered", by=by, at=at)


def publish(*, item: UUID, by: Visit, at: datetime) -> str:
    """Let the text out through publication; returns the notice's tag."""
    view = queries.item_for(by, item)
    author = _author(view)
    rules.check_publish(
        view.draft,
        own_language=_own_language(view),
        state=view.state,
        author=author,
        decider=by.account,
        may_decide=by.may("publication.decide"),
    )
    if found := themes.problems(theme=view.theme, warning=view.warning):
        raise Invalid(found)
    with transaction.atomic():
        _take_picture_back(view, by=by, at=at)
        picture = _let_picture_out(view, by=by, at=at)
        notice = publication.publish_notice(text=_text_of(view), second=author != by.account, by=by, at=at)
        _step(view, "published", notice=notice, by=by, at=at)
        _say_beside(view, notice=notice, picture=picture, at=at)
        telling.tell_followers(view, notice=notice, by=by, at=at)
    return notice


def send_back(*, item: UUID, reason: str, by: Visit, at: datetime) -> None:
    """Not yet: the text goes back to whoever wrote it, with the reason."""
    _may(by, "publication.decide")
    view = queries.item_for(by, item)
    if view.state != "waiting":
        raise Conflict("not_waiting")
    _step(view, "sent_back", reason=_reason(reason), by=by, at=at)


def withdraw(*, item: UUID, reasons: dict[str, str], by: Visit, at: datetime) -> None:
    """Take it back from the public, with a reason that residents can read."""
    _may(by, "publication.decide")
    view = queries.item_for(by, item)
    if not view.notice or view.state == "withdrawn":
        raise Conflict("not_public")
    own = _reason(reasons.get(_own_language(view), ""))
    with transaction.atomic():
        _take_picture_back(view, by=by, at=at)
        publication.withdraw(tag=view.notice, reasons=reasons, by=by, at=at)
        _step(view, "withdrawn", reason=own, by=by, at=at)


def set_picture(
    *,
    item: UUID,
    key: str | None,
    descriptions: dict[str, str],
    cells: Iterable[int],
    version: int,
    by: Visit,
    at: datetime,
) -> None:
    """Put a received picture to a text (`key`; None keeps the one that is there), with what can be seen in it by language
    and the cells that are covered when it becomes public. Raises Invalid, and Conflict when somebody was faster.
    """
    _may(by, "news.write")
    view = queries.item_for(by, item)
    said = {language: text.strip() for language, text in descriptions.items() if text.strip()}
    if key is None and not view.picture:
        raise Invalid([Problem(field="photo", code="photo_missing")])
    chosen = sorted(set(cells))
    if wrong := checks.check_public(media="image/jpeg", cells=chosen, descriptions=said, needed=[]):
        raise Invalid(wrong)
    with transaction.atomic():
        picture = view.picture if key is None else _attached(view, key, by=by, at=at)
        if said:
            files.describe(tag=picture, descriptions=said, by=by, at=at)
        _changed(view, version, picture=picture, images=said, cells=chosen, by=by, at=at)


def drop_picture(*, item: UUID, version: int, by: Visit, at: datetime) -> None:
    """The text goes without its picture from now on; the file stays with the record."""
    _may(by, "news.write")
    view = queries.item_for(by, item)
    with transaction.atomic():
        _changed(view, version, picture="", images={}, cells=[], by=by, at=at)


def _attached(view: ItemView, key: str, *, by: Visit, at: datetime) -> str:
    return files.attach(
        key=key,
        subject=view.id,
        scope=NewsItem.objects.values_list("scope_id", flat=True).get(id=view.id),
        kind="photo",
        description="",
        language=_own_language(view),
        by=by,
        at=at,
    )


def _changed(view: ItemView, version: int, *, by: Visit, at: datetime, **values: Any) -> None:
    if not NewsItem.objects.filter(id=view.id, version=version).update(version=version + 1, **values):
        raise Conflict("edited_meanwhile")
    if view.steps:
        _step(view, "edited", version=version + 1, by=by, at=at)


def _text_of(view: ItemView) -> Text:
    """What publication lets out: the languages that are whole."""
    whole = [language for language in view.titles if view.titles[language] and view.texts.get(language)]
    return Text(
        origin=ORIGIN,
        origin_tag=view.tag,
        kind=view.kind,
        place=view.place,
        area=view.area,
        organisation=view.organisation,
        titles={language: view.titles[language] for language in whole},
        bodies={language: view.texts[language] for language in whole},
        images={language: view.images[language] for language in whole if view.images.get(language)},
        expires_at=view.expires_at,
    )


def _let_picture_out(view: ItemView, *, by: Visit, at: datetime) -> str:
    if not view.picture:
        return ""
    return files.let_out(tag=view.picture, cells=view.cells, descriptions=view.images, by=by, at=at)


def _take_picture_back(view: ItemView, *, by: Visit, at: datetime) -> None:
    """That of the notice before, whose place a newer one takes."""
    shown = queries.beside([view.notice]).get(view.notice) if view.notice else None
    if shown and file_queries.pictures_by_tag([shown.picture]):
        files.take_back(tag=shown.picture, by=by, at=at)


def _say_beside(view: ItemView, *, notice: str, picture: str, at: datetime) -> None:
    row = PublicNews(
        notice=notice,
        item=view.tag,
        place_id=view.place,
        kind=view.kind,
        theme=view.theme,
        picture=picture,
        warning=_plain(view.warning),
        sent_at=at,
    )
    PublicNews.objects.bulk_create([row])


def note_reader(*, notice: str, origin: bytes, by: Visit, at: datetime) -> None:
    """Count whoever reads a notice, once a day and network: the digest is gone with the day, the number stays."""
    with connection.cursor() as cursor:
        cursor.execute("select news.note_reader(%s, %s)", [notice, origin])


def forget_readers() -> int:
    """Throw away the digests of days that are over; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("select news.forget_readers()")
        return int(cursor.fetchone()[0])


def _plain(warning: Hazard) -> dict[str, Any]:
    said = {language: text for language, text in (warning.instructions or {}).items() if text}
    return asdict(warning) | {"instructions": said}


def _may(by: Visit, permit: str) -> None:
    if by.account is None or not by.may(permit):
        raise NotAllowed("not_permitted", permit=permit)


def _check(text: Written) -> None:
    """A draft may have gaps, but it must be of a known kind, have a title somewhere, and fit."""
    draft = rules.Draft(
        kind=text.kind, titles=text.titles, texts=text.texts, images=text.images or {}, expires=True
    )
    found = [each for each in rules.problems(draft, own_language="") if each.code != "half_a_language"]
    found += themes.problems(theme=text.theme, warning=text.warning)
    if not any(text.titles.values()):
        found.append(Problem(field="titles", code="title_missing"))
    if found:
        raise Invalid(found)


def _author(view: ItemView) -> UUID:
    """Whoever touched the text last: that person is not the second one."""
    touched = [step.by for step in view.steps if step.step in ("offered", "edited")]
    return touched[-1] if touched else view.created_by


def _own_language(view: ItemView) -> str:
    return territory.area(id=view.place, with_geometry=False).language.split("-")[0]


def _reason(text: str) -> str:
    if not text.strip():
        raise Invalid([Problem(field="reason", code="reason_missing")])
    return text.strip()


def _step(
    view: ItemView,
    step: str,
    *,
    reason: str = "",
    notice: str = "",
    version: int = 0,
    by: Visit,
    at: datetime,
) -> None:
    scope = NewsItem.objects.values_list("scope_id", flat=True).get(id=view.id)
    row = NewsStep(
        item_id=view.id,
        scope_id=scope,
        step=step,
        reason=reason,
        notice=notice,
        version=version or view.version,
        at=at,
        by=by.account,
    )
    NewsStep.objects.bulk_create([row])
