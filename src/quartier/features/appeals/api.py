"""Public requests for programs: what was let out, overdue ones first, as on the page. No key is needed."""

import hashlib
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from quartier.core.territory import queries as territory
from quartier.features.appeals import listing
from quartier.features.appeals.listing import PublicView
from quartier.features.appeals.rules.categories import CATEGORIES

router = Router(tags=["appeals"])
State = Literal["", "late", "running", "new", "open", "waiting", "forwarded", "answered", "joined", "closed"]
Id = Annotated[int | None, Field(ge=1, le=2_147_483_647)]
Tag = Annotated[str, Field(pattern=r"^[0-9a-z]{26}$")]


class Refused(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    code: str


class StepOut(Schema):
    """One public step. `words` only where they were meant for everybody, by language."""

    number: int
    step: str
    occurred_at: datetime
    at: datetime = Field(description="When it was written down here.")
    organisation: int | None
    words: dict[str, str]
    more: dict[str, Any] = Field(description="Outcome, reason, until, and the like, as codes.")


class AppealOut(Schema):
    """A public request. No name, no contact, no house number; the point lies on a coarse grid."""

    tag: str
    number: str
    place: int
    area: int
    organisation: int = Field(description="The body that owes the answer.")
    category: str
    language: str = Field(description="The language that it was written in.")
    titles: dict[str, str]
    texts: dict[str, str]
    street: str
    lon: float | None
    lat: float | None
    photos: list[str] = Field(description="Addresses of pictures, below this server.")
    parent: str = Field(description="Tag of the request that this part was sent on from, or nothing.")
    state: str
    late: bool = Field(description="Computed from the due date and the clock.")
    lodged_at: datetime
    arrived_at: datetime
    due_at: datetime | None
    let_out_at: datetime
    pack: str = Field(description="The rule pack that its terms follow.")
    pack_version: str
    url: str


class AppealWithSteps(AppealOut):
    """A public request with its history and its parts."""

    steps: list[StepOut]
    parts: list[str] = Field(description="Tags of the parts that were sent on.")


class Appeals(Schema):
    """One page of requests."""

    items: list[AppealOut]
    total: int
    late: int = Field(description="How many of all are overdue.")
    page: int
    pages: int


class CategoryOut(Schema):
    """What a request can be about."""

    code: str
    names: dict[str, str]
    public: bool = Field(description="Whether a public version can be asked for.")


class Categories(Schema):
    """Every category."""

    items: list[CategoryOut]


class Wanted(Schema):
    """Which requests."""

    place: Annotated[str, Field(max_length=60, pattern=r"^[\w-]*$", description="Slug of the place.")] = ""
    category: Annotated[str, Field(max_length=30, pattern=r"^[a-z_]*$")] = ""
    state: State = ""
    area: Id = None
    organisation: Id = None
    text: Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")] = ""
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=200)


@router.get(
    "/appeals", auth=None, response={200: Appeals, 404: Refused, 422: Refused}, summary="Public requests"
)
def list_appeals(request: HttpRequest, response: HttpResponse, wanted: Annotated[Wanted, Query()]) -> Any:
    asked = wanted.dict(exclude={"place"})
    place = territory.area(slug=wanted.place, with_geometry=False).id if wanted.place else None
    page = listing.listing(at=request.visit.now, place=place, **asked)  # type: ignore[attr-defined]
    around = {"first": 1, "prev": page.page - 1, "next": page.page + 1, "last": page.pages}
    links = [
        f'<{_page(request, number)}>; rel="{relation}"'
        for relation, number in around.items()
        if 1 <= number <= page.pages
    ]
    response["Link"] = ", ".join(links)
    items = [_out(request, row) for row in page.rows]
    return {
        "items": items,
        "total": page.count,
        "late": page.late,
        "page": page.page,
        "pages": page.pages,
    }


@router.get(
    "/appeals/{tag}",
    auth=None,
    response={200: AppealWithSteps, 304: None, 404: Refused, 422: Refused},
    summary="One public request with its history",
)
def one_appeal(request: HttpRequest, response: HttpResponse, tag: Tag) -> Any:
    view = listing.public(tag, at=request.visit.now)  # type: ignore[attr-defined]
    body = _out(request, view) | {
        "steps": [{name: getattr(step, name) for name in StepOut.model_fields} for step in view.steps],
        "parts": [part.tag for part in view.parts],
    }
    mark = f'"{hashlib.sha256(repr(sorted(body.items())).encode()).hexdigest()[:32]}"'
    response["ETag"], response["Cache-Control"] = mark, "no-cache"
    known = [each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")]
    return Status(304, None) if mark in known or "*" in known else Status(200, body)


@router.get(
    "/appeal-categories",
    auth=None,
    response={200: Categories, 422: Refused},
    summary="What a request can be about",
)
def list_categories(request: HttpRequest) -> Any:
    return {
        "items": [
            {"code": one.code, "names": {"uk": one.uk, "fr": one.fr, "en": one.en}, "public": one.public}
            for one in CATEGORIES.values()
        ]
    }


def _out(request: HttpRequest, view: PublicView) -> dict[str, Any]:
    names = set(AppealOut.model_fields) - {"url", "photos"}
    photos = [request.build_absolute_uri(f"/files/{tag}") for tag in view.photos]
    there = request.build_absolute_uri(f"/{view.language}/appeals/{view.tag}/")
    return {name: getattr(view, name) for name in names} | {"photos": photos, "url": there}


def _page(request: HttpRequest, number: int) -> str:
    kept = [(key, value) for key, value in request.GET.items() if key != "page"]
    return request.build_absolute_uri(f"{request.path}?{urlencode([*kept, ('page', number)])}")
