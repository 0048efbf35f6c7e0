"""Several agreements in one text become several records, with the relations between them and to older ones."""

import html
import json
import re

import pytest

from activities.models import Activity
from agreements.models import Agreement
from organizations.models import Organization
from tests import factories as make
from tests.desk.conftest import Fields

PAGE = "/admin/from-text/"
EXTENDING = """\
The Korea Institute of Vaccines and the Norwegian Centre for Epidemics signed a memorandum of understanding in \
Seoul on 13 May 2024. The memorandum extends the memorandum of understanding of 2018, which was signed in Oslo on \
3 March 2018.
"""
PAIR = """\
The Korea Institute of Vaccines and the Norwegian Centre for Epidemics signed an academic exchange agreement and a \
student exchange memorandum in Seoul on 13 May 2024.
"""
ADDENDUM = """\
The Korea Institute of Vaccines and the Norwegian Centre for Epidemics signed an addendum to their memorandum of \
understanding of 2018 in Seoul on 13 May 2024.
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties(db):
    return [
        make.OrganizationFactory(name="Korea Institute of Vaccines", country="KR"),
        make.OrganizationFactory(name="Norwegian Centre for Epidemics", country="NO"),
    ]


def sent(desk, address, form):
    page = desk.post(address, form, follow=True)
    return page, page.redirect_chain[-1][0]


def suggested(desk, form_at, text):
    page, address = sent(desk, PAGE, {**form_at(desk, PAGE), "text": text})
    return page, address, Fields(page.content.decode()).form


def every_form(desk, form_at, text, **choices):
    """Ticks everything, and saves the forms that follow, one after the other, as they are filled in."""
    page, address, form = suggested(desk, form_at, text)
    ticks = [row["offer"].id for group in page.context["groups"] for row in group.rows]
    page, address = sent(desk, address, {**form, **choices, "agreement": "every", "take": ticks})
    addresses = []
    while "/add/" in address:
        addresses.append(address)
        page, address = sent(
            desk, address, {**Fields(page.content.decode()).form, "alike_checked": "yes", "_save": "1"}
        )
        if waiting := re.search(r'href="([^"]+_restore[^"]+)"', " ".join(map(str, page.context["messages"]))):
            address = html.unescape(waiting[1])
            page = desk.get(address)
    return addresses


@pytest.mark.parametrize(
    ("text", "kind", "newer", "older"),
    [
        (EXTENDING, "extends", "2024-05-13", "2018-03-03"),
        pytest.param(ADDENDUM, "amends", "", "", marks=pytest.mark.long),
        (PAIR, "paired_with", "2024-05-13", "2024-05-13"),
    ],
)
def test_each_agreement_of_a_text_is_recorded_with_its_relation(
    desk, form_at, parties, text, kind, newer, older
):
    every_form(desk, form_at, text)

    first, second = Agreement.objects.order_by("pk")
    relation = second.relations.get()
    assert (relation.kind, relation.older, relation.stub) == (kind, first, {})
    for agreement, day in ((second, newer), (first, older)):
        assert [each.organization for each in agreement.involvements.order_by("pk")] == parties
        assert not day or agreement.milestones.get(kind="signed").on == day


def test_each_form_has_the_suggestions_of_its_own_agreement_beside_it(desk, form_at, parties):
    older, newer = every_form(desk, form_at, EXTENDING)

    assert ("agreement=1" in older, "agreement=0" in newer) == (True, True)
    page = desk.get(older.partition("&_restore")[0])
    assert page.context["beside"]["agreement"] == "1"
    offers = desk.get(page.context["beside"]["offers_address"]).json()["offers"]
    days = {offer["group"]: offer["fills"][0]["values"]["on"] for offer in offers if offer["kind"] == "Date"}
    assert days == {"0": "2024-05-13", "1": "2018-03-03"}


def test_a_relation_offers_the_agreement_of_the_register_with_the_reason(desk, form_at, parties):
    recorded = make.AgreementFactory(form="mou")
    for party in parties:
        make.InvolvementFactory(agreement=recorded, organization=party)
    make.MilestoneFactory(agreement=recorded, kind="signed", on="2018-03-03")
    page, address, form = suggested(desk, form_at, EXTENDING)
    [offer] = [
        row["offer"] for row in page.context["groups"][0].rows if row["offer"].suggestion.kind == "relation"
    ]

    assert [(each.pk, each.reason) for each in offer.choices] == [
        ("text-1", ""), (str(recorded.pk), "same parties, 2018"), ("", ""),
    ]  # fmt: skip

    taken = {"agreement": "0", "take": [*form["take"], offer.id], f"choice-{offer.id}": str(recorded.pk)}
    page, address = sent(desk, address, {**form, **taken})
    sent(desk, address, {**Fields(page.content.decode()).form, "alike_checked": "yes"})

    newer = Agreement.objects.exclude(pk=recorded.pk).get()
    relation = newer.relations.get()
    assert (relation.kind, relation.older) == ("extends", recorded)
    cited = newer.citations.get()
    quotes = [row["quote"] for row in cited.passages if row["fact"].startswith("relations/")]
    assert quotes == ["memorandum of understanding"]


def test_a_relation_to_an_agreement_that_is_not_recorded_is_in_words(desk, form_at, parties):
    page, address, form = suggested(desk, form_at, EXTENDING)
    relations = [
        row["offer"].id
        for row in page.context["groups"][0].rows
        if row["offer"].suggestion.kind == "relation"
    ]
    page, address = sent(desk, address, {**form, "agreement": "0", "take": [*form["take"], *relations]})
    sent(desk, address, {**Fields(page.content.decode()).form, "alike_checked": "yes"})

    relation = Agreement.objects.get().relations.get()
    assert (relation.older, relation.stub) == (None, {"en": "memorandum of understanding of 2018"})


def test_a_meeting_is_an_activity_under_its_agreement(desk, form_at, db):
    text = (
        "Korea held the first Health Dialogue with the UK in Seoul. The dialogue was based on the Memorandum of "
        "Understanding on Healthcare Cooperation, signed by the two countries in August 2023. The Korean delegation "
        "was led by Park Minsoo, Vice Minister of Health. The two countries agreed to share data of clinical trials."
    )
    every_form(desk, form_at, text)

    activity = Activity.objects.get()
    assert activity.agreement_links.get().agreement == Agreement.objects.get()
    assert [(each.name_as_written, each.role) for each in activity.attendances.all()] == [
        ("Park Minsoo", "led")
    ]
    assert activity.citations.get().passages


def test_who_attended_is_of_an_organization_that_the_texts_make(desk, form_at, db):
    """The agreement's form makes it; that of the meeting, filled in at the same time, names it."""
    text = (
        "The Alder Health Institute and the Birch Medical Centre held their first Health Dialogue in Seoul on 3 May "
        "2024. The dialogue was based on the memorandum of understanding on healthcare, signed by the Alder Health "
        "Institute and the Birch Medical Centre in August 2023. Kim Minji, President of the Alder Health Institute, "
        "attended the dialogue."
    )
    every_form(desk, form_at, text)

    [attendance] = Activity.objects.get().attendances.all()
    assert (attendance.name_as_written, str(attendance.organization)) == (
        "Kim Minji",
        "Alder Health Institute",
    )
    assert attendance.organization_as_written == "Alder Health Institute"
    assert Organization.objects.filter(name="Alder Health Institute").count() == 1


