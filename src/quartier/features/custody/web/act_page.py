"""The page of any act: what is asked, who signs, what was typed before a link or a session was lost."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound, Refusal
from quartier.features.custody import drafting, recording
from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.web import act_book, act_words, signing
from quartier.features.custody.web.act_book import Book
from quartier.features.custody.web.act_fields import tongue
from quartier.features.custody.web.act_forms import ActForm
from quartier.ui.forms.base import form_page

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "next", "once", "drop", "more"})


Write = Callable[[HttpRequest, Book, Act, ActForm], Any]
Kind = Callable[..., ActForm]


@never_cache
def stay_act(request: HttpRequest, id: UUID, act: str) -> HttpResponse:
    """One act for one person."""
    return page(request, act_book.of_stay(request.visit, id), act)


@never_cache
def suite_act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """One act for a suite."""
    return page(request, act_book.of_suite(request.visit, code), act)


def page(
    request: HttpRequest,
    book: Book,
    code: str,
    *,
    kind: Kind = ActForm,
    write: Write | None = None,
    done: str = "",
) -> HttpResponse:
    """The form of an act. `kind`: a form that asks more; `write`: another verb than to record; `done`: where it leads."""
    act = act_book.act_of(request.visit, book, code)
    with timezone.override(book.zone):
        request.look([book.about], f"custody {code}")
        form, draft = begun(request, book, act, kind)
        sent = request.method == "POST" and "more" not in request.POST and "drop" not in request.POST
        if (
            sent
            and form.is_valid()
            and not form.asks_why()
            and _written(request, book, act, form, write or _record)
        ):
            return redirect(done or _next(request, book))
        return form_page(request, "custody/act/page.html", form, around(request, book, act, form, draft))


def begun(request: HttpRequest, book: Book, act: Act, kind: Kind = ActForm) -> tuple[ActForm, Any]:
    """The form as it was sent; else what was typed earlier and never sent; else an empty one."""
    visit, draft = request.visit, None
    frame = act_book.frame(visit, book, act, now=visit.now)
    if "drop" in request.POST:
        drafting.drop(about=book.about, act=act.code, by=visit)
        return kind(act=act, frame=frame), None
    typed = request.POST if request.method == "POST" else None
    if typed is None:
        draft = drafting.one(about=book.about, act=act.code, by=visit)
        typed = _typed(draft) if draft else None
    form = kind(typed, act=act, frame=frame)
    if draft or "more" in request.POST:
        form.full_clean()
        form._errors.clear()  # nobody has sent it yet: what is missing is not wrong
    return form, draft


def _typed(draft: drafting.Draft) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, each in draft.typed.items():
        found.setlist(name, list(each))
    return found


def _written(request: HttpRequest, book: Book, act: Act, form: ActForm, write: Write) -> bool:
    """Write it, forget the draft. False: it was refused, and the form says why."""
    try:
        write(request, book, act, form)
    except Invalid as refusal:
        form.lay(refusal.problems)
        return False
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        form.add_error(None, act_words.sentence(refusal))
        return False
    drafting.drop(about=book.about, act=act.code, by=request.visit)
    return True


def _record(request: HttpRequest, book: Book, act: Act, form: ActForm) -> None:
    data, visit = form.cleaned_data, request.visit
    recording.record(
        about=book.about,
        act=act.code,
        values=form.said.values,
        occurred_at=form.said.occurred_at or visit.now,
        late_reason=data.get("late_reason") or "",
        done_by=data.get("done_by") or "",
        signed=signing.read(data, act),
        by=visit,
        at=visit.now,
    )


def _next(request: HttpRequest, book: Book) -> str:
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return asked if asked and ours else book.back


def around(request: HttpRequest, book: Book, act: Act, form: ActForm, draft: Any) -> dict[str, Any]:
    return {
        "book": book,
        "act": act,
        "title": act.do.say(tongue()),
        "signs": signing.groups(form, act),
        "shared": [form[name] for name in ("sign-held", "sign-present") if name in form.fields],
        "draft": draft,
        "draft_url": act_book.address("draft", book.about, act.code),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "crumbs": [
            {"label": f"{book.label} {book.number}".strip(), "url": book.back},
            {"label": act.do.say(tongue()), "url": ""},
        ],
        "whole": gettext("This is kept apart: the person’s record does not show it.") if act.whole else "",
        **request.purposes(),
    }


@never_cache
def draft(request: HttpRequest, about: UUID, act: str) -> HttpResponse:
    """Keep what is being typed. GET gives a fresh token to a page whose session was renewed elsewhere."""
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    typed = {name: each for name, each in request.POST.lists() if name not in NOT_KEPT and any(each)}
    drafting.keep(about=about, act=act[:31], typed=typed, by=request.visit)
    return HttpResponse(status=204)
