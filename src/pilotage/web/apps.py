"""The Django application of the pages; it has no tables."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Holds templates, static files and template tags."""

    name = "pilotage.web"
    label = "web"