def test_a_person_of_two_texts_is_ticked_once_however_the_name_is_spelled(desk, form_at, parties):
    texts = [
        "The memorandum of understanding was signed by Kim Min-ji, President of the Korea Institute of Vaccines, in "
        "Seoul on 13 May 2024.",
        "A memorandum of understanding was signed by Minji Kim, President of the Korea Institute of Vaccines.",
    ]
    form = form_at(desk, PAGE)
    page, address = sent(desk, PAGE, {**form, "text": texts[0], "second": texts[1]})
    people = [
        row["offer"] for row in page.context["groups"][0].rows if row["offer"].suggestion.kind == "person"
    ]
    page, address = sent(desk, address, {**Fields(page.content.decode()).form, "agreement": "0"})
    form = Fields(page.content.decode()).form
    sent(desk, address, {**form, "alike_checked": "yes"})

    assert [(each.suggestion.value, len(each.again)) for each in people] == [("Kim Min-ji", 1)]
    agreement = Agreement.objects.get()
    signatory = agreement.signatories.get()
    path = f"signatories/{signatory.key}/person"
    assert len({quote["text"] for quote in json.loads(form["quoted"][0])}) == 2
    assert [path in citation.facts for citation in agreement.citations.all()] == [True, True]


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [([], "It names nobody who takes part."), pytest.param(["involvements"], "", marks=pytest.mark.long)],
    ids=["without a party", "with its parties"],
)
def test_the_next_form_waits_where_something_speaks_against_what_was_saved(
    desk, form_at, parties, kept, sentence
):
    page, address, form = suggested(desk, form_at, PAIR)
    ticks = [row["offer"].id for group in page.context["groups"] for row in group.rows]
    page, address = sent(desk, address, {**form, "agreement": "every", "take": ticks})
    assert any("marked as our title" in str(each) for each in page.context["messages"])
    form = Fields(page.content.decode()).form
    assert form["texts-0-title"][0].endswith(": Korea Institute of Vaccines – Norwegian Centre for Epidemics")
    if not kept:
        form = {name: value for name, value in form.items() if not name.startswith("involvements-")}
        counts = {f"involvements-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
        form |= {**counts, "texts-0-title": "Student exchange"}

    page, after = sent(desk, address, {**form, "alike_checked": "yes", "_save": "1"})

    own = f"/admin/agreements/agreement/{Agreement.objects.get().pk}/change/"
    words = [str(each) for each in page.context["messages"]]
    assert after.partition("?")[0] == (own if sentence else "/admin/agreements/agreement/add/")
    assert (sentence in words) == bool(sentence)
    assert any("is filled in and not saved yet" in each for each in words) == bool(sentence)


@pytest.mark.parametrize(
    "is_known", [False, pytest.param(True, marks=pytest.mark.long)], ids=["as written", "of the register"]
)
def test_the_words_that_name_who_attended_are_not_quoted_for_an_organization(desk, form_at, db, is_known):
    if is_known:
        make.OrganizationFactory(name="Alder Health Institute")
    text = (
        "The Alder Health Institute and the Birch Medical Centre held their first Health Dialogue in Seoul on 3 May "
        "2024. Kim Minji, President of the Alder Health Institute, attended the dialogue."
    )
    every_form(desk, form_at, text)

    activity = Activity.objects.get()
    [attendance] = activity.attendances.all()
    [citation] = activity.citations.all()
    quotes = {
        row["fact"].rpartition("/")[2]: row["quote"]
        for row in citation.passages
        if attendance.key in row["fact"]
    }
    assert attendance.organization_as_written or attendance.organization
    assert quotes == {"person": "Kim Minji", "post": "President"}
    assert f"attendances/{attendance.key}/organization" not in citation.facts


CEREMONY = (
    "The Alder Health Institute and the Birch Medical Centre signed a memorandum of understanding in Seoul on 3 May "
    "2024. Jeff Robinson, Ambassador of Australia, attended the signing ceremony."
)


@pytest.mark.parametrize(
    "day", ["", " The institutes held their first Health Dialogue in Seoul on 9 May 2024."]
)
def test_an_activity_is_linked_to_the_agreements_that_were_saved_before_it(desk, form_at, db, day):
    every_form(desk, form_at, CEREMONY + day)

    activity = Activity.objects.get()
    role = "discussed" if activity.on else "signed_at"
    assert activity.on == ("2024-05-09" if day else "")
    assert [(link.agreement, link.role, link.stub) for link in activity.agreement_links.all()] == [
        (Agreement.objects.get(), role, {})
    ]
