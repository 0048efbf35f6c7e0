"""The e-mails about webhooks, in both languages, as reviewed texts in which every value is its own."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail

from tests.factories import EndpointFactory, SiteProfileFactory
from tests.kept_tables import check_kept
from webhooks import emails

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(("state", "why"), [("gone", "410"), ("failed", "500")])
def test_an_email_about_a_stopped_webhook(settings, language, state, why):
    settings.LANGUAGE_CODE = language
    SiteProfileFactory()
    settings.SITE_URL = "https://register.example.org"
    settings.DEFAULT_FROM_EMAIL = "register@register.example.org"
    EndpointFactory(
        state=state, state_reason=why, url="https://hooks.partner.example/told", cursor=4711,
        partner__name="National Archives", partner__email="archivist@partner.example",
    )  # fmt: skip

    assert emails.send_failure_emails() == 1

    check_kept(Path(__file__).parent / "kept" / f"{state}.{language}.txt", email_text(mail.outbox[0]))


def email_text(message: mail.EmailMessage) -> str:
    """The headers that we set, and the body."""
    assert (message.cc, message.bcc, message.attachments, message.extra_headers) == ([], [], [], {})
    return f"From: {message.from_email}\nTo: {', '.join(message.to)}\nSubject: {message.subject}\n\n{message.body}"


def test_no_other_module_sends_an_email():
    """Another kind of e-mail gets a kept text, as these and those of accounts have."""
    sending = re.compile(
        r"\b(EmailMessage|EmailMultiAlternatives|send_mail|mail_admins|mail_managers)(\(|\):)"
    )
    paths = (path.relative_to(settings.BASE_DIR) for path in settings.BASE_DIR.glob("[a-z]*/**/*.py"))

    assert sorted(
        str(path)
        for path in paths
        if path.parts[0] != "tests" and sending.search((settings.BASE_DIR / path).read_text())
    ) == ["access/accounts/emails.py", "following/letters.py", "reminders/emails.py", "webhooks/emails.py"]
