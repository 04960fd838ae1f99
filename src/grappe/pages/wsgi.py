"""What a web server runs; the settings are those of its environment."""

from __future__ import annotations

import gc
import os

from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver

from grappe.apps.settings.installation import read_installation
from grappe.pages.framework.starting import start_django
from grappe.pages.parent import die_with_parent

die_with_parent()
start_django(read_installation(os.environ))
application = WSGIHandler()
# What is loaded by now stays for good: the collector need not look at it again, and more is answered.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
