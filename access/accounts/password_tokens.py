"""Tokens of the links that set a password."""

from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator


class PasswordTokenGenerator(PasswordResetTokenGenerator):
    """Tokens that end with a login, with a new password or address, and with the account."""

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"


password_tokens = PasswordTokenGenerator()
