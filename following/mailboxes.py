"""E-mail addresses of followers at rest: encrypted to write to, and as a keyed hash to know one again."""

import unicodedata

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac

from core.encryption import cipher, todays_cipher

_PURPOSE = "following.address"


class UnreadableAddress(Exception):
    """The address was encrypted with a SECRET_KEY that is not in the settings any more."""


def tidy_address(typed: str) -> str:
    """An address as it is written to: trimmed, with its domain in lower case and in ASCII (IDNA)."""
    local, _at, domain = unicodedata.normalize("NFC", typed.strip()).rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode().lower()}"
    except UnicodeError:  # a label of more than 63 letters, for one
        return f"{local}@{domain.lower()}"


def address_digests(address: str) -> list[str]:
    """Hashes of an address, whatever its capitals, under SECRET_KEY and its predecessors."""
    known = tidy_address(address).casefold()
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(_PURPOSE, known, secret=key, algorithm="sha256").hexdigest() for key in keys]


def encrypt_address(address: str) -> str:
    """An address as it is stored."""
    return cipher(_PURPOSE).encrypt(address.encode()).decode()


def decrypt_address(stored: str) -> str:
    """An address to write to. Raises UnreadableAddress."""
    try:
        return cipher(_PURPOSE).decrypt(stored).decode()
    except InvalidToken as error:
        raise UnreadableAddress from error


def is_of_todays_key(stored: str) -> bool:
    """The address was encrypted with today's SECRET_KEY."""
    try:
        todays_cipher(_PURPOSE).decrypt(stored)
    except InvalidToken:
        return False
    return True


def masked(address: str) -> str:
    """Enough of an address for its owner to know it by."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"
