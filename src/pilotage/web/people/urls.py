"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.people import edit, views

BASE = "c/<slug:client>/m/<slug:migration>/people"

urlpatterns = [
    path(BASE, views.people, name="people"),
    path(f"{BASE}/owners", views.owners_page, name="people.owners"),
    path(f"{BASE}/owners/give", edit.give, name="people.give"),
    path(f"{BASE}/owners/accept", edit.accept, name="people.accept"),
    path(f"{BASE}/department/<str:name>", views.department, name="people.department"),
    path(f"{BASE}/edit/<slug:kind>", edit.listed, name="people.listed"),
    path(f"{BASE}/edit/<slug:kind>/new", edit.new, name="people.new"),
    path(f"{BASE}/edit/<slug:kind>/item/<str:key>", edit.change, name="people.change"),
    path(f"{BASE}/edit/<slug:kind>/item/<str:key>/remove", edit.remove, name="people.remove"),
]
