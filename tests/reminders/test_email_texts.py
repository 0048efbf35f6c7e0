"""The e-mail of a digest, in both languages, as reviewed texts."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command

from reminders.models import Preferences
from tests import factories as make
from tests.kept_tables import check_kept
from tests.reminders.conftest import DAY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_digest(clock, groups, unit, colleague, language):
    """What has passed and what comes, of their own and of a colleague who is away; each known as exactly as it is."""
    kim, lee = colleague("kim", unit), colleague("lee", unit)
    lee.first_name, lee.last_name = "Hana", "Lee"
    lee.save()
    for user, away in ((kim, None), (lee, DAY + timedelta(30))):
        Preferences.objects.create(user=user, language=language, away_until=away)
    rows = [
        ("Memorandum on seeds", kim, "2027-03-08", "public"),
        ("Protocol on ice", lee, "2027-05", "public"),
        ("Letter on spies", kim, "2027-03-20", "closed"),
        ("Programme of grants", None, "2027", "public"),
    ]
    for number, (title, officer, until, disclosure) in enumerate(rows, 100):
        record = make.AgreementFactory(pk=number, disclosure=disclosure, disclosure_basis="Art. 9")
        make.AgreementTextFactory(agreement=record, title=title)
        make.MilestoneFactory(agreement=record, on="2020-03-10")
        make.TermFactory(agreement=record, length="", until=until)
        make.CustodyFactory(agreement=record, officer=officer, unit=unit, file_number="F-77")
    for day in (DAY, DAY + timedelta(1)):
        clock(day)
        call_command("send_reminders", stdout=None)

    texts = [
        f"To: {', '.join(message.to)}\nSubject: {message.subject}\n\n{message.body}"
        for message in mail.outbox
    ]
    check_kept(Path(__file__).parent / "kept" / f"digests.{language}.txt", "\n---\n".join(texts))
    assert {message.extra_headers["Auto-Submitted"] for message in mail.outbox} == {"auto-generated"}
    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert {identity.partition("@")[2] for identity in ids} == {"register.example.org>"}
