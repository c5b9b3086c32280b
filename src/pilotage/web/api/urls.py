"""Addresses of the API; each asks for a token itself, so none sends anybody to sign in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path

from pilotage.web.api.routes import api

_patterns, _app, _space = api.urls
for _each in _patterns:
    assert isinstance(_each, URLPattern)
    _each.callback = login_not_required(_each.callback)

urlpatterns = [path("api/v1/", (_patterns, _app, _space))]
