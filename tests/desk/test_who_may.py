"""Every address of the staff area and of accounts, every action, and who may: a new one fails until it is listed.

The roles stand in an order: each may do what those before it may. So an address is tried as everybody who may not, and
as the first who may: in Korean, for there must be no English on that page.
"""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from itertools import pairwise

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver

from agreements.models import AgreementTemplate
from desk.groups import EDITORS_GROUP, PUBLISHERS_GROUP, READERS_GROUP, setup_desk_groups
from following.models import LetterRun, Subject
from tests import factories as make
from tests.attachments import pdf, upload
from tests.desk.conftest import member
from tests.desk.english_words import english_texts

ROLES = ["anybody", "staff", "reader", "editor", "publisher", "administrator"]
LOGIN = "to the login page"

# The first role that may, and the answer it gets: to GET and to POST. Others get 403, and anybody the login page.
RECORD_PAGES = {
    "changelist": "reader 200, reader 200",
    "add": "editor 200, editor 200",
    "change": "reader 200, editor 409",  # nothing was sent of what is there
    "open": "staff 405, editor 200",
    "delete": "editor 200, editor 302",
    "history": "reader 200, reader 200",
    "restore": "editor 404, editor 404",  # there is no such change
    "public": "reader 200, reader 200",
    "publish": "publisher 200, publisher 200",
    "withdraw": "publisher 302, publisher 302",
    "redact": "publisher 302, publisher 302",
    "merge": "publisher 200, publisher 200",
    "unmerge": "publisher 404, publisher 404",  # nothing was merged into it
    "cancel": "staff 405, publisher 302",
    "preview": "reader 200, staff 405",
    "preview-links": "publisher 200, publisher 200",
    "review": "reader 200, nobody 403",  # without an act
}
FOR_PUBLISHERS = {
    "changelist": "publisher 200, publisher 200",
    "add": "publisher 200, publisher 200",
    "change": "publisher 200, publisher 409",
    "open": "staff 405, publisher 200",
    "delete": "publisher 200, publisher 302",
    "history": "publisher 200, publisher 200",
}
FOR_ADMINISTRATORS = {
    "changelist": "administrator 200, administrator 200",
    "add": "administrator 200, administrator 200",
    "change": "administrator 200, administrator 409",
    "open": "staff 405, administrator 200",
    "delete": "administrator 200, administrator 302",
    "history": "administrator 200, administrator 200",
}
NOBODY = "nobody 403, nobody 403"


def without_open(pages: dict[str, str]) -> dict[str, str]:
    """The pages of a model that is not edited on a form."""
    return {name: row for name, row in pages.items() if name != "open"}


