"""Actions on accounts: invite, accept, deactivate, end sessions."""

import secrets

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from access.accounts import emails
from access.accounts.choices import Role
from access.models import Invitation
from access.models.accounts import in_a_week
from desk.groups import EDITORS_GROUP, PUBLISHERS_GROUP, READERS_GROUP

_GROUPS = {Role.READER: READERS_GROUP, Role.EDITOR: EDITORS_GROUP, Role.PUBLISHER: PUBLISHERS_GROUP}
_MAX_USERNAME = 150


def invite(*, invitation: Invitation, by: User) -> None:
    """Save an invitation and send its link. Again: a new link and a new week; the old link ends.

    Raises ValidationError for one that was accepted, OSError where the mail cannot be sent: it is to be sent again.
    """
    if invitation.accepted_at:
        raise ValidationError(_("This invitation was accepted already."), code="accepted")
    secret = secrets.token_urlsafe(32)
    invitation.digest, invitation.invited_by = _digest(secret), by
    invitation.invited_at, invitation.expires_at = timezone.now(), in_a_week()
    invitation.save()
    emails.send_invitation(invitation, secret)


def invitation_by_secret(secret: str) -> Invitation | None:
    """The open invitation that a link leads to."""
    return Invitation.objects.open().filter(digest=_digest(secret)).first()


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, first_name: str, last_name: str, password: str | None
) -> User | None:
    """Make the account of an invitation; None where it was accepted, withdrawn or ran out meanwhile.

    Without a password the account can log in by single sign-on only, until a password is set by e-mail.
    """
    locked = Invitation.objects.open().select_for_update().filter(pk=invitation.pk).first()
    if locked is None or User.objects.filter(email__iexact=locked.email).exists():
        return None
    user = create_account(
        email=locked.email, role=locked.role, first_name=first_name, last_name=last_name, password=password
    )
    locked.accepted_at, locked.user = timezone.now(), user
    locked.save()
    return user


@transaction.atomic
def create_account(*, email: str, role: str, first_name: str, last_name: str, password: str | None) -> User:
    """Make an account for an address that was proven to be its owner's."""
    user = User(
        username=_free_username(email),
        email=email,
        first_name=first_name[:150],
        last_name=last_name[:150],
        is_staff=True,
        is_superuser=role == Role.ADMINISTRATOR,
    )
    user.set_password(password)  # None: unusable
    user.save()
    if role in _GROUPS:
        user.groups.add(Group.objects.get_or_create(name=_GROUPS[role])[0])
    EmailAddress.objects.create(user=user, email=email.lower(), verified=True, primary=True)
    return user


@transaction.atomic
def deactivate(*, users, by: User) -> list[User]:
    """Close accounts, all but the own one: their sessions end at once. Returns those that were open.

    They stay in the history under their name, which is why no account is deleted.
    """
    closed = list(users.filter(is_active=True).exclude(pk=by.pk).select_for_update())
    for user in closed:
        user.is_active = False
        user.save(update_fields=["is_active"])
        end_sessions(user)
    return closed


@transaction.atomic
def remove_factors(*, user: User) -> bool:
    """Remove the second factors of somebody who lost them. Their sessions end. False where there was none."""
    deleted, _rows = Authenticator.objects.filter(user=user).delete()
    if deleted:
        end_sessions(user)
    return bool(deleted)


def end_sessions(user: User, *, but: str | None = None) -> None:
    """End all sessions of an account, but for one."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=but or ""):
        session.end()


def end_sessions_of_new_factor(*, user: User, request: HttpRequest, **kwargs) -> None:
    """Receiver: a new second factor ends the sessions that began without it."""
    end_sessions(user, but=request.session.session_key)


def _digest(secret: str) -> str:
    return salted_hmac("access.accounts.invitations", secret, algorithm="sha256").hexdigest()


def _free_username(email: str) -> str:
    """The address as a user name, with a number where another account is called so."""
    name = "".join(letter if letter.isalnum() or letter in "@.+-_" else "-" for letter in email.lower())
    taken = set(User.objects.filter(username__startswith=name[:140]).values_list("username", flat=True))
    candidates = (name[:_MAX_USERNAME], *(f"{name[:140]}-{number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)
