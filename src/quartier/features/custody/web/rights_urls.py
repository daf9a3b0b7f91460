"""Addresses of the page of rights and of the letter of rights."""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from quartier.features.custody.web import rights, rights_letter

urlpatterns: list[URLPattern | URLResolver] = [
    path("custody/stays/<uuid:id>/rights/", rights.page, name="rights"),
    # The act itself is told on the page where the answers are: the key on the board leads there.
    path("custody/stays/<uuid:id>/rights_told/", RedirectView.as_view(pattern_name="custody:rights")),
    path("custody/stays/<uuid:id>/notice/", rights_letter.notice, name="notice"),
    path("custody/stays/<uuid:id>/notice.pdf", rights_letter.notice_pdf, name="notice_pdf"),
]
