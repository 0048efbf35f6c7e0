"""Promises about previews: exactly the public page, for whoever has the link, while it is open; and no trace of it."""

import re
from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from core.secret_paths import without_secrets
from desk.workflow.models import PreviewLink, PreviewOpening
from desk.workflow.preview_links import link_address, make_link
from register.addresses import record_path
from register.models import Entry, Version
from register.publishing import publish, withdraw
from tests import factories as make
from tests.desk.conftest import address, groups, member, publisher, publishing_desk
from tests.desk.test_every_word_is_shown import FACTORIES, whole_record
from tests.register.edits import edit, save_as_staff
from tests.response_bodies import body_of
from tests.tables import contents

__all__ = ["groups", "publisher", "publishing_desk"]
pytestmark = pytest.mark.django_db
BANNER = re.compile(rb'<link rel="stylesheet" href="[^"]*preview\.css">\s*<aside.*?</aside>', re.DOTALL)


@pytest.fixture
def draft():
    return make.AgreementFactory(titled=True)


def link_to(record, by, **options):
    return make_link(record=record, by=by, **{"days": 7, "purpose": "The ministry", **options})


def opened(link, language="en"):
    return Client().get(link_address(link, language))


def without_banner(response):
    page, count = BANNER.subn(b"", response.content)
    assert (response.status_code, count) == (200, 1)
    return page.split(b"\n")


def public_page(record, language):
    with override(language):
        path = record_path(record.ref, Entry.objects.get(ref=record.ref).title)
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.split(b"\n")


STATES = ["draft", "edited", "withdrawn"]
IN_TURN = [(kind, STATES[number % 3]) for number, kind in enumerate(FACTORIES)]


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        pytest.param(*pair, marks=[] if pair in IN_TURN else [pytest.mark.long])
        for pair in product(FACTORIES, STATES)
    ],
)
def test_a_preview_is_the_public_page_but_for_its_banner(publisher, kind, state):
    record = FACTORIES[kind]()
    whole_record(kind, record)
    record = type(record).objects.get(pk=record.pk)
    if state != "draft":
        publish(record, by=None)
        save_as_staff(record, edit(record, 0, 7))
    if state == "withdrawn":
        withdraw(record, by=None, reason={"en": "Error"})
    link = link_to(record, publisher)

    previews = [without_banner(opened(link, language)) for language in ("en", "ko")]

    publish(record, by=None)
    assert previews == [public_page(record, language) for language in ("en", "ko")]


NAMED = {
    "organization": lambda en, ko: make.OrganizationNameFactory(organization__name=en, text=ko).organization,
    "person": lambda en, ko: make.PersonNameFactory(person__name=en, text=ko).person,
    "topic": lambda en, ko: make.TopicFactory(names={"en": en, "ko": ko}),
    "agreement": lambda en, ko: titled(
        make.AgreementFactory(), make.AgreementTextFactory, "agreement", en, ko
    ),
    "activity": lambda en, ko: titled(make.ActivityFactory(), make.ActivityTextFactory, "activity", en, ko),
}


def titled(record, factory, kind, en, ko):
    record.texts.all().delete()
    for language, title in (("en", en), ("ko", ko)):
        factory(**{kind: record}, language=language, title=title)
    return record


TITLES = [
    ("Plain", "평범한 각서"),
    ("MOU 미리보기 50%", "MoU 100% “각서” <b>&amp;'\""),
    ("Ein Übereinkommen; a/b?c=d#e %25", "  협정 \t 둘 %ED%8F%89 "),
    ("—", "!?"),  # nothing that an address could hold
    ("協定 Соглашение اتفاق", "協定 ✓ 🙂 각서 2"),
    ("Long " + "word " * 90, "매우긴" * 130),
]


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        *((kind, TITLES[1]) for kind in NAMED),
        *(("agreement", each) for each in (TITLES[3], TITLES[5])),
        *(
            pytest.param("agreement", each, marks=pytest.mark.long)
            for each in (TITLES[0], TITLES[2], TITLES[4])
        ),
    ],
)
def test_a_preview_is_found_whatever_its_address_would_hold(publishing_desk, publisher, kind, titles):
    record = NAMED[kind](*titles)
    link = link_to(record, publisher)

    previews = [without_banner(opened(link, language)) for language in ("en", "ko")]
    beside = [
        without_banner(publishing_desk.get(f"{prefix}{address(record, 'preview')}")) for prefix in ("", "/ko")
    ]

    publish(record, by=None)
    assert [opened(link, language)["Content-Language"] for language in ("en", "ko")] == ["en", "ko"]
    assert previews == beside == [public_page(record, language) for language in ("en", "ko")]


