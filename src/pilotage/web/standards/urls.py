"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.standards import views

urlpatterns = [path("standards", views.standards, name="standards")]
