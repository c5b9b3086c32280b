"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.decisions import changes, views

BASE = "c/<slug:client>/m/<slug:migration>/decisions"

urlpatterns = [
    path(BASE, views.decisions, name="decisions"),
    path(f"{BASE}/ask", views.ask, name="decisions.ask"),
    path(f"{BASE}/scope", changes.scope_changes, name="decisions.scope"),
    path(f"{BASE}/scope/ask", changes.ask_for, name="decisions.scope_ask"),
    path(f"{BASE}/scope/<str:key>/decide", changes.decide, name="decisions.scope_decide"),
    path(f"{BASE}/dates", changes.date_changes, name="decisions.dates"),
    path(f"{BASE}/<str:key>", views.decision, name="decisions.one"),
    path(f"{BASE}/<str:key>/answer", views.answer, name="decisions.answer"),
]
