"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.capacity import views

urlpatterns = [path("people", views.capacity, name="capacity")]
