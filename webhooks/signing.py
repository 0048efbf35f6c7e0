"""Signatures of Standard Webhooks, and encryption of the secrets at rest.

Secrets must be readable to sign with, so they cannot be hashed; they are encrypted with a key made from SECRET_KEY:
whoever has only the database, a dump or a backup cannot sign.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.encryption import cipher, todays_cipher
from webhooks.choices import KeyKind

_PURPOSE = "webhooks.signing"
_SECRET_BYTES = 32  # the specification allows 24 to 64


class UnreadableSecret(Exception):
    """The secret was encrypted with a SECRET_KEY that is not in the settings any more."""


def generate_signing_secret(kind: KeyKind) -> bytes:
    """A new private key or shared secret."""
    if kind == KeyKind.ED25519:
        return Ed25519PrivateKey.generate().private_bytes_raw()
    return secrets.token_bytes(_SECRET_BYTES)


def encrypt_secret(secret: bytes) -> str:
    """A secret as it is stored."""
    return cipher(_PURPOSE).encrypt(secret).decode()


def decrypt_secret(text: str) -> bytes:
    """A secret as it signs. Raises UnreadableSecret."""
    try:
        return cipher(_PURPOSE).decrypt(text)
    except InvalidToken as error:
        raise UnreadableSecret from error


def reencrypt_secret(text: str) -> str | None:
    """The same secret under today's SECRET_KEY; None where it is so already. Raises UnreadableSecret."""
    try:
        todays_cipher(_PURPOSE).decrypt(text)
    except InvalidToken:
        return encrypt_secret(decrypt_secret(text))
    return None


def verification_key(kind: str, secret: bytes) -> str:
    """The text that a partner verifies deliveries with: the shared secret, or the public half of a key pair."""
    if kind == KeyKind.ED25519:
        public = Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
        return f"whpk_{base64.b64encode(public).decode()}"
    return f"whsec_{base64.b64encode(secret).decode()}"


def sign_delivery(kind: str, secret: bytes, webhook_id: str, timestamp: int, body: bytes) -> str:
    """One signature of a delivery, in the form of the ``webhook-signature`` header."""
    content = f"{webhook_id}.{timestamp}.".encode() + body
    if kind == KeyKind.ED25519:
        signed = Ed25519PrivateKey.from_private_bytes(secret).sign(content)
    else:
        signed = hmac.new(secret, content, hashlib.sha256).digest()
    return f"{kind},{base64.b64encode(signed).decode()}"
