"""Posts as printed in several languages: on pages, in searches, in files, and when a person is hidden."""

import pytest
from django.test import Client

from agreements.models import Signatory
from interchange.actions import import_files
from people.actions import hide_person
from register.models import Entry, Version
from register.publishing import publish
from tests import factories as make
from tests.pages.conftest import words

pytestmark = pytest.mark.django_db


def page(path: str) -> str:
    return words(Client().get(path, follow=True).content.decode())


@pytest.fixture
def signatory(db):
    """Of A1: Kim Il-u, in a post that is printed in English and given in Korean too."""
    person = make.PersonFactory(name="Kim Il-u")
    make.PersonNameFactory(person=person, text="김일우", language="ko")
    posts = {"en": "Vice Minister", "ko": "보건복지부 차관"}
    make.PositionFactory(person=person, post="Vice Minister", post_by_language=posts)
    signatory = make.SignatoryFactory(
        agreement=make.AgreementFactory(titled=True), person=person, name_as_written="Kim Il-u",
        post_as_written="Vice Minister", post_by_language={"ko": "보건복지부 차관 김일우"},
    )  # fmt: skip
    publish(person, signatory.agreement, by=None)
    person.refresh_from_db()
    return signatory


def test_a_page_shows_name_and_post_in_its_language(signatory):
    assert "Vice Minister" in page("/agreements/A1")
    assert "보건복지부 차관 김일우" not in page("/agreements/A1")
    assert "보건복지부 차관 김일우" in page("/ko/agreements/A1")
    assert "보건복지부 차관" in page("/ko/people/")
    assert "김일우" in page("/ko/people/P1")


def test_a_post_without_another_language_stays_as_printed(signatory):
    Signatory.objects.update(post_by_language={})
    publish(signatory.agreement, by=None)

    assert "Vice Minister" in page("/ko/agreements/A1")


@pytest.mark.parametrize("query", ["차관", "김일우", "Vice Minister", "Kim Il-u", "복지부 차관"])
def test_a_search_finds_posts_and_names_in_every_language(signatory, query):
    publish(make.AgreementFactory(titled=True), make.PersonFactory(), by=None)

    assert {*Entry.public.matching(query).values_list("ref", flat=True)} == {"A1", "P1"}


def test_hiding_a_person_takes_the_name_from_posts_in_every_language(signatory):
    hide_person(
        person=signatory.person, reason="asked", basis="law", public_reason={"en": "By law."}, by=None
    )

    public = "".join(Version.objects.values_list("body", flat=True))
    assert "김일우" not in public
    assert "Kim Il-u" not in public
    assert "보건복지부 차관" in public
    assert not Entry.public.matching("김일우").exists()


def test_a_file_gives_a_post_in_several_languages(db):
    agreement = {
        "id": "a", "nature": "instrument", "form": "mou",
        "texts": [{"id": "en", "language": "en", "title": "Memorandum"}],
        "signatories": [{"id": "s", "post_as_written": "Minister", "post_by_language": {"ko": "장관"}}],
    }  # fmt: skip
    import_files([{"agreements": [agreement]}], publish=True, skip_bad=False, by=None)

    assert Signatory.objects.get().post_by_language == {"ko": "장관"}
    assert '"post_by_language":{"ko":"장관"}' in Version.objects.get().body
