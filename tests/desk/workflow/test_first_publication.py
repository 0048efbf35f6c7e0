"""Promises about the warnings of a first publication: each is shown, none blocks, and none is repeated later."""

import pytest

from register.publishing import publish
from tests import factories as make
from tests.desk.conftest import Fields, address, groups, publisher, publishing_desk

pytestmark = pytest.mark.django_db
__all__ = ["groups", "publisher", "publishing_desk"]


def warnings_at(client, record):
    rows = client.get(address(record, "publish")).context["rows"]
    return {str(row["record"]): list(row["warnings"]) for row in rows}


def test_what_is_missing_and_what_disagrees_is_shown_and_blocks_nothing(publishing_desk):
    agreement = make.AgreementFactory(titled=True)
    agreement.involvements.all().delete()
    make.MilestoneFactory(agreement=agreement, kind="signed", on="2020-05-01")
    make.MilestoneFactory(agreement=agreement, kind="takes_effect", on="2020-04-01")

    warnings = warnings_at(publishing_desk, agreement)[str(agreement)]

    assert warnings[:3] == ["No source", "No party", "No title in Korean"]
    assert any("takes effect before it is signed" in sentence for sentence in warnings)
    page = publishing_desk.get(address(agreement, "publish")).content.decode()
    assert all(sentence in page.replace("&quot;", '"') for sentence in warnings[:3])
    publishing_desk.post(address(agreement, "publish"), Fields(page).form)
    agreement.refresh_from_db()
    assert agreement.is_public


def test_what_is_there_is_not_missed(publishing_desk):
    agreement = make.AgreementFactory(titled=True)
    for language in ("en", "ko"):
        agreement.texts.update_or_create(language=language, defaults={"title": "Title"})
    agreement.involvements.update(role="party")
    make.AgreementCitationFactory(agreement=agreement)

    assert warnings_at(publishing_desk, agreement)[str(agreement)] == []


def test_what_goes_along_is_looked_at_too_and_a_later_publication_is_not(publishing_desk):
    agreement = make.AgreementFactory(titled=True)
    organization = agreement.involvements.get().organization

    assert "No source" in warnings_at(publishing_desk, agreement)[str(organization)]
    publish(agreement, by=None)
    agreement.texts.update(title="Other")
    assert warnings_at(publishing_desk, agreement) == {str(agreement): []}
