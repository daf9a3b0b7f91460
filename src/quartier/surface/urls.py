"""All addresses. Names that others rely on are in docs/reference/addresses.md."""

from importlib import import_module

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

features = [import_module(f"quartier.features.{feature}.web.urls") for feature in settings.QUARTIER_FEATURES]

urlpatterns = [
    path("-/", include("quartier.surface.observe.urls")),
    path("account/", include("quartier.surface.sign_in.urls")),
    path("api/", include("quartier.surface.api.urls")),
    path("console/", include("quartier.surface.console.urls")),
    path("log/", include("quartier.surface.log.urls")),
    path("ogc/", include("quartier.surface.ogc.urls")),
    path("ui/", include("quartier.ui.urls")),
    *(path("console/", include(feature.staff)) for feature in features),
    *(path("", include(feature.open)) for feature in features),
    path("", include("quartier.surface.portal.urls_open")),
    *i18n_patterns(
        *(path("", include(feature.public)) for feature in features),
        path("", include("quartier.surface.portal.urls")),
    ),
]
handler403 = "quartier.surface.refusals.forbidden"
handler404 = "quartier.surface.refusals.absent"
handler500 = "quartier.surface.refusals.broken"
