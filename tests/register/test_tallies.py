"""What is kept of how many records have a fact always equals a recount."""

import random

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict

from agreements.filters import AgreementFilter
from agreements.models import Agreement
from organizations.models import Organization
from register.models import Tally
from register.publishing import merge, publish, withdraw
from register.redaction import redact
from register.search import facets
from tests import factories as make

pytestmark = pytest.mark.django_db

RECOUNT = """
SELECT kind, split_part(key, ':', 1), substr(key, strpos(key, ':') + 1), count(*)
FROM register_entry, unnest(keys) key GROUP BY 1, 2, 3
"""


def recounted() -> set[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT)
        return set(cursor.fetchall())


def kept() -> set[tuple]:
    return set(Tally.objects.values_list("kind", "fact", "value", "records"))


def test_whatever_happens_to_the_register_the_tallies_equal_a_recount():
    chance = random.Random(8134)
    parties = [make.OrganizationFactory(country=code) for code in ("KR", "GB", "FR", "KR")]
    for step in range(40):
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
            and step > 30
            and len(public := list(Organization.objects.filter(editorial_state="published"))) > 1
        ):
            merge(public[0], into=public[1], by=None)
        else:
            agreement = make.AgreementFactory(titled=True, party__organization=chance.choice(parties[2:]))
            make.MilestoneFactory(agreement=agreement, on=str(chance.randint(1990, 2024)))
            publish(agreement, by=None)
        assert kept() == recounted()

    assert all(records > 0 for *_fact, records in kept())
    call_command("rebuild_register")
    assert kept() == recounted()


def test_what_is_redacted_counts_no_more_and_is_counted_once():
    identifier = make.OrganizationIdentifierFactory(scheme="ror", value="02mhbdp94")
    organization = identifier.organization
    [version] = publish(organization, by=None)
    assert Tally.objects.filter(value__contains="02mhbdp94").exists()

    redact([version], ["/identifiers/0/value", "/name"], reason="asked", basis="Act", by=None)

    assert kept() == recounted()
    assert not Tally.objects.filter(value__contains="02mhbdp94").exists()
    withdraw(organization, by=None, reason={"en": "By mistake."})
    assert kept() == set()


def test_a_list_without_a_question_is_counted_from_the_tallies_and_one_with_a_question_is_not():
    agreement = make.AgreementFactory(titled=True, form="mou")
    publish(agreement, by=None)
    Tally.objects.filter(kind="agreement", fact="form").update(records=7)

    def forms(asked: str) -> dict:
        questions = AgreementFilter(QueryDict(asked))
        assert questions.is_valid()
        return facets.counted(questions, {"form": 8}).by_value["form"]

    assert forms("") == forms("on=2020-01-01") == forms("form=mou") == forms("ordering=title") == {"mou": 7}
    assert forms("nature=instrument") == forms("form=mou&nature=instrument") == {"mou": 1}
