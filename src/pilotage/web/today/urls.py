"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.today import views

urlpatterns = [path("today", views.today, name="today")]