def test_staff_see_the_same_beside_the_form(publishing_desk, publisher, draft):
    link = link_to(draft, publisher)

    for prefix, language in (("", "en"), ("/ko", "ko")):
        page = publishing_desk.get(f"{prefix}{address(draft, 'preview')}")
        assert without_banner(page) == without_banner(opened(link, language))
    assert PreviewOpening.objects.count() == 2


def test_a_preview_leaves_nothing_behind_but_its_log(publisher, draft):
    link = link_to(draft, publisher)
    publish(make.OrganizationFactory(), by=None)
    before, last = contents(), next_version_id()

    opened(link)

    after = contents()
    assert [name for name in after if after[name] != before.get(name)] == ['"workflow_previewopening"']
    assert next_version_id() == last
    assert Client().get("/agreements/A1").status_code == 404
    draft.refresh_from_db()
    assert (draft.ref, draft.editorial_state) == ("", "draft")


def next_version_id():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence('register_version', 'id'))")
        return cursor.fetchone()


def test_nobody_keeps_or_finds_a_preview(publisher, draft):
    response = opened(link_to(draft, publisher))

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response.cookies == {}
    assert "Vary" not in response.headers or response["Vary"] != "*"


def test_the_banner_says_what_it_is_and_leads_to_the_other_language(publisher, draft):
    link = link_to(draft, publisher)

    page = opened(link).content.decode()

    assert "Preview: this page is not public." in page
    assert f'<a href="{link_address(link, "ko")}" hreflang="ko">' in page
    assert "미리 보기" in opened(link, "ko").content.decode()


ENDS = {
    "revoked": lambda link: PreviewLink.objects.update(revoked_at=timezone.now()),
    "expired": lambda link: PreviewLink.objects.update(expires_at=timezone.now()),
    "published": lambda link: publish(link.record, by=None),
    "published and withdrawn": lambda link: (
        publish(link.record, by=None),
        withdraw(type(link.record).objects.get(), by=None, reason={"en": "Error"}),
    ),
    "deleted": lambda link: link.record.delete(),
    "its maker is no publisher": lambda link: link.made_by.groups.clear(),
    "its maker left": lambda link: type(link.made_by).objects.update(is_active=False),
}


@pytest.mark.parametrize("end", ENDS)
def test_a_link_ends(publisher, draft, end):
    link = link_to(draft, publisher)
    assert opened(link).status_code == 200
    ENDS[end](PreviewLink.objects.get())

    response = opened(link)

    assert response.status_code == 410
    assert str(draft).encode() not in response.content
    assert response["Cache-Control"] == "private, no-store"
    assert (b"The page is public now." in response.content) is (end == "published")
    assert PreviewOpening.objects.count() == 1


def test_a_link_made_while_it_was_public_ends_with_its_withdrawal(publisher, draft):
    publish(draft, by=None)
    link = link_to(draft, publisher)
    assert opened(link).status_code == 200

    withdraw(draft, by=None, reason={"en": "Error"})

    response = opened(link)
    assert response.status_code == 410
    assert str(draft).encode() not in response.content


def test_the_key_of_a_link_is_not_in_the_log(publisher, draft):
    path = link_address(link_to(draft, publisher), "ko")

    assert without_secrets(f"GET {path} 200") == "GET /ko/preview/*** 200"
    assert without_secrets("GET /reconcile/preview/A1 200") == "GET /reconcile/preview/A1 200"


def test_what_was_never_a_link_is_not_found(publisher, draft):
    link = link_to(draft, publisher)
    token = link_address(link, "en").split("/")[-1]
    for wrong in (
        "x", "1", token[:-1], token[:-1] + ("A" if token[-1] != "A" else "B"), signing.dumps(link.pk),
        signing.dumps(link.pk, salt="other"), f"{token}/", token.upper(),
    ):  # fmt: skip
        assert Client().get(f"/preview/{wrong}").status_code == 404


