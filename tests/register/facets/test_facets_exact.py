"""Whatever is asked, what is found and every count are those of a second reckoning in Python over the bodies."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import groupby

import pytest
import time_machine
from django.db import transaction
from django.db.models import Count
from django.http import QueryDict

from activities.views import ActivityList
from agreements.pictures import in_force_by_year
from agreements.topics.views import TopicList
from agreements.views import AgreementList
from interchange.actions import import_files
from organizations.views import OrganizationList
from pages import co_occurrence, linked_records
from people.views import PersonList
from register.facets.bitmaps import FEW_RECORDS, FEW_REFS, LARGEST
from register.facets.day_facts import keep_day
from register.fields import CHUNK_SIZE
from register.kinds import kind_named
from register.models import Entry, FactBits, Link, Tally
from register.publishing import publish
from register.search.query import parse_query
from register.sql import fetch_rows
from tests import factories as make
from tests.demonstration import make_demonstration
from tests.register.recount import day_facts_on
from tests.register.search_oracle import TODAY, Oracle, Questions, Sought, differences

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def oracle(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        make_demonstration()
        keep_day(TODAY)
        yield Oracle()
        transaction.set_rollback(True)


@time_machine.travel(TODAY.isoformat())
@pytest.mark.parametrize("count", [60, pytest.param(1000, marks=pytest.mark.long)])
def test_random_questions_of_the_demonstration_are_answered_as_in_python(oracle, count):
    questions = Questions(oracle, seed=2026)

    wrong = [one for _number in range(count) for one in differences(oracle, questions.question())]

    assert wrong == []


@time_machine.travel(TODAY.isoformat())
@pytest.mark.parametrize("page", [ActivityList, AgreementList, OrganizationList, PersonList, TopicList])
def test_a_page_of_few_and_one_of_many_are_those_of_the_filtered_list(
    oracle, page, django_assert_num_queries
):
    kept = Tally.objects.filter(kind=page.kind, fact__in=page.facet_filters).order_by(
        "fact", "-records", "value"
    )
    by_fact = {fact: [one.value for one in group] for fact, group in groupby(kept, lambda one: one.fact)}
    addresses = ["", *(f"{fact}={value}" for fact, values in by_fact.items() for value in values[:2])]
    addresses += [f"ordering=title&q=agreement&{one}" for one in addresses] + ["q=absent"]

    for address in addresses:
        questions = page.filterset_class(QueryDict(address))
        assert questions.is_valid(), address
        columns = questions.ordering.columns
        expected = [entry.ref for entry in questions.entries().order_by(*columns)[5:15]]
        for total in (0, FEW_REFS + 1):
            listed = questions.page(columns, 5, 15, total)
            with django_assert_num_queries(1, using="register"):
                assert [entry.ref for entry in listed] == expected, (address, total)


@pytest.mark.parametrize("many", [False, True], ids=["few", "many"])
def test_what_points_at_a_record_is_the_same_by_bits_and_one_by_one(oracle, many, monkeypatch):
    monkeypatch.setattr(linked_records, "SHOWN_PER_GROUP", 2)
    if many:
        by_walking = linked_records._SHOWN_SQL.replace(f"<= {FEW_REFS}", "<= 0").replace(
            f"> {FEW_REFS}", "> 0"
        )
        assert by_walking != linked_records._SHOWN_SQL
        monkeypatch.setattr(linked_records, "_SHOWN_SQL", by_walking)
    one_by_one = linked_records._SHOWN_BY_DAY_SQL.replace("WHERE CASE", "WHERE true OR CASE", 1)
    assert one_by_one != linked_records._SHOWN_BY_DAY_SQL
    monkeypatch.setattr(linked_records, "_SHOWN_BY_DAY_SQL", one_by_one)
    linked = Link.objects.values_list("to_ref").annotate(links=Count("pk")).order_by("-links", "to_ref")

    for ref, _links in linked[:20]:
        expected = linked_records.records_linking_to(ref, by=date.max)
        assert linked_records.records_linking_to(ref) == expected != [], ref


@pytest.mark.parametrize("many", [False, True], ids=["few", "many"])
def test_values_that_occur_together_are_counted_as_in_python(oracle, many, monkeypatch):
    if many:
        monkeypatch.setattr(
            co_occurrence, "_WIDE_SQL", co_occurrence._WIDE_SQL.replace(f"<= {FEW_RECORDS}", "<= 0")
        )
    co_occurrence._co_occurrence_sql.cache_clear()
    records = Entry.objects.of_kind("agreement")
    largest = Tally.objects.filter(kind="agreement", fact="party").order_by("-records", "value")
    compared = {f"party:{one.value}" for one in (largest[:LARGEST] if many else largest)}
    [party], [topic], [country] = (
        Tally.objects.filter(kind="agreement", fact=fact).order_by("-records", "value")[:1]
        for fact in ("party", "topic", "country")
    )
    keys_of_each = [[f"{one.fact}:{one.value}"] for one in (party, topic, country)]

    for keys in [*keys_of_each, [*keys_of_each[0], *keys_of_each[2]], [], ["party:O999999"]]:
        expected = defaultdict(Counter)
        for of_record in records.with_keys(*keys).values_list("keys", flat=True):
            [nature] = [key for key in of_record if key.startswith("nature:")]
            for key in {*of_record} - {*keys}:
                if key.startswith("country:") or key in compared:
                    expected[key][nature.removeprefix("nature:")] += 1
        counted = co_occurrence.co_occurring_values("country", "party", keys=keys)
        assert {
            f"{fact}:{one.key}": Counter(one.counts) for fact, top in counted.items() for one in top.values
        } == expected, keys
        for top in counted.values():
            assert top.values == sorted(top.values, key=lambda one: (-one.together, one.key))
            assert top.total == len(top.values)
    co_occurrence._co_occurrence_sql.cache_clear()


def test_every_later_day_has_the_facts_of_a_recount_and_years_in_force_of_its_periods(oracle):
    """A day, the days around the turn of a year and a leap day, years of them at once; and an earlier day again."""
    for until in ("2028-06-30", "2028", "2028-01"):  # in a year that will just have begun
        ending = make.TermFactory(agreement__titled=True, length="", until=until).agreement
        make.MilestoneFactory(agreement=ending, on="2020-01-01")
        publish(ending, by=None)
    as_many = in_force_by_year.CHANGES_BY_YEAR.replace(f"<= {FEW_RECORDS}", "<= 0")
    assert as_many != in_force_by_year.CHANGES_BY_YEAR
    later = [1, 2, 45, 45 + 365, 1300, 1301, 2000, 4000, 15_000]
    turns = [date(2027, 12, 31), date(2028, 1, 1), date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]
    days = sorted([*turns, *(TODAY + timedelta(days) for days in later)])

    for day in [*days, date(2002, 4, 1)]:
        keep_day(day)
        bits = FactBits.objects.filter(kind="agreement", fact__in=kind_named("agreement").day_facts)
        kept = {
            (one.fact, one.value, one.chunk * CHUNK_SIZE + place)
            for one in bits
            for place, bit in enumerate(one.bits)
            if bit == "1"
        }
        assert kept == {*day_facts_on(day)}, day
        tallies = Tally.objects.filter(kind="agreement", fact__in=kind_named("agreement").day_facts)
        assert {(one.fact, one.value): one.records for one in tallies} == Counter(one[:2] for one in kept)
        for key in (":", "nature:instrument", "country:KR"):
            for asked in (day, day + timedelta(1)):  # by the bits; of a day that is not kept, from periods
                of_few = fetch_rows(in_force_by_year.CHANGES_BY_YEAR, keys=[key], today=asked)
                assert fetch_rows(as_many, keys=[key], today=asked) == of_few != []


@pytest.fixture(scope="module")
def oracle_of_common_words(oracle, django_db_blocker):
    """The demonstration, with more than a hundred universities and ministries beside it, some of them parties."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_files([common_names()], publish=True, skip_bad=False, by=None)
        yield Oracle()
        transaction.set_rollback(True)


