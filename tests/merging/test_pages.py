"""The pages of a merger and of its undo, as publishers use them."""

import re

import pytest

from desk.workflow.actions import add_comment, send_to_review
from desk.workflow.preview_links import make_link
from merging.models import Merger
from organizations.models import Organization
from register.publishing import publish
from tests import factories as make
from tests.desk.conftest import address

CHANGELIST = "/admin/organizations/organization/"


def shown_in(response) -> str:
    return response.context["shown"]


def merge_address(loser, into):
    return f"{address(loser, 'merge')}?into={into.pk}"


@pytest.fixture
def agreement(public_pair):
    agreement = make.AgreementFactory(titled=True)
    make.InvolvementFactory(agreement=agreement, organization=public_pair[1])
    publish(agreement, by=None)
    return agreement


def test_from_the_list_to_the_undo(publishing_desk, public_pair, agreement):
    kept, double = public_pair
    data = {"action": "merge_selected", "_selected_action": [double.pk, kept.pk]}

    page = publishing_desk.post(CHANGELIST, data, follow=True)

    assert page.redirect_chain == [(merge_address(double, kept), 302)]
    text = page.content.decode()
    assert str(agreement) in text
    assert agreement.ref in text
    assert f"The address of {double.ref} leads to {kept.ref} for ever" in text

    data = {"shown": shown_in(page), "reason": "The same body.", "confirmed": "Merge", "fact:name": "ours"}
    done = publishing_desk.post(merge_address(double, kept), data, follow=True)

    assert done.redirect_chain == [(address(kept), 302)]
    merger = Merger.objects.get()
    assert (merger.reason, merger.by.username, merger.ref) == ("The same body.", "publisher", double.ref)
    undo = f"{address(kept, 'unmerge')}?merger={merger.pk}"
    assert undo in done.content.decode()

    twice = publishing_desk.post(merge_address(double, kept), data, follow=True)
    assert twice.redirect_chain == [(address(kept), 302)]
    assert "It was merged into this one." in twice.content.decode()
    assert Merger.objects.count() == 1
    gone = publishing_desk.get(address(double), follow=True)
    assert gone.redirect_chain == [(address(kept), 302)]
    assert "It was merged into this one." in gone.content.decode()

    page = publishing_desk.get(undo)
    data = {"shown": shown_in(page), "reason": "They are two."}
    back = publishing_desk.post(undo, data, follow=True)

    assert back.redirect_chain == [(address(double), 302)]
    assert "The merger was undone." in back.content.decode()
    assert Organization.objects.filter(pk=double.pk).exists()


def test_what_waits_about_the_other_one_is_named(publishing_desk, publisher):
    kept, double = make.OrganizationFactory(), make.OrganizationFactory(name="Double")
    assert "What goes with it" not in publishing_desk.get(merge_address(double, kept)).content.decode()
    add_comment(record=double, by=publisher, text="Ask the embassy")
    send_to_review(record=double, by=publisher)
    make_link(record=double, by=publisher, days=7, purpose="The ministry")

    page = publishing_desk.get(merge_address(double, kept)).content.decode()

    for words in ("What goes with it", "Ask the embassy", "waiting for review", "The ministry"):
        assert words in page


def test_what_was_not_shown_is_not_done(publishing_desk, public_pair, agreement):
    kept, double = public_pair
    page = publishing_desk.get(merge_address(double, kept))
    make.OrganizationNameFactory(organization=double, text="New since")
    data = {"shown": shown_in(page), "reason": "The same body.", "confirmed": "Merge"}

    again = publishing_desk.post(merge_address(double, kept), data)

    assert not Merger.objects.exists()
    text = again.content.decode()
    assert "Nothing was done: what is here changed after this page was opened." in text
    assert "New since" in text
    assert 'value="The same body."' in text

    data["shown"] = shown_in(again)
    assert publishing_desk.post(merge_address(double, kept), data).status_code == 302
    assert Merger.objects.exists()