def test_a_link_opens_its_own_record_alone(publisher, draft):
    other = make.AgreementFactory(titled=True)

    page = opened(link_to(draft, publisher)).content.decode()

    assert str(draft) in page
    assert str(other) not in page


def test_what_cannot_be_published_is_not_shown_and_its_reasons_neither(publishing_desk, publisher, draft):
    link = link_to(draft, publisher)
    draft.texts.all().delete()

    response = opened(link)

    assert response.status_code == 503
    assert b"title in any language" not in response.content
    page = publishing_desk.get(address(draft, "preview"), follow=True).content.decode()
    assert "It has no title in any language." in page


def test_under_embargo_there_is_a_preview(publisher, draft):
    make.CustodyFactory(agreement=draft, embargo_until=timezone.localdate() + timedelta(days=9))

    assert opened(link_to(draft, publisher)).status_code == 200


def test_an_embargo_that_came_after_a_link_holds_it_back_as_long_as_it_lasts(
    publishing_desk, publisher, draft
):
    link = link_to(draft, publisher)
    custody = make.CustodyFactory(agreement=draft, embargo_until=timezone.localdate() + timedelta(days=9))

    assert (opened(link).status_code, opened(link, "ko").status_code) == (503, 503)
    page = publishing_desk.get(address(draft, "preview-links")).content.decode()
    assert "shows nothing at the moment: something speaks against a publication" in page
    assert opened(later := link_to(draft, publisher), "ko").status_code == 200
    type(custody).objects.update(embargo_until=timezone.localdate() + timedelta(days=20))
    assert opened(later).status_code == 503
    type(custody).objects.update(embargo_until=timezone.localdate())
    assert opened(link).status_code == 200


def test_links_are_made_listed_and_revoked_on_their_page(publishing_desk, publisher, draft):
    page = address(draft, "preview-links")
    for days in ("0", "31", "-1", "x", ""):
        assert publishing_desk.post(page, {"make": "yes", "days": days, "purpose": "A"}).status_code == 200
    assert PreviewLink.objects.count() == 0
    publishing_desk.post(page, {"make": "yes", "days": "30", "purpose": "The <ministry>"})
    link = PreviewLink.objects.get()
    opened(link)

    with time_machine.travel(
        timezone.now(), tick=False
    ):  # an address holds the second in which it was written
        listed = publishing_desk.get(page).content.decode()
        assert link_address(link, "ko") in listed
    assert "The &lt;ministry&gt;" in listed
    assert '<td data-label="Opened">1 (' in listed
    publishing_desk.post(page, {"revoke": str(link.pk)})

    assert opened(link).status_code == 410
    assert link_address(link, "en") not in publishing_desk.get(page).content.decode()


def test_a_link_is_revoked_on_the_page_of_its_own_record(publishing_desk, publisher, draft):
    link = link_to(make.AgreementFactory(titled=True), publisher)

    for number in (str(link.pk), "x", "9" * 40):
        publishing_desk.post(address(draft, "preview-links"), {"revoke": number})

    link.refresh_from_db()
    assert link.revoked_at is None


def test_too_many_openings_have_to_wait(publisher, draft):
    link = link_to(draft, publisher)
    PreviewOpening.objects.bulk_create(PreviewOpening(link=link, language="en") for _number in range(60))

    assert opened(link).status_code == 429
    PreviewOpening.objects.update(opened_at=timezone.now() - timedelta(minutes=2))
    assert opened(link).status_code == 200


def test_editors_make_no_links_but_see_the_preview(client, groups, draft):
    client.force_login(member("editor", "Editors"))

    assert (
        client.post(address(draft, "preview-links"), {"make": "yes", "days": "1", "purpose": "x"}).status_code
        == 403
    )
    assert client.get(address(draft, "preview")).status_code == 200
    assert "preview-links" not in client.get(address(draft)).content.decode()


def test_nothing_public_leads_to_a_preview(publisher, draft):
    link_to(draft, publisher)
    publish(draft, by=None)

    for path in ("/", "/agreements/", "/sitemap.xml", "/agreements/feed.atom", record_path("A1")):
        page = body_of(Client().get(path, follow=True))
        assert b"/preview/" not in page.replace(b"/reconcile/preview/", b"")
    assert reverse("preview_link", args=["x"]) == "/preview/x"
    assert Version.objects.filter(kind="agreement").count() == 1
