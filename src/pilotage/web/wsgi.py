"""The pages as a WSGI application: ``granian --interface wsgi pilotage.web.wsgi:application``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from pilotage.assess import CHECKS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilotage.web.settings")
application = get_wsgi_application()
CHECKS.load()  # the first page would wait for it otherwise
