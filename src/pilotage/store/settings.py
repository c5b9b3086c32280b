"""Django's settings for the records alone: which database, and which applications have tables.

``PILOTAGE_HOME`` is the home folder; ``DATABASE_URL`` moves the records to PostgreSQL. The doors
add their own on top (``web.settings``).
"""

from __future__ import annotations

import os
from pathlib import Path

from pilotage.store.databases import database

HOME = Path(os.environ.get("PILOTAGE_HOME") or "pilotage-home")
DATABASES = {"default": database(HOME, os.environ.get("DATABASE_URL", ""))}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "pilotage.store",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
]
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
AUTH_USER_MODEL = "store.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
