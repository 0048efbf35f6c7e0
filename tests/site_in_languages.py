"""What a register shows, as JSON: run with REGISTER_LANGUAGES, on the database of tests, of which nothing changes."""

import json
import re
import sys

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402  # models come after the set-up
from django.db import connections, transaction  # noqa: E402  # models come after the set-up
from django.test import Client  # noqa: E402  # models come after the set-up

from register.publishing import publish  # noqa: E402  # models come after the set-up
from reminders.models import Preferences  # noqa: E402  # models come after the set-up
from tests import factories as make  # noqa: E402  # models come after the set-up


def shown() -> dict:
    agreement = make.AgreementFactory()
    make.AgreementTextFactory(agreement=agreement, title="Memorandum on seeds", language="en")
    publish(agreement, by=None)
    user = User.objects.create_superuser("root")
    Preferences.objects.create(user=user, language="ko")
    staff, public = Client(), Client()
    staff.force_login(user)
    pages = {
        address: public.get(address) for address in ("/", "/ko/", "/en/", f"/agreements/{agreement.ref}")
    }
    front = public.get("/").content.decode()
    form = staff.get("/admin/agreements/agreement/add/").content.decode()
    return {
        "status": {address: page.status_code for address, page in pages.items()},
        "language": re.search('<html lang="(.+?)"', front)[1],
        "alternates": dict(
            re.findall('<link rel="alternate" hreflang="(.+?)" href="http://.+?(/.*?)"', front)
        ),
        "switch": re.findall('<a href="(.+?)" lang="(.+?)" hreflang', front),
        "robots": re.findall("Disallow: (.+)", public.get("/robots.txt").content.decode()),
        "in_sitemap": sorted(
            set(re.findall('hreflang="(.+?)"', b"".join(public.get("/sitemap-pages.xml")).decode()))
        ),
        "title_rows": re.findall('name="texts-[0-9]-language" value="(.+?)"', form),
        "queues": sorted(set(re.findall("queue=(no_[a-z]{2})\\b", staff.get("/admin/").content.decode()))),
        "letters": Preferences.objects.get().language,
        "labels": sorted(public.get("/api/v1/vocabularies/form").json()["values"][0]["label"]),
    }


connections["register"] = connections["default"]  # what is written here is seen in its transaction alone
with transaction.atomic():
    json.dump(shown(), sys.stdout)
    transaction.set_rollback(True)
