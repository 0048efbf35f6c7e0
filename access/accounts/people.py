"""Accounts by what people type or a provider says, and what an account was proven with in this session."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest


def account_by_name(name: str) -> User | None:
    """The account with this user name, else the only one with this e-mail address; active or not.

    Both are looked up in any case: that of somebody without an account would take one statement longer.
    """
    by_username, by_email = User.objects.filter(username=name).first(), account_by_email(name)
    return by_username or by_email


def account_by_email(email: str) -> User | None:
    """The only account with this e-mail address, in whatever case it is written; active or not.

    ``upper()`` of PostgreSQL may fold letters of other scripts onto ours, hence the comparison here as well.
    """
    if not email:
        return None
    users = [user for user in User.objects.filter(email__iexact=email) if user.email.lower() == email.lower()]
    return users[0] if len(users) == 1 else None


def second_factors(user: User) -> dict[str, bool]:
    """Second factors that an account has: an app, a passkey, recovery codes that are left."""
    factors = {row.type: row.wrap() for row in Authenticator.objects.filter(user=user)}
    codes = factors.get(Authenticator.Type.RECOVERY_CODES)
    return {
        "app": Authenticator.Type.TOTP in factors,
        "passkey": Authenticator.Type.WEBAUTHN in factors,
        "recovery_codes": bool(codes and codes.get_unused_codes()),
    }


def needs_second_factor(request: HttpRequest) -> bool:
    """True for staff who have to set up a second factor before they go on.

    Single sign-on counts as two: its provider answers for that.
    """
    user = request.user
    if not settings.REQUIRE_MFA or not user.is_staff:
        return False
    methods = {record["method"] for record in get_authentication_records(request, user)}
    return "socialaccount" not in methods and not is_mfa_enabled(user)