RECORDS = [
    "agreements_agreement",
    "agreements_topic",
    "activities_activity",
    "record_collections_collection",
    "people_person",
    "organizations_organization",
]
ALIKE_PAGE = {"alike": "reader 200, staff 405"}
ALIKE = {
    **dict.fromkeys(RECORDS, RECORD_PAGES),
    **{
        f"{record}": RECORD_PAGES | ALIKE_PAGE
        for record in ("agreements_agreement", "people_person", "organizations_organization")
    },
    "sources_source": {
        page: RECORD_PAGES[page]
        for page in (
            "changelist",
            "add",
            "change",
            "open",
            "delete",
            "history",
            "restore",
            "merge",
            "unmerge",
        )
    }
    | ALIKE_PAGE
    | {
        "check-link": "staff 405, editor 302",
        "text-changes": "reader 404, staff 405",
    },  # nothing was compared
    "agreements_agreementtemplate": {
        "changelist": "reader 200, reader 200",
        "add": NOBODY,
        "change": "reader 200, editor 200",
        "delete": "editor 200, editor 302",
        "history": "reader 200, reader 200",
        "restore": "editor 404, editor 404",
    },
    "webhooks_endpoint": FOR_PUBLISHERS,
    "webhooks_delivery": without_open(FOR_PUBLISHERS)
    | {"add": NOBODY, "change": "publisher 200, publisher 302"},
    "access_partner": FOR_PUBLISHERS,
    "access_key": FOR_PUBLISHERS | {"delete": "administrator 200, administrator 302"},
    "access_report": {
        "changelist": "editor 200, editor 200",
        "add": NOBODY,
        "change": "editor 200, editor 409",
        "open": "staff 405, editor 200",
        "delete": "editor 200, editor 302",
        "history": "editor 200, editor 200",
    },
    "spreadsheets_savedlist": {
        "changelist": "reader 200, reader 200",
        "add": NOBODY,
        "change": "reader 200, editor 409",
        "open": "staff 405, editor 200",
        "delete": "editor 200, editor 302",
        "history": "reader 200, reader 200",
    },
    "spreadsheets_spreadsheetimport": {
        "changelist": "reader 200, reader 200",
        "add": "editor 200, editor 200",
        "change": "reader 200, reader 200",
        "columns": "editor 200, editor 200",
        "reading": "staff 405, editor 302",
        "check": "staff 405, editor 302",
        "organizations": "editor 302, editor 302",
        "prepare-publication": "staff 405, publisher 302",
        "publish": "staff 405, publisher 302",
        "withdraw": "publisher 302, publisher 302",
        "row": "editor 302, editor 302",
        "apply": "staff 405, editor 302",
        "take-back": "editor 302, editor 302",
        "start-again": "staff 405, editor 302",
        "file": "reader 200, reader 200",
        "bad-rows": "reader 404, reader 404",
        "delete": "editor 200, editor 302",
        "history": "reader 200, reader 200",
    },
    "redaction_redaction": {
        "changelist": "publisher 200, publisher 200",
        "add": "publisher 200, publisher 200",
        "change": "publisher 302, publisher 302",  # there is none
        "delete": NOBODY,
        "history": "staff 302, staff 302",
    },
    "reminders_event": {
        "changelist": "reader 200, reader 200",
        "add": NOBODY,
        "change": "reader 200, nobody 403",
        "delete": NOBODY,
        "history": "reader 200, reader 200",
    },
    "site_profile_siteprofile": FOR_PUBLISHERS
    | {
        "changelist": "publisher 302, publisher 302",
        "add": NOBODY,
        "delete": NOBODY,
        "restore": "publisher 404, publisher 404",
    },
    "reminders_preferences": FOR_ADMINISTRATORS | {"delete": NOBODY},
    **dict.fromkeys(
        ["reminders_digest", "following_subject", "following_letterrun"],
        without_open(FOR_ADMINISTRATORS)
        | {"add": NOBODY, "change": "administrator 200, nobody 403", "delete": NOBODY},
    ),
    "auth_group": FOR_ADMINISTRATORS,
    "auth_user": FOR_ADMINISTRATORS
    | {"delete": NOBODY, "password_change": "administrator 200, administrator 200"},
    "access_invitation": without_open(FOR_ADMINISTRATORS) | {"change": "administrator 200, nobody 403"},
    "access_loginattempt": without_open(FOR_ADMINISTRATORS)
    | {"add": NOBODY, "change": "administrator 200, nobody 403", "delete": NOBODY},
    "django_tasks_database_dbtaskresult": {
        "changelist": "administrator 200, administrator 200",
        "add": NOBODY,
        "change": "administrator 302, administrator 302",  # there is none
        "delete": NOBODY,
        "history": "staff 302, staff 302",
    },
}
WHO_MAY = {
    **{f"{model}_{page}": row for model, pages in ALIKE.items() for page, row in pages.items()},
    "agreements_agreement_preview": "reader 302, staff 405",  # it has no title
    "activities_activity_preview": "reader 302, staff 405",
    "agreements_agreement_add-to-older": "staff 405, editor 404",
    "people_person_hide": "publisher 200, publisher 200",
    "form_drafts": "staff 200, staff 400",  # of a model, whose own permissions count: test_unsaved_forms
    "typed_record": "reader 200, staff 405",
    "bulk_files": "publisher 200, publisher 302",
    "stored_file": "reader 200, staff 405",
    "index": "staff 200, staff 200",
    "login": "anybody 302, anybody 302",  # the login page is that of accounts, for all
    "logout": "anybody 302, anybody 302",
    "password_change": "staff 302, staff 302",
    "password_change_done": "staff 200, staff 405",
    "jsi18n": "staff 200, staff 405",
    "autocomplete": "reader 200, staff 405",
    "view_on_site": "staff 404, staff 404",  # no record has a page of that kind
    "app_list": "reader 200, reader 200",
    # accounts: before the login, for everybody, and each for their own
    "account_login": "anybody 200, anybody 200",
    "account_logout": "anybody 302, anybody 302",
    "account_inactive": "anybody 200, anybody 405",
    "mfa_login_webauthn": "anybody 302, anybody 302",
    "mfa_authenticate": "anybody 302, anybody 302",  # to the login page: no password came before
    "accounts_invitation": "anybody 410, anybody 410",
    "account_reset_password": "anybody 200, anybody 200",
    "account_reset_password_done": "anybody 200, anybody 405",
    "account_reset_password_from_key": "anybody 200, anybody 200",
    "account_reset_password_from_key_done": "anybody 200, anybody 405",
    "openid_connect_login": "anybody 404, anybody 404",  # there is no single sign-on
    "openid_connect_callback": "anybody 404, anybody 404",
    "mfa_index": "staff 200, staff 405",
    "mfa_list_webauthn": "staff 200, staff 405",
    "account_change_password": "staff 200, staff 200",
    "account_set_password": "staff 302, staff 302",
    "usersessions_list": "staff 200, staff 302",
    "reminders_preferences": "staff 200, staff 200",
    "reminders_new_calendar": "staff 405, staff 200",
    "reminders_revoke_calendar": "staff 405, staff 302",
    "reminders_calendar": "anybody 404, anybody 405",  # there is none at this address
    "account_reauthenticate": "staff 200, staff 200",
    "mfa_reauthenticate": "staff 302, staff 302",
    "mfa_reauthenticate_webauthn": "staff 302, staff 302",
    **dict.fromkeys(  # after the password was typed once more
        [
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "mfa_edit_webauthn",
            "mfa_remove_webauthn",
            "mfa_generate_recovery_codes",
        ],
        "staff 302, staff 302",
    ),
    "mfa_deactivate_totp": "staff 404, staff 404",
    "mfa_view_recovery_codes": "staff 404, staff 405",
    "an old address of a record": "staff 302, staff 302",
    "agreements_agreement_hand-over": "publisher 200, publisher 200",
    "agreements_agreement_keep-template": "editor 200, editor 200",
    "brief": "reader 200, staff 405",
    "from_text": "editor 200, editor 200",
    "typed_text": "editor 200, editor 400",  # of no form
    "text_suggestions": "editor 404, editor 404",  # of no text
    "text_offers": "editor 404, staff 405",
    "text_value": "staff 405, staff 400",  # of a model, whose own permissions count
    "save_filter": "staff 405, reader 302",
    "delete_filter": "staff 405, staff 404",  # there is none
    "anything else": "staff 404, staff 404",
}
# Actions on lists, and the first role to which they are offered.
ACTIONS = {
    "agreements_agreement assign_selected": "editor",
    "agreements_agreement add_selected_to_collection": "editor",
    "activities_activity add_selected_to_collection": "editor",
    **{f"{model} publish_selected": "publisher" for model in RECORDS},
    **{f"{model} merge_selected": "publisher" for model in [*RECORDS, "sources_source"]},
    **{f"{model} delete_selected": "editor" for model in [*RECORDS, "sources_source", "access_report"]},
    "agreements_agreementtemplate delete_selected": "editor",
    "agreements_agreement export_flat": "reader",
    "agreements_agreement export_relational": "reader",
    "spreadsheets_spreadsheetimport delete_selected": "editor",
    "spreadsheets_savedlist delete_selected": "editor",
    **{f"access_report {name}": "editor" for name in ("answer", "dismiss")},
    **{f"webhooks_endpoint {name}": "publisher" for name in ("rotate", "send_test", "start", "stop")},
    "webhooks_delivery redeliver": "publisher",
    "access_key revoke": "publisher",
    "access_partner delete_selected": "publisher",
    "access_key delete_selected": "administrator",
    "auth_group delete_selected": "administrator",
    "auth_user deactivate": "administrator",
    "auth_user remove_factors": "administrator",
    "access_invitation send_again": "administrator",
    "reminders_event settle": "editor",
    "reminders_event reopen": "editor",
    "webhooks_endpoint delete_selected": "publisher",
}


