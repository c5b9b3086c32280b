"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.beginning import views

urlpatterns = [path("c/<slug:client>/m/new", views.new, name="beginning")]
