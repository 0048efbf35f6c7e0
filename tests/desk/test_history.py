"""The history of a record in words: who, when, why, before and after; and what is restored from it."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from agreements.models import Agreement
from desk.fingerprints import ChangedSinceShown, fingerprints
from desk.history.bodies import DeskBody, RowNames
from desk.history.restoring import restoration_of, restore
from desk.history.wording import worded_acts
from desk.workflow.actions import send_to_review
from history.acts import act
from history.choices import ActKind
from history.models import Act, Change
from history.states import history_of
from register.publishing import publish
from sources.models import Source
from tests import factories as make
from tests.attachments import docx_entries, package, pdf, upload
from tests.desk.conftest import address
from tests.whole_world import public_world

pytestmark = pytest.mark.django_db


def table(record, position: int = 0) -> list[tuple[str, str, str]]:
    """Label, before and after of the rows of one act, the latest first."""
    [worded] = worded_acts(history_of(type(record), record.pk), position, position + 1)
    return [(row["label"], row["before"], row["after"]) for row in worded.rows]


def new_act(**more):
    return act(kind=ActKind.EDIT, **more)


# In words


def test_a_record_goes_by_its_name_in_the_language_of_the_page():
    organization = make.OrganizationFactory(name="United Kingdom", country="GB")
    make.OrganizationNameFactory(organization=organization, text="영국", language="ko", kind="official")
    with new_act():
        agreement = make.AgreementFactory(titled=True)
    with new_act():
        make.InvolvementFactory(agreement=agreement, organization=organization, role="funder")

    with translation.override("ko"):
        in_korean = str(table(agreement))

    assert "영국" in in_korean
    assert "United Kingdom (GB)" not in in_korean
    assert "United Kingdom (GB)" in str(table(agreement))


def test_an_act_of_review_offers_nothing_to_restore(publisher, editor):
    agreement = make.AgreementFactory(titled=True)
    with new_act(by=editor):
        agreement.texts.update(title="Another title")
    send_to_review(record=agreement, by=editor, reviewer=publisher)

    acts = worded_acts(history_of(Agreement, agreement.pk), 0, 3)

    assert [each.is_restorable for each in acts] == [False, True, False]


def test_a_change_is_told_in_the_words_of_the_form():
    with new_act():
        agreement = make.AgreementFactory(titled=True, form="mou")
    with new_act():
        Agreement.objects.filter(pk=agreement.pk).update(form="treaty")

    assert table(agreement) == [("Form", "memorandum of understanding", "treaty")]
    with translation.override("ko"):
        assert table(agreement) == [("형식", "양해각서", "조약")]


def test_parts_and_links_are_on_the_page_of_their_record():
    with new_act():
        agreement = make.AgreementFactory(titled=True)
        signatory = make.SignatoryFactory(agreement=agreement, name_as_written="Hong Gildong")
        topic = make.TopicFactory(names={"en": "clinical trials"})
    with new_act():
        signatory.post_as_written = "Dean"
        signatory.save()
        agreement.topics.add(topic)
        make.CustodyFactory(agreement=agreement, note="Ask Kim.")

    rows = {label: (before, after) for label, before, after in table(agreement)}

    assert rows["Topics"] == ("", "clinical trials")
    assert ("", "Ask Kim.") in rows.values() or any("Ask Kim." in after for _before, after in rows.values())
    assert any("Dean" in after and label.startswith("Signatory") for label, (_before, after) in rows.items())


def test_the_first_act_and_the_last_name_everything():
    with new_act():
        agreement = make.AgreementFactory(titled=True, text__title="Memorandum of Seoul")
    pk = agreement.pk
    with new_act():
        agreement.delete()

    acts = worded_acts(history_of(Agreement, pk), 0, 5)

    assert [any("Memorandum of Seoul" in row["before"] for row in each.rows) for each in acts] == [
        True,
        False,
    ]
    assert [any("Memorandum of Seoul" in row["after"] for row in each.rows) for each in acts] == [False, True]


def test_every_part_of_every_kind_is_told_in_words():
    """No key, code of the program or empty label stands for a part of any kind."""
    for record in public_world()[0]:
        worded = worded_acts(history_of(type(record), record.pk), 0, 50)
        rows = [row for each in worded for row in each.rows]
        assert rows, record
        assert [row for row in rows if not row["label"] or row["label"].endswith("› ")] == []
        assert [row for row in rows if re.search(r"\{|\bpk\b|#\d", row["before"] + row["after"])] == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_says_who_when_and_why(desk, editor, language):
    with new_act(by=editor, reason="The date was misread."):
        agreement = make.AgreementFactory(titled=True)

    prefix = "/ko" if language == "ko" else ""
    html = desk.get(f"{prefix}{address(agreement, 'history')}").content.decode()

    assert "The date was misread." in html
    assert editor.get_username() in html
    assert ("업무 화면에서 고침" if language == "ko" else "edited in the staff area") in html


def test_what_nobody_gave_a_name_for_has_role_and_program(desk):
    agreement = make.AgreementFactory(titled=True)

    html = desk.get(address(agreement, "history")).content.decode()

    made = Act.objects.latest("pk")
    assert f"database role {made.role} ({made.program})" in html


def test_a_form_is_one_act_of_who_sent_it(desk, editor, form_at):
    agreement = make.AgreementFactory(titled=True)
    form = form_at(desk, address(agreement))
    form["form"] = ["treaty"]
    form.fill("texts-0", title="Another title")
    form["reason_for_change"] = ["Misprint"]

    response = desk.post(address(agreement), form)

    assert response.status_code == 302
    made = Act.objects.latest("pk")
    assert (made.by, made.kind, made.reason) == (editor, "edit", "Misprint")
    assert {change.model for change in made.changes.all()} == {
        "agreements.agreement",
        "agreements.agreementtext",
    }
    assert made.request_id


def test_a_publication_says_its_note(publisher):
    agreement = make.AgreementFactory(titled=True)
    publish(agreement, by=publisher, note="First issue")

    made = Act.objects.filter(kind=ActKind.PUBLISH).latest("pk")
    assert (made.by, made.reason) == (publisher, "First issue")
    assert ("Editorial state", "draft", "published") in table(agreement)


def test_the_page_asks_as_often_for_many_acts_as_for_a_few(desk):
    agreement = make.AgreementFactory(titled=True)
    counts = []
    desk.get(address(agreement, "history"))  # what is asked once a process is not counted
    for rounds in (2, 17):
        for number in range(rounds):
            with new_act():
                agreement.occasion = {"en": f"round {number}"}
                agreement.save()
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(address(agreement, "history")).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_page_shows_some_acts_and_leads_to_the_others(desk):
    agreement = make.AgreementFactory(titled=True)
    for number in range(25):
        with new_act(reason=f"round {number}."):
            Agreement.objects.filter(pk=agreement.pk).update(occasion={"en": f"Nr {number}"})

    first = desk.get(address(agreement, "history")).content.decode()
    second = desk.get(f"{address(agreement, 'history')}?p=2").content.decode()

    assert ("round 24." in first, "round 4." in first, "round 4." in second) == (True, False, True)
    assert desk.get(f"{address(agreement, 'history')}?p=x").status_code == 200


def test_accounts_groups_and_lists_have_a_history(client, superuser):
    client.force_login(superuser)
    user, group, saved = make.UserFactory(), Group.objects.create(name="Interns"), make.SavedListFactory()
    with new_act(by=superuser):
        user.groups.add(group)
        user.set_password("another")
        user.save()

    html = client.get(f"/admin/auth/user/{user.pk}/history/").content.decode()

    assert "Interns" in html
    assert "md5" not in html
    assert "•••" in html
    assert client.get(f"/admin/auth/group/{group.pk}/history/").status_code == 200
    assert client.get(f"/admin/spreadsheets/savedlist/{saved.pk}/history/").status_code == 200
    assert "restore" not in html


def test_what_nobody_can_see_is_no_change_in_words(client, superuser):
    """A form cuts parts of seconds from a time when it is saved. A change of a minute, from or to nothing is one."""
    client.force_login(superuser)
    user, moment = make.UserFactory(), datetime(2026, 11, 29, 19, 53, 20, 123456, tzinfo=UTC)
    of_user = get_user_model().objects.filter(pk=user.pk)
    of_user.update(date_joined=moment, first_name="2026-11-29T19:53:20+00:00")

    def rows_after(**values):
        with new_act(by=superuser):
            of_user.update(**values)
        html = client.get(f"/admin/auth/user/{user.pk}/history/").content.decode()
        return html.count("Date joined")

    before = rows_after(username="another")
    assert rows_after(date_joined=moment.replace(microsecond=0)) == before
    assert rows_after(date_joined=moment.replace(microsecond=0, second=1), username="third") == before
    assert rows_after(date_joined=moment.replace(minute=54)) == before + 1
    of_user.update(first_name="2026-11-29T19:53:21+00:00")
    assert "2026-11-29T19:53:21+00:00" in client.get(f"/admin/auth/user/{user.pk}/history/").content.decode()


# Restored


def restored(record, number=None, *, paths=None, by=None, reason=""):
    """Restore what was before the latest act of a record, or the act of a change."""
    model = type(record)
    restoration = restoration_of(model, record.pk, number or history_of(model, record.pk).changes[0].pk)
    shown = fingerprints(restoration.shown())
    return restore(
        record_model=model, pk=record.pk, number=restoration.recorded.number,
        paths=[*restoration.differences] if paths is None else paths, shown=shown, reason=reason, by=by,
    )  # fmt: skip


def test_one_field_is_restored_and_the_others_stay(editor):
    with new_act():
        agreement = make.AgreementFactory(titled=True, form="mou")
    with new_act():
        Agreement.objects.filter(pk=agreement.pk).update(form="treaty", occasion={"en": "Visit"})

    restored(agreement, paths=["form"], by=editor, reason="It is none.")

    agreement.refresh_from_db()
    assert (agreement.form, agreement.occasion) == ("mou", {"en": "Visit"})
    made = Act.objects.latest("pk")
    assert (made.kind, made.by, made.reason) == (ActKind.RESTORE, editor, "It is none.")
    assert table(agreement) == [("Form", "treaty", "memorandum of understanding")]


def test_a_date_is_restored_with_its_bounds():
    with new_act():
        milestone = make.MilestoneFactory(on="2020-01")
    with new_act():
        milestone.on = "2021-02-03"
        milestone.save()

    restored(milestone.agreement, paths=[f"milestones/{milestone.key}/on"])

    row = type(milestone).objects.values("on", "on_earliest", "on_latest").get(pk=milestone.pk)
    assert (row["on"], f"{row['on_earliest']}", f"{row['on_latest']}") == (
        "2020-01",
        "2020-01-01",
        "2020-01-31",
    )


def test_a_file_is_restored_with_all_that_is_known_of_it():
    known = ["file", "file_name", "size", "media_type", "sha256"]
    with new_act():
        document = make.DocumentFactory(file=upload(pdf("We agree."), "mou.pdf"))
    before = type(document).objects.values(*known).get()
    with new_act():
        document.file = upload(package(docx_entries()), "longer.docx")
        document.save()
    after = type(document).objects.values(*known).get()
    assert all(before[name] != after[name] for name in known)

    restored(document.agreement, paths=[f"documents/{document.key}/file"])

    assert type(document).objects.values(*known).get() == before


def test_an_amount_comes_back_to_the_last_digit():
    amount = Decimal("1234567890123456.91")
    with new_act():
        contribution = make.ContributionFactory(amount=amount)
    with new_act():
        type(contribution).objects.filter(pk=contribution.pk).update(amount=Decimal("1.5"))

    restored(contribution.agreement)

    contribution.refresh_from_db()
    assert contribution.amount == amount


def test_a_part_that_was_deleted_comes_back_with_its_links():
    with new_act():
        outcome = make.OutcomeFactory()
        outcome.topics.add(make.TopicFactory())
    before = state_of(outcome.activity)
    with new_act():
        outcome.delete()

    restored(outcome.activity)

    assert state_of(outcome.activity) == before


def test_a_part_that_was_added_goes():
    with new_act():
        agreement = make.AgreementFactory(titled=True)
    before = state_of(agreement)
    with new_act():
        make.SignatoryFactory(agreement=agreement)

    restored(agreement)

    assert state_of(agreement) == before


def state_of(record) -> dict:
    """All rows of a record, without when it was saved."""
    present = history_of(type(record), record.pk).present
    return {
        key: {n: v for n, v in row.items() if n not in {"updated_at", "is_edited"}}
        for key, row in present.items()
    }


def test_every_state_of_every_kind_comes_back_whole():
    """Each record with parts of every kind: emptied, then restored to the last row."""
    for record in public_world()[0]:
        before = state_of(record)
        if len(before) == 1:
            continue
        with new_act(), connection.cursor() as cursor:
            for name, pk in before:
                if name != record._meta.label_lower:
                    meta = apps.get_model(name)._meta
                    cursor.execute(f"DELETE FROM {meta.db_table} WHERE {meta.pk.column} = %s", [pk])

        restored(record)

        assert state_of(record) == before, record


def test_a_record_that_was_deleted_comes_back():
    with new_act():
        source = make.SourceFactory(title="Letter", note="in a drawer")
    pk = source.pk
    with new_act():
        source.delete()
    source.pk = pk

    restored(source)

    assert Source.objects.get(pk=pk).note == "in a drawer"


def test_a_draft_that_was_deleted_in_review_comes_back_as_a_draft(publisher):
    with new_act():
        agreement = make.AgreementFactory(titled=True, editorial_state="in_review")
    pk = agreement.pk
    with new_act():
        agreement.delete()
    agreement.pk = pk

    restored(agreement)

    assert Agreement.objects.get(pk=pk).editorial_state == "draft"


def test_what_only_actions_set_is_not_restored(publisher):
    with new_act():
        agreement = make.AgreementFactory(titled=True)
    publish(agreement, by=publisher)

    publishing = Change.objects.filter(model="agreements.agreement", act__kind=ActKind.PUBLISH).latest("pk")
    restoration = restoration_of(Agreement, agreement.pk, publishing.pk)

    assert restoration.differences == {}


def test_what_changed_since_the_page_was_opened_is_shown_first():
    with new_act():
        agreement = make.AgreementFactory(titled=True, form="mou")
    with new_act():
        Agreement.objects.filter(pk=agreement.pk).update(form="treaty")
    number = history_of(Agreement, agreement.pk).changes[0].pk
    shown = fingerprints(restoration_of(Agreement, agreement.pk, number).shown())
    agreement.refresh_from_db()
    agreement.save()  # somebody saved it, and be it as it was

    with pytest.raises(ChangedSinceShown):
        restore(
            record_model=Agreement,
            pk=agreement.pk,
            number=number,
            paths=["form"],
            shown=shown,
            reason="",
            by=None,
        )
    agreement.refresh_from_db()
    assert agreement.form == "treaty"


def test_what_may_not_be_any_more_is_refused():
    organization = make.OrganizationFactory()
    with new_act():
        agreement = make.AgreementFactory(titled=True)
        involvement = make.InvolvementFactory(agreement=agreement, organization=organization)
    with new_act():
        involvement.delete()
    number = history_of(Agreement, agreement.pk).changes[0].pk
    organization.delete()

    with pytest.raises(ValidationError):
        restored(agreement, number)
    assert not agreement.involvements.filter(pk=involvement.pk).exists()
    assert not Act.objects.filter(kind=ActKind.RESTORE).exists()


def test_before_the_first_act_there_is_nothing_to_restore(desk):
    with new_act():
        source = make.SourceFactory()
    number = Change.objects.latest("pk").pk

    assert "/restore/" not in desk.get(address(source, "history")).content.decode()
    page = desk.get(f"{address(source, 'history')}{number}/restore/").content.decode()
    assert "Nothing differs" in page
    with pytest.raises(ValidationError, match="Tick what is to be restored"):
        restored(source)
    assert Source.objects.filter(pk=source.pk).exists()


def test_a_restoration_is_itself_restored():
    with new_act():
        source = make.SourceFactory(title="First")
    with new_act():
        Source.objects.filter(pk=source.pk).update(title="Second")
    restored(source)
    restored(source)

    source.refresh_from_db()
    assert source.title == "Second"


def test_the_page_restores_what_is_ticked_and_marks_the_record(publishing_desk, form_at):
    with new_act():
        agreement = make.AgreementFactory(titled=True, form="mou")
    publish(agreement, by=None)
    with new_act():
        Agreement.objects.filter(pk=agreement.pk).update(form="treaty", occasion={"en": "Visit"})
    page = f"{address(agreement, 'history')}{history_of(Agreement, agreement.pk).changes[0].pk}/restore/"
    form = form_at(publishing_desk, page)
    assert sorted(form["paths"]) == ["form", "occasion"]
    form["paths"] = ["occasion"]

    response = publishing_desk.post(page, form)

    agreement.refresh_from_db()
    assert (response.status_code, agreement.form, agreement.occasion) == (302, "treaty", {})
    assert agreement.is_edited


def test_the_page_of_a_deleted_record_offers_it_whole(desk, form_at):
    with new_act():
        source = make.SourceFactory(title="Letter of Seoul")
    pk = source.pk
    with new_act():
        source.delete()
    history = f"/admin/sources/source/{pk}/history/"
    html = desk.get(history).content.decode()
    [page] = {
        link
        for link in re.findall(r'href="([^"]+/restore/)"', html)
        if str(Change.objects.latest("pk").pk) in link
    }

    response = desk.post(page, form_at(desk, page))

    assert "Letter of Seoul" in html
    assert response.status_code == 302
    assert Source.objects.get(pk=pk).title == "Letter of Seoul"


def test_readers_see_the_history_and_restore_nothing(client, reader):
    client.force_login(reader)
    with new_act():
        source = make.SourceFactory()
    number = Change.objects.latest("pk").pk

    html = client.get(address(source, "history")).content.decode()

    assert "/restore/" not in html
    assert client.get(f"{address(source, 'history')}{number}/restore/").status_code == 403


def test_a_body_of_the_desk_has_everything_that_forms_have():
    """What an editor types stands in the words of the history, internal notes too."""
    agreement = make.AgreementFactory(titled=True)
    make.CustodyFactory(agreement=agreement, note="Ask Kim.")
    state = history_of(Agreement, agreement.pk).present

    body = DeskBody(Agreement, state, RowNames([state])).body

    assert body["custody"][0]["note"] == "Ask Kim."
