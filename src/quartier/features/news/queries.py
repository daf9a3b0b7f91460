"""Reading news: as staff behind the lock. What residents read comes from publication."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, Sum

from quartier.core.kit.errors import NotFound
from quartier.core.registry.visits import Visit

from . import rules
from .models import NewsItem, NewsStep, PublicNews, Readers
from .themes import Hazard

ORIGIN = "news"
SAME = (
    "id",
    "tag",
    "kind",
    "titles",
    "texts",
    "images",
    "picture",
    "cells",
    "theme",
    "expires_at",
    "version",
    "created_at",
    "created_by",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step: what, when, by whom, why; the notice that it made public."""

    step: str
    at: datetime
    by: UUID
    reason: str
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """A text with its steps. `changed`: it was edited since it became public."""

    id: UUID
    tag: str
    kind: str
    place: int
    area: int
    organisation: int
    titles: dict[str, str]
    texts: dict[str, str]
    images: dict[str, str]
    picture: str
    cells: list[int]
    theme: str
    warning: Hazard
    expires_at: datetime | None
    version: int
    created_at: datetime
    created_by: UUID
    steps: tuple[StepView, ...]

    @property
    def state(self) -> str:
        return rules.state_of([step.step for step in self.steps])

    @property
    def notice(self) -> str:
        """Tag of the newest notice, or nothing."""
        return next((step.notice for step in reversed(self.steps) if step.notice), "")

    @property
    def draft(self) -> rules.Draft:
        return rules.Draft(
            kind=self.kind,
            titles=self.titles,
            texts=self.texts,
            images=self.images,
            expires=self.expires_at is not None,
            picture=bool(self.picture),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a notice says beside its text. `picture`: a public tag, or nothing; `item`: tag of the record."""

    notice: str
    item: str
    kind: str
    theme: str
    picture: str
    warning: Hazard
    sent_at: datetime


def beside(notices: Collection[str]) -> dict[str, Beside]:
    """By the notice's tag; notices from before there were pictures and themes have none."""
    return {row.notice: _beside(row) for row in PublicNews.objects.filter(notice__in=list(notices))}


def story_of(item: str) -> list[Beside]:
    """Every notice of one record, oldest first: what an update or an end refers to."""
    return [_beside(row) for row in PublicNews.objects.filter(item=item).order_by("sent_at", "id")]


def with_theme(*, place: int, theme: str, kind: str | None = None, most: int = 500) -> list[str]:
    """Tags of the newest notices about a theme."""
    rows = PublicNews.objects.filter(place_id=place, theme=theme).order_by("-sent_at")
    chosen = rows.filter(kind=kind) if kind else rows
    return list(chosen.values_list("notice", flat=True)[:most])


def sent(*, place: int, kind: str, most: int) -> list[str]:
    """Tags of the newest notices of a kind, those that were taken back or replaced among them."""
    rows = PublicNews.objects.filter(place_id=place, kind=kind).order_by("-sent_at")
    return list(rows.values_list("notice", flat=True)[:most])


def readers(notices: Collection[str]) -> dict[str, int]:
    """How many have read each notice, each day counted anew."""
    rows = Readers.objects.filter(notice__in=list(notices)).values("notice").annotate(readers=Sum("count"))
    return {row["notice"]: row["readers"] for row in rows}


def _beside(row: PublicNews) -> Beside:
    same = ("notice", "item", "kind", "theme", "picture", "sent_at")
    return Beside(warning=Hazard(**row.warning), **{name: getattr(row, name) for name in same})


def items_for(visit: Visit, *, limit: int = 100, offset: int = 0) -> list[ItemView]:
    """The texts within the visit's reach, newest first."""
    rows = list(_rows(visit).order_by("-created_at", "-id")[offset : offset + limit])
    return _views(rows)


def item_for(visit: Visit, id: UUID) -> ItemView:
    """One text. Raises NotFound alike for hidden and absent."""
    rows = list(_rows(visit).filter(id=id))
    if not rows:
        raise NotFound("no_such_record")
    return _views(rows)[0]


def count_for(visit: Visit) -> int:
    return _rows(visit).count()


def _rows(visit: Visit) -> QuerySet[NewsItem]:
    return NewsItem.objects.all()


def _views(rows: list[NewsItem]) -> list[ItemView]:
    steps: dict[UUID, list[StepView]] = {row.id: [] for row in rows}
    for step in NewsStep.objects.filter(item_id__in=list(steps)).order_by("at", "id"):
        view = StepView(step=step.step, at=step.at, by=step.by, reason=step.reason, notice=step.notice)
        steps[step.item_id].append(view)
    return [
        ItemView(
            **{name: getattr(row, name) for name in SAME},
            place=row.place_id,
            area=row.area_id,
            organisation=row.organisation_id,
            warning=Hazard(**row.warning),
            steps=tuple(steps[row.id]),
        )
        for row in rows
    ]
