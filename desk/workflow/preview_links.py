"""Preview links: signed addresses that show one page before it is public, until they expire, are revoked, or it is."""

import hashlib
from datetime import timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from desk.scope import may_publish
from desk.workflow.models import PreviewLink, PreviewOpening
from register.models import Version
from register.publication_plan import reasons_against_publication
from register.records import Record
from register.versions import database_now

MAX_DAYS = 30
_SALT = "desk.workflow.preview"
_OPENINGS_A_MINUTE = 60  # of one link; a page is made anew each time


@transaction.atomic
def make_link(*, record: Record, by, days: int, purpose: str) -> PreviewLink:
    """Makes a link that is good for so many days. Raises ValidationError for too many."""
    if not 1 <= days <= MAX_DAYS:
        raise ValidationError(_("Choose from 1 to %(days)d days.") % {"days": MAX_DAYS})
    now = database_now()  # by the clock of the versions, of which a later one ends the link
    link = PreviewLink.objects.create(
        record=record,
        made_by=by,
        purpose=purpose,
        made_at=now,
        expires_at=now + timedelta(days=days),
        known_objections=_hashed_objections(record),
    )
    return link


@transaction.atomic
def revoke_link(*, record: Record, pk: int, by) -> bool:
    """Revokes a link of the record at once. False where it is revoked already, or of another record."""
    links = PreviewLink.objects.about(record).filter(pk=pk, revoked_at=None)
    return bool(links.update(revoked_by=by, revoked_at=timezone.now()))


def link_address(link: PreviewLink, language: str) -> str:
    """Path of a link in a language: its key, signed."""
    with override(language):
        return reverse("preview_link", args=[signing.dumps(link.pk, salt=_SALT)])


def link_of_token(token: str) -> PreviewLink | None:
    """The link of an address, open or not; None where we never made it."""
    try:
        pk = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return PreviewLink.objects.select_related("made_by").filter(pk=pk).first()


def is_open(link: PreviewLink) -> bool:
    """True while the link shows its page: not once the record was published, withdrawn or hidden after it was made.

    Nor once whoever made it may not publish any more.
    """
    record, by = link.record, link.made_by
    if link.revoked_at or link.expires_at <= timezone.now() or record is None or by is None:
        return False
    return by.is_active and may_publish(by, record) and not has_version_since(link)


def is_held_back(link: PreviewLink) -> bool:
    """Something speaks against a publication that did not when the link was made, as an embargo: it shows nothing."""
    record = link.record
    return isinstance(record, Record) and not {*_hashed_objections(record)} <= {*link.known_objections}


def _hashed_objections(record: Record) -> list[str]:
    """Hash of each reason why the record cannot be published now, whatever language is active."""
    with override("en"):
        [reasons] = reasons_against_publication([record])
    return [hashlib.sha256(reason.encode()).hexdigest() for reason in reasons]


def has_version_since(link: PreviewLink) -> bool:
    """The public record has changed since the link was made: what it would show was decided anew."""
    record = link.record
    if not isinstance(record, Record) or not record.ref:
        return False
    return Version.objects.of(record.ref).filter(published_at__gt=link.made_at).exists()


def log_opening(link: PreviewLink, language: str) -> bool:
    """Logs an opening of the link. False where there were too many within a minute."""
    just_now = link.openings.filter(opened_at__gt=timezone.now() - timedelta(minutes=1))
    if just_now.count() >= _OPENINGS_A_MINUTE:
        return False
    PreviewOpening.objects.create(link=link, language=language)
    return True
