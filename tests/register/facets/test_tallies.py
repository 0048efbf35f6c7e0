"""What is kept of how many records have a fact always equals a recount."""

import random
from collections import Counter
from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.http import QueryDict

from activities.views import ActivityList
from agreements.filters import AgreementFilter
from agreements.models import Agreement
from agreements.views import AgreementList
from organizations.models import Organization
from organizations.views import OrganizationList
from people.views import PersonList
from register.facets import count_facets, counters, counts
from register.facets.bitmaps import ALL_RECORDS_KEY, FEW_RECORDS, LARGEST
from register.facets.day_facts import kept_day
from register.fields import CHUNK_SIZE
from register.kinds import kind_named
from register.models import Entry, FactBits, Tally
from register.publishing import merge, publish, withdraw
from tests import factories as make
from tests.redacted_texts import redact
from tests.register.recount import day_facts_on

pytestmark = pytest.mark.django_db


def recounted() -> set[tuple[str, str, str, int]]:
    """Who has what: kind, fact and value, and the number of the record, of every fact that is counted."""
    day = kept_day("agreement", using="default")
    return {("agreement", *one) for one in (day_facts_on(day) if day else ())} | {
        (entry.kind, fact, value, entry.serial)
        for entry in Entry.objects.all()
        for fact, _colon, value in (key.partition(":") for key in [*entry.keys, ALL_RECORDS_KEY])
        if fact in {"", *kind_named(entry.kind).facet_names}
    }


def in_bits() -> set[tuple[str, str, str, int]]:
    return {
        (one.kind, one.fact, one.value, one.chunk * CHUNK_SIZE + place)
        for one in FactBits.objects.all()
        for place, bit in enumerate(one.bits)
        if bit == "1"
    }


def kept() -> Counter[tuple[str, str, str]]:
    tallies = Tally.objects.exclude(fact="on")
    return Counter({(one.kind, one.fact, one.value): one.records for one in tallies})


def are_right() -> bool:
    told = recounted()
    return in_bits() == told and kept() == Counter(one[:3] for one in told)


def test_whatever_happens_to_the_register_the_tallies_equal_a_recount():
    chance = random.Random(8134)
    parties = [make.OrganizationFactory(country=code) for code in ("KR", "GB", "FR", "KR")]
    for step in range(24):
        known = list(Agreement.objects.filter(editorial_state="published"))
        act = chance.choice(["new", "new", "again", "withdraw", "merge"])
        if act == "again" and known:
            agreement = chance.choice(known)
            agreement.form = chance.choice(["mou", "treaty", "protocol"])
            agreement.save()
            publish(agreement, by=None)
        elif act == "withdraw" and known:
            withdraw(chance.choice(known), by=None, reason={"en": "Entered by mistake."})
        elif (
            act == "merge"
            and step > 16
            and len(public := list(Organization.objects.filter(editorial_state="published"))) > 1
        ):
            merge(public[0], into=public[1], by=None)
        else:
            agreement = make.AgreementFactory(titled=True, party__organization=chance.choice(parties[2:]))
            make.MilestoneFactory(agreement=agreement, on=str(chance.randint(1990, 2024)))
            publish(agreement, by=None)
        assert are_right()

    assert all(records > 0 for records in kept().values())
    assert all("1" in one.bits for one in FactBits.objects.all())
    call_command("rebuild_register")
    assert are_right()


def test_what_is_redacted_is_counted_once():
    organization = make.OrganizationFactory(country="KR")
    [version] = publish(organization, by=None)

    redact([version], ["/name"], reason="asked", basis="Act", by=None)

    assert kept()["organization", "country", "KR"] == 1
    assert are_right()
    withdraw(organization, by=None, reason={"en": "By mistake."})
    assert (kept(), in_bits()) == (Counter(), set())


def test_a_list_without_a_question_is_counted_from_the_tallies_and_one_with_a_question_is_not():
    agreement = make.AgreementFactory(titled=True, form="mou")
    publish(agreement, by=None)
    Tally.objects.filter(kind="agreement", fact="form").update(records=7)

    def forms(asked: str) -> dict:
        questions = AgreementFilter(QueryDict(asked))
        assert questions.is_valid()
        return count_facets(questions, {"form": 8}).by_value["form"]

    assert forms("") == forms("on=2020-01-01") == forms("form=mou") == forms("ordering=title") == {"mou": 7}
    assert forms("nature=instrument") == forms("form=mou&nature=instrument") == {"mou": 1}


