"""The picture of a text: choosing it, saying what can be seen, covering what must not be."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from quartier.core.files import actions as files
from quartier.core.files import queries as stored
from quartier.core.kit.errors import Invalid, Refusal
from quartier.features.news import actions, queries
from quartier.features.news.web import words
from quartier.features.news.web.forms import PictureForm
from quartier.ui.forms.base import add_problems, form_page


def picture(request: HttpRequest, id: UUID) -> HttpResponse:
    """One page for all three; a new picture comes back here, so that it can be covered."""
    item = queries.item_for(request.visit, id)
    form = PictureForm(
        request.POST or None, request.FILES or None, item=item, size=_size(request, item.picture)
    )
    if form.is_valid() and _kept(request, form, id):
        new = bool(form.cleaned_data["photo"])
        return redirect("news_staff:picture" if new else "news_staff:item", id=id)
    return form_page(request, "news/picture.html", form, {"item": item})


def _size(request: HttpRequest, tag: str) -> tuple[int, int] | None:
    """Of the picture that is there, so that the page stands still while it loads."""
    if not tag:
        return None
    file = stored.file_for(request.visit, tag)
    return file.width or 1, file.height or 1


@require_POST
def drop(request: HttpRequest, id: UUID) -> HttpResponse:
    item = queries.item_for(request.visit, id)
    actions.drop_picture(item=id, version=item.version, by=request.visit, at=request.visit.now)
    return redirect("news_staff:item", id=id)


def _kept(request: HttpRequest, form: PictureForm, id: UUID) -> bool:
    """False with the refusal laid on the form; the words stay, only the file has to be chosen again."""
    visit, data = request.visit, form.cleaned_data
    try:
        key = _received(request, form)
        actions.set_picture(
            item=id,
            key=key,
            descriptions=form.described(),
            cells=[] if key else data.get("cells", []),
            version=data["version"],
            by=visit,
            at=visit.now,
        )
    except Invalid as refusal:
        add_problems(form, refusal.problems, words.say)
    except Refusal as refusal:
        form.add_error(None, words.sentence(refusal))
    return not form.errors


def _received(request: HttpRequest, form: PictureForm) -> str | None:
    """The key of what was chosen; its refusals belong to the field of the picture."""
    photo = form.cleaned_data["photo"]
    if not photo:
        return None
    try:
        return files.receive(stream=photo, name=photo.name, by=request.visit, at=request.visit.now).key
    except Invalid as refusal:
        for problem in refusal.problems:
            form.add_error("photo", words.say(problem))
        raise Invalid([]) from None
