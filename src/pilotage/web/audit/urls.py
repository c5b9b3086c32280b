"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.audit import views

BASE = "c/<slug:client>/m/<slug:migration>/audit"
urlpatterns = [
    path(BASE, views.audit_log, name="audit"),
    path(f"{BASE}/export", views.export, name="audit.export"),
]
