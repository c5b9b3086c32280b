"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.overview import views

urlpatterns = [path("c/<slug:client>/m/<slug:migration>", views.overview, name="overview")]
