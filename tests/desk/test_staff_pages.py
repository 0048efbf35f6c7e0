"""Staff pages offer each role what it may open and do. `test_kept_states.py` holds what they say."""

import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qsl

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client, RequestFactory

from agreements.models import Agreement
from desk.groups import EDITORS_GROUP, PUBLISHERS_GROUP, READERS_GROUP, setup_desk_groups
from organizations.models import Organization
from register.publishing import publish
from tests import factories as make
from tests.desk.conftest import address, member
from tests.response_bodies import body_of
from tests.spreadsheets.admin.journey import apply, check_sheet, page_of, run_worker_on, upload_sheet

pytestmark = pytest.mark.django_db
KEPT = Path(__file__).parent / "kept"
ROWS = (
    "1,Memorandum on research,Institute of Exampels,2020-01-02,blue",
    "2,Memorandum on training,Ministry of Examples,2020-02,",
    "3,Memorandum on data,Ministry of Examples,32.13.2020,",
    "4,Memorandum on people,Ministry of Exampels,2021,",
    "5,Memorandum on health,Ministry of Examples,2022,",
)
CHANGED = ("2,Memorandum on training and teaching,Ministry of Examples,,red",)


class Browser(Client):
    """One that reads the pages of a language."""

    prefix = ""

    def generic(self, method, path, *args, **kwargs):
        prefix = "" if path.startswith(f"{self.prefix}/admin/") else self.prefix  # a redirection has it
        return super().generic(method, f"{prefix}{path}", *args, **kwargs)


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker):
    """Records in every state, and spreadsheets at every step, made once and rolled back after these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield office_with_everything()
        transaction.set_rollback(True)


def office_with_everything() -> SimpleNamespace:
    setup_desk_groups()
    boss = User.objects.create_superuser("boss")
    desk = Browser()
    desk.force_login(boss)
    # with numbers that nothing else on a page has
    ministry = make.OrganizationFactory(pk=900_001, name="Ministry of Examples", country="KR")
    institute = make.OrganizationFactory(pk=900_002, name="Institute of Examples", country="GB")
    return SimpleNamespace(
        desk=desk,
        ministry=ministry,
        institute=institute,
        **_agreements(boss, ministry, institute),
        **_spreadsheets(desk),
    )


def _agreements(boss: User, ministry: Organization, institute: Organization) -> dict:
    """A draft that names drafts, an edited record, one without anything."""
    draft = _agreement("Draft memorandum", ministry, institute)
    make.AgreementRelationFactory(agreement=draft, older=_agreement("Secret talks", ministry))
    edited = _agreement("Published memorandum", ministry)
    publish(edited, by=boss, note="From the gazette")
    edited.texts.update(title="Published memorandum, corrected")
    make.MilestoneFactory(agreement=edited, kind="signed", on="2020-03-04")
    make.InvolvementFactory(
        agreement=edited, organization=institute, role="party", name_as_written="The Institute"
    )
    edited = Agreement.objects.get(pk=edited.pk)
    edited.save()
    empty = make.AgreementFactory()
    empty.involvements.all().delete()
    person = make.PersonFactory(name="Hong Gil-dong")
    publish(person, by=boss)
    return {"draft": draft, "edited": edited, "empty": empty, "person": person}


def _agreement(title: str, *parties: Organization) -> Agreement:
    agreement = make.AgreementFactory()
    agreement.involvements.all().delete()
    make.AgreementTextFactory(agreement=agreement, title=title, language="en")
    for party in parties:
        make.InvolvementFactory(
            agreement=agreement, organization=party, role="party", name_as_written=party.name
        )
    return agreement


def _spreadsheets(desk: Client) -> dict:
    uploaded = upload_sheet(desk, *ROWS, name="uploaded.csv")
    checked = check_sheet(desk, *ROWS, name="Checked")
    applied = check_sheet(desk, *ROWS, name="Applied")
    apply(desk, applied, errors="leave-out")
    applied = run_worker_on(applied)
    changing = check_sheet(desk, *CHANGED, name="Applied")
    return {"uploaded": uploaded, "checked": checked, "applied": applied, "changing": changing}


def _publish_many(office):
    chosen = [office.draft.pk, office.edited.pk, office.empty.pk]
    data = {"action": "publish_selected", "_selected_action": chosen, "index": "0"}
    return office.desk.post("/admin/agreements/agreement/", data)


PAGES = {
    "front page": lambda office: office.desk.get("/admin/"),
    "agreements": lambda office: office.desk.get("/admin/agreements/agreement/"),
    "agreements edited": lambda office: office.desk.get("/admin/agreements/agreement/?queue=edited"),
    "publish a draft": lambda office: office.desk.get(address(office.draft, "publish")),
    "publish an edit": lambda office: office.desk.get(address(office.edited, "publish")),
    "publish what cannot be": lambda office: office.desk.get(address(office.empty, "publish")),
    "publish many": _publish_many,
    "public beside edited": lambda office: office.desk.get(address(office.edited, "public")),
    "public of a draft": lambda office: office.desk.get(address(office.draft, "public")),
    "withdraw": lambda office: office.desk.get(address(office.edited, "withdraw")),
    "history": lambda office: office.desk.get(address(office.edited, "history")),
    "hide a person": lambda office: office.desk.get(address(office.person, "hide")),
    "bulk files": lambda office: office.desk.get("/admin/bulk-files/"),
    "spreadsheets": lambda office: office.desk.get("/admin/spreadsheets/spreadsheetimport/"),
    "spreadsheet new": lambda office: office.desk.get("/admin/spreadsheets/spreadsheetimport/add/"),
    "spreadsheet columns": lambda office: office.desk.get(page_of(office.uploaded, "columns")),
    "spreadsheet names": lambda office: office.desk.get(page_of(office.checked, "organizations")),
    "spreadsheet preview": lambda office: office.desk.get(f"{page_of(office.checked)}?show="),
    "spreadsheet changes": lambda office: office.desk.get(page_of(office.changing)),
    "spreadsheet applied": lambda office: office.desk.get(page_of(office.applied)),
    "spreadsheet undo": lambda office: office.desk.get(page_of(office.applied, "take-back")),
}


ROLES = {"reader": READERS_GROUP, "editor": EDITORS_GROUP, "publisher": PUBLISHERS_GROUP}


OFTEN = [name for name in PAGES if not name.startswith("spreadsheet") or name == "spreadsheet preview"]


@pytest.fixture(scope="module")
def visitors(office, django_db_blocker):
    """By role, somebody who has logged in, with the status that each link gave them so far."""
    found = {}
    with django_db_blocker.unblock():
        for role, group in ROLES.items():
            user, client = member(role, group), Client()
            client.force_login(user)
            found[role] = Visitor(user, client)
    return found


@dataclass
class Visitor:
    user: User
    client: Client
    statuses: dict[tuple, int] = field(default_factory=dict)

    def status(self, link: str) -> int:
        """Of a link; links to one place with other values for the same questions are one."""
        path, _mark, query = link.partition("?")
        alike = path, *sorted(name for name, _value in parse_qsl(query, keep_blank_values=True))
        if alike not in self.statuses:
            response = self.client.get(link, follow=True)
            body_of(response)  # a file is closed when it was read
            self.statuses[alike] = response.status_code
        return self.statuses[alike]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in OFTEN else [pytest.mark.long]) for name in PAGES]
)
def test_nothing_is_offered_to_those_who_may_not_have_it(office, visitors, name):
    """Each link of a page opens for whoever is shown it, and each action is one that they may do."""
    offered = {role: _offered_in_vain(office, name, visitor) for role, visitor in visitors.items()}

    assert offered == {role: ([], set()) for role in ROLES}


def _offered_in_vain(office, name, visitor: Visitor) -> tuple[list[str], set[str]]:
    """Links that do not open for this user, and actions that they may not do."""
    page = PAGES[name](SimpleNamespace(**vars(office) | {"desk": visitor.client}))
    html = page.content.decode() if page.status_code == 200 else ""
    if name != "front page":
        html = html.partition("<main")[2]  # what stands above every page stands there too
    request = RequestFactory().get("/")
    request.user = visitor.user

    links = sorted({unescape(href) for href in re.findall(r'<a[^>]+href="(/[^"#]*)', html)})
    refused = [link for link in links if visitor.status(link) in {403, 404}]
    actions = set(re.findall(r'name="action" value="(\w+)"', html))

    return refused, actions - {*site.get_model_admin(Agreement).get_actions(request)}
