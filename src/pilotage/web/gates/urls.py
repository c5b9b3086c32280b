"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.gates import signing, views

BASE = "c/<slug:client>/m/<slug:migration>/gates"

urlpatterns = [
    path(BASE, views.gates, name="gates"),
    path(f"{BASE}/<str:gate>", views.gate, name="gates.gate"),
    path(f"{BASE}/<str:gate>/sign", signing.sign_gate, name="gates.sign"),
    path(f"{BASE}/<str:gate>/waive", signing.waive_criterion, name="gates.waive"),
    path(f"{BASE}/<str:gate>/copy/<str:digest>", views.copy, name="gates.copy"),
]
