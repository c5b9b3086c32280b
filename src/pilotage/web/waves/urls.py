"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from pilotage.web.waves import board, moving, versions, wave

WAVES = "c/<slug:client>/m/<slug:migration>/waves"

urlpatterns = [
    path(WAVES, board.show, name="waves"),
    path(f"{WAVES}/versions", versions.show, name="waves.versions"),
    path(f"{WAVES}/effect", moving.ask, name="waves.ask"),
    path(f"{WAVES}/effect/<int:job>", moving.show, name="waves.effect"),
    path(f"{WAVES}/effect/<int:job>/save", moving.save, name="waves.save"),
    path(f"{WAVES}/<int:wave>", wave.show, name="waves.detail"),
    path(f"{WAVES}/<int:wave>/excuse", wave.excuse, name="waves.excuse"),
]