def staff_routes(patterns=None, prefix: str = "", is_staff: bool = False) -> Iterator[tuple[str, str]]:
    """``(name, route)`` of every address of the staff area."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        inside = is_staff or getattr(pattern, "app_name", "") == "admin" or route == "accounts/"
        if not isinstance(pattern, URLPattern):
            yield from staff_routes(pattern.url_patterns, route, inside)
        elif inside:
            other = "an old address of a record" if route.endswith("<path:object_id>/") else "anything else"
            yield pattern.name or other, route


# Where everybody is led to the login page, because nothing comes before or after it.
WITHOUT_LOGIN = {
    "/admin/login/", "/admin/logout/", "/accounts/logout/",
    "/accounts/login/passkey/", "/accounts/login/second-factor/",
}  # fmt: skip
ROUTES = list(staff_routes())


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker):
    """Somebody of each role, made once for all tests and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield members()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cookies(cast, django_db_blocker):
    """The cookies of each of them, logged in."""
    clients = {role: Client() for role in cast}
    with django_db_blocker.unblock():
        for role, user in cast.items():
            if user:
                clients[role].force_login(user)
    return {role: client.cookies for role, client in clients.items()}


def members() -> dict[str, User | None]:
    """Users by role, with what `setup_desk` gives to their groups."""
    setup_desk_groups()
    users = {
        "anybody": None,
        "staff": make.UserFactory(),
        "administrator": User.objects.create_superuser("root"),
    }
    for role, group in (
        ("reader", READERS_GROUP),
        ("editor", EDITORS_GROUP),
        ("publisher", PUBLISHERS_GROUP),
    ):
        users[role] = member(role, group)
    return users


