"""The confirmation of a publication says what it undoes and how little it shows; a draft has nothing to withdraw."""

import pytest

from agreements.models import Agreement
from register.publishing import publish, withdraw
from tests import factories as make
from tests.desk.conftest import address
from tests.desk.test_publishing_from_the_desk import LIST

pytestmark = pytest.mark.django_db

REASON = {"en": "Gone by order.", "ko": "명령에 따라 철회합니다."}
EVERYTHING = "everything in it will be, except staff documents"
ONLY_EXISTENCE = "It is not public yet. Only its existence will be, as its disclosure says"


@pytest.fixture
def withdrawn(superuser):
    agreement = make.AgreementFactory(titled=True)
    publish(agreement, by=superuser)
    withdraw(agreement, by=superuser, reason=REASON)
    return agreement


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("way", ["page", "list"])
@pytest.mark.parametrize(("prefix", "reason"), [("", REASON["en"]), ("/ko", REASON["ko"])])
def test_publishing_what_was_withdrawn_says_so_with_the_reason(
    publishing_desk, withdrawn, way, prefix, reason
):
    other = make.AgreementFactory(titled=True)
    if way == "page":
        page = text_of(publishing_desk.get(prefix + address(withdrawn, "publish")))
    else:
        chosen = {"action": "publish_selected", "_selected_action": [withdrawn.pk, other.pk]}
        page = text_of(publishing_desk.post(prefix + LIST, chosen))

    assert page.count(reason) == 1
    if not prefix:
        assert (
            f"“{reason}” Publishing it makes it public again. Its versions from before stay closed." in page
        )
        # the other record of the list, and the party that goes along with it
        assert page.count(EVERYTHING) == (2 if way == "list" else 0)


def test_publishing_what_never_was_or_is_public_says_nothing_of_a_withdrawal(publishing_desk, superuser):
    agreement = make.AgreementFactory(titled=True)
    draft = text_of(publishing_desk.get(address(agreement, "publish")))
    publish(agreement, by=superuser)
    withdraw(agreement, by=superuser, reason=REASON)
    publish(agreement, by=superuser)
    agreement.texts.update(title="Other")
    edited = text_of(publishing_desk.get(address(agreement, "publish")))

    assert "public again" not in draft + edited
    assert EVERYTHING in draft


@pytest.mark.parametrize("before", ["draft", "withdrawn"])
def test_of_an_existence_the_page_does_not_announce_everything(publishing_desk, superuser, before):
    agreement = make.AgreementFactory(titled=True)
    if before == "withdrawn":
        publish(agreement, by=superuser)
        withdraw(agreement, by=superuser, reason=REASON)
    Agreement.objects.filter(pk=agreement.pk).update(disclosure="existence", disclosure_basis="Act 1")

    page = text_of(publishing_desk.get(address(agreement, "publish")))

    assert ONLY_EXISTENCE in page
    # of what goes along, the party, everything will be
    assert page.count(EVERYTHING) == (before == "draft")


@pytest.mark.parametrize(("state", "method"), [("draft", "post"), ("in_review", "get"), ("withdrawn", "get")])
def test_what_is_not_public_has_nothing_to_withdraw(publishing_desk, superuser, state, method):
    agreement = make.AgreementFactory(titled=True)
    if state == "withdrawn":
        publish(agreement, by=superuser)
        withdraw(agreement, by=superuser, reason=REASON)
    else:
        Agreement.objects.filter(pk=agreement.pk).update(editorial_state=state)

    response = getattr(publishing_desk, method)(address(agreement, "withdraw"), follow=True)

    assert response.redirect_chain == [(address(agreement), 302)]
    assert "It is not public: there is nothing to withdraw." in response.content.decode()
