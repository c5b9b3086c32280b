"""Addresses of sign-in and account; nobody changes the address that they were invited with."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

ACCOUNT = RedirectView.as_view(pattern_name="mfa_index")
urlpatterns = [
    path("accounts/email/", ACCOUNT, name="account_email"),
    path("accounts/3rdparty/", ACCOUNT, name="socialaccount_connections"),
    path("accounts/", include("allauth.urls")),
]
