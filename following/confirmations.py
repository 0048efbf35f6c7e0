"""Sends the letters that ask for a confirmation. Any number of processes may: a row is locked while it is sent."""

import logging

from django.core.mail import mailers
from django.db import transaction
from django.utils import timezone

from following.letters import confirmation_letter
from following.links import CONFIRM_WITHIN
from following.mailboxes import UnreadableAddress
from following.models import Request
from following.questions import NoQuestion

logger = logging.getLogger(__name__)


def send_waiting_confirmations() -> int:
    """Send the letters that wait. Returns how many. A killed process sends one again under the same Message-ID."""
    recent = Request.objects.filter(mailed_at=None, requested_at__gt=timezone.now() - CONFIRM_WITHIN)
    return sum(_send_confirmation(pk) for pk in recent.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _send_confirmation(pk: int) -> bool:
    """Send one letter, unless another process does or it was sent. False as well where it was not taken."""
    waiting = Request.objects.filter(pk=pk, mailed_at=None).select_related("follower", "subject")
    request = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if request is None:
        return False
    try:
        mailers.default.send_messages([confirmation_letter(request)])
    except (OSError, ValueError, UnreadableAddress, NoQuestion):  # smtplib's errors are of the first kind
        logger.exception("The confirmation of request %s could not be sent.", pk)
        return False
    request.mailed_at = timezone.now()
    request.save(update_fields=["mailed_at"])
    return True
