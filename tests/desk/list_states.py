"""Staff pages of lists and histories: filters, assignments, work handed over, records alike, values restored."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType

from agreements.models import Agreement
from desk.history import views
from desk.models import SavedFilter
from history.acts import act
from history.choices import ActKind
from history.states import history_of
from organizations.models import Organization
from tests import factories as make
from tests.desk.conftest import address
from tests.desk.stored_rows import for_a_reader, named_agreement

LIST = "/admin/agreements/agreement/"
ORGANIZATIONS = "/admin/organizations/organization/"

# Lists


def keep_filters(owner: User, *names: str, is_shared: bool = False) -> None:
    for name in names:
        query = f"q={name.split()[0]}"
        of_list = ContentType.objects.get_for_model(Organization if name.startswith("Body") else Agreement)
        SavedFilter.objects.create(
            name=name, owner=owner, content_type=of_list, query=query, is_shared=is_shared
        )


def with_filters(page: str):
    """A page where somebody has own filters, one that is shared, and one of a colleague."""

    def shown(office: SimpleNamespace):
        boss = User.objects.get(username="boss")
        keep_filters(boss, "Memorandum of mine", "Second of mine", "Body of mine")
        keep_filters(boss, "Third of mine, shared", is_shared=True)
        keep_filters(make.UserFactory(username="colleague"), "Fourth of a colleague", is_shared=True)
        return office.desk.get(page)

    return shown


def assigning(*, is_previewed: bool, number: int = 2):
    """Officer and topic for agreements, one of which has them already."""

    def page(office: SimpleNamespace):
        topic = make.TopicFactory(names={"en": "Health", "ko": "보건"})
        officer = make.UserFactory(username="officer", is_staff=True)
        other = make.UserFactory(username="officer-before", is_staff=True)
        agreements = [
            named_agreement(f"Assigned {number}", office.ministry) for number in range(1, number + 1)
        ]
        make.CustodyFactory(agreement=agreements[0], officer=officer)
        agreements[0].topics.add(topic)
        for agreement in agreements[1:]:
            make.CustodyFactory(agreement=agreement, officer=other)
        chosen = {"action": "assign_selected", "_selected_action": [agreement.pk for agreement in agreements]}
        given = {"preview": "yes", "officer": officer.pk, "topics": [topic.pk]} if is_previewed else {}
        return office.desk.post(LIST, {**chosen, **given})

    return page


def adding_to_a_collection(number: int):
    """So many agreements, and the collections that they may be put into."""

    def page(office: SimpleNamespace):
        agreements = [named_agreement(f"Collected {each}", office.ministry) for each in range(1, number + 1)]
        make.CollectionFactory(names={"en": "Chosen pacts", "ko": "고른 협약"})
        chosen = [agreement.pk for agreement in agreements]
        return office.desk.post(LIST, {"action": "add_selected_to_collection", "_selected_action": chosen})

    return page


def organization_of_ours(office: SimpleNamespace):
    """The public page of a body of ours, with links to briefs on it as a partner and as a unit."""
    return office.desk.get(address(make.OrganizationFactory(name="Our body", is_own=True), "public"))


def hand_over(*filters: str):
    """The work of an officer, for a colleague."""

    def page(office: SimpleNamespace):
        leaving, staying = (make.UserFactory(username=name, is_staff=True) for name in ("leaving", "staying"))
        for number in (1, 2):
            make.CustodyFactory(
                agreement=named_agreement(f"Handed over {number}", office.ministry), officer=leaving
            )
        keep_filters(leaving, *filters, is_shared=True)
        return office.desk.get(f"{LIST}hand-over/?of={leaving.pk}&to={staying.pk}")

    return page


def alike(office: SimpleNamespace):
    """A new organization that has the name of another; the page says so before it is saved."""
    return office.desk.post(f"{ORGANIZATIONS}add/", {"name": "Ministry of Examples"})


def alike_ticked(office: SimpleNamespace):
    """One that is another, with something else wrong."""
    return office.desk.post(f"{ORGANIZATIONS}add/", {"name": "", "alike_checked": "yes"})


# Histories


def edited_twice(office: SimpleNamespace) -> Agreement:
    boss = User.objects.get(username="boss")
    with act(kind=ActKind.EDIT, by=boss):
        agreement = named_agreement("Restored agreement", office.ministry)
    with act(kind=ActKind.EDIT, by=boss, reason="It was another form."):
        Agreement.objects.filter(pk=agreement.pk).update(form="treaty", form_as_written="State treaty")
    with act(kind=ActKind.EDIT, by=boss):
        agreement.texts.update(title="Restored agreement, edited", summary="Long words. " * 40)
    return agreement


def history_page(number: int):
    """A page of a history of several pages."""

    def page(office: SimpleNamespace):
        agreement = edited_twice(office)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(views, "_PER_PAGE", 1)
            return office.desk.get(f"{address(agreement, 'history')}?p={number}")

    return page


def deleted(office: SimpleNamespace) -> int:
    agreement = edited_twice(office)
    pk = agreement.pk
    with act(kind=ActKind.EDIT, by=User.objects.get(username="boss")):
        agreement.delete()
    return pk


def history_without_a_difference(office: SimpleNamespace):
    """An act that changed something and changed it back."""
    agreement = edited_twice(office)
    with act(kind=ActKind.EDIT, by=User.objects.get(username="boss")):
        Agreement.objects.filter(pk=agreement.pk).update(form="mou")
        Agreement.objects.filter(pk=agreement.pk).update(form="treaty")
    return office.desk.get(address(agreement, "history"))


def history_of_deleted(office: SimpleNamespace):
    return office.desk.get(f"{LIST}{deleted(office)}/history/")


def restore_page(pk: int, position: int) -> str:
    """The page that restores what was before one of the latest acts."""
    [worded] = history_of(Agreement, pk).acts(position, position + 1)
    return f"{LIST}{pk}/history/{worded.number}/restore/"


def restore(office: SimpleNamespace):
    return office.desk.get(restore_page(edited_twice(office).pk, 1))


def restore_without_ticks(office: SimpleNamespace):
    page = restore_page(edited_twice(office).pk, 1)
    return office.desk.post(page, {"shown": "", "reason": ""})


def restore_deleted(office: SimpleNamespace):
    return office.desk.get(restore_page(deleted(office), 0))


def restore_nothing(office: SimpleNamespace):
    """An act whose changes were changed back since."""
    agreement = edited_twice(office)
    page = restore_page(agreement.pk, 1)
    Agreement.objects.filter(pk=agreement.pk).update(form="mou", form_as_written="")
    agreement.texts.update(title="Restored agreement", summary="What the two agreed.")
    return office.desk.get(page)


STATES = {
    "agreements with filters": with_filters(f"{LIST}?q=Memorandum"),
    "agreements found in two ways": lambda office: office.desk.get(f"{LIST}?q=Draft&o=1&queue=soon"),
    "agreements to choose from": lambda office: office.desk.get(f"{LIST}?_popup=1&q=Draft"),
    "agreements with filters, all shown": with_filters(LIST),
    "agreements with filters, for a reader": for_a_reader(with_filters(f"{LIST}?q=Memorandum")),
    "front page with filters": with_filters("/admin/"),
    "assign": assigning(is_previewed=False),
    "assign to a single one": assigning(is_previewed=False, number=1),
    "assign shown": assigning(is_previewed=True),
    "add to a collection": adding_to_a_collection(2),
    "add a single one to a collection": adding_to_a_collection(1),
    "organization of ours": organization_of_ours,
    "brief": lambda office: office.desk.get("/admin/brief/"),
    "hand over": lambda office: office.desk.get(f"{LIST}hand-over/"),
    "hand over shown": hand_over(),
    "hand over shown with filters": hand_over("First of these", "Second of these"),
    "organization alike": alike,
    "organization alike ticked": alike_ticked,
    "redactions": lambda office: office.desk.get("/admin/redaction/redaction/"),
    "source new": lambda office: office.desk.get("/admin/sources/source/add/"),
    "history first page": history_page(1),
    "history last page": history_page(3),
    "history without a difference": history_without_a_difference,
    "history of a deleted": history_of_deleted,
    "restore": restore,
    "restore without ticks": restore_without_ticks,
    "restore a deleted": restore_deleted,
    "restore nothing": restore_nothing,
}
