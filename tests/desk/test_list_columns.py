"""Lists of the staff area: columns with their order, search in every kind of text, personal queues."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from agreements.models import Agreement, UnitMember
from desk.models import SavedFilter
from desk.queues import count_queues
from register.publishing import publish
from tests import factories as make
from tests.desk.test_lists import queries

pytestmark = pytest.mark.django_db

LIST = "/admin/agreements/agreement/"
TODAY = date(2024, 6, 1)
COLUMNS = ["signed", "status", "ends", "next_deadline", "unit", "officer"]


def rows(client, query=""):
    return list(client.get(f"{LIST}{query}").context["cl"].result_list)


def cells(client, agreement) -> dict[str, object]:
    """The cells of an agreement, by the name of the column."""
    page = client.get(LIST).context["cl"]
    [row] = [row for row in page.result_list if row == agreement]
    return {name: getattr(page.model_admin, name)(row) for name in COLUMNS}


def agreement_until(day: str, signed: str, **custody) -> Agreement:
    agreement = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=agreement, kind="signed", on=signed)
    make.TermFactory(agreement=agreement, length="", until=day, non_renewal_notice="P3M")
    make.CustodyFactory(agreement=agreement, **custody)
    return agreement


@time_machine.travel(TODAY, tick=False)
def test_a_public_row_shows_what_its_page_shows(desk, superuser):
    unit = make.OrganizationFactory(name="Office of Cooperation")
    officer = make.UserFactory(first_name="Ji-su", last_name="Kim")
    agreement = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=agreement, kind="signed", on="2021-07-15")
    make.TermFactory(agreement=agreement, starts_with="signature")
    make.CustodyFactory(agreement=agreement, unit=unit, officer=officer)
    publish(agreement, by=superuser)

    shown = cells(desk, agreement)

    assert shown["signed"] == "15 July 2021"
    assert shown["ends"] == "14 July 2024"
    assert str(shown["next_deadline"]) == "14 July 2024, last day"
    assert (shown["unit"], shown["officer"]) == ("Office of Cooperation", "Ji-su Kim")
    assert shown["status"] in desk.get(f"/agreements/{agreement.ref}", follow=True).content.decode()


@time_machine.travel(TODAY, tick=False)
def test_a_draft_shows_the_days_that_its_terms_name(desk):
    draft = agreement_until("2024-12-31", "2020-01-02")

    shown = cells(desk, draft)

    assert (shown["status"], shown["ends"], shown["next_deadline"]) == (
        None,
        "31 December 2024",
        "30 September 2024",
    )


def test_a_draft_without_any_of_it_shows_nothing(desk):
    draft = make.AgreementFactory(titled=True)

    assert set(cells(desk, draft).values()) == {None}


@time_machine.travel(TODAY, tick=False)
@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_sorts_and_what_is_not_known_comes_last(desk, superuser, column):
    for number, letter in ((1, "A"), (2, "B")):
        agreement = agreement_until(
            f"202{4 + number}-12-31",
            f"202{number}-01-02",
            unit=make.OrganizationFactory(name=letter),
            officer=make.UserFactory(username=letter),
        )
        publish(agreement, by=superuser)
    unknown = make.AgreementFactory(titled=True)
    page = desk.get(LIST).context["cl"]
    place = page.list_display.index(column)

    for direction in ("", "-"):
        listed = rows(desk, f"?o={direction}{place}")

        assert listed[-1] == unknown
        values = [str(getattr(page.model_admin, column)(row)) for row in listed[:-1]]
        assert values == sorted(values, reverse=bool(direction))


def test_a_draft_that_renews_itself_has_no_end(desk):
    draft = make.AgreementFactory(titled=True)
    make.TermFactory(agreement=draft, length="", until="2030-12-31", renewal="automatic")

    assert cells(desk, draft)["ends"] is None


ADDRESSES = ["", "?q=memo", "?o=4.-5", "?queue=mine", "?queue=soon&q=a+b&o=-6", "?q=nothing-at-all"]


def test_a_list_asks_at_most_twelve_queries_however_many_rows_it_has(desk, superuser):
    def grow():
        for _ in range(3):
            agreement = agreement_until("2030-12-31", "2020-01-02", officer=make.UserFactory())
            publish(agreement, by=superuser)

    grow()
    SavedFilter.objects.create(
        name="A", owner=superuser, content_type=ContentType.objects.get_for_model(Agreement), is_shared=True
    )
    first = {query: queries(desk, f"{LIST}{query}") for query in ADDRESSES}
    grow()

    assert {query: queries(desk, f"{LIST}{query}", is_first=False) for query in ADDRESSES} == first
    assert max(first.values()) <= 12


@pytest.fixture
def described():
    """An agreement with words in every place in which they are looked for."""
    agreement = make.AgreementFactory(titled=True)
    make.AgreementTextFactory(
        agreement=agreement, language="ko", title="보건 협력", summary="감염병 대응을 위한 협력"
    )
    make.AgreementIdentifierFactory(agreement=agreement, value="UNTS 55-1")
    make.CustodyFactory(agreement=agreement, file_number="국제-2024-7", note="Ask the vault first")
    person = make.PersonFactory(name="Hong Gil-dong")
    make.PersonNameFactory(person=person, text="홍길동")
    make.SignatoryFactory(agreement=agreement, person=person, post_as_written="Vice Minister")
    involvement = agreement.involvements.get()
    make.OrganizationNameFactory(organization=involvement.organization, text="서울대학교")
    for _ in range(3):
        make.AgreementFactory(titled=True)
    return agreement


@pytest.mark.parametrize(
    "words",
    [
        "보건", "감염병 대응", "unts", "국제-2024-7", "vault", "gil-dong", "홍길동", "vice minister", "서울대",
        "홍길동 vault 보건", '"Ask the vault"',
    ],
)  # fmt: skip
def test_search_finds_words_wherever_staff_wrote_them(desk, described, words):
    assert rows(desk, f"?q={words}") == [described]


@pytest.mark.parametrize("words", ["홍길동 nowhere", "%", "_", "' OR 1=1", '"', "\\"])
def test_search_finds_nothing_of_what_is_nowhere(desk, described, words):
    assert rows(desk, f"?q={words.replace('%', '%25')}") == []


def test_a_row_is_listed_once_however_many_parts_match(desk, described):
    make.AgreementTextFactory(agreement=described, language="fr", title="보건 bis")

    assert rows(desk, "?q=보건") == [described]


def test_mine_and_my_units_are_those_of_whoever_asks(desk, editor):
    unit = make.OrganizationFactory(is_own=True)
    UnitMember.objects.create(user=editor, unit=unit)
    mine, ours, other = (make.AgreementFactory(titled=True) for _ in range(3))
    make.CustodyFactory(agreement=mine, officer=editor)
    make.CustodyFactory(agreement=ours, unit=unit)
    make.CustodyFactory(agreement=other, officer=make.UserFactory(), unit=make.OrganizationFactory())

    assert (rows(desk, "?queue=mine"), rows(desk, "?queue=my_unit")) == ([mine], [ours])


def test_a_record_is_not_verified_a_year_after_the_last_time(desk):
    year_ago = timezone.now() - timedelta(days=400)
    never, lately, long_ago, new = (make.AgreementFactory(titled=True) for _ in range(4))
    Agreement.objects.exclude(pk=new.pk).update(created_at=year_ago)
    make.CustodyFactory(agreement=lately, verified_on=timezone.localdate())
    make.CustodyFactory(agreement=long_ago, verified_on=year_ago.date())

    assert set(rows(desk, "?queue=not_verified")) == {never, long_ago}


def test_doubles_share_a_title_or_an_identifier(desk):
    same_title = [make.AgreementFactory() for _ in range(2)]
    for agreement, title in zip(same_title, ["Memorandum", "MEMORANDUM"], strict=True):
        make.AgreementTextFactory(agreement=agreement, title=title)
    same_number = [make.AgreementFactory(titled=True) for _ in range(4)]
    for agreement, number in zip(same_number, ["UNTS 1", "UNTS 1", "TIAS 2", "TIAS 2"], strict=True):
        scheme, value = number.split()
        make.AgreementIdentifierFactory(agreement=agreement, scheme=scheme, value=value)
    other = make.AgreementFactory(titled=True)
    make.AgreementIdentifierFactory(agreement=other, scheme="TIAS", value="1")

    assert set(rows(desk, "?queue=doubles")) == {*same_title, *same_number}


def test_stubs_have_nothing_but_a_name(desk):
    stub = make.OrganizationFactory(name="Some body", country="", kind="other")
    make.OrganizationFactory(name="A ministry", country="KR", kind="other")
    named = make.OrganizationFactory(name="Another", country="", kind="other")
    make.OrganizationNameFactory(organization=named, text="또 다른 기관")

    page = desk.get("/admin/organizations/organization/?queue=stubs").context["cl"]

    assert list(page.result_list) == [stub]


@pytest.mark.parametrize(
    "model", ["agreements/agreement", "organizations/organization", "people/person", "activities/activity"]
)
def test_each_queue_counts_what_it_lists(desk, editor, model):
    for _ in range(2):
        agreement = make.AgreementFactory(titled=True)
        make.CustodyFactory(agreement=agreement, officer=editor)
        make.PersonFactory(name="Kim Minsu")
        make.OrganizationFactory(name="Same")
        make.ActivityFactory(titled=True)
    page = desk.get(f"/admin/{model}/").context["cl"]

    queues = page.model_admin.queues
    counts = count_queues(page.model, queues, editor)

    for queue in queues:
        listed = desk.get(f"/admin/{model}/?queue={queue.name}&all=").context["cl"]
        assert listed.result_count == counts[queue.name], queue.name
    assert any(counts.values())
