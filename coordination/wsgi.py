"""The door for web servers. It refuses to open without the agency key."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination.settings")
application = get_wsgi_application()

from coordination import checks  # noqa: E402  needs the apps

checks.refuse_unsafe_start()