@pytest.mark.parametrize("page", [ActivityList, AgreementList, OrganizationList, PersonList])
def test_what_a_list_counts_is_kept(page):
    questions = page.filterset_class(QueryDict())
    worked_out = {name for name in page.facet_filters if questions.facet_sql(name, lambda _without: "found")}

    facts = {questions.fact_name(name) for name in page.facet_filters if name not in worked_out}

    assert facts <= {*kind_named(questions.of_kind).facet_names}


def test_records_are_kept_apart_across_the_end_of_a_chunk():
    forms = ("mou", "treaty", "mou")
    agreements = [make.AgreementFactory(titled=True, form=form) for form in forms]
    publish(*agreements, by=None)
    for number, serial in enumerate((CHUNK_SIZE - 1, CHUNK_SIZE, 2 * CHUNK_SIZE)):
        entry = Entry.objects.get(ref=agreements[number].ref)
        counters.decrement_facets([entry.ref])
        Entry.objects.filter(pk=entry.pk).update(serial=serial)
        counters.increment_facets([entry.ref])

    filterset = AgreementFilter(QueryDict("form=mou"))
    assert filterset.is_valid()

    assert are_right()
    assert count_facets(filterset, {"nature": 8}).total == 2
    # the chunk between them has no row among the results
    assert [*filterset.refs_in_order()] == [(f"A{2 * CHUNK_SIZE}",), (f"A{CHUNK_SIZE - 1}",)]


def test_states_of_another_day_are_kept_from_its_first_publication_on():
    agreement = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=agreement, kind="signed", on="2019-01-01")
    make.MilestoneFactory(agreement=agreement, kind="takes_effect", on="2020-01-01")
    make.MilestoneFactory(agreement=agreement, kind="terminated", on="2024-01-01")

    def states() -> dict:
        filterset = AgreementFilter(QueryDict())
        assert filterset.is_valid()
        return count_facets(filterset, {"state": 8}).by_value["state"]

    with time_machine.travel("2023-06-01"):
        publish(agreement, by=None)
        assert (kept_day("agreement"), states()) == (date(2023, 6, 1), {"in_force": 1})
    with time_machine.travel("2025-06-01"):
        assert (kept_day("agreement"), states()) == (date(2023, 6, 1), {"terminated": 1})
        publish(make.TopicFactory(), by=None)
        assert (kept_day("agreement"), states()) == (date(2025, 6, 1), {"terminated": 1})
        Tally.objects.filter(fact="state").update(records=7)
        assert states() == {"terminated": 7}
        assert are_right() is False


def test_among_many_agreements_the_parties_are_the_first_ones_for_certain_and_the_chosen_ones(monkeypatch):
    often, seldom, once = (make.OrganizationFactory() for _one in range(3))
    for number in range(6):
        parties = [often, *([seldom] if number < 3 else []), *([once] if number == 5 else [])]
        agreement = make.AgreementFactory(titled=True, form="mou" if number else "treaty")
        for party in parties:
            make.InvolvementFactory(agreement=agreement, organization=party)
        publish(agreement, by=None)

    for organization in (often, seldom, once):
        organization.refresh_from_db()

    def parties(typed: str) -> dict:
        filterset = AgreementFilter(QueryDict(typed))
        assert filterset.is_valid()
        counted = count_facets(filterset, {"party": 50}).by_value.get("party", {})
        return {name: counted[one.ref] for name, one in ours.items() if one.ref in counted}

    ours = {"often": often, "seldom": seldom, "once": once}
    assert parties("form=mou") == {"often": 5, "seldom": 2, "once": 1}
    as_many = counts._WIDE_SQL.replace(f"<= {FEW_RECORDS}", "<= 0").replace(f"OFFSET {LARGEST}", "OFFSET 1")
    monkeypatch.setattr(counts, "_WIDE_SQL", as_many)
    monkeypatch.setattr(counts, "_LARGEST_SQL", counts._LARGEST_SQL.replace(f"LIMIT {LARGEST}", "LIMIT 1"))
    assert parties("form=mou") == {"often": 5}  # nobody else is in more than three
    assert parties(f"form=mou&party={often.ref},{once.ref}") == {"often": 5, "once": 1}
    assert parties("form=treaty") == {}  # somebody else may be in as many