def row_at(route: str) -> object:
    """A row of the model that the address is about."""
    factories = {
        "agreement": make.AgreementFactory, "topic": make.TopicFactory, "activity": make.ActivityFactory,
        "collection": make.CollectionFactory,
        "person": make.PersonFactory, "organization": make.OrganizationFactory, "source": make.SourceFactory,
        "savedlist": make.SavedListFactory, "report": make.ReportFactory, "partner": make.PartnerFactory,
        "key": make.KeyFactory, "endpoint": make.EndpointFactory, "delivery": make.DeliveryFactory,
        "user": make.UserFactory, "invitation": make.InvitationFactory, "loginattempt": make.LoginAttemptFactory,
        "agreementtemplate": lambda: AgreementTemplate.objects.create(names={"ko": "교류"}, contents={}),
        "siteprofile": make.SiteProfileFactory,
        "group": lambda: Group.objects.create(name="Others"),
        "event": make.EventFactory, "preferences": make.PreferencesFactory, "digest": make.DigestFactory,
        "subject": lambda: Subject.objects.create(scope="search", query="q=seeds"),
        "letterrun": lambda: LetterRun.objects.create(day="2027-03-09", questions=1, findings=1, letters=1),
        "spreadsheetimport": lambda: make.SpreadsheetImportFactory(file=ContentFile(b"Title\nA\n", name="a.csv")),
    }  # fmt: skip
    if route.startswith("admin/files/"):
        return make.DocumentFactory(file=upload(pdf(), "mou.pdf"))
    model = [*route.split("/"), "", ""][2]
    return factories[model]() if model in factories else make.AgreementFactory()


