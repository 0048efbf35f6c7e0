"""Administrators invite people; a link opens one account, once, for a week."""

import re
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from access.accounts import actions
from access.models import Invitation
from tests import factories as make
from tests.access.accounts.conftest import PASSWORD, is_logged_in
from tests.at_once import at_once

ADD = "/admin/access/invitation/add/"
NAMES = {"first_name": "Minji", "last_name": "Lee"}
FORM = {**NAMES, "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def invite(administrator, mailoutbox):
    """``invite(email, role)``: the path of the link that the admin has sent."""

    def invite(email="lee@office.example", role="editor", language="en"):
        client = Client()
        client.force_login(administrator)
        response = client.post(ADD, {"email": email, "role": role, "language": language})
        assert response.status_code == 302
        assert mailoutbox[-1].to == [email]
        return re.search(r"http://testserver(\S+)", mailoutbox[-1].body)[1]

    return invite


@pytest.mark.parametrize(
    ("role", "group", "is_superuser"),
    [("reader", "Readers", False), ("editor", "Editors", False), ("publisher", "Publishers", False),
     ("administrator", None, True)],
)  # fmt: skip
def test_an_invitation_makes_an_account_of_its_role(client, invite, role, group, is_superuser, attempts):
    link = invite(role=role)
    assert b"lee@office.example" in client.get(link).content

    response = client.post(link, FORM)

    assert (response.status_code, response["Location"]) == (302, "/admin/")
    user = User.objects.get(email="lee@office.example")
    assert (user.username, user.get_full_name(), user.is_staff) == ("lee@office.example", "Minji Lee", True)
    assert (user.is_superuser, [*user.groups.values_list("name", flat=True)]) == (
        is_superuser,
        [group] if group else [],
    )
    assert client.get("/admin/").status_code == 200
    assert attempts() == [("lee@office.example", "invitation", "succeeded", "127.0.0.1")]
    invitation = Invitation.objects.get()
    assert (invitation.user, invitation.invited_by.username) == (user, "root")


def test_who_was_invited_sets_up_a_second_factor_first(client, invite, settings):
    link = invite()
    settings.REQUIRE_MFA = True
    client.post(link, FORM)
    assert client.get("/admin/")["Location"] == "/accounts/"
    secret = re.search(r"<code>([A-Z2-7]+)</code>", client.get("/accounts/app/add/").content.decode())[1]

    client.post("/accounts/app/add/", {"code": format_hotp_value(hotp_value(secret, int(time.time()) // 30))})

    assert is_logged_in(client)


def test_looking_at_a_link_accepts_nothing(client, invite):
    link = invite()

    for _ in range(3):
        assert client.get(link).status_code == 200

    assert not User.objects.filter(email="lee@office.example").exists()


def test_a_link_opens_one_account_once(client, invite):
    link = invite()
    client.post(link, FORM)

    again = Client().post(link, FORM)

    assert (again.status_code, Client().get(link).status_code) == (410, 410)
    assert User.objects.filter(email="lee@office.example").count() == 1


@pytest.mark.parametrize("address", ["lee@office.example", "Lee@office.example", "LEE@OFFICE.EXAMPLE"])
def test_an_address_that_got_an_account_meanwhile_gets_no_second_one_however_it_is_written(
    client, invite, address
):
    link = invite()
    make.UserFactory(email=address)

    response = client.post(link, FORM)

    assert response.status_code == 410
    assert [user.email for user in User.objects.filter(email__iexact=address)] == [address]


@pytest.mark.django_db(transaction=True)
def test_a_link_that_is_sent_twice_at_once_opens_one_account(django_user_model, mailoutbox):
    invitation = make.InvitationFactory.build(invited_by=None)
    actions.invite(invitation=invitation, by=django_user_model.objects.create_superuser("root"))
    made = []

    def accept():
        made.append(actions.accept_invitation(invitation=invitation, password=PASSWORD, **NAMES))

    at_once(*[accept] * 4)

    assert sum(user is not None for user in made) == 1


def test_a_link_runs_out_after_a_week(client, invite):
    link = invite()

    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        assert client.get(link).status_code == 410
        assert client.post(link, FORM).status_code == 410
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        assert client.post(link, FORM).status_code == 302


def test_sent_again_the_first_link_ends(client, invite, administrator, mailoutbox):
    first = invite()
    client.force_login(administrator)
    invitation = Invitation.objects.get()

    client.post("/admin/access/invitation/", {"action": "send_again", "_selected_action": [invitation.pk]})

    second = re.search(r"http://testserver(\S+)", mailoutbox[-1].body)[1]
    assert Client().get(first).status_code == 410
    assert Client().post(second, FORM).status_code == 302


def test_sent_again_after_it_ran_out_a_link_opens_for_a_week(client, invite, administrator, mailoutbox):
    invite()
    client.force_login(administrator)
    again = {"action": "send_again", "_selected_action": [Invitation.objects.get().pk]}

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        client.force_login(administrator)
        client.post("/admin/access/invitation/", again)
        link = re.search(r"http://testserver(\S+)", mailoutbox[-1].body)[1]
    with time_machine.travel(timezone.now() + timedelta(days=14)):
        assert Client().get(link).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=16)):
        assert Client().get(link).status_code == 410


def test_a_withdrawn_invitation_ends(client, invite, administrator):
    link = invite()
    client.force_login(administrator)

    client.post(f"/admin/access/invitation/{Invitation.objects.get().pk}/delete/", {"post": "yes"})

    assert Client().get(link).status_code == 410


def test_an_accepted_invitation_stays(client, invite, administrator):
    client.post(invite(), FORM)
    client.force_login(administrator)
    invitation = Invitation.objects.get()

    assert (
        client.post(f"/admin/access/invitation/{invitation.pk}/delete/", {"post": "yes"}).status_code == 403
    )
    client.post("/admin/access/invitation/", {"action": "send_again", "_selected_action": [invitation.pk]})
    invitation.refresh_from_db()
    assert invitation.accepted_at


@pytest.mark.parametrize("email", ["kim@office.example", "KIM@office.example"])
def test_who_has_an_account_is_not_invited(client, administrator, somebody, email):
    client.force_login(administrator)

    response = client.post(ADD, {"email": email, "role": "reader", "language": "en"})

    assert response.status_code == 200
    assert b"There is an account with this address already." in response.content


def test_an_address_is_invited_once(client, administrator, invite):
    invite("lee@office.example")
    client.force_login(administrator)

    response = client.post(ADD, {"email": "LEE@office.example", "role": "reader", "language": "en"})

    assert b"This address is invited already: send that invitation again." in response.content
    with pytest.raises(IntegrityError, match="invitation_is_open_once_for_an_address"), transaction.atomic():
        make.InvitationFactory(email="Lee@Office.example")


def test_an_invitation_and_its_account_come_together(administrator):
    with pytest.raises(IntegrityError, match="invitation_says_whose_account_it_became"), transaction.atomic():
        make.InvitationFactory(accepted_at=timezone.now())
    with pytest.raises(IntegrityError, match="invitation_says_whose_account_it_became"), transaction.atomic():
        make.InvitationFactory(user=administrator)


def test_the_database_does_not_hold_the_secret(invite):
    secret = invite().split("/")[-2]

    assert secret not in str(Invitation.objects.values_list().get())


def test_a_mail_that_cannot_be_sent_leaves_an_invitation_to_send_again(client, administrator, monkeypatch):
    def refuse(backend, messages):
        raise OSError("the mail server is away")

    client.force_login(administrator)
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)

    response = client.post(
        ADD, {"email": "lee@office.example", "role": "reader", "language": "en"}, follow=True
    )

    assert "could not be sent" in response.content.decode()
    assert Invitation.objects.get().is_open


@pytest.mark.parametrize(
    "changed",
    [{"first_name": ""}, {"last_name": " "}, {"password1": ""}, {"password2": "another"},
     {"password1": "lee@office.example", "password2": "lee@office.example"},
     {"password1": "12345678", "password2": "12345678"}],
)  # fmt: skip
def test_what_is_missing_or_weak_is_asked_again(client, invite, changed):
    link = invite()

    response = client.post(link, {**FORM, **changed})

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not User.objects.filter(email="lee@office.example").exists()


@pytest.mark.parametrize("secret", ["x", "0" * 43, "%00", "a" * 4000, "가"])
def test_a_guessed_link_opens_nothing(client, invite, secret):
    invite()

    assert client.get(f"/accounts/invitation/{secret}/").status_code == 410


def test_whoever_was_logged_in_is_logged_out_first(client, invite, somebody):
    client.force_login(somebody)

    client.post(invite(), FORM)

    assert client.session["_auth_user_id"] == str(User.objects.get(email="lee@office.example").pk)


def test_the_mail_and_its_page_speak_the_language_that_was_chosen(client, invite, mailoutbox):
    link = invite(language="ko")

    assert link.startswith("/ko/accounts/invitation/")
    assert "초대" in mailoutbox[-1].subject
    assert "초대되었습니다" in client.get(link).content.decode()


def test_publishers_invite_nobody(client, publisher):
    client.force_login(publisher)

    assert client.get(ADD).status_code == 403
    assert client.get("/admin/auth/user/").status_code == 403
