"""Pairs of people who save the same agreement at once, edited at random: no update is lost, and both can finish."""

import random

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from desk.groups import EDITORS_GROUP, setup_desk_groups
from tests.at_once import at_once
from tests.desk.conftest import Fields, address, member
from tests.desk.pairs_of_saves import conflicts, edit, expected, make_agreement, state_of

pytestmark = pytest.mark.django_db(transaction=True)
ASKED, SAVED = 409, 302


@pytest.fixture
def people():
    setup_desk_groups()
    clients = {}
    for name in ("first", "second"):
        user = member(name, EDITORS_GROUP)
        clients[user.pk] = Client()
        clients[user.pk].force_login(user)
    return clients


def form_of(response):
    return Fields(response.content.decode()).form


def save_pair(seed: int, people: dict) -> int:
    """Have both save at once and the loser finish; returns the number of facts that the loser had to choose."""
    dice = random.Random(seed)
    agreement = make_agreement()
    base = state_of(agreement)
    forms = {pk: form_of(client.get(address(agreement))) for pk, client in people.items()}
    meant = {pk: edit(dice, agreement, base, form) for pk, form in forms.items()}
    responses = {}

    def save(pk):
        responses[pk] = people[pk].post(address(agreement), forms[pk])

    at_once(*(lambda pk=pk: save(pk) for pk in people))

    winner = LogEntry.objects.filter(object_id=agreement.pk).earliest("pk").user_id
    [loser] = {*people} - {winner}
    must_choose = conflicts(meant[winner], meant[loser])
    assert responses[winner].status_code == SAVED
    assert responses[loser].status_code == (ASKED if must_choose else SAVED), why(responses[loser])
    choices = {}
    if must_choose:
        form = form_of(responses[loser])
        paths = {name.removeprefix("seen:") for name in form if name.startswith("seen:")}
        open_paths = {path for path in paths if f"choice:{path}" not in form}
        assert open_paths == must_choose
        choices = {path: dice.choice(["theirs", "yours"]) for path in sorted(open_paths)}
        form.update({f"choice:{path}": [side] for path, side in choices.items()})
        response = people[loser].post(address(agreement), form)
        assert response.status_code == SAVED, why(response)
    assert state_of(agreement).comparable == expected(base, meant[winner], meant[loser], choices).comparable
    return len(must_choose)


def why(response):
    """What a page that was not saved complains of."""
    if response.status_code != 200:
        return response.status_code
    context = response.context
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    return context["adminform"].form.errors, [
        (formset.prefix, formset.errors, formset.non_form_errors())
        for formset in formsets
        if not formset.is_valid()
    ]


def save_pairs(seeds, people) -> list[int]:
    chosen = []
    for seed in seeds:
        try:
            chosen.append(save_pair(seed, people))
        except AssertionError as error:
            error.add_note(f"the seed is {seed}")
            raise
    return chosen


def test_some_pairs_of_saves_lose_nothing(people):
    chosen = save_pairs(range(4), people)

    assert any(chosen)
    assert not all(chosen)


@pytest.mark.long
def test_200_pairs_of_saves_lose_nothing(people):
    chosen = save_pairs(range(1000, 1200), people)

    assert sum(map(bool, chosen)) > 30