def common_names() -> dict:
    """120 organizations that share words in both languages, and agreements that print another name of theirs."""
    names = [(f"University of Town {number}", f"도시{number}대학교") for number in range(60)]
    names += [(f"Ministry of Matter {number}", f"일{number}부처 대학교") for number in range(60)]
    organizations = [
        {"id": f"common-{number}", "name": name, "names": [
            {"text": korean, "language": "ko"},
            {"text": f"Common Institution {number}", "language": "en", "kind": "former"},
        ]}
        for number, (name, korean) in enumerate(names)
    ]  # fmt: skip
    agreements = [
        {"id": f"of-common-{number}", "texts": [{"language": "en", "title": f"Accord on matter {number}"}],
         "involvements": [
             {"organization": f"common-{number}", "name_as_written": "First"},
             {"organization": f"common-{119 - number}", "name_as_written": "Second"}]}
        for number in range(0, 60, 4)
    ]  # fmt: skip
    return {"organizations": organizations, "agreements": agreements}


@time_machine.travel(TODAY.isoformat())
@pytest.mark.parametrize(
    "typed",
    [
        "institution", "common institution", "대학교", "대학교 부처", "university", "ministry institution",
        "institution accord", "accord -institution", "-institution", "-institution or memorandum",
        "memorandum or 대학교", "common institution 4", '"common institution"',
        "institution -대학교", "memorandum", "accord matter institution",
    ],
)  # fmt: skip
def test_common_words_of_names_find_what_python_finds(oracle_of_common_words, typed):
    question = {
        "q": [
            [Sought(term.tokens, term.is_phrase, term.is_excluded) for term in group]
            for group in parse_query(typed)
        ]
    }

    assert differences(oracle_of_common_words, question) == []


def test_a_common_word_takes_two_statements_and_finds_who_mentions_its_bearers(
    oracle_of_common_words, django_assert_num_queries
):
    with django_assert_num_queries(2, using="register"):
        found = {*Entry.public.of_kind("agreement").matching("대학교 accord").values_list("ref", flat=True)}

    assert len(found) == 15


@time_machine.travel(TODAY.isoformat())
@pytest.mark.parametrize("count", [30, pytest.param(500, marks=pytest.mark.long)])
def test_random_questions_are_answered_as_in_python_where_many_share_a_name(oracle_of_common_words, count):
    questions = Questions(oracle_of_common_words, seed=2027)

    wrong = [
        one for _number in range(count) for one in differences(oracle_of_common_words, questions.question())
    ]

    assert wrong == []
