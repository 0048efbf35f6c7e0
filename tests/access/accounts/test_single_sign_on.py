"""Single sign-on against a real OpenID Connect provider: who is let in, as whom, and who is not."""

import warnings
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.core.checks import run_checks
from django.test import Client

from access.models import Invitation
from tests import factories as make
from tests.access.accounts.conftest import LOGIN, PASSWORD

START = "/accounts/sso/oidc/?next=/admin/agreements/agreement/"
ERROR = "messagelist"


@pytest.fixture(scope="session")
def provider():
    """The address of a provider on this computer. Every client and secret is right there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own imports
        from oidc_provider_mock import run_server_in_thread

        with run_server_in_thread() as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def sso(settings, provider):
    """The settings of single sign-on, to be changed."""
    settings.OIDC = {
        "issuer": provider, "client_id": "entente", "client_secret": "secret", "name": "Office",
        "domains": [], "groups": [], "new_accounts": "",
    }  # fmt: skip
    return settings.OIDC


@pytest.fixture
def at_provider(db, provider, client, sso):
    """``at_provider(sub, **claims)``: the path that the provider sends somebody back to after they logged in there."""

    def at_provider(sub="s-1", start=START, browser=client, **claims):
        claims = {"email": "kim@office.example", "email_verified": True, "given_name": "Mina", **claims}
        assert requests.put(f"{provider}/users/{sub}", json=claims, timeout=10).ok
        authorize = browser.get(start)["Location"]
        assert authorize.startswith(f"{provider}/oauth2/authorize?")
        back = requests.post(authorize, data={"sub": sub}, timeout=10, allow_redirects=False).headers[
            "Location"
        ]
        return back.removeprefix("http://testserver")

    return at_provider


@pytest.fixture
def refused(client, attempts):
    """``refused(path)``: the answer there is the login page with this text, and nobody is logged in."""

    def refused(path, text, browser=client):
        response = browser.get(path, follow=True)
        assert (response.status_code, response.redirect_chain[-1][0]) == (200, LOGIN)
        assert text in response.content.decode()
        assert "_auth_user_id" not in browser.session

    return refused


def test_the_login_page_offers_it_where_it_is_set_up(client, db, sso):
    page = client.get(LOGIN + "?next=/ko/admin/").content.decode()
    assert "Log in by Office" in page
    assert "/accounts/sso/oidc/?next=%2Fko%2Fadmin%2F" in page

    sso["issuer"] = ""

    assert "/accounts/sso/" not in client.get(LOGIN).content.decode()
    assert client.get(START).status_code == 404


def test_somebody_with_an_account_is_logged_in_as_it(client, somebody, at_provider, attempts):
    response = client.get(at_provider())

    assert response["Location"] == "/admin/agreements/agreement/"
    assert client.session["_auth_user_id"] == str(somebody.pk)
    assert SocialAccount.objects.get().user == somebody
    assert attempts() == [("kim", "sso", "succeeded", "127.0.0.1")]


def test_from_then_on_the_providers_own_name_of_them_counts(client, somebody, at_provider):
    client.get(at_provider())
    other = User.objects.create_user("other", "new@office.example", PASSWORD, is_staff=True)
    browser = Client()

    browser.get(at_provider(email="new@office.example", browser=browser))

    assert browser.session["_auth_user_id"] == str(somebody.pk)
    assert not SocialAccount.objects.filter(user=other).exists()


@pytest.mark.parametrize(
    "claims", [{"email_verified": False}, {"email_verified": None}, {"email": ""}, {"email": "kim"}]
)
def test_an_address_that_is_not_verified_opens_no_account(somebody, at_provider, refused, claims, attempts):
    refused(at_provider(**claims), "has not verified your e-mail address")

    assert not SocialAccount.objects.exists()
    assert [row[1:3] for row in attempts()] == [("sso", "refused")]


def test_nor_later_when_it_was_once(client, somebody, at_provider, refused):
    client.get(at_provider())
    browser = Client()

    refused(at_provider(email_verified=False, browser=browser), "has not verified", browser)


def test_who_is_not_invited_gets_no_account(db, at_provider, refused, attempts):
    refused(at_provider(), "There is no open account for you here.")

    assert User.objects.count() == 0
    assert attempts() == [(None, "sso", "refused", "127.0.0.1")]


def test_an_invited_address_gets_the_account_of_its_invitation(client, at_provider):
    make.InvitationFactory(email="Kim@office.example", role="publisher")

    response = client.get(at_provider(family_name="Kim"))

    assert response["Location"] == "/admin/agreements/agreement/"
    user = User.objects.get(email="Kim@office.example")
    assert [group.name for group in user.groups.all()] == ["Publishers"]
    assert (user.get_full_name(), user.is_staff, user.has_usable_password()) == ("Mina Kim", True, False)
    assert Invitation.objects.get().user == user
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_invitation_that_ran_out_lets_nobody_in(at_provider, refused):
    make.InvitationFactory(
        email="kim@office.example", invited_at="2020-01-01T00:00Z", expires_at="2020-01-08T00:00Z"
    )

    refused(at_provider(), "There is no open account for you here.")


def test_a_closed_account_stays_closed(client, somebody, at_provider, refused):
    client.get(at_provider())
    User.objects.update(is_active=False)
    for sub in ("s-1", "s-2"):  # known to be theirs, and by the address alone
        browser = Client()
        refused(at_provider(sub, browser=browser), "There is no open account for you here.", browser)


def test_an_address_of_two_accounts_opens_neither(somebody, at_provider, refused):
    User.objects.create_user("other", "KIM@office.example", PASSWORD)
    make.InvitationFactory(email="kim@office.example")

    refused(at_provider(), "There is no open account for you here.")


@pytest.mark.parametrize(
    ("email", "is_let_in"),
    [("kim@office.example", True), ("kim@OFFICE.example", True), ("kim@sub.office.example", False),
     ("kim@office.example.evil.example", False), ("kim@evil-office.example", False)],
)  # fmt: skip
def test_only_the_domains_of_the_settings(client, at_provider, sso, email, is_let_in):
    sso |= {"domains": ["office.example"], "new_accounts": "reader"}

    client.get(at_provider(email=email))

    assert ("_auth_user_id" in client.session) == is_let_in
    assert User.objects.filter(email__iexact=email).exists() == is_let_in


@pytest.mark.parametrize(
    ("groups", "is_let_in"),
    [(["staff", "register"], True), ("register", True), (["registers"], False), ([], False), (None, False)],
)
def test_only_the_groups_of_the_settings(client, at_provider, sso, groups, is_let_in):
    sso |= {"groups": ["register"], "new_accounts": "editor"}

    client.get(at_provider(groups=groups))

    assert ("_auth_user_id" in client.session) == is_let_in
    assert [group.name for user in User.objects.all() for group in user.groups.all()] == [
        "Editors"
    ] * is_let_in


def test_a_name_at_the_provider_takes_no_account_here(client, administrator, at_provider, sso):
    sso |= {"domains": ["office.example"], "new_accounts": "reader"}

    client.get(at_provider(preferred_username="root", email="kim@office.example"))

    user = User.objects.get(pk=client.session["_auth_user_id"])
    assert (user.username, user.is_superuser) == ("kim@office.example", False)


@pytest.mark.parametrize("state", ["", "wrong", None])
def test_an_answer_with_a_wrong_state_logs_nobody_in(client, somebody, at_provider, refused, state):
    path, _mark, query = at_provider().partition("?")
    values = {name: value for name, [value] in parse_qs(query).items()}
    forged = values | {"state": state} if state is not None else {"code": values["code"]}

    refused(f"{path}?{urlencode(forged)}", "Single sign-on did not work.")


def test_an_answer_of_another_browser_logs_nobody_in(somebody, at_provider, refused):
    refused(at_provider(), "Single sign-on did not work.", Client())


def test_an_answer_is_good_once(client, somebody, at_provider, refused):
    path = at_provider()
    client.get(path)
    client.logout()

    refused(path, "Single sign-on did not work.")


@pytest.mark.parametrize("error", ["access_denied", "server_error", "<script>"])
def test_who_gives_up_at_the_provider_is_back_at_the_login_page(
    client, somebody, at_provider, refused, error
):
    path, _mark, query = at_provider().partition("?")
    [state] = parse_qs(query)["state"]

    refused(f"{path}?{urlencode({'error': error, 'state': state})}", "Single sign-on did not work.")


def test_a_wrong_code_logs_nobody_in(client, somebody, at_provider, refused):
    path, _mark, query = at_provider().partition("?")
    [state] = parse_qs(query)["state"]

    refused(f"{path}?{urlencode({'code': 'wrong', 'state': state})}", "Single sign-on did not work.")


def test_a_provider_that_is_away_is_told(client, db, sso, refused):
    sso["issuer"] = "http://localhost:9"

    refused(START, "Single sign-on did not work.")


def test_it_speaks_the_language_of_where_somebody_wanted_to_go(client, db, at_provider):
    response = client.get(at_provider(start="/accounts/sso/oidc/?next=/ko/admin/"), follow=True)

    assert response.redirect_chain[-1][0] == "/ko" + LOGIN
    assert "초대를 요청하십시오" in response.content.decode()


def test_another_site_connects_no_identity_with_an_account(client, somebody, at_provider):
    client.force_login(somebody)

    client.get(at_provider(start="/accounts/sso/oidc/?process=connect", email="stranger@office.example"))

    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", r"/\evil.example"])
def test_it_leads_to_no_other_host(client, somebody, at_provider, place):
    response = client.get(at_provider(start="/accounts/sso/oidc/?" + urlencode({"next": place})))

    assert response["Location"] == "/admin/"


def test_it_counts_as_two_factors(client, somebody, at_provider, settings):
    settings.REQUIRE_MFA = True

    client.get(at_provider())

    assert client.get("/admin/").status_code == 200


def test_the_request_to_the_provider_is_bound_to_this_browser(client, db, sso, provider):
    query = parse_qs(urlsplit(client.get(START)["Location"]).query)

    assert query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == ["http://testserver/accounts/sso/oidc/callback/"]
    assert set(query["scope"][0].split()) == {"openid", "profile", "email"}


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({}, []),
        ({"issuer": ""}, []),
        ({"client_secret": ""}, ["access.E001"]),
        ({"issuer": "http://sso.example"}, ["access.E002"]),
        ({"new_accounts": "reader"}, ["access.E003"]),
        ({"new_accounts": "administrator", "domains": ["office.example"]}, ["access.E003"]),
        ({"new_accounts": "reader", "domains": ["office.example"]}, []),
    ],
)
def test_settings_that_would_let_in_too_many_are_refused(sso, changed, faults):
    sso |= {"issuer": "https://sso.example"} | changed

    assert [error.id for error in run_checks() if error.id.startswith("access.")] == faults
