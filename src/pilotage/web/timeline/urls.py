"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.timeline import views

AT = "c/<slug:client>/m/<slug:migration>/timeline"
urlpatterns = [
    path(AT, views.timeline, name="timeline"),
    path(f"{AT}/handoffs", views.handoffs, name="timeline.handoffs"),
    path(f"{AT}/handoffs/ask", views.ask, name="timeline.ask"),
    path(f"{AT}/handoffs/<slug:key>/promise", views.promise, name="timeline.promise"),
    path(f"{AT}/handoffs/<slug:key>/<slug:step>", views.step, name="timeline.step"),
]
