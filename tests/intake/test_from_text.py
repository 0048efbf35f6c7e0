"""A record is made from the text of a source: by ticks, without scripts, and with the words of each fact."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.models import Agreement
from extraction.suggestions import Suggestion, SuggestionKind
from intake.offers import _known_person
from organizations.models import Organization, OrganizationCitation
from sources.models import Source, SourceText
from sources.passages import QUOTED, Passage
from tests import factories as make
from tests.attachments import pdf
from tests.desk.conftest import EDITORS_GROUP, READERS_GROUP, Fields, member
from tests.intake.memorandum import RELEASE, REPORT

PAGE = "/admin/from-text/"

pytestmark = pytest.mark.django_db


def send(desk, path, form, /, **values):
    """The page that comes after a form was sent, and its address."""
    page = desk.post(path, {**form, **values}, follow=True)
    return page, page.redirect_chain[-1][0] if page.redirect_chain else path


def suggest(desk, form_at, /, **given):
    return send(desk, PAGE, form_at(desk, PAGE), **given)


def filled_form(desk, page, path, /, **ticks):
    """The form of a new agreement as the ticks of a page fill it in, and its address."""
    page, address = send(desk, path, Fields(page.content.decode()).form, agreement="0", **ticks)
    return Fields(page.content.decode()).form, address


@pytest.fixture
def known_parties(db):
    make.OrganizationFactory(name="Korea Institute of Vaccines", country="KR")
    make.OrganizationFactory(name="Norwegian Centre for Epidemics", country="NO")


def test_a_text_is_kept_with_its_source_as_confirmed_and_not_before(desk, form_at):
    page, address = suggest(desk, form_at, text=RELEASE)

    assert Source.objects.count() == 0

    filled_form(desk, page, address)

    text = SourceText.objects.get()
    source = text.source
    assert page.status_code == 200
    assert text.text == RELEASE.strip()
    assert (source.title, source.publisher, source.published_on, source.language, source.kind, source.address) == (
        "Three institutes sign Memorandum of Understanding on Vaccine Research", "Korea Institute of Vaccines",
        "2024-05-14", "en", "press_release", "https://www.kiv.example/press/2024/05",
    )  # fmt: skip


def test_ticks_fill_in_the_form_and_nothing_is_recorded_before_it_is_saved(desk, form_at, known_parties):
    page, address = suggest(desk, form_at, text=RELEASE, second=REPORT)
    form, address = filled_form(desk, page, address)

    assert (Agreement.objects.count(), Organization.objects.count()) == (0, 2)

    desk.post(address, {**form, "alike_checked": "yes"})

    agreement = Agreement.objects.get()
    assert "signed 13 May 2024" in [str(each) for each in agreement.milestones.all()]
    assert [(str(each), str(each.involvement)) for each in agreement.signatories.all()][:3] == [
        ("Kim Minji, President", "Korea Institute of Vaccines"),
        ("Lars Holm, Director General", "Norwegian Centre for Epidemics"),
        ("Anna de Vries, Chair", "Utrecht Vaccine Foundation"),
    ]
    assert Organization.objects.get(name="Utrecht Vaccine Foundation").kind == "foundation"
    assert {str(each.source.publisher) for each in agreement.citations.all()} == {
        "Korea Institute of Vaccines", "Norwegian Centre for Epidemics",
    }  # fmt: skip


def test_each_fact_is_cited_with_its_words(desk, form_at, known_parties):
    form, address = filled_form(desk, *suggest(desk, form_at, text=RELEASE))
    desk.post(address, {**form, "alike_checked": "yes"})

    agreement = Agreement.objects.get()
    [citation] = agreement.citations.all()
    signed = agreement.milestones.get(kind="signed")
    facts = {f"milestones/{signed.key}/on": "on", f"milestones/{signed.key}/places": "places", "form": "form"}
    quotes = {facts[row["fact"]]: row["quote"] for row in citation.passages if row["fact"] in facts}
    assert {row["fact"] for row in citation.passages} == {*citation.facts}
    assert (quotes["on"], quotes["places"], quotes["form"]) == (
        "13 May 2024",
        "Seoul",
        "Memorandum of Understanding",
    )
    assert all(RELEASE.strip().startswith(row["quote"], row["start"]) for row in citation.passages)

    page = desk.get(f"/admin/agreements/agreement/{agreement.pk}/change/")
    places = json.loads(page.context["beside"]["passages"])
    text = SourceText.objects.get()
    assert {"text": text.pk, "start": RELEASE.index("13 May"), "end": RELEASE.index("13 May") + 11,
            "field": f"milestones-{[*agreement.milestones.all()].index(signed)}-on"} in places  # fmt: skip


def test_an_organization_that_is_made_is_cited_with_its_name(desk, form_at, known_parties):
    form, address = filled_form(desk, *suggest(desk, form_at, text=RELEASE))
    desk.post(address, {**form, "alike_checked": "yes"})

    text = SourceText.objects.get()
    cited = {each.organization.name: each for each in OrganizationCitation.objects.all()}
    citation = cited.pop("Utrecht Vaccine Foundation")
    assert cited == {}
    assert (citation.source, citation.facts) == (text.source, ["name"])
    assert [text.text[row["start"] :].partition(" signed")[0] for row in citation.passages] == [
        "Utrecht Vaccine Foundation"
    ]
    agreement = Agreement.objects.get()
    page = desk.get(f"/admin/agreements/agreement/{agreement.pk}/publish/").content.decode()
    assert "No source" not in page


def test_words_are_cited_where_they_stand_when_the_form_is_saved(desk, form_at, known_parties):
    """A colleague put words before the text, and others in place of the city, while the form was open."""
    form, address = filled_form(desk, *suggest(desk, form_at, text=RELEASE))
    text = SourceText.objects.get()
    text.text = f"Corrected by the ministry. {text.text}".replace("Seoul", "Sejong")
    text.save()

    desk.post(address, {**form, "alike_checked": "yes"})

    [citation] = Agreement.objects.get().citations.all()
    quotes = {row["quote"] for row in citation.passages}
    assert {"13 May 2024", "Memorandum of Understanding"} <= quotes
    assert "Seoul" not in quotes
    assert any(fact.endswith("/places") for fact in citation.facts)
    assert all(text.text.startswith(row["quote"], row["start"]) for row in citation.passages)


def test_what_is_not_ticked_is_not_filled_in(desk, form_at):
    page, address = suggest(desk, form_at, text=RELEASE)
    form, address = filled_form(desk, page, address, take=[])
    desk.post(address, {**form, "alike_checked": "yes"})

    agreement = Agreement.objects.get()
    assert (agreement.form, agreement.involvements.count(), agreement.milestones.count()) == ("", 0, 0)
    assert [(each.facts, each.passages) for each in agreement.citations.all()] == [([], [])]


def test_what_was_put_right_of_a_source_is_stored(desk, form_at):
    page, address = suggest(desk, form_at, text=RELEASE)
    put_right = {"title": "Three institutes", "publisher": "", "language": "Korean"}
    filled_form(desk, page, address, **{f"source--1-{name}": value for name, value in put_right.items()})

    source = Source.objects.get()
    assert (source.title, source.publisher, source.language) == ("Three institutes", "", "ko")


def test_a_source_without_a_title_is_refused_and_the_text_stays(desk, form_at):
    page, address = suggest(desk, form_at, text=RELEASE)
    page, _address = send(
        desk, address, Fields(page.content.decode()).form, agreement="0", **{"source--1-title": ""}
    )

    assert "13 May 2024" in page.content.decode()
    assert Source.objects.count() == 0


def test_a_name_is_the_organization_that_somebody_chooses(desk, form_at):
    like = make.OrganizationFactory(name="Utrecht Vaccine Foundation for Children", country="NL")
    page, address = suggest(desk, form_at, text=RELEASE)
    [name] = [
        name for name in Fields(page.content.decode()).form if name.startswith("choice-") and "202" in name
    ]
    [offer] = [row["offer"] for row in page.context["groups"][0].rows if f"choice-{row['offer'].id}" == name]

    assert not offer.sure
    form, address = filled_form(desk, page, address, take=[offer.id], **{name: str(like.pk)})
    desk.post(address, {**form, "alike_checked": "yes"})

    assert Agreement.objects.get().involvements.get().organization == like


@pytest.mark.parametrize(
    ("recorded", "given", "is_sure"),
    [
        ({"address": "http://www.kiv.example/press/2024/05/"}, {}, True),
        pytest.param(
            {"address": "https://kiv.example/a"},
            {"address": "https://kiv.example/a?utm_source=x"},
            True,
            marks=pytest.mark.long,
        ),
        ({"publisher": "KOREA Institute of Vaccines", "published_on": "2024-05-14"}, {}, False),
    ],
    ids=["address in the text", "address that was given", "publisher and day"],
)
def test_a_source_that_is_recorded_already_is_offered(desk, form_at, recorded, given, is_sure):
    known = make.SourceFactory(**{"address": "", **recorded})
    page, address = suggest(desk, form_at, text=RELEASE, **given)
    form = Fields(page.content.decode()).form

    assert form["source--1-recorded"] == ([str(known.pk)] if is_sure else ["another"])

    send(desk, address, form, agreement="0", **{"source--1-recorded": str(known.pk)})

    assert [(text.source, text.text) for text in SourceText.objects.all()] == [(known, RELEASE.strip())]
    assert Source.objects.count() == 1


def test_a_text_that_was_given_before_is_of_the_source_that_has_it(desk, form_at):
    first, address = suggest(desk, form_at, text=RELEASE)
    filled_form(desk, first, address)
    page, address = suggest(desk, form_at, text=RELEASE + "\n\n", second=RELEASE)
    form, address = filled_form(desk, page, address)
    desk.post(address, {**form, "alike_checked": "yes"})

    source = Source.objects.get()
    assert {each.source for each in Agreement.objects.get().citations.all()} == {source}


def test_somebody_may_say_that_it_is_another_source(desk, form_at):
    make.SourceFactory(address="https://www.kiv.example/press/2024/05")
    page, address = suggest(desk, form_at, text=RELEASE)
    filled_form(desk, page, address, **{"source--1-recorded": "another"})

    assert Source.objects.count() == 2


def test_words_are_cited_where_they_stand_in_the_text_that_the_source_has(desk, form_at, known_parties):
    """The page was longer when its text was stored."""
    source = make.SourceFactory(address="https://www.kiv.example/press/2024/05")
    text = make.SourceTextFactory(source=source, text=f"Menu.\n{RELEASE.strip()}")
    page, address = suggest(desk, form_at, text=RELEASE)
    form, address = filled_form(desk, page, address, **{"source--1-recorded": str(source.pk)})
    desk.post(address, {**form, "alike_checked": "yes"})

    [citation] = Agreement.objects.get().citations.all()
    assert citation.source == text.source
    assert {"13 May 2024", "Seoul"} <= {row["quote"] for row in citation.passages}
    assert all(text.text.startswith(row["quote"], row["start"]) for row in citation.passages)


def test_what_somebody_else_gave_is_not_shown(desk, form_at, client):
    _page, address = suggest(desk, form_at, text=RELEASE)
    client.force_login(member("other", EDITORS_GROUP))

    page = client.get(address, follow=True)

    assert "13 May 2024" not in page.content.decode()


def test_a_file_is_read_and_kept_as_our_copy(desk, form_at):
    content = pdf("Both institutes signed a memorandum.")
    page, address = suggest(desk, form_at, file=SimpleUploadedFile("release.pdf", content))
    filled_form(desk, page, address)

    text = SourceText.objects.select_related("source").get()
    assert (text.text, text.origin, text.source.copy_name) == (
        "Both institutes signed a memorandum.", "file", "release.pdf",
    )  # fmt: skip


def test_the_agreement_itself_is_attached_as_a_document(desk, form_at):
    sent = SimpleUploadedFile("The %22final%22 memorandum.pdf", pdf())  # as browsers send quotation marks
    page, address = suggest(desk, form_at, text=RELEASE, document=sent)
    form, address = filled_form(desk, page, address)
    desk.post(address, {**form, "alike_checked": "yes"})

    document = Agreement.objects.get().documents.get()
    assert (document.title, document.file_name, document.visibility) == (
        'The "final" memorandum',
        "The _final_ memorandum.pdf",
        "staff",
    )


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"text": " \u200b "},
        {"text": "x", "file": True},
        {"file": b"\0\1"},
        {"address": "javascript:alert(1)"},
    ],
    ids=["nothing", "unseen", "both", "no text", "address"],
)
def test_what_holds_no_text_is_refused_in_words(desk, form_at, given):
    if file := given.get("file"):
        given = {**given, "file": SimpleUploadedFile("a.pdf", pdf() if file is True else file)}
    page, _address = suggest(desk, form_at, **given)

    assert page.context["form"].errors
    assert Source.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("milestones-0-on", "2024년 5월 13일", "2024-05-13"),
        ("form", "a Memorandum of Understanding on Vaccines", "mou"),
        ("terms-0-length", "five years", "five years"),
        ("signatories-3-name_as_written", "  Kim \n Minji ", "Kim Minji"),
        ("commitments-0-text_en", "exchange researchers", "exchange researchers"),
        ("milestones-__prefix__-places", "Seoul (KR)", "Seoul (KR)"),
    ],
)
def test_words_are_read_as_the_field_reads_them(desk, field, text, value):
    given = {"model": "agreements.agreement", "field": field, "text": text}

    assert desk.post("/admin/from-text/value/", given).json()["value"] == value


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("milestones-0-on", "2024년 3월 5일", "5 March 2024"),
        ("milestones-0-on", "before May 2024", "on or before 30 April 2024"),
        ("citations-0-source_published_on", "2024", "2024"),
        ("terms-0-length", "5년", "five years"),
        ("termination_notice", "90 days", "90 days"),
        ("milestones-0-places", "Seoul\nBern, Switzerland", "Seoul (KR)\nBern (CH)"),
    ],
)
def test_what_is_typed_is_shown_as_it_is_read(desk, field, text, words):
    given = {"model": "agreements.agreement", "field": field, "text": text, "typed": "1"}

    assert desk.post("/admin/from-text/value/", given).json()["words"] == words


@pytest.mark.parametrize(
    ("field", "text"),
    [("milestones-0-on", "soon"), ("form", "handshake"), ("nothing", "x"), ("password", "x"), ("form", "")],
)
def test_words_that_a_field_cannot_take_are_said(desk, field, text):
    given = {"model": "agreements.agreement", "field": field, "text": text}

    assert set(desk.post("/admin/from-text/value/", given).json()) == {"error"}


@pytest.mark.parametrize(
    "sent",
    [
        "{",
        '[{"text": 1, "start": 0, "end": 4, "words": "Memo", "field": "form"}]',
        *(
            pytest.param(sent, marks=pytest.mark.long)
            for sent in ("", "7", '[{"text": "x"}]', "[[[]]]", "[null]")
        ),
    ],
)
def test_quotes_that_are_none_leave_no_trace(desk, form_at, sent):
    form = form_at(desk, "/admin/agreements/agreement/add/")
    form.fill("texts-0", language="en", title="Memorandum")

    desk.post("/admin/agreements/agreement/add/", {**form, QUOTED: sent})

    assert Agreement.objects.get().citations.count() == 0


def test_a_passage_is_found_again_where_the_text_changed_before_it():
    assert Passage("form", "memorandum", 8).place_in("signed: a memorandum") == (10, 20)
    assert Passage("form", "memorandum", 8).place_in("nothing of it") is None


def test_readers_may_not_record_from_a_text(client, groups):
    client.force_login(member("reader", READERS_GROUP))
    text = make.SourceTextFactory()

    statuses = [client.get(f"{PAGE}{path}").status_code for path in ("", f"suggestions/?texts={text.pk}")]

    assert statuses == [403, 403]


@pytest.mark.parametrize("source", ["abc", "999999", "٣", "-1"])
def test_a_source_that_is_none_is_refused_and_what_was_typed_stays(desk, source):
    page = desk.post("/admin/from-text/", {"text": RELEASE, "source": source})

    assert page.status_code == 200
    assert "13 May 2024" in page.content.decode()
    assert not Source.objects.exists()


def test_the_form_that_follows_has_rows_for_titles(desk, form_at):
    form, _address = filled_form(desk, *suggest(desk, form_at, text=RELEASE))

    assert [form[f"texts-{row}-language"] for row in (0, 1)] == [["English"], ["Korean"]]


@pytest.mark.parametrize(
    "text",
    [
        "두루시와 한빛대학교, 은하연구원은 2025년 3월 14일 두루시청에서 업무협약을 체결했다고 밝혔다.",
        "Duru City and Hanbit University signed a memorandum of understanding on 14 March 2025.",
    ],
)
def test_a_form_filled_in_from_a_text_is_saved_as_it_stands(desk, form_at, text):
    """In a staff area of another language than that of the text, too; the rows left empty are none."""
    page, path = suggest(desk, form_at, text=text)
    form, address = filled_form(desk, page, path, title="Press release")

    answer = desk.post(address, {**form, "alike_checked": "yes"})

    assert answer.status_code == 302, re.findall(r"errorlist.*?</ul>", answer.content.decode(), re.DOTALL)
    assert Agreement.objects.get().texts.count() == 1


def test_a_filled_form_that_was_saved_is_not_asked_for_again(desk, form_at):
    form, address = filled_form(desk, *suggest(desk, form_at, text=RELEASE))
    page = desk.post(address, {**form, "alike_checked": "yes", "_continue": "1"}, follow=True)

    assert "This is not kept any more." not in page.content.decode()
    assert page.context["beside"]["agreement"] == "0"


def test_a_text_that_is_too_long_is_said_on_its_page_and_stays(desk, form_at):
    text = "vaccines " * 400_000
    page, _address = suggest(desk, form_at, text=text)

    assert list(page.context["form"].errors) == ["text"]
    assert len(page.content) > len(text)


def test_more_than_the_server_takes_is_said_in_words(desk, form_at, settings):
    form = form_at(desk, PAGE)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000

    page = desk.post(PAGE, {**form, "text": "vaccines " * 400})

    assert page.status_code == 413
    assert "What is typed in a form may have 2.0\xa0KB in all." in page.content.decode()


@pytest.mark.parametrize(
    ("people", "is_linked"),
    [([{}], True), ([{"is_hidden": True}], False), ([{}, {}], False), ([], False)],
    ids=["the only one", "hidden", "two of the name", "nobody"],
)
def test_who_is_named_is_the_only_person_of_the_name_unless_that_one_is_hidden(db, people, is_linked):
    made = [make.PersonFactory(name="Hong Gildong", **rest) for rest in people]

    known = _known_person(Suggestion(SuggestionKind.PERSON, "Hong Gildong", 0, 12))

    assert known == (made[0].pk if is_linked else None)
