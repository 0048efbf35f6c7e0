"""Staff pages that redact, publish and withdraw: of what was public before, withheld, moved, named by others."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from agreements.models import Agreement
from organizations.models import Organization
from register.publishing import publish, withdraw
from tests import factories as make
from tests.attachments import pdf
from tests.desk.conftest import address
from tests.desk.stored_rows import WHY, named_agreement, saved, shown_in

REDACT = "/admin/redaction/redaction/add/"

# Redactions


def people_named() -> Agreement:
    """Words in a public text, in a draft, in other order and in longer words, in a file, in numbers."""
    agreement = named_agreement("Letter of Hong Gildong")
    make.InvolvementFactory(agreement=agreement, name_as_written="Institute of Letters", organization=None)
    make.AgreementIdentifierFactory(agreement=agreement, value="HONG GILDONG 2020/1")
    agreement.texts.update(summary="Before it Hong Gildong after it; Gildong Hong too.")
    publish(agreement, by=None)
    make.SignatoryFactory(
        agreement=agreement, person=None, name_as_written="Hong Gildong", post_as_written="Dean of letters"
    )
    make.DocumentFactory(
        agreement=agreement, title="A file", file=ContentFile(pdf(), name="letter.pdf"), address=""
    )
    make.PartnerFactory(name="A partner", email="hong-gildong@example.org")
    return agreement


def look_for(words: str):
    def page(office: SimpleNamespace):
        people_named()
        return office.desk.post(REDACT, {"words": words, "look": "yes"})

    return page


def look_for_what_is_only_listed(office: SimpleNamespace):
    make.PartnerFactory(name="A partner", email="only-listed@example.org")
    return office.desk.post(REDACT, {"words": "only-listed", "look": "yes"})


def look_for_too_much(office: SimpleNamespace):
    people_named()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("redaction.admin.MOST_PLACES", 1)
        return office.desk.post(REDACT, {"words": "Hong Gildong", "look": "yes"})


def redact_nothing_yet(office: SimpleNamespace):
    return office.desk.get(REDACT)


def redact_without_a_reason(office: SimpleNamespace):
    people_named()
    page = office.desk.post(REDACT, {"words": "Hong Gildong", "look": "yes"})
    return office.desk.post(REDACT, {"words": "Hong Gildong", "confirm": "yes", "shown": shown_in(page)})


# Publications and withdrawals


def public_agreement(**facts) -> Agreement:
    agreement = named_agreement("Agreement with an annex", make.OrganizationFactory(name="Body of annexes"))
    agreement.texts.update(summary="Long words. " * 40)
    make.DocumentFactory(
        agreement=agreement, title="Annex", visibility="public", address="https://annex.example.org"
    )
    Agreement.objects.filter(pk=agreement.pk).update(**facts)
    publish(saved(agreement), by=None)
    return saved(agreement)


def republish(office: SimpleNamespace):
    agreement = public_agreement()
    withdraw(agreement, by=None, reason=WHY)
    return office.desk.get(address(agreement, "publish"))


def publish_existence(office: SimpleNamespace):
    agreement = public_agreement()
    withheld = named_agreement(
        "Only its existence", *Organization.objects.filter(involvements__agreement=agreement)
    )
    withheld.disclosure, withheld.disclosure_basis = "existence", "Act on secrets"
    withheld.save()
    return office.desk.get(address(withheld, "publish"))


def narrow(office: SimpleNamespace):
    """A public agreement of which only the existence will be public."""
    agreement = public_agreement()
    agreement.disclosure, agreement.disclosure_basis = "existence", "Act on secrets"
    agreement.save()
    Agreement.objects.filter(pk=agreement.pk).update(is_edited=True)
    return office.desk.get(address(agreement, "publish"))


def take_back(office: SimpleNamespace):
    agreement = public_agreement()
    agreement.texts.update(title="Agreement with an annex, corrected")
    publish(saved(agreement), by=None)
    agreement.documents.update(visibility="staff")
    Agreement.objects.filter(pk=agreement.pk).update(is_edited=True)
    return office.desk.get(address(agreement, "publish"))


def publish_what_moved(office: SimpleNamespace):
    """A record that others changed between the page and its confirmation; a draft that it names as well."""
    agreement = named_agreement("Moving agreement", make.OrganizationFactory(name="Body that moves"))
    make.AgreementRelationFactory(agreement=agreement, older=named_agreement("Names nobody"))
    page = office.desk.get(address(agreement, "publish"))
    agreement.texts.update(title="Moved agreement")
    make.AgreementRelationFactory(agreement=agreement, older=named_agreement("Names nobody else"))
    return office.desk.post(
        address(agreement, "publish"), {"shown": shown_in(page), "confirmed": "yes", "note": ""}
    )


def publish_nothing_new(office: SimpleNamespace):
    agreement = public_agreement()
    Agreement.objects.filter(pk=agreement.pk).update(is_edited=True)
    return office.desk.get(address(agreement, "publish"))


def publish_two_that_cannot_be(office: SimpleNamespace):
    other = make.AgreementFactory()
    other.involvements.all().delete()
    data = {"action": "publish_selected", "_selected_action": [office.empty.pk, other.pk], "index": "0"}
    return office.desk.post("/admin/agreements/agreement/", data)


def public_twice(office: SimpleNamespace):
    """An agreement with two versions, the second of somebody, with a note."""
    agreement = public_agreement()
    agreement.texts.update(title="Agreement with an annex, corrected")
    publish(saved(agreement), by=User.objects.get(username="boss"), note="A slip of the pen.")
    return office.desk.get(address(agreement, "public"))


def public_as_here(office: SimpleNamespace):
    return office.desk.get(address(public_agreement(), "public"))


def withdraw_what_is_named(office: SimpleNamespace):
    """A body that agreements name, more than fit, one of them in its own words; and a text that has its title."""
    body = make.OrganizationFactory(name="Body of names")
    naming = [named_agreement(f"Agreement {number}", body) for number in (1, 2, 3)]
    words = named_agreement("Something else", make.OrganizationFactory(name="Other body"))
    words.texts.update(summary="It has the words Body of names in it.")
    publish(body, *naming, words, by=None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desk.withdrawal_preview._MAX_LISTED", 1)
        return office.desk.get(address(body, "withdraw"))


def withdraw_without_a_reason(office: SimpleNamespace):
    return office.desk.post(address(public_agreement(), "withdraw"), {"reason_en": ""})


STATES = {
    "redaction": look_for("Hong Gildong"),
    "redaction new": redact_nothing_yet,
    "redaction nowhere": look_for("Nobody at all"),
    "redaction of what is only listed": look_for_what_is_only_listed,
    "redaction too much": look_for_too_much,
    "redaction without a reason": redact_without_a_reason,
    "publish what was withdrawn": republish,
    "publish existence": publish_existence,
    "publish narrowed": narrow,
    "publish taken back": take_back,
    "publish what moved": publish_what_moved,
    "publish nothing new": publish_nothing_new,
    "publish two that cannot be": publish_two_that_cannot_be,
    "public twice": public_twice,
    "public as here": public_as_here,
    "withdraw what is named": withdraw_what_is_named,
    "withdraw without a reason": withdraw_without_a_reason,
}
