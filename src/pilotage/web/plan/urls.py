"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.plan import calendar, views

PLAN = "c/<slug:client>/m/<slug:migration>/plan"

urlpatterns = [
    path(PLAN, views.show, name="plan"),
    path(f"{PLAN}/calendar", calendar.show, name="plan.calendar"),
    path(f"{PLAN}/tasks/<slug:key>", views.task, name="plan.task"),
    path(f"{PLAN}/tasks/<slug:key>/waive", views.waive, name="plan.waive"),
]
