"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.overview import risks, views

AT = "c/<slug:client>/m/<slug:migration>"
urlpatterns = [
    path(AT, views.overview, name="overview"),
    path(f"{AT}/page", views.one_page, name="overview.page"),
    path(f"{AT}/page.pdf", views.pdf, name="overview.pdf"),
    path(f"{AT}/risks", risks.risks, name="overview.risks"),
    path(f"{AT}/risks/<slug:risk>", risks.change, name="overview.risk"),
]
