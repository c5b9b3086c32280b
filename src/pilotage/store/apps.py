"""The Django application of the records."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Its tables are named ``store_...``."""

    name = "pilotage.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
