"""Addresses: each room's ``urls.py`` is found by itself, so that a page is one folder more."""

from __future__ import annotations

import importlib
import pkgutil

from django.urls import include, path
from django.views.generic import RedirectView

import pilotage.web as door

ROOMS = sorted(
    room.name
    for room in pkgutil.iter_modules(door.__path__, f"{door.__name__}.")
    if room.ispkg and importlib.util.find_spec(f"{room.name}.urls")
)

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="today"), name="start"),
    *(path("", include(f"{room}.urls")) for room in ROOMS),
]
