"""E-mails to partners whose endpoints were stopped automatically."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.locks import WEBHOOK_EMAIL_LOCK, try_lock
from site_profile.current import current_profile
from webhooks.choices import EndpointState
from webhooks.models import Endpoint

logger = logging.getLogger(__name__)


def send_failure_emails() -> int:
    """Send the e-mails that are due. Returns how many; none where another process is sending, as both would send."""
    with try_lock(WEBHOOK_EMAIL_LOCK) as is_alone:
        return _send_unsent_emails() if is_alone else 0


def _send_unsent_emails() -> int:
    """Send the e-mails that are due. Returns how many; one that cannot be sent is tried again the next time."""
    sent = 0
    for endpoint in Endpoint.objects.needing_email().select_related("partner"):
        try:
            _stopped_email(endpoint).send()
        except OSError:  # smtplib's errors are such
            logger.exception("The e-mail about webhook %s could not be sent.", endpoint.pk)
            continue
        # only if it was not started again meanwhile
        sent += Endpoint.objects.filter(pk=endpoint.pk, state_at=endpoint.state_at).update(
            emailed_at=timezone.now()
        )
    return sent


def _stopped_email(endpoint: Endpoint) -> EmailMessage:
    with override(settings.LANGUAGE_CODE):
        if endpoint.state == EndpointState.GONE:
            why = _("Your server answered 410 Gone, so nothing more is sent.")
        else:
            why = _("Nothing has arrived there for three days, so nothing more is sent.")
        text = _(
            "%(name)s told your server at %(url)s of changes of the register.\n\n%(why)s\n\n"
            "Nothing is lost: when the webhook is active again, it goes on where it stopped. Until then, "
            "%(changes)s has every change.\n"
        )
        values = {
            "name": current_profile().site_name, "url": endpoint.url, "why": why,
            "changes": f"{settings.SITE_URL}/api/v1/changes/?after={endpoint.cursor}",
        }  # fmt: skip
        subject = _("%(name)s: a webhook was stopped") % {"name": current_profile().site_name}
        return EmailMessage(subject.replace("\n", " "), text % values, to=[endpoint.partner.email])
