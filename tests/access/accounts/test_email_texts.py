"""The e-mails about accounts, in both languages, as reviewed texts in which every value is its own."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils.dateparse import parse_datetime
from django.utils.translation import override

from access.accounts import emails
from tests import factories as make
from tests.kept_tables import check_kept
from tests.webhooks.test_email_texts import email_text

KEPT = Path(__file__).parent / "kept"
in_both_languages = pytest.mark.parametrize("language", ["en", "ko"])


@pytest.fixture(autouse=True)
def site(settings, db):
    make.SiteProfileFactory()
    settings.SITE_URL = "https://register.example.org"
    settings.DEFAULT_FROM_EMAIL = "register@register.example.org"
    settings.TIME_ZONE = "Asia/Seoul"
    settings.PASSWORD_RESET_TIMEOUT = 71 * 60


@pytest.fixture
def account(db):
    return User.objects.create_user("minji", "minji@office.example", "correct horse battery")


@in_both_languages
def test_an_email_that_invites(db, language):
    invitation = make.InvitationFactory(
        email="lee@office.example", language=language, expires_at=parse_datetime("2026-03-04T05:06Z"),
        invited_by__first_name="Hana", invited_by__last_name="Kim",
    )  # fmt: skip

    emails.send_invitation(invitation, "secret-of-the-link")

    check_kept(KEPT / f"invitation.{language}.txt", email_text(mail.outbox[0]))


@in_both_languages
def test_an_email_to_set_a_password(account, language):
    emails.send_password_email(account.email, language=language)

    text = re.sub(r"(/password/new/)[^/]+/$", r"\1{key}/", email_text(mail.outbox[0]), flags=re.MULTILINE)
    check_kept(KEPT / f"password.{language}.txt", text)


@in_both_languages
def test_the_emails_about_changes_of_an_account(account, language, time_machine):
    """One below the other, with the template of allauth in whose place each is sent."""
    time_machine.move_to("2026-03-04T05:06Z", tick=False)

    with override(language):
        for template in emails._NOTICES:
            emails.send_notice(template, account, address="192.0.2.7")

    texts = map(email_text, mail.outbox)
    pairs = zip(emails._NOTICES, texts, strict=True)
    check_kept(KEPT / f"notices.{language}.txt", "\n".join(f"# {name}\n{text}" for name, text in pairs))
