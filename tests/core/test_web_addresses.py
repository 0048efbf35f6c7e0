"""Addresses that staff, files and readers give are those of web pages: no link of any page runs or leads elsewhere."""

import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from access.reports.forms import ReportForm
from agreements.models import Document
from core.web_addresses import WebAddressField, is_web_address
from interchange.actions import import_files
from interchange.problems import ImportFailed
from register.publishing import publish
from sources.models import Source
from tests import factories as make
from tests.response_bodies import body_of

HOSTILE = [
    "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
    "java\tscript:alert(1)", "\x01javascript:alert(1)", "javascript://example.org/%0aalert(1)",
    "javascript&colon;alert(1)", "data:text/html,<script>alert(1)</script>", "DATA:text/html;base64,PHN2Zz4=",
    "vbscript:msgbox(1)", "file:///etc/passwd",
    "blob:https://example.org/1", "ftp://example.org/a", "ws://example.org/",
    "mailto:a@example.org", "tel:1", "//example.org/a", "\\\\example.org\\a", "/\\example.org", "/agreements/A1",
    "#top", "http:javascript:alert(1)", "https:/example.org",
    "https:\\\\example.org", "http://", "https://?q", "example.org",
]  # fmt: skip
SOUND = [
    "https://example.org/a?b=c#d",
    "HTTP://EXAMPLE.ORG/",
    "https://한국.kr/양해각서",
    "http://[2001:db8::1]:8080/",
]
# Fields called so that are no addresses of pages, with the reason.
APART = {
    "organizations.Organization.website": "as printed: words, in no link",
    "access.LoginAttempt.address": "of the network: where a login came from",
    "webhooks.Endpoint.url": "where we send to: https alone, checked by its own rules",
}
OURS = {
    "access", "activities", "agreements", "organizations", "people", "register", "sources", "spreadsheets", "webhooks",
}  # fmt: skip


def address_fields():
    """Every field of ours that holds an address, by its type or its name."""
    return [
        field
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.concrete_fields
        if isinstance(field, models.URLField) or re.search("address|url|website|link|href", field.name)
        if str(field) not in APART
    ]


def test_every_field_for_an_address_takes_those_of_web_pages():
    assert {str(field) for field in address_fields()} == {
        "access.Report.source", "agreements.Document.address", "agreements.Contact.website", "sources.Source.address",
        "sources.LinkCheck.address", "sources.LinkCheck.final_address",
    }  # fmt: skip
    assert all(isinstance(field, WebAddressField) for field in address_fields())


@pytest.mark.parametrize("address", HOSTILE)
def test_what_is_no_address_of_a_web_page_is_refused_by_every_field_and_form(address):
    assert not is_web_address(address)
    for field in address_fields():
        with pytest.raises(ValidationError):
            field.clean(address, None)


@pytest.mark.parametrize("address", HOSTILE)
def test_a_reader_reports_no_other_source(address):
    """The form takes blanks away and adds a scheme that is missing: what is kept is an address of a web page."""
    form = ReportForm({"source": address}, ref="A1")

    assert "source" in form.errors or is_web_address(form.cleaned_data["source"])


@pytest.mark.parametrize("address", SOUND)
def test_addresses_of_web_pages_are_taken(address):
    assert is_web_address(address)
    for field in address_fields():
        assert field.clean(address, None) == address


def test_files_are_refused_with_each_of_them(db):
    trimmed = [address for address in HOSTILE if address.strip() == address]
    agreements = [
        {
            "id": str(number),
            "nature": "instrument",
            "documents": [{"title": "Text", "language": "en", "address": address}],
            "contacts": [{"office": "Office", "website": address}],
        }
        for number, address in enumerate(trimmed)
    ]
    sources = [
        {"id": str(number), "title": "S", "address": address} for number, address in enumerate(trimmed)
    ]

    with pytest.raises(ImportFailed) as refused:
        import_files([{"sources": sources, "agreements": agreements}], publish=True, skip_bad=False, by=None)

    fields = {(problem.record, problem.path.rpartition("/")[2]) for problem in refused.value.problems}
    for number in range(len(trimmed)):
        assert (("sources", str(number)), "address") in fields
        assert (("agreements", str(number)), "address") in fields
        assert (("agreements", str(number)), "website") in fields


class Links(HTMLParser):
    """All that a browser follows or loads."""

    def __init__(self, html):
        super().__init__()
        self.addresses = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        names = {
            "href", "src", "action", "formaction", "xlink:href", "data", "poster", "cite", "ping", "srcset",
        }  # fmt: skip
        self.addresses += [value for name, value in attributes if name in names and value is not None]


def leads_astray(link):
    """True of a link that a browser would run, or resolve to another host without its being a web page."""
    link = re.sub("[\t\n\r]", "", link).lstrip("".join(map(chr, range(33))))
    scheme = re.match("([a-zA-Z][a-zA-Z0-9+.-]*):", link)
    return (
        scheme[1].lower() not in {"http", "https", "mailto"} if scheme else bool(re.match(r"[/\\]{2}", link))
    )


def test_the_judge_of_links_knows_the_hostile_ones():
    # relative addresses and those of mail lead nowhere else
    assert [address for address in HOSTILE if not leads_astray(address)] == [
        "javascript&colon;alert(1)", "mailto:a@example.org", "/agreements/A1", "#top", "http:javascript:alert(1)",
        "https:/example.org", "https:\\\\example.org", "http://", "https://?q", "example.org",
    ]  # fmt: skip


def test_no_link_of_a_page_is_one_even_where_the_database_holds_it(admin_client):
    """Every page of a public agreement and of the staff area that shows one, with each in the place of each address."""
    agreement = make.AgreementFactory(titled=True)
    for address in HOSTILE:
        source = make.SourceFactory(title="S", address="https://example.org/")
        Source.objects.filter(pk=source.pk).update(address=address)
        make.AgreementCitationFactory(agreement=agreement, source=source)
        document = make.DocumentFactory(agreement=agreement, visibility="public", title="D")
        Document.objects.filter(pk=document.pk).update(address=address)
        contact = make.ContactFactory(agreement=agreement, visibility="public")
        if "@" not in address:  # the database refuses it
            type(contact).objects.filter(pk=contact.pk).update(website=address)
    organization = agreement.involvements.get().organization
    type(organization).objects.filter(pk=organization.pk).update(website=HOSTILE[0])
    report = make.ReportFactory(ref="A1")
    type(report).objects.filter(pk=report.pk).update(source=HOSTILE[0])
    publish(agreement, by=None)

    pages = [
        "/agreements/A1", "/ko/agreements/A1", "/agreements/A1/versions/", "/agreements/A1/versions/1",
        "/organizations/O1", "/agreements/A1/cite", "/changes.atom",
        f"/admin/agreements/agreement/{agreement.pk}/change/", f"/admin/agreements/agreement/{agreement.pk}/public/",
        f"/admin/access/report/{report.pk}/change/", f"/admin/sources/source/{source.pk}/change/",
    ]  # fmt: skip
    for page in pages:
        answer = admin_client.get(page, follow=True)
        assert answer.status_code == 200, page
        astray = [link for link in Links(body_of(answer).decode()).addresses if leads_astray(link)]
        # the widget of the staff area shows what stands there already; no browser runs that, and no form takes it
        assert {*astray} <= ({"ftp://example.org/a"} if page.startswith("/admin/") else set()), page
