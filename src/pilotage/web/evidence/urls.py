"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.evidence import views

AT = "c/<slug:client>/m/<slug:migration>/evidence"
urlpatterns = [
    path(AT, views.evidence, name="evidence"),
    path(f"{AT}/hand-in", views.add, name="evidence.add"),
    path(f"{AT}/<int:number>", views.download, name="evidence.file"),
]
