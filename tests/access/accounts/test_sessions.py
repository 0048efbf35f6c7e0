"""Sessions end: unused, in any case after some hours, with the account, and with its password."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from agreements.models import Topic
from tests.access.accounts.conftest import LOGIN, PASSWORD, add_passkey, is_logged_in, type_password
from tests.desk.conftest import Fields


def test_a_session_that_nobody_uses_ends_after_half_an_hour(new_browser):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        used, unused = new_browser(), new_browser()
        assert is_logged_in(used)
        assert is_logged_in(unused)
    with time_machine.travel(start + timedelta(minutes=29), tick=False):
        assert is_logged_in(used)
    with time_machine.travel(start + timedelta(minutes=31), tick=False):
        assert is_logged_in(used)
        assert not is_logged_in(unused)
        assert not is_logged_in(unused)  # for good


def test_every_session_ends_twelve_hours_after_the_login(new_browser):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        client = new_browser()
        assert is_logged_in(client)
    for minutes in range(20, 12 * 60 + 1, 20):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert is_logged_in(client)
    with time_machine.travel(start + timedelta(minutes=12 * 60 + 1), tick=False):
        assert not is_logged_in(client)


def test_public_pages_know_no_session(new_browser):
    response = new_browser().get("/")

    assert response.cookies.output() == ""
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_deactivated_account_is_out_at_once_and_for_good(new_browser, somebody, administrator, client):
    kept, listed = new_browser(), new_browser()
    client.force_login(administrator)

    client.post("/admin/auth/user/", {"action": "deactivate", "_selected_action": [somebody.pk]})

    assert not is_logged_in(kept)
    assert not is_logged_in(listed)
    assert Client().post(LOGIN, {"login": "kim", "password": PASSWORD}).status_code == 200
    User.objects.filter(pk=somebody.pk).update(is_active=True)
    assert not is_logged_in(kept)


def test_an_account_that_is_deactivated_on_its_page_is_out_for_good(
    new_browser, somebody, administrator, client
):
    kept = new_browser()
    client.force_login(administrator)
    address = f"/admin/auth/user/{somebody.pk}/change/"
    form = Fields(client.get(address).content.decode()).form
    del form["is_active"]

    response = client.post(address, form)

    assert response.status_code == 302
    User.objects.filter(pk=somebody.pk).update(is_active=True)
    assert not is_logged_in(kept)


def test_administrators_do_not_close_their_own_account(administrator, client):
    client.force_login(administrator)

    client.post("/admin/auth/user/", {"action": "deactivate", "_selected_action": [administrator.pk]})

    administrator.refresh_from_db()
    assert administrator.is_active
    page = client.get(f"/admin/auth/user/{administrator.pk}/change/").content.decode()
    assert 'name="is_active"' not in page
    assert 'name="is_superuser"' not in page


@pytest.mark.parametrize(
    ("action", "names", "expected"),
    [
        ("deactivate", "kim", ["1 account was closed."]),
        ("deactivate", "kim other", ["2 accounts were closed."]),
        ("deactivate", "closed", ["1 account was closed before."]),
        ("deactivate", "root", ["Your own account stays open: only another administrator can close it."]),
        (
            "deactivate",
            "kim closed root",
            [
                "1 account was closed.",
                "1 account was closed before.",
                "Your own account stays open: only another administrator can close it.",
            ],
        ),
        ("remove_factors", "other", ["1 account had no second factor."]),
        ("remove_factors", "kim", ["The second factors of 1 account were removed, and its sessions ended."]),
        (
            "remove_factors",
            "kim other closed",
            [
                "The second factors of 1 account were removed, and its sessions ended.",
                "2 accounts had no second factor.",
            ],
        ),
    ],
)
def test_administrators_are_told_what_became_of_each_account(
    somebody, administrator, client, action, names, expected
):
    User.objects.create_user("other")
    User.objects.create_user("closed", is_active=False)
    add_passkey(somebody)
    client.force_login(administrator)
    chosen = User.objects.filter(username__in=names.split()).values_list("pk", flat=True)

    answer = client.post("/admin/auth/user/", {"action": action, "_selected_action": chosen}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == expected


def test_no_account_is_deleted_and_the_history_keeps_its_name(new_browser, somebody, administrator, client):
    client.force_login(administrator)
    response = client.post(f"/admin/auth/user/{somebody.pk}/delete/", {"post": "yes"})
    assert response.status_code == 403
    client.post("/admin/auth/user/", {"action": "deactivate", "_selected_action": [somebody.pk]})

    history = client.get(f"/admin/auth/user/{somebody.pk}/history/").content.decode()

    assert "kim" in client.get("/admin/auth/user/").content.decode()
    assert "root" in history


def test_a_changed_password_ends_every_other_session(new_browser, somebody):
    here, elsewhere = new_browser(), new_browser()
    new = "another horse battery"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}

    response = here.post("/accounts/password/", data)

    assert response.status_code == 302
    assert is_logged_in(here)
    assert not is_logged_in(elsewhere)
    assert Session.objects.count() == 1
    assert Client().post(LOGIN, {"login": "kim", "password": PASSWORD}).status_code == 200
    assert Client().post(LOGIN, {"login": "kim", "password": new}).status_code == 302


def test_a_password_that_an_administrator_sets_ends_every_session(
    new_browser, somebody, administrator, client
):
    elsewhere = new_browser()
    client.force_login(administrator)
    new = "another horse battery"

    client.post(f"/admin/auth/user/{somebody.pk}/password/", {"password1": new, "password2": new})

    assert not is_logged_in(elsewhere)


def test_somebody_sees_where_they_are_logged_in_and_ends_the_rest(new_browser):
    here, elsewhere = new_browser(), new_browser()
    assert here.get("/accounts/sessions/").content.decode().count("127.0.0.1") == 2

    here.post("/accounts/sessions/")

    assert is_logged_in(here)
    assert not is_logged_in(elsewhere)


def test_logging_out_ends_the_session(new_browser):
    client = new_browser()

    client.post("/admin/logout/")

    assert not is_logged_in(client)
    assert Session.objects.count() == 0


TYPED = {"title": ["Memorandum", "둘"], "note": ['line one\r\nline "two" <b>'], "empty": [""]}


def test_a_form_that_comes_too_late_is_kept_in_the_browser(new_browser):
    client = new_browser()
    Session.objects.all().delete()

    response = client.post("/admin/agreements/agreement/add/?a=1", TYPED | {"password1": "secret"})

    assert response.status_code == 403
    kept = Fields(response.content.decode()).form
    assert {name: kept[name] for name in TYPED} == TYPED
    assert b'action="/admin/agreements/agreement/add/?a=1"' in response.content
    assert b"secret" not in response.content


def test_a_form_from_before_a_new_login_is_kept_if_it_is_of_this_site(somebody):
    client = Client(enforce_csrf_checks=True)
    client.force_login(somebody)
    client.cookies["csrftoken"] = "a" * 32
    site, origin, other = "sec-fetch-site", {"origin": "http://testserver"}, {"origin": "http://evil.example"}

    for headers, is_kept in (
        ({site: "same-origin"}, True), ({site: "cross-site"}, False), ({}, False),
        (origin, True), (other, False), ({site: "cross-site", **origin}, False), ({"origin": "null"}, False),
    ):  # fmt: skip
        data = {"title": "Memorandum", "csrfmiddlewaretoken": "b" * 32}
        response = client.post("/admin/agreements/agreement/add/", data, headers=headers)

        assert response.status_code == 403
        assert (b'value="Memorandum"' in response.content) == is_kept


def test_a_form_is_kept_for_who_logged_out_in_another_tab(administrator):
    for is_new_login in (False, True):
        client = Client(enforce_csrf_checks=True)
        client.force_login(administrator)
        address = "/admin/agreements/topic/add/"
        form = Fields(client.get(address).content.decode()).form | {"names_en": ["Vaccines"]}
        client.post("/admin/logout/", {"csrfmiddlewaretoken": form["csrfmiddlewaretoken"]})
        if is_new_login:  # the token is another one, and the login has ended again
            client.cookies["csrftoken"] = "a" * 32

        response = client.post(address, form, headers={"sec-fetch-site": "same-origin"})

        assert response.status_code == 403
        assert Fields(response.content.decode()).form["names_en"] == ["Vaccines"]


def test_a_page_that_lies_open_keeps_no_session(new_browser):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        client = new_browser()
        assert is_logged_in(client)
    for minutes in range(5, 31, 5):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            client.get("/admin/", headers={"x-background": "1"})
    with time_machine.travel(start + timedelta(minutes=31), tick=False):
        assert not is_logged_in(client)


def test_a_stranger_is_shown_nothing_of_what_another_site_sends():
    client = Client(enforce_csrf_checks=True)
    client.cookies["sessionid"] = "x"

    response = client.post(
        "/admin/agreements/agreement/add/", {"title": "Planted"}, headers={"sec-fetch-site": "none"}
    )

    assert response.status_code == 403
    assert b"Planted" not in response.content


@pytest.mark.django_db(transaction=True)
def test_nothing_typed_is_lost_when_a_session_ends(page, live_server, django_user_model):
    django_user_model.objects.create_superuser("kim", "kim@office.example", PASSWORD)
    page.goto(f"{live_server.url}/admin/agreements/topic/add/")
    type_password(page)
    page.wait_for_url(f"{live_server.url}/admin/agreements/topic/add/")
    page.fill("[name=names_en]", "Vaccines")
    page.fill("[name=names_ko]", "백신")
    Session.objects.all().delete()

    page.click("[name=_save]")
    with page.context.expect_page() as opened:
        page.click("text=Log in, in a new window")
    type_password(opened.value)
    page.wait_for_selector("#form-logged-out", state="hidden")
    page.click("[name=_save]")
    page.wait_for_url(f"{live_server.url}/admin/agreements/topic/")

    assert Topic.objects.get().names == {"en": "Vaccines", "ko": "백신"}
