"""A register with nothing, one and many of everything for briefs, made once for a module."""

from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction
from docx import Document
from pypdf import PdfReader

from register.publishing import publish
from tests import factories as make
from tests.desk.conftest import groups, reader

__all__ = ["groups", "reader"]

TODAY = date(2026, 6, 1)
MANY = 63  # agreements of one country: more than two pages hold


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield _make_world()
        transaction.set_rollback(True)


def agreement_with(organization, title: str, language: str = "en", until: str = "2027-03-31", **facts):
    """An agreement in effect until a day."""
    agreement = make.AgreementFactory(**facts)
    make.AgreementTextFactory(agreement=agreement, language=language, title=title)
    make.InvolvementFactory(agreement=agreement, organization=organization)
    make.MilestoneFactory(agreement=agreement, kind="signed", on="2024-04-01")
    make.TermFactory(agreement=agreement, length="", until=until)
    return agreement


def _make_world() -> SimpleNamespace:
    ministry = make.OrganizationFactory(name="Ministry of Culture", country="FR")
    many = [agreement_with(ministry, f"Accord {number:03}") for number in range(MANY - 1)]
    treaty = agreement_with(ministry, "Cultural treaty", form="treaty", bindingness="binding")
    make.MilestoneFactory(agreement=treaty, kind="takes_effect", on="2024-05-01")
    university = make.OrganizationFactory(name="University of Lund", country="SE")
    make.OrganizationNameFactory(organization=university, text="룬드 대학교", language="ko")
    faculty = make.OrganizationFactory(name="Faculty of Law", kind="unit", country="SE", parent=university)
    own = make.OrganizationFactory(name="Office of Cooperation", is_own=True)
    one = agreement_with(faculty, "Exchange of lawyers")
    make.ResultFactory(agreement=one, as_of="2025-12-31")
    make.CustodyFactory(agreement=one, unit=own, file_number="F-77", note="Ask the dean first.")
    withheld = agreement_with(
        university, "Purchase of aircraft", disclosure="existence", disclosure_basis="law"
    )
    held = make.ActivityFactory(state="held", on="2026-02-03", kind="dialogue_session")
    make.ActivityTextFactory(activity=held, title="Second dialogue")
    make.ActivityAgreementFactory(activity=held, agreement=one)
    make.OutcomeFactory(activity=held)
    planned = make.ActivityFactory(state="planned", on="2026-09-09", kind="meeting")
    make.ActivityTextFactory(activity=planned, title="Meeting of ministers")
    make.AttendanceFactory(activity=planned, organization=university)
    publish(*many, treaty, one, withheld, held, planned, by=None)
    for record in (university, faculty, one, withheld):
        record.refresh_from_db()  # published with a reference
    draft = agreement_with(university, "Secret draft")
    make.CustodyFactory(agreement=draft, unit=own, note="Note on the draft.")
    return SimpleNamespace(
        university=university,
        faculty=faculty,
        own=own,
        one=one,
        withheld=withheld,
    )


@pytest.fixture
def brief(client, reader, world, db):
    """``brief("country=FR&language=en&format=pdf")``: the file that a reader of the desk gets, opened."""
    client.force_login(reader)

    def brief(query: str):
        response = client.get(f"/admin/brief/?{query}")
        assert response["Content-Type"] != "text/html; charset=utf-8", response.context["form"].errors
        file = BytesIO(response.content)
        return PdfReader(file) if "format=pdf" in query else Document(file)

    return brief


def pdf_text(pdf: PdfReader) -> str:
    """The text of all pages, lines joined."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def docx_text(document) -> str:
    """The text of the pages, without what stands above and below each."""
    return "\n".join(paragraph.text for paragraph in document.paragraphs)
