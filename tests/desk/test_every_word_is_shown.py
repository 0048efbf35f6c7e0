"""The page that confirms a publication shows all that will be public: every word, in every language, however long."""

import re

import pytest

from register.publishing import publish
from tests import factories as make
from tests import whole_records as whole
from tests.desk.conftest import address
from tests.register.edits import save_as_staff

pytestmark = pytest.mark.django_db

LONG = f"{'word ' * 700}zqxtail"


def whole_record(kind, record):
    """Everything there is in a record of this kind."""
    sources = [whole.whole_source(row, archived_copy="", is_cleared=False, note="") for row in (0, 1)]
    organizations = [make.OrganizationFactory() for _number in range(3)]
    people, topics = (
        [factory() for _number in range(2)] for factory in (make.PersonFactory, make.TopicFactory)
    )
    older = [make.AgreementFactory(titled=True) for _number in range(2)]
    publish(*older, by=None)
    if kind == "organization":
        whole.whole_organization(record, parent=organizations[0], others=organizations[1:], sources=sources)
    elif kind == "person":
        whole.whole_person(record, posts=organizations[:2], sources=sources)
    elif kind == "topic":
        whole.whole_topic(record, parent=topics[0])
    elif kind == "agreement":
        whole.bare_agreement(record, organization=organizations[0], person=people[0])
        whole.whole_public_agreement(
            record, others=organizations[1:], person=people[0], older=older, topics=topics, sources=sources
        )
    else:
        whole.whole_activity(
            record, series=older[0], agreement=older[1], organizations=organizations[:2], people=people,
            topics=topics, sources=sources,
        )  # fmt: skip


FACTORIES = {
    "organization": make.OrganizationFactory,
    "person": make.PersonFactory,
    "topic": make.TopicFactory,
    "agreement": make.AgreementFactory,
    "activity": make.ActivityFactory,
}


def unseen(words, page):
    return sorted({name for name, word in words if word not in page.casefold()})


@pytest.mark.parametrize("kind", FACTORIES)
def test_every_word_of_a_new_record_is_shown(publishing_desk, kind):
    record = FACTORIES[kind]()
    whole_record(kind, record)

    page = publishing_desk.get(address(record, "publish")).content.decode()

    words = {*whole.published_words([record])}
    assert len(words) > 1
    assert unseen(words, page) == []


@pytest.mark.parametrize("kind", FACTORIES)
def test_every_word_that_is_added_to_a_public_record_is_shown(publishing_desk, kind):
    record = FACTORIES[kind]()
    texts = {"agreement": make.AgreementTextFactory, "activity": make.ActivityTextFactory}.get(kind)
    text = texts(**{kind: record}) if texts else None
    publish(record, by=None)
    if text:
        text.delete()
    whole_record(kind, record)
    save_as_staff(record, {"everything"})

    page = publishing_desk.get(address(record, "publish")).content.decode()

    words = {*whole.published_words([record])}
    assert len(words) > 1
    assert unseen(words, page) == []


@pytest.mark.parametrize("is_public", [False, True])
def test_a_long_text_is_shown_to_its_end_and_folded(publishing_desk, is_public):
    agreement = make.AgreementFactory(titled=True)
    if is_public:
        publish(agreement, by=None)
    agreement.texts.update(summary=LONG)
    save_as_staff(agreement, {"texts"})

    page = publishing_desk.get(address(agreement, "publish")).content.decode()

    [folded] = re.findall(
        r'<details><summary>[^<]{160}</summary><p class="words">([^<]*)</p></details>', page
    )
    assert LONG in folded


def test_all_that_is_public_is_shown_to_its_end(publishing_desk):
    agreement = make.AgreementFactory(titled=True, text__summary=LONG)
    publish(agreement, by=None)

    assert LONG in publishing_desk.get(address(agreement, "public")).content.decode()


def test_a_part_that_goes_is_named_even_if_its_name_is_all_that_it_has(publishing_desk):
    activity = make.ActivityFactory(titled=True)
    outcome = make.OutcomeFactory(activity=activity, text={"en": "Closer ties."}, strength="")
    publish(activity, by=None)
    outcome.delete()
    save_as_staff(activity, {"outcomes"})

    page = publishing_desk.get(address(activity, "publish")).content.decode()

    assert re.findall(r"<del>\s*([^<]*?)\s*</del>", page) == ["Closer ties."]