def address_at(route: str) -> str:
    """An address of this route."""
    row = row_at(route)
    if route.startswith("admin/autocomplete/"):
        return f"/{route}?app_label=agreements&model_name=involvement&field_name=organization&term=x"
    if route.startswith("admin/named/"):
        return "/admin/named/organizations.organization/"
    if route.startswith("admin/^"):
        return "/admin/agreements/"
    for wildcard, value in {
        "<path:content_type_id>": ContentType.objects.get_for_model(row).pk,
        "<path:object_id>": row.pk,
        "<str:model>/<int:pk>": f"agreements.document/{row.pk}",
        "<str:model>": "agreements.agreement",
        "<id>": row.pk,
        "<str:suffix>": "csv",
        "(?P<url>.*)$": "nothing",
        "<str:secret>": "nothing",
        "^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "password/new/1-nothing/",
        "<int:pk>": 1,
        "<int:number>": 2,
        "<slug:provider_id>": "oidc",
    }.items():
        route = route.replace(wildcard, str(value))
    return f"/{route}"


def answer(cookies: SimpleCookie, method: str, address: str) -> tuple[int | str, set[str]]:
    """The status that somebody with these cookies gets, and English texts, in a transaction that is taken back."""
    client = Client()
    client.cookies = SimpleCookie(cookies.output(header="", attrs=[], sep=";"))
    with transaction.atomic():
        response = client.get(address) if method == "GET" else client.post(address, {"post": "yes"})
        english = english_texts(response) if address.startswith("/ko/") else set()
        for (
            close
        ) in response._resource_closers:  # an uploaded file; closing it all would close the connection
            close()
        transaction.set_rollback(True)
    login_pages = ("/admin/login/?", "/accounts/login/")
    to_login = not cookies and response.status_code == 302 and response["Location"].startswith(login_pages)
    return LOGIN if to_login and address not in WITHOUT_LOGIN else response.status_code, english


def test_every_address_of_the_staff_area_says_who_may():
    assert {name for name, _route in ROUTES} == set(WHO_MAY)


@pytest.mark.parametrize(
    "is_whole", [False, pytest.param(True, marks=pytest.mark.long)], ids=["first and last", "everybody"]
)
@pytest.mark.parametrize(("name", "route"), ROUTES, ids=[route for _name, route in ROUTES])
def test_only_those_who_may_use_an_address(cookies, name, route, is_whole):
    """Tried by anybody and by the last role that may not: those between may less than it, as the next test says."""
    address = address_at(route)
    refusal = 404 if name == "app_list" else 403

    for method, row in zip(("GET", "POST"), WHO_MAY[name].split(", "), strict=True):
        first, status = row.split()
        number = ROLES.index(first) if first in ROLES else len(ROLES)
        refused = ROLES[:number] if is_whole else [*ROLES[:number][:1], *ROLES[:number][-1:]]
        expected = {role: LOGIN if role == "anybody" else refusal for role in refused}
        assert {role: answer(cookies[role], method, address)[0] for role in expected} == expected, method
        for role in ROLES[number : number + 1]:
            assert answer(cookies[role], method, f"/ko{address}") == (int(status), set()), (role, method)


def test_each_role_may_do_what_those_before_it_may(cast):
    may = [cast[role].get_all_permissions() for role in ROLES[1:]]

    assert may[0] == set()
    assert all(less < more for less, more in pairwise(may))


def offered(user: User) -> set[str]:
    """Every action that the lists of the staff area offer to somebody."""
    request = RequestFactory().get("/admin/")
    request.user = user
    return {
        f"{model._meta.label_lower.replace('.', '_')} {name}"
        for model, model_admin in admin.site._registry.items()
        for name in model_admin.get_actions(request)
    }


def test_actions_are_offered_to_those_who_may(cast):
    for role in ROLES[1:]:
        may = {name for name, first in ACTIONS.items() if ROLES.index(first) <= ROLES.index(role)}
        assert offered(cast[role]) == may, role
