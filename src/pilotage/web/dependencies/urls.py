"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.dependencies import edges, views

BASE = "c/<slug:client>/m/<slug:migration>/dependencies"

urlpatterns = [
    path(BASE, views.dependencies, name="dependencies"),
    path(f"{BASE}/list", edges.list_, name="dependencies.list"),
    path(f"{BASE}/unit", edges.unit, name="dependencies.unit"),
    path(f"{BASE}/edge", edges.edge, name="dependencies.edge"),
    path(f"{BASE}/claim", edges.claim, name="dependencies.claim"),
]
