"""Second factors: codes of an app, once each, recovery codes, passkeys in a real browser; and who has to have one."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from access.models import SharedValue
from tests.access.accounts.conftest import LOGIN, PASSWORD, add_passkey, is_logged_in, type_password
from tests.axe import violations
from tests.desk.conftest import share_login

FORMS_WITHOUT_TOKEN = """
    Array.from(document.forms)
        .filter(form => form.method === "post" && !form.querySelector("[name=csrfmiddlewaretoken]"))
        .map(form => form.outerHTML)
"""
SECOND = "/accounts/login/second-factor/"


@pytest.fixture
def secret(somebody):
    """The secret of an app that is set up."""
    secret = generate_totp_secret()
    TOTP.activate(somebody, secret)
    return secret


def code(secret, at=None):
    """The code that an app shows."""
    return format_hotp_value(hotp_value(secret, int((at or timezone.now()).timestamp()) // 30))


@pytest.fixture
def second_step(log_in, client):
    """``second_step(code)``: the answer to a code after the right password."""

    def second_step(typed):
        assert log_in()["Location"] == SECOND
        assert client.get("/admin/").status_code == 302, "a password alone opens nothing"
        return client.post(SECOND, {"code": typed})

    return second_step


def test_a_code_of_the_app_lets_in_after_the_password(second_step, secret, client, attempts):
    assert second_step(code(secret))["Location"] == "/admin/"

    assert is_logged_in(client)
    assert [row[1:3] for row in attempts()] == [("password", "succeeded"), ("code", "succeeded")]


def test_a_code_is_good_once(second_step, secret, client):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        used = code(secret)
        assert second_step(used).status_code == 302
        assert second_step(used).status_code == 200
        assert not is_logged_in(client)
        assert second_step(f" {used[:3]} {used[3:]} ").status_code == 200, "the same code, written otherwise"
    with time_machine.travel(start + timedelta(seconds=30), tick=False):
        assert second_step(code(secret)).status_code == 302


def test_the_code_that_set_up_the_app_is_used(second_step, somebody, client):
    with time_machine.travel(timezone.now(), tick=False):
        client.force_login(somebody)
        client.post("/accounts/confirm/?next=/accounts/app/add/", {"password": PASSWORD})
        page = client.get("/accounts/app/add/").content.decode()
        used = code(secret := re.search(r"<code>([A-Z2-7]+)</code>", page)[1])
        assert client.post("/accounts/app/add/", {"code": used}).status_code == 302
        client.logout()
        assert second_step(used).status_code == 200
        assert not is_logged_in(client)
    with time_machine.travel(timezone.now() + timedelta(seconds=31), tick=False):
        assert second_step(code(secret)).status_code == 302


def test_what_was_used_is_known_to_all_processes(second_step, secret):
    second_step(code(secret))

    assert SharedValue.objects.filter(cache_key__contains="totp.used").exists()


@pytest.mark.parametrize("seconds", [-60, 60])
def test_codes_of_another_time_are_refused(second_step, secret, client, seconds):
    with time_machine.travel(timezone.now(), tick=False):
        assert second_step(code(secret, timezone.now() + timedelta(seconds=seconds))).status_code == 200
    assert not is_logged_in(client)


def test_a_code_may_be_typed_at_the_end_of_its_time_once(second_step, secret, client):
    """RFC 6238, 5.2: one step is let in for what typing takes."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        shown = code(secret)
        clock.shift(timedelta(seconds=30))
        assert second_step(shown).status_code == 302
        assert second_step(shown).status_code == 200
        clock.shift(timedelta(seconds=30))
        assert second_step(shown).status_code == 200
        assert not is_logged_in(client)


def test_guesses_at_codes_are_limited_and_logged(second_step, secret, client, attempts):
    with time_machine.travel(timezone.now(), tick=False):
        wrong = "000000" if code(secret) != "000000" else "000001"
        for _ in range(10):
            assert second_step(wrong).status_code == 200
        refused = second_step(code(secret))

        assert b"Too many attempts have failed." in refused.content
        assert not is_logged_in(client)
        for _ in range(3):  # refusals fill no table
            second_step(code(secret))
    outcomes = [row[2] for row in attempts() if row[1] == "code"]
    assert outcomes == ["failed"] * 10 + ["refused"]


def test_a_recovery_code_is_good_once(second_step, secret, somebody, client):
    [first, second, *_rest] = RecoveryCodes.activate(somebody).generate_codes()

    assert second_step(first).status_code == 302
    assert second_step(first).status_code == 200
    assert second_step(second).status_code == 302


def test_secrets_are_encrypted_and_move_with_a_new_key(second_step, secret, settings, client):
    stored = str(Authenticator.objects.values_list("data").get())
    assert secret not in stored
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [settings.SECRET_KEY]

    assert second_step(code(secret)).status_code == 302


def test_a_secret_whose_key_is_gone_agrees_with_no_code(second_step, secret, settings, client):
    settings.SECRET_KEY = "another key"

    for typed in (code(secret), code(""), "000000"):
        assert second_step(typed).status_code == 200
    assert not is_logged_in(client)


