"""Whoever follows the change log through the API misses nothing, whatever happens at the same time."""

import random
import threading
from collections import Counter
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.test import Client

from organizations.models import Organization
from register.choices import Action
from register.models import Version
from register.publishing import publish, withdraw
from tests.at_once import at_once
from tests.factories import OrganizationFactory
from tests.redacted_texts import redact
from tests.register.recount import assert_same_as_recount

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, FEW, MANY = 8, 48, 5000
ABORTED = 0.25  # of all transactions


class Abort(Exception):
    """Something went wrong after the versions were written and before the transaction ended."""


@dataclass
class Writer:
    """Publishes, withdraws and redacts organizations of its own; now and then a transaction comes to nothing."""

    seed: int
    changes: int
    mine: list[Organization] = field(default_factory=list)
    aborted: int = 0

    def run(self) -> None:
        chance = random.Random(self.seed)
        while self.changes > 0:
            before = list(self.mine)
            try:
                with transaction.atomic():
                    # a transaction that began long before its turn is where an order of its own could come from
                    Version.objects.last()
                    made = chance.choice([self.publish_new, self.publish_again, self.withdraw, self.redact])(
                        chance
                    )
                    if chance.random() < ABORTED:
                        raise Abort
                self.changes -= made
            except Abort:
                self.mine = before
                self.aborted += 1

    def publish_new(self, chance) -> int:
        some = [OrganizationFactory(purpose={"en": "To be or not"}) for _ in range(chance.randint(1, 3))]
        self.mine = [*self.mine, *some]
        return len(publish(*some, by=None))

    def publish_again(self, chance) -> int:
        if not self.mine:
            return 0
        one = Organization.objects.get(pk=chance.choice(self.mine).pk)
        one.purpose = {"en": f"To be {chance.random()}"}
        one.save()
        return len(publish(one, by=None))

    def withdraw(self, chance) -> int:
        if not self.mine:
            return 0
        one = chance.choice(self.mine)
        self.mine = [other for other in self.mine if other is not one]
        withdraw(Organization.objects.get(pk=one.pk), by=None, reason={"en": "By mistake."})
        return 1

    def redact(self, chance) -> int:
        if not self.mine:
            return 0
        ref = Organization.objects.get(pk=chance.choice(self.mine).pk).ref
        published = Version.objects.of(ref).filter(action=Action.PUBLISHED)
        return len(redact(published, ["/purpose/en"], by=None, reason="asked", basis="PIPA art. 36"))


@dataclass
class Follower:
    """Reads `changes/` from where it last stood, over and over, and once more when all is written."""

    finished: threading.Event
    seen: list[dict] = field(default_factory=list)
    rounds: int = 0

    def run(self) -> None:
        client, address = Client(), "/api/v1/changes/?after=0&limit=40"
        while True:
            is_last_round = self.finished.is_set()
            answer = client.get(address).json()
            self.seen += answer["results"]
            self.rounds += 1
            address = answer["next"]
            if is_last_round and not answer["results"]:
                return


def follow_while_writing(changes: int, patience: int) -> tuple[Follower, list[Writer]]:
    writers = [Writer(seed, changes // WRITERS) for seed in range(WRITERS)]
    follower = Follower(threading.Event())

    def write():
        try:
            at_once(*[writer.run for writer in writers], patience=patience)
        finally:
            follower.finished.set()

    at_once(write, follower.run, patience=patience + 30)
    return follower, writers


@pytest.mark.parametrize(
    ("changes", "patience"), [(FEW, 300), pytest.param(MANY, 1200, marks=pytest.mark.long)]
)
def test_a_follower_sees_every_change_once_and_in_order(client, changes, patience):
    follower, writers = follow_while_writing(changes, patience)

    told = [one["id"] for one in follower.seen]
    assert told == sorted(set(told))
    assert told == list(Version.objects.order_by("pk").values_list("pk", flat=True))
    assert len(told) >= changes
    # the test was worth something: aborts left holes among the ids, all actions came up, and it was followed meanwhile
    assert sum(writer.aborted for writer in writers) > changes / 20
    assert told[-1] - told[0] >= len(told)
    assert {*Counter(one["action"] for one in follower.seen)} == {"published", "withdrawn", "redacted"}
    assert follower.rounds > changes / 40
    assert_same_as_recount()
    # what it was told is what is there
    refs = [one["ref"] for one in pages(client, "/api/v1/organizations/?limit=200")]
    assert sorted(held(follower.seen)) == sorted(refs)


def held(changes: list[dict]) -> set[str]:
    """References of the records that somebody holds who did as these changes say."""
    refs: set[str] = set()
    for change in changes:
        if change["action"] == "published":
            refs.add(change["ref"])
        elif change["action"] == "withdrawn":
            refs.remove(change["ref"])
    return refs


def pages(client, address: str):
    while address:
        answer = client.get(address).json()
        yield from answer["results"]
        address = answer["next"]
