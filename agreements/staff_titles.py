"""Titles of agreements for what leaves the house: e-mails and calendars of colleagues."""

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import Disclosure
from agreements.models import Agreement


def title_outside(agreement: Agreement) -> str:
    """Its title in the active language; of what is not for the public, or not yet, only how the house finds it."""
    custody = getattr(agreement, "custody", None)
    is_embargoed = custody and custody.is_embargoed(timezone.localdate())
    if agreement.disclosure == Disclosure.PUBLIC and not is_embargoed:
        return str(agreement)
    if custody and custody.file_number:
        return _("an agreement that is not public (file %(number)s)") % {"number": custody.file_number}
    return _("an agreement that is not public (no. %(number)s)") % {"number": agreement.pk}
