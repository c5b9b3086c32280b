"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.identity import improve, people, relaxations, views

BASE = "c/<slug:client>/m/<slug:migration>/identity"

urlpatterns = [
    path(BASE, views.identity, name="identity"),
    path(f"{BASE}/drift", views.drift, name="identity.drift"),
    path(f"{BASE}/map", people.map_, name="identity.map"),
    path(f"{BASE}/conflicts", people.conflicts, name="identity.conflicts"),
    path(f"{BASE}/changes", people.changes, name="identity.changes"),
    path(f"{BASE}/relaxations", relaxations.relaxations, name="identity.relaxations"),
    path(f"{BASE}/relaxations/add", relaxations.add, name="identity.relaxation_add"),
    path(
        f"{BASE}/relaxations/<str:key>/close", relaxations.close, name="identity.relaxation_close"
    ),
    path(f"{BASE}/improve", improve.improve, name="identity.improve"),
    path(f"{BASE}/improve/decide", improve.decide, name="identity.decide"),
]
