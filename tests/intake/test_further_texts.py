"""A text that is given beside others: those that were chosen before stay, whatever comes between."""

import pytest

from agreements.models import Agreement
from desk.models import FormDraft
from intake.given_texts import GIVEN
from sources.models import SourceText
from tests import factories as make
from tests.desk.conftest import Fields
from tests.intake.memorandum import RELEASE, REPORT
from tests.intake.test_from_text import PAGE, filled_form, send
from tests.intake.test_unsent_texts import keep, restored

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(db):
    """Two texts of one source, and one of another, of which no key is that of its source."""
    make.SourceTextFactory.create_batch(
        3, source=make.SourceFactory(), text="The memorandum was signed in Oslo."
    )
    twice = SourceText.objects.first().source
    texts = [
        make.SourceTextFactory(source=twice, text=REPORT),
        make.SourceTextFactory(text="Signed on 13 May 2024."),
    ]
    assert {text.pk for text in texts}.isdisjoint({text.source_id for text in texts})
    return texts


def words(page) -> list[str]:
    """The texts that stand on a page of suggestions."""
    return [text.text for text in page.context["texts"]]


def with_texts(texts) -> str:
    return f"{PAGE}?texts={','.join(str(text.pk) for text in texts)}"


@pytest.mark.parametrize("between", ["nothing", "an error", "the form again", "the suggestions again"])
def test_texts_that_were_chosen_before_stay_beside_one_that_is_given(desk, form_at, stored, between):
    path = with_texts(stored)
    form = form_at(desk, path)
    if between == "an error":
        page, path = send(desk, path, form, text=RELEASE, address="no address")
        assert page.context["form"].errors
        form = Fields(page.content.decode()).form | {"address": [""]}
    form["text"] = [RELEASE]
    if between == "the form again":  # as after a session that ended
        keep(desk, form, path)
        form, path = restored(desk, PAGE, form["draft_key"][0])
    page, address = send(desk, path, form)
    if between == "the suggestions again":
        [key] = FormDraft.objects.filter(model=GIVEN).values_list("key", flat=True)
        _form, path = restored(desk, PAGE, key)
        page = desk.post(path, {"_restore": key}, follow=True)
        address = page.redirect_chain[-1][0]

    assert words(page) == [*(text.text for text in stored), RELEASE.strip()]
    form, address = filled_form(desk, page, address)
    desk.post(address, {**form, "alike_checked": "yes"})
    sources = {citation.source_id for citation in Agreement.objects.get().citations.all()}
    assert sources == {text.source_id for text in SourceText.objects.all()}


@pytest.mark.parametrize("given", [{}, {"second": RELEASE}], ids=["alone", "with a second text"])
def test_a_recorded_source_brings_its_own_text(desk, form_at, stored, given):
    *before, last = stored

    page, _address = send(desk, with_texts(before), form_at(desk, PAGE), source=str(last.source_id), **given)

    assert words(page) == [REPORT, last.text, *([RELEASE.strip()] if given else [])]


def test_a_recorded_source_stays_beside_texts_that_were_given_before(desk, form_at, stored):
    page, address = send(desk, PAGE, form_at(desk, PAGE), text=RELEASE)
    page, further = send(desk, address, Fields(page.content.decode()).form, further="1")
    send(desk, further, form_at(desk, further), source=str(stored[0].source_id))

    [key] = FormDraft.objects.filter(model=GIVEN).values_list("key", flat=True)
    _form, path = restored(desk, PAGE, key)
    page = desk.post(path, {"_restore": key}, follow=True)

    assert words(page) == [REPORT, RELEASE.strip()]


def test_a_text_too_many_is_refused_before_it_is_lost(desk, form_at, stored):
    more = [make.SourceTextFactory() for _number in range(3)]
    path = with_texts([*stored, *more])

    page, _address = send(desk, path, form_at(desk, path), text=RELEASE, second="Another one.")
    assert page.context["form"].non_field_errors() == [
        "At most 6 texts stand beside each other. Leave one out."
    ]
    page, _address = send(desk, path, form_at(desk, path), text=RELEASE)
    assert words(page)[-1] == RELEASE.strip()


def test_suggestions_that_are_sent_twice_or_gone_back_to_are_still_there(desk, form_at, stored):
    """Of a second click the first answer never comes to be seen; what was ticked stays ticked."""
    path = with_texts(stored[:1])
    page, address = send(desk, path, form_at(desk, path), text=RELEASE)
    rows = [row for group in page.context["groups"] for row in group.rows]
    ticked = [row["offer"].id for row in rows if not row["is_ticked"]] + [rows[-1]["offer"].id]
    form = {**Fields(page.content.decode()).form, "take": ticked, "source--1-title": "As I call it"}
    send(desk, address, form, agreement="0")

    again = desk.get(address, follow=True)
    page, second = send(desk, address, form, agreement="0")

    assert words(again) == words(page) == [REPORT, RELEASE.strip()]
    assert SourceText.objects.filter(text=RELEASE.strip()).count() == 1
    [new] = SourceText.objects.filter(source__title="As I call it")
    names = [each.replace("-1-", f"{new.pk}-", 1) if each.startswith("-1-") else each for each in ticked]
    shown = [row for group in page.context["groups"] for row in group.rows]
    assert sorted(row["offer"].id for row in shown if row["is_ticked"]) == sorted(names)
    page, _address = send(desk, second, Fields(page.content.decode()).form, agreement="0")
    assert "This is not kept any more." not in page.content.decode()
