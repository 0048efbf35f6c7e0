"""Accounts, a browser to log in with, and what stands in the log."""

import pytest
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import User
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from access.models import LoginAttempt

PASSWORD = "correct horse battery"
LOGIN = "/accounts/login/"


@pytest.fixture
def somebody(db):
    """An editor's account with a password and an e-mail address."""
    return User.objects.create_user("kim", "kim@office.example", PASSWORD, is_staff=True)


@pytest.fixture
def administrator(db):
    return User.objects.create_superuser("root", "root@office.example", PASSWORD)


@pytest.fixture
def log_in(client):
    """``log_in(name, password, address)``: the answer to a login, from an address of the internet."""

    def log_in(name="kim", password=PASSWORD, address="192.0.2.1", **headers):
        client.logout()
        return client.post(LOGIN, {"login": name, "password": password}, REMOTE_ADDR=address, headers=headers)

    return log_in


@pytest.fixture
def new_browser(somebody):
    """``new_browser()``: another browser in which the somebody has logged in."""

    def new_browser():
        client = Client()
        assert client.post(LOGIN, {"login": "kim", "password": PASSWORD}).status_code == 302
        return client

    return new_browser


def add_passkey(user):
    """A passkey of an account, as its device registers it."""
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(Aaguid.NONE, b"credential", public_key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(bytes(32), flags, 0, credential)
    client_data = CollectedClientData.create("webauthn.create", b"challenge", "https://testserver")
    response = {
        "clientDataJSON": websafe_encode(client_data),
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    key = websafe_encode(b"credential")
    WebAuthn.add(user, "Laptop", {"type": "public-key", "id": key, "rawId": key, "response": response})


def is_logged_in(client):
    return client.get("/admin/").status_code == 200


def type_password(page):
    """Fill in the login page that a real browser is at, and send it."""
    page.fill("#id_login", "kim")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")


@pytest.fixture
def attempts(db):
    """``attempts()``: whose, way, outcome and address of every attempt, in order."""

    def attempts():
        rows = LoginAttempt.objects.order_by("pk").select_related("user")
        return [(row.user and row.user.username, row.method, row.outcome, row.address) for row in rows]

    return attempts
