"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.outcomes import views

AT = "c/<slug:client>/m/<slug:migration>/outcomes"
urlpatterns = [path(AT, views.outcomes, name="outcomes")]
