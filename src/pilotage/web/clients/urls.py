"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.clients import views

urlpatterns = [path("c/<slug:client>", views.client, name="client")]
