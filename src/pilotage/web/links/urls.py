"""Addresses of personal links."""

from __future__ import annotations

from django.urls import path

from pilotage.web.links import views

urlpatterns = [
    path("x/<str:token>", views.vendor, name="link.vendor"),
    path("x/<str:token>/<str:key>", views.step, name="link.step"),
    path("d/<str:token>", views.decision, name="link.decision"),
]