def test_an_undo_that_was_not_shown_is_not_done(publishing_desk, public_pair, agreement):
    kept, double = public_pair
    page = publishing_desk.get(merge_address(double, kept))
    data = {"shown": shown_in(page), "reason": "The same body.", "confirmed": "Merge"}
    publishing_desk.post(merge_address(double, kept), data)
    undo = f"{address(kept, 'unmerge')}?merger={Merger.objects.get().pk}"
    page = publishing_desk.get(undo)
    kept.names.filter(text="SNU").update(text="S.N.U.")

    again = publishing_desk.post(undo, {"shown": shown_in(page), "reason": "They are two."})

    assert "Nothing was done" in again.content.decode()
    assert not Organization.objects.filter(pk=double.pk).exists()


@pytest.mark.parametrize("key", ["", "x", "²", "9" * 5_000])
def test_what_is_no_key_leads_to_no_record_and_no_merger(publishing_desk, public_pair, key):
    kept, _double = public_pair

    assert publishing_desk.get(f"{address(kept, 'unmerge')}?merger={key}").status_code == 404
    assert publishing_desk.get(f"{CHANGELIST}{key or 'x'}/change/").status_code == 302


def test_a_choice_is_shown_before_it_is_made(publishing_desk, public_pair):
    kept, double = public_pair
    page = publishing_desk.get(merge_address(double, kept))
    assert re.findall(r'name="(fact:\w+)"', page.content.decode()) == ["fact:name", "fact:name"]
    data = {"shown": shown_in(page), "reason": "", "again": "yes", "fact:name": "theirs"}

    again = publishing_desk.post(merge_address(double, kept), data)

    assert [choice.takes_theirs for choice in again.context["plan"].choices] == [True]
    assert again.context["form"].errors == {}
    data = {**data, "shown": shown_in(again), "confirmed": "Merge", "reason": "The same body."}
    assert publishing_desk.post(merge_address(double, kept), data).status_code == 302
    kept.refresh_from_db()
    assert kept.name == "Seoul National Univ."


def test_without_a_reason_nothing_is_done(publishing_desk, public_pair):
    kept, double = public_pair
    page = publishing_desk.get(merge_address(double, kept))

    again = publishing_desk.post(
        merge_address(double, kept), {"shown": shown_in(page), "reason": " ", "confirmed": "Merge"}
    )

    assert "reason" in again.context["form"].errors
    assert not Merger.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_exactly_two_are_merged(publishing_desk, public_pair, count):
    pks = [*(record.pk for record in public_pair), make.OrganizationFactory().pk][:count]

    page = publishing_desk.post(
        CHANGELIST, {"action": "merge_selected", "_selected_action": pks}, follow=True
    )

    assert "Select exactly two to merge them." in page.content.decode()


def test_the_other_one_is_found_by_its_name(publishing_desk, public_pair):
    kept, double = public_pair

    alike = publishing_desk.get(address(double, "merge")).content.decode()
    found = publishing_desk.get(address(double, "merge"), {"q": "National University"}).content.decode()

    assert f"?into={kept.pk}" in alike  # both have a name in Korean that is the same
    assert f"?into={kept.pk}" in found
    assert f"?into={double.pk}" not in found


def test_a_refusal_is_a_page(publishing_desk, pair):
    kept, double = pair
    publish(double, by=None)

    page = publishing_desk.get(merge_address(double, kept)).content.decode()

    assert "They cannot be merged" in page
    assert 'name="confirmed"' not in page


def test_sources_are_merged_too(publishing_desk, db):
    kept, double = make.SourceFactory(), make.SourceFactory()
    make.AgreementCitationFactory(source=double)

    assert address(double, "merge") in publishing_desk.get(address(double)).content.decode()
    page = publishing_desk.get(merge_address(double, kept))
    data = {"shown": shown_in(page), "reason": "One page.", "confirmed": "Merge"}
    assert publishing_desk.post(merge_address(double, kept), data)["Location"] == address(kept)
