"""Addresses."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, path, re_path

from quartier.surface.api import framework

api = framework.build()


def as_problems(pattern: URLPattern) -> URLPattern:
    """Ninja answers a wrong method with a page; here it is a problem like any other."""
    view: Callable[..., HttpResponse] = framework.absent if pattern.name == "api-root" else pattern.callback

    def answered(request: HttpRequest, *args: object, **values: object) -> HttpResponse:
        response = view(request, *args, **values)
        return (
            framework.wrong_method(request, response)
            if isinstance(response, HttpResponseNotAllowed)
            else response
        )

    answered.csrf_exempt = getattr(view, "csrf_exempt", False)  # type: ignore[attr-defined]
    pattern.callback = answered
    return pattern


patterns, _, namespace = api.urls
urlpatterns: list[URLPattern | URLResolver] = [
    path("", ([as_problems(each) for each in patterns], "ninja", namespace)),  # type: ignore[list-item]
    re_path(r"^(?P<rest>.*)$", framework.absent),
]
