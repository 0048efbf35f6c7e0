"""Command line of fact coverage: ``python -m tests.coverage CASES_FILE``, where ``manage.py`` runs."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from tests.coverage.report import main  # noqa: E402  # its models need Django to be set up

main(sys.argv[1:])
