"""Contacts of agreements: offices, however somebody writes a private address."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import ContactFactory

pytestmark = pytest.mark.django_db

PRIVATE = [
    "jane@example.org", "jane＠example.org", "Jane (at) example.org", "Jane [at] example dot org",
    "02-1234-5678", "０２－１２３４－５６７８", "+82 2 1234 5678", "٠٢١٢٣٤٥٦٧٨",
]  # fmt: skip


@pytest.mark.parametrize("office", PRIVATE)
def test_no_private_address_is_taken_for_an_office(office):
    with pytest.raises(ValidationError, match="no e-mail address"):
        ContactFactory.build(office=office).clean()


@pytest.mark.parametrize(
    "website",
    [
        "https://x.org/jane%40example.org",
        "https://x.org/tel/02-123-4567",
        "https://x.org/?phone=+82-2-1234-5678",
    ],
)
def test_no_private_address_is_taken_for_a_page(website):
    with pytest.raises(ValidationError, match="no e-mail address"):
        ContactFactory.build(website=website).clean()


@pytest.mark.parametrize(
    "office", ["International Office, Room 2025", "국제협력처", "Division 4 of Station 7"]
)
def test_an_office_is(office):
    ContactFactory.build(office=office, website="https://x.org/offices/2025-11-29").clean()
