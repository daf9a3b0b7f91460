"""The same page in another language, for pages whose address names none."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info

from quartier.ui.shell import LanguageLink


def languages(request: HttpRequest) -> list[LanguageLink]:
    """A link for each language of the installation; what else the query says is kept."""
    kept = {key: value for key, value in request.GET.items() if key != "language"}
    return [
        LanguageLink(
            code=code,
            name=get_language_info(code)["name_local"].capitalize() if code != "en" else "English",
            url=f"{request.path}?{urlencode({**kept, 'language': code})}",
            current=code == (get_language() or "")[:2],
        )
        for code, _name in settings.LANGUAGES
    ]
