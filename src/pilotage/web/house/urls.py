"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.house import roles, views

urlpatterns = [
    path("settings", views.settings, name="settings"),
    path("settings/own", views.keep_own, name="settings.own"),
    path("settings/tokens", views.make_token, name="settings.token"),
    path("settings/tokens/revoke", views.revoke_token, name="settings.revoke"),
    path("settings/roles", roles.give, name="settings.give"),
    path("settings/roles/<int:number>", roles.role, name="settings.role"),
    path("settings/roles/<int:number>/take", roles.take, name="settings.take"),
]
