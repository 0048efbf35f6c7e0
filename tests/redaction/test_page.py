"""The page on which staff confirm a redaction: every place with a tick, nothing done before it is confirmed."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile

from agreements.models import AgreementText, Custody
from redaction.actions import MOST_PLACES
from redaction.forms import RedactionForm
from redaction.matching import Grade
from redaction.models import Redaction
from redaction.places import Place, fitting
from redaction.subjects import Subject
from register.models import Entry
from register.publishing import publish
from tests import factories as make
from tests.attachments import pdf
from tests.redaction.working import WHY, redact
from tests.spreadsheets.admin.journey import upload_sheet

pytestmark = pytest.mark.django_db
ADD = "/admin/redaction/redaction/add/"


@pytest.fixture
def agreement():
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(summary="Signed by Hong Gildong; Gildong Hong was glad.")
    publish(agreement, by=None)
    return agreement


@pytest.fixture
def staff(admin_client):
    return admin_client


def ticks(page: str) -> dict[str, bool]:
    """Ids of the places on a page, and whether they are ticked."""
    boxes = re.findall(r'name="tick" value="(\w+)"( checked)?', page)
    return {value: bool(checked) for value, checked in boxes}


def shown(page: str) -> str:
    return unescape(re.search(r'name="shown" value="([^"]*)"', page)[1])


def look(staff, words="Hong Gildong", address=ADD) -> str:
    response = staff.post(address, {"words": words, "look": "yes"})
    assert response.status_code == 200
    return response.content.decode()


def confirm(staff, page: str, *, words="Hong Gildong", ticked=None, address=ADD, **more):
    ticked = [place for place, is_ticked in ticks(page).items() if is_ticked] if ticked is None else ticked
    return staff.post(
        address, {"words": words, "confirm": "yes", "shown": shown(page), "tick": ticked, **WHY, **more}
    )


def test_the_places_are_shown_with_a_tick_where_they_are_certain_and_nothing_is_done(staff, agreement):
    page = look(staff)

    assert sorted(ticks(page).values()) == [False, False, True, True]
    assert "<mark>Hong Gildong</mark>" in page
    assert (
        "Part of a longer word, name or address, or with initials, other word breaks, order or capitals."
        in page
    )
    assert "This field is required" not in page
    assert not Redaction.objects.exists()


def test_the_words_of_a_tick_are_apart(staff):
    make.SignatoryFactory(
        agreement__titled=True, name_as_written="Hong Gildong", post_as_written="Dean"
    ).agreement.texts.update(title="Memo")

    page = " ".join(look(staff).split())

    assert re.search(
        r'name="tick" value="\w+" checked> Signatory: name as printed \(Dean\), staff area </label>', page
    )


def test_what_is_confirmed_is_redacted(staff, agreement):
    response = confirm(staff, look(staff))

    assert (response.status_code, response["Location"]) == (302, "/admin/redaction/redaction/")
    assert "Signed by [redacted]; Gildong Hong was glad." in Entry.objects.get(ref=agreement.ref).body
    assert AgreementText.objects.get().summary == "Signed by [redacted]; Gildong Hong was glad."
    assert (
        "PIPA art. 36" in staff.get(f"/admin/agreements/agreement/{agreement.pk}/history/").content.decode()
    )


def test_all_places_are_ticked_by_one_button(staff, agreement):
    response = staff.post(ADD, {"words": "Hong Gildong", "tick_many": "all"})

    assert set(ticks(response.content.decode()).values()) == {True}


def test_if_anything_moved_on_the_new_plan_is_shown_and_nothing_is_done(staff, agreement):
    page = look(staff)
    make.ReportFactory(what="Hong Gildong called")

    response = confirm(staff, page, ticked=[])

    new = response.content.decode()
    assert "Nothing was done" in new
    assert sorted(ticks(new).values()) == [False] * 4 + [True]  # the ticks of before, and the new place
    assert WHY["reason"] in new
    assert not Redaction.objects.exists()


def test_reason_basis_words_and_a_tick_are_needed(staff, agreement):
    page = look(staff)
    for missing in ("reason", "basis", "tick", "words"):
        more = {"ticked": []} if missing == "tick" else {missing: ""}

        response = confirm(staff, page, **more)

        assert response.status_code == 200, missing
        assert not Redaction.objects.exists()


def test_words_without_letters_or_that_stand_nowhere(staff, agreement):
    assert "Write at least one word." in look(staff, words=" … \n - ")
    assert "They stand nowhere." in look(staff, words="Kim Hana")


@pytest.mark.parametrize("field", ["words", "reason", "basis"])
def test_half_a_character_is_refused_in_words(staff, field):
    sent = {"words": "Hong", "reason": "x", "basis": "y", "confirm": "yes"} | {field: "Hong \ud800"}

    form = RedactionForm(sent)

    assert form.errors == {field: ["It holds a sign that cannot be seen, U+D800: leave it out."]}


def test_what_came_back_is_taken_out_on_the_page_of_its_record(staff, agreement):
    redact("Hong Gildong")
    agreement.texts.update(summary="Hong Gildong again")
    address = f"{ADD}?again={agreement.ref}"
    page = staff.get(address).content.decode()

    response = confirm(staff, page, address=address)

    assert response.status_code == 302
    assert AgreementText.objects.get().summary == "[redacted] again"


def test_a_namesake_who_came_is_left_and_may_be_published(staff, agreement):
    redact("Hong Gildong")
    agreement.texts.update(summary="Another Hong Gildong")
    address = f"{ADD}?again={agreement.ref}"
    page = staff.get(address).content.decode()

    assert confirm(staff, page, address=address, ticked=[]).status_code == 302

    publish(agreement, by=None)
    assert "Another Hong Gildong" in Entry.objects.get(ref=agreement.ref).body


def test_the_page_of_a_record_without_rules_asks_for_words(staff, agreement):
    page = staff.get(f"{ADD}?again={agreement.ref}").content.decode()

    assert 'name="words"' in page
    for name in ("A999", "nothing", "sessions.session#1", "a.b#c", "", "#"):
        assert staff.get(ADD, {"again": name}).status_code == (404 if name else 200)


def test_a_person_is_hidden_at_the_ticked_places(staff):
    person = make.PersonFactory(name="Hong Gildong")
    make.SignatoryFactory(agreement__titled=True, person=person, name_as_written="Hong Gil-dong")
    address = f"/admin/people/person/{person.pk}/hide/"
    page = staff.get(address).content.decode()
    assert set(ticks(page).values()) == {True}

    response = confirm(
        staff, page, address=address, internal_reason="Asked", reason_en="On request.", reason_ko="요청."
    )

    assert response.status_code == 302
    person.refresh_from_db()
    assert (person.is_hidden, person.name) == (True, "[redacted]")


def test_files_of_records_with_the_words_are_listed_to_look_inside(staff):
    letter = ContentFile(pdf(), name="letter.pdf")
    document = make.DocumentFactory(title="Letter of Hong Gildong", file=letter, address="")

    page = look(staff)

    assert "File: letter.pdf" in page or "file: letter.pdf" in page
    assert document.file.name not in page


def test_uploads_of_which_nothing_was_read_are_listed_to_look_inside(staff):
    upload_sheet(staff, "1,Memorandum,Institute of Examples,2020-01-02,blue", name="offices.csv")

    assert "file: offices.csv" in look(staff)


def test_numbers_and_addresses_with_the_words_are_listed_and_never_changed(staff):
    agreement = make.AgreementFactory(titled=True)
    numbers = {
        make.AgreementIdentifierFactory(agreement=agreement, value="KIM MIN-SU 2020/1"): "value",
        make.DocumentFactory(agreement=agreement, address="https://example.org/kim-min-su.pdf"): "address",
        make.SourceFactory(address="https://example.org/%EA%B9%80%EB%AF%BC%EC%88%98"): "address",
        make.ContactFactory(agreement=agreement, website="https://example.org/~kim_min_su"): "website",
        make.OrganizationFactory(name="Institute", website="https://minsukim.example.org"): "website",
        make.PersonIdentifierFactory(value="kimminsu"): "value",
        make.PartnerFactory(email="kim.min-su@example.org"): "email",
        Custody.objects.create(agreement=agreement, file_number="Kim Min-su 7"): "file_number",
    }
    publish(agreement, by=None)
    agreement.texts.update(summary="Kim Min-su")
    before = {row: getattr(row, column) for row, column in numbers.items()}

    page = look(staff, words="Kim Min-su\n김민수\nminsukim")

    listed = unescape(page[page.index("Numbers and addresses to change yourself") :])
    assert [value for value in before.values() if unquote(value) not in listed] == []
    assert "KIM MIN-SU 2020/1 (public version 1)" in " ".join(listed.split())
    assert confirm(staff, page, words="Kim Min-su\n김민수\nminsukim").status_code == 302
    for row, column in numbers.items():
        row.refresh_from_db()
        assert getattr(row, column) == before[row]
    assert agreement.texts.get().summary == "[redacted]"


def test_a_percent_sign_before_a_name_hides_nothing(staff):
    text = "To 100%Adam Smith, 5%de Gaulle"
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(title="Memo", summary=text)
    make.SourceFactory(address="https://example.org/?q=100%Adam+Smith")
    publish(agreement, by=None)

    page = look(staff, words="Adam Smith\nde Gaulle")

    assert len(ticks(page)) == 4
    assert "Numbers and addresses to change yourself" in page


def test_words_that_stand_in_an_address_only_are_not_said_to_stand_nowhere(staff):
    make.SourceFactory(address="https://example.org/kim-min-su")

    page = look(staff, words="Kim Min-su")

    assert "They stand nowhere." not in page
    assert "https://example.org/kim-min-su" in page


@pytest.mark.parametrize(
    "judged",
    [{"grade": Grade.PART}, {"is_other": True}, {"is_institution": True}, {"left_on": date(2026, 5, 3)}],
    ids=lambda judged: next(iter(judged)),
)
def test_only_places_that_are_judged_alike_are_ticked_together(judged):
    """One tick must never take with it what somebody left on purpose, or what is perhaps of somebody else."""
    place = Place("1", Subject("A1"), "Title", "", "Kim", "", Grade.CERTAIN, "", is_other=False)
    alike, otherwise = replace(place, id="2"), replace(place, id="3", **judged)

    shown = fitting([place, alike, otherwise, replace(otherwise, id="4")], most=2)

    assert [(each.alike, each.is_ticked, each.doubt) for each in shown] == [
        (1, True, ""),
        (1, False, otherwise.doubt),
    ]


@pytest.mark.long
def test_more_places_in_one_record_than_a_page_holds_are_ticked_together(staff):
    agreement = make.AgreementFactory(titled=True)
    text = " ".join(f"{number} Hong Gildong" for number in range(MOST_PLACES + 1))
    agreement.texts.update(title="Hong Gildong", summary=f"{text}. Gildong Hong")
    make.AgreementFactory(titled=True).texts.update(title="Another of Hong Gildong")

    page = look(staff)

    assert sorted(ticks(page).values()) == [False, True, True, True]
    assert f"With {MOST_PLACES} more places of this record, too many to show." in page
    assert confirm(staff, page).status_code == 302
    agreement.refresh_from_db()
    summary = agreement.texts.get().summary
    assert (summary.count("[redacted]"), summary[-14:]) == (MOST_PLACES + 1, ". Gildong Hong")
    agreement.texts.update(summary=text)
    address = f"{ADD}?again=agreements.agreement%23{agreement.pk}"
    again = staff.get(address).content.decode()
    assert sorted(ticks(again).values()) == [False, True]  # with what the history holds of it
    assert confirm(staff, again, address=address).status_code == 302
    assert "Gildong" not in agreement.texts.get().summary


def test_in_korean(staff, agreement):
    page = look(staff, address=f"/ko{ADD}")

    assert "선택한 곳의 문구 삭제" in page
    assert (
        "더 긴 단어·이름·주소의 일부이거나, 머리글자로 줄였거나, 띄어쓰기·순서·대소문자가 다릅니다." in page
    )


def test_where_a_key_of_earlier_rules_is_missing_the_page_says_so(staff, agreement, settings):
    redact("Hong Gildong")
    agreement.texts.update(summary="Signed by Kim Hana.")
    person = make.PersonFactory(name="Kim Hana")
    settings.REDACTION_KEYS = ["another"]

    for page in (
        look(staff, "Kim Hana"),
        staff.get(f"/admin/people/person/{person.pk}/hide/").content.decode(),
    ):
        assert "Words were redacted here with a key that is missing" in page
        assert ticks(page) == {}
