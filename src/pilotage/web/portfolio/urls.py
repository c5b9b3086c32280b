"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.portfolio import views

urlpatterns = [
    path("portfolio", views.portfolio, name="portfolio"),
    path("portfolio/judge", views.judge, name="portfolio.judge"),
]
