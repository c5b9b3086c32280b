"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.readiness import changes, checks, views

BASE = "c/<slug:client>/m/<slug:migration>/readiness"
CHECK = f"{BASE}/check/<str:check>"

urlpatterns = [
    path(BASE, views.readiness, name="readiness"),
    path(f"{BASE}/judge", changes.judge, name="readiness.judge"),
    path(f"{BASE}/jobs/<int:job>", views.job, name="readiness.job"),
    path(f"{BASE}/<slug:area>", views.area, name="readiness.area"),
    path(f"{BASE}/<slug:area>/answer", changes.answer, name="readiness.answer"),
    path(CHECK, checks.check, name="readiness.check"),
    path(f"{CHECK}/attest", changes.attest, name="readiness.attest"),
    path(f"{CHECK}/excuse", changes.excuse, name="readiness.excuse"),
    path(f"{CHECK}/set-aside", changes.set_aside, name="readiness.set_aside"),
    path(f"{CHECK}/take-back", changes.take_back, name="readiness.take_back"),
]
