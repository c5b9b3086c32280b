"""The live streams as an ASGI application, beside the pages.

``granian --interface asginl pilotage.web.live:application``; one process is enough.
"""

from __future__ import annotations

import os

import django
from django.utils.module_loading import import_string

from pilotage.store.records import rest
from pilotage.web.streaming import streams
from pilotage.web.watching import MOST_LISTENERS, Watcher

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilotage.web.settings")
django.setup()
heads = import_string("pilotage.store.heads.heads")  # not before Django is ready
application = streams(Watcher(heads, rest=rest, most=MOST_LISTENERS))