def test_an_app_is_set_up_after_the_password_was_typed_once_more(
    client, somebody, new_browser, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(somebody)
    elsewhere = new_browser()
    assert (
        client.get("/accounts/app/add/")["Location"] == "/accounts/confirm/?next=%2Faccounts%2Fapp%2Fadd%2F"
    )
    assert client.post("/accounts/confirm/", {"password": "wrong"}).status_code == 200
    client.post("/accounts/confirm/?next=/accounts/app/add/", {"password": PASSWORD})
    page = client.get("/accounts/app/add/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/accounts/app/add/", {"code": code(secret)})

    assert response["Location"] == "/accounts/recovery-codes/"
    codes = re.findall(r"<li>(\d{8})</li>", client.get("/accounts/recovery-codes/").content.decode())
    assert len(codes) == 10
    assert codes[0] not in client.get("/accounts/recovery-codes/").content.decode(), "they are shown once"
    assert mailoutbox[-1].to == ["kim@office.example"]
    assert elsewhere.get("/admin/").status_code == 302, "a session that began without it has ended"
    assert client.post("/accounts/app/remove/").status_code == 302
    assert Authenticator.objects.count() == 0


HANDLE = {"authenticatorData": "eA", "clientDataJSON": "e30", "signature": "eA", "userHandle": "eA"}
NO_PASSKEYS = [
    *(
        '{"id": "x"}',
        "7",
        '"x"',
        "[7]",
        '{"id": "x", "rawId": "eA", "response": []}',
        '{"id": {}, "rawId": "?"}',
    ),
    json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": HANDLE}),
    json.dumps({"id": "eA", "rawId": "eA", "type": "x", "response": HANDLE | {"userHandle": "?"}}),
    json.dumps({"id": "eA", "rawId": "eA", "type": "x", "response": HANDLE | {"clientDataJSON": "W10"}}),
]


@pytest.mark.parametrize("typed", [*NO_PASSKEYS, "", "{}", "[]", "null", "no JSON"])
def test_what_is_no_passkey_logs_nobody_in_and_breaks_nothing(client, somebody, typed):
    add_passkey(somebody)
    client.get("/accounts/login/passkey/", headers={"accept": "application/json"})

    response = client.post("/accounts/login/passkey/", {"credential": typed})

    assert (response.status_code, response["Location"]) == (302, LOGIN)
    client.force_login(somebody)
    client.post("/accounts/confirm/", {"password": PASSWORD})
    client.get("/accounts/passkeys/add/")
    assert client.post("/accounts/passkeys/add/", {"name": "x", "credential": typed}).status_code == 200


@pytest.mark.parametrize(
    ("path", "typed", "expected"),
    [
        ("code/", {"code": "000"}, ("kim", "code", "failed", "127.0.0.1")),
        *(
            ("passkey/", {"credential": typed}, ("kim", "passkey", "failed", "127.0.0.1"))
            for typed in NO_PASSKEYS
        ),
        ("", {"password": "wrong"}, ("kim", "password", "failed", "127.0.0.1")),
    ],
)
def test_wrong_proofs_before_a_change_of_the_account_are_logged(
    client, somebody, secret, attempts, path, typed, expected
):
    """Of a passkey, whatever a browser sends in place of one."""
    add_passkey(somebody)
    client.force_login(somebody)
    client.get(f"/accounts/confirm/{path}")

    client.post(f"/accounts/confirm/{path}", typed)

    assert attempts() == [expected]
    assert "/accounts/confirm/" in client.get("/accounts/app/remove/")["Location"]


CODE_FIELD, PASSKEY_BUTTON = 'name="code"', 'id="passkey_login"'


@pytest.mark.parametrize(
    ("factors", "shown", "ways"),
    [
        ("app", [CODE_FIELD], ["Use a code of your app"]),
        ("app codes", [CODE_FIELD], ["Use a code of your app, or a recovery code"]),
        ("app passkey", [CODE_FIELD, PASSKEY_BUTTON], ["Use a code of your app", "Use a passkey"]),
        ("passkey", [PASSKEY_BUTTON], ["Use a passkey"]),
        ("passkey codes", [PASSKEY_BUTTON, CODE_FIELD], ["Use a passkey", "Use a recovery code"]),
        ("passkey spent", [PASSKEY_BUTTON], ["Use a passkey"]),
    ],
)
def test_only_factors_of_the_account_are_offered(client, somebody, log_in, factors, shown, ways):
    if "app" in factors:
        TOTP.activate(somebody, generate_totp_secret())
    if "passkey" in factors:
        add_passkey(somebody)
    if "codes" in factors or "spent" in factors:
        codes = RecoveryCodes.activate(somebody)
        for left in codes.get_unused_codes() if "spent" in factors else []:
            codes.validate_code(left)

    assert log_in()["Location"] == SECOND
    page = client.get(SECOND).content.decode()
    client.force_login(somebody)
    confirm = client.get("/accounts/confirm/").content.decode()

    marks = sorted((page.find(mark), mark) for mark in (CODE_FIELD, PASSKEY_BUTTON) if mark in page)
    assert [mark for _place, mark in marks] == shown
    assert re.findall(r'<a class="button" href="/accounts/confirm/[^"]*">([^<]*)</a>', confirm) == ways


def test_who_comes_in_by_single_sign_on_alone_is_told_to_set_a_password_first(client, somebody):
    somebody.set_unusable_password()
    somebody.save()
    client.force_login(somebody)

    page = client.get("/accounts/").content.decode()

    assert 'href="/accounts/password/set/"' in page


def test_staff_without_a_second_factor_set_one_up_first(client, somebody, settings, log_in, secret):
    settings.REQUIRE_MFA = True
    Authenticator.objects.all().delete()
    log_in()

    for path in (
        "/admin/",
        "/ko/admin/",
        "/admin/agreements/agreement/add/",
        "/admin/jsi18n/",
        "/admin/nothing/",
    ):
        response = client.get(path)
        assert response["Location"] == ("/ko" if path.startswith("/ko") else "") + "/accounts/", path
    assert client.get("/accounts/").status_code == 200
    TOTP.activate(somebody, secret)
    assert is_logged_in(client)


@pytest.mark.parametrize(("minutes", "is_asked"), [(0, False), (6, True)])
def test_a_password_just_typed_is_enough_for_the_first_factor(client, somebody, log_in, minutes, is_asked):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        log_in()
        clock.shift(timedelta(minutes=minutes))
        response = client.get("/accounts/app/add/")

    assert (response.status_code == 302) is is_asked


def test_who_has_a_factor_is_asked_again_before_another_is_added(second_step, secret, client):
    second_step(code(secret))

    assert client.get("/accounts/passkeys/add/").status_code == 302


def test_who_has_one_goes_on(second_step, secret, client, settings):
    settings.REQUIRE_MFA = True

    second_step(code(secret))

    assert is_logged_in(client)


def test_administrators_remove_what_somebody_lost(
    second_step, secret, client, administrator, somebody, log_in
):
    second_step(code(secret))
    other = Client()
    other.force_login(administrator)

    other.post("/admin/auth/user/", {"action": "remove_factors", "_selected_action": [somebody.pk]})

    assert not is_logged_in(client)
    assert log_in()["Location"] == "/admin/"


@pytest.fixture
def passkey_page(page, live_server):
    """A page of a browser with a device that keeps passkeys and knows its owner."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.base = live_server.url.replace("127.0.0.1", "localhost")
    return page


@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_added_and_logs_in_alone_and_as_second_factor(passkey_page, settings):
    settings.REQUIRE_MFA = True
    cache.clear()
    User.objects.create_superuser("kim", "kim@office.example", PASSWORD)
    page = passkey_page

    with_password(page)
    page.wait_for_url(f"{page.base}/accounts/")
    page.click("text=Add a passkey")
    page.fill("#id_name", "My laptop")
    assert page.is_checked("#id_passwordless")
    page.click("#passkey_add")
    page.wait_for_url("**/accounts/recovery-codes/")
    page.click("text=Go on to the staff area")
    page.wait_for_url(f"{page.base}/admin/")

    log_out(page)
    page.goto(f"{page.base}{LOGIN}?next=/admin/access/loginattempt/")
    page.click("#passkey_login")
    page.wait_for_url(f"{page.base}/admin/access/loginattempt/")

    log_out(page)
    with_password(page)
    page.wait_for_url(f"**{SECOND}")
    page.click("#passkey_login")
    page.wait_for_url(f"{page.base}/admin/")


def with_password(page):
    page.goto(f"{page.base}{LOGIN}")
    type_password(page)


def log_out(page):
    page.goto(f"{page.base}/admin/")
    page.click("#logout-form button")
    page.wait_for_url(f"{page.base}/admin/logout/")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "width"), [("/ko", 360), pytest.param("", 1280, marks=pytest.mark.long)]
)
def test_the_pages_of_accounts_fit_and_can_be_heard(page_at, live_server, client, language, width, settings):
    User.objects.create_user("kim", "kim@office.example", PASSWORD, is_staff=True)
    page = page_at(width)
    for path in ("login/", "password/forgotten/", "invitation/nothing/"):
        look_at(page, f"{live_server.url}{language}/accounts/{path}", width)
    client.post(LOGIN, {"login": "kim", "password": PASSWORD})
    share_login(client, page.context, live_server.url)
    for path in (
        "",
        "password/",
        "sessions/",
        "passkeys/",
        "confirm/",
        "app/add/",
        "passkeys/add/",
        "logout/",
    ):
        look_at(page, f"{live_server.url}{language}/accounts/{path}", width)


def look_at(page, address, width):
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert page.evaluate(FORMS_WITHOUT_TOKEN) == [], address
    assert not page.locator("#passkey-failed").is_visible(), address  # nothing failed yet
    if width != 360:  # what can be heard does not depend on it
        return
    assert violations(page) == [], address
