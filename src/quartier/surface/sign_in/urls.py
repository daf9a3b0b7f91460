"""Addresses under /account/. The library's names stay, because it reverses them itself."""

from allauth.account import urls as account
from allauth.mfa import urls as second_factor
from allauth.socialaccount import views as identity
from allauth.socialaccount.providers.openid_connect.urls import urlpatterns as openid_connect
from django.urls import URLPattern, URLResolver, include, path

from quartier.surface.sign_in import messages, views

ours = (
    [
        path("", views.home, name="home"),
        path("messages/", messages.page, name="messages"),
        path("messages/stop/", messages.stop, name="messages_stop"),
        path("messages/letters/", messages.live_at, name="messages_home"),
        path("messages/<uuid:which>/", messages.one, name="message"),
        path("second-factor/", views.second_factor, name="second_factor"),
        path("sessions/<uuid:which>/end/", views.end_session, name="end_session"),
        path("sessions/end/", views.end_all, name="end_all"),
    ],
    "sign_in",
)
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(ours)),
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("", include(account.urlpatterns)),
    path("factors/", include(second_factor.urlpatterns)),
    # Without a provider in the settings these answer "no such page".
    path("identity/", include(openid_connect)),
    path("identity/cancelled/", identity.login_cancelled, name="socialaccount_login_cancelled"),
    path("identity/error/", identity.login_error, name="socialaccount_login_error"),
    path("identity/signup/", identity.signup, name="socialaccount_signup"),
    path("identity/links/", identity.connections, name="socialaccount_connections"),
]
