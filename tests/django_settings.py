"""Django's settings for the tests: those of the pages, with a secret of their own."""

from __future__ import annotations

import os

os.environ.setdefault("PILOTAGE_SECRET_KEY", "a secret of the tests alone")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # a browser that is open has a loop in this thread

from pilotage.web import settings as real  # the secret must be there before

globals().update({name: value for name, value in vars(real).items() if name.isupper()})
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
