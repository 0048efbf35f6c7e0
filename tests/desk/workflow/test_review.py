"""Promises about reviews: who may do which step, what it tells whom, and that it ends with the publication."""

from html import unescape

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError

from desk.workflow import actions
from desk.workflow.models import Comment, Review
from redaction.stores import texts_about
from redaction.subjects import Subject, subject_name
from register.publishing import publish
from tests import factories as make
from tests.desk.conftest import address, desk, editor, groups, member, publisher, publishing_desk

pytestmark = pytest.mark.django_db
__all__ = ["desk", "editor", "groups", "publisher", "publishing_desk"]

LIST = "/admin/agreements/agreement/"


@pytest.fixture
def draft():
    return make.AgreementFactory(titled=True)


def act(client, record, name, **data):
    return client.post(address(record, "review"), {"act": name, **data})


def page_of(client, record):
    return unescape(client.get(address(record, "review")).content.decode())


def state_of(record):
    record.refresh_from_db()
    return record.editorial_state


def test_a_draft_goes_to_a_reviewer_who_finds_it_on_the_front_page(desk, client, publisher, draft):
    other = member("other", "Publishers")

    assert act(desk, draft, "send", **{"send-reviewer": publisher.pk}).status_code == 302

    assert state_of(draft) == "in_review"
    for user, waits in ((publisher, True), (other, False)):
        client.force_login(user)
        assert ("Waiting for my review" in client.get("/admin/").content.decode()) is waits
        listed = client.get(f"{LIST}?queue=for_me").content.decode()
        assert (f">{draft}</a>" in listed) is waits


def test_a_review_without_a_reviewer_waits_for_whoever_publishes(desk, client, publisher, draft):
    act(desk, draft, "send")
    client.force_login(publisher)

    assert "Reviewer: anybody who may publish" in page_of(client, draft)
    assert "Waiting for my review" in client.get("/admin/").content.decode()
    client.force_login(member("somebody", "Editors"))
    assert "Waiting for my review" not in client.get("/admin/").content.decode()
    assert actions.open_review(draft).reviewer is None


def test_only_colleagues_who_may_publish_are_offered_as_reviewers(desk, editor, publisher, draft):
    member("another", "Editors")
    gone = member("gone", "Publishers")
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)

    form = desk.get(address(draft, "review")).context["forms"]["send"]

    assert [choice[1] for choice in form.fields["reviewer"].choices][1:] == ["publisher"]
    assert act(desk, draft, "send", **{"send-reviewer": editor.pk}).status_code == 200
    assert state_of(draft) == "draft"


def test_it_is_sent_back_with_a_reason_that_its_author_finds(client, editor, publisher, draft):
    actions.send_to_review(record=draft, by=editor, reviewer=publisher)
    client.force_login(publisher)

    assert act(client, draft, "send_back", **{"back-reason": " "}).status_code == 200
    assert state_of(draft) == "in_review"
    act(client, draft, "send_back", **{"back-reason": "The second page is <missing>."})

    assert state_of(draft) == "draft"
    assert "Sent back to me" not in client.get("/admin/").content.decode()
    client.force_login(editor)
    assert "Sent back to me" in client.get("/admin/").content.decode()
    assert "“The second page is <missing>.”" in unescape(client.get(address(draft)).content.decode())
    act(client, draft, "send")
    assert "Sent back to me" not in client.get("/admin/").content.decode()


def test_only_its_author_takes_it_out_of_review(client, editor, publisher, draft):
    actions.send_to_review(record=draft, by=editor, reviewer=publisher)
    client.force_login(member("another", "Editors"))
    assert act(client, draft, "withdraw").status_code == 403
    with pytest.raises(ValidationError, match="takes it out again"):
        actions.withdraw_from_review(record=draft, by=publisher)

    client.force_login(editor)
    act(client, draft, "withdraw")

    assert state_of(draft) == "draft"
    assert actions.open_review(draft) is None
    assert LogEntry.objects.count() == 0  # the history has it


@pytest.mark.parametrize("name", ["withdraw", "send_back", "assign"])
def test_there_is_nothing_to_end_once_the_review_is_over(client, editor, publisher, draft, name):
    client.force_login(publisher)

    response = client.post(address(draft, "review"), {"act": name, "back-reason": "No <source>"}, follow=True)
    page = unescape(response.content.decode())
    assert "Not done: the review has gone on since you opened the page." in page
    assert "You had written: No <source>" in page
    with pytest.raises(ValidationError, match="not in review any more"):
        actions.send_back(record=draft, by=publisher, reason="No")


def test_what_an_earlier_review_said_stays_to_be_read(desk, client, editor, publisher, draft):
    actions.send_to_review(record=draft, by=editor)
    actions.send_back(record=draft, by=publisher, reason="No source")
    assert page_of(desk, draft).count("No source") == 1

    actions.send_to_review(record=draft, by=editor)

    assert "No source" in page_of(desk, draft).partition("Earlier reviews")[2]


def test_a_second_click_on_sending_says_that_it_was_sent(desk, draft):
    assert act(desk, draft, "send").status_code == 302

    response = desk.post(address(draft, "review"), {"act": "send"}, follow=True)

    assert "Not done: the review has gone on" in response.content.decode()
    assert Review.objects.count() == 1


def test_a_second_request_for_review_is_refused(editor, publisher, draft):
    actions.send_to_review(record=draft, by=editor)

    with pytest.raises(ValidationError, match="Only a draft"):
        actions.send_to_review(record=draft, by=publisher)
    assert Review.objects.count() == 1


def test_a_publication_ends_the_review(editor, publisher, draft):
    actions.send_to_review(record=draft, by=editor, reviewer=publisher)

    publish(draft, by=publisher)

    review = Review.objects.get()
    assert (review.state, review.ended_by) == ("published", publisher)


def test_an_edited_public_record_is_reviewed_while_it_stays_public(client, editor, publisher, draft):
    publish(draft, by=publisher)
    with pytest.raises(ValidationError, match="Only a draft"):
        actions.send_to_review(record=draft, by=editor)
    type(draft).objects.filter(pk=draft.pk).update(is_edited=True)
    client.force_login(editor)

    act(client, draft, "send", **{"send-reviewer": publisher.pk})

    assert state_of(draft) == "published"
    client.force_login(publisher)
    assert "Waiting for my review" in client.get("/admin/").content.decode()
    act(client, draft, "send_back", **{"back-reason": "Not yet"})
    assert state_of(draft) == "published"
    client.force_login(editor)
    assert "Sent back to me" in client.get("/admin/").content.decode()


def test_what_an_import_left_in_review_can_be_given_to_somebody_and_sent_back(
    client, editor, publisher, draft
):
    type(draft).objects.filter(pk=draft.pk).update(editorial_state="in_review")
    client.force_login(publisher)

    act(client, draft, "assign", **{"assign-reviewer": member("other", "Publishers").pk})
    assert actions.open_review(draft).reviewer.username == "other"
    act(client, draft, "send_back", **{"back-reason": "No source"})

    assert (state_of(draft), Review.objects.get().state) == ("draft", "sent_back")


def test_comments_are_of_the_record_or_a_field_and_are_resolved(client, editor, publisher, draft):
    client.force_login(publisher)
    act(client, draft, "comment", **{"comment-text": "Which ministry?", "comment-field": "involvement"})
    act(client, draft, "comment", **{"comment-text": "<b>Good</b>", "comment-field": ""})
    assert act(client, draft, "comment", **{"comment-text": "x", "comment-field": "ref"}).status_code == 200
    assert act(client, draft, "comment", **{"comment-text": " "}).status_code == 200
    client.force_login(editor)

    page = client.get(address(draft, "review")).content.decode()
    assert "<strong>Parties and others who take part:</strong>" in page or "Which ministry?" in page
    assert "&lt;b&gt;Good&lt;/b&gt;" in page
    assert "(2 open comments)" in page
    first = Comment.objects.get(field="involvement")
    act(client, draft, "resolve", comment=first.pk)
    act(client, draft, "resolve", comment=first.pk)

    first.refresh_from_db()
    assert first.resolved_by == editor
    assert "(1 open comment)" in client.get(address(draft)).content.decode()


def test_a_comment_is_resolved_on_its_own_record_alone(client, publisher, draft):
    other = make.AgreementFactory(titled=True)
    comment = actions.add_comment(record=other, by=publisher, text="Look")
    client.force_login(publisher)

    for number in (comment.pk, "x", "", 10**30, "9" * 5_000):
        act(client, draft, "resolve", comment=number)

    comment.refresh_from_db()
    assert comment.resolved_at is None


def test_readers_see_comments_and_write_none(client, groups, editor, draft):
    actions.add_comment(record=draft, by=editor, text="Look at this")
    client.force_login(member("reader", "Readers"))

    assert "Look at this" in page_of(client, draft)
    for name in ("comment", "resolve", "send", "withdraw", "send_back", "assign"):
        assert act(client, draft, name, **{"comment-text": "x"}).status_code == 403


def test_redaction_reaches_comments_and_reasons(editor, publisher, draft):
    actions.add_comment(record=draft, by=editor, text="Hong called")
    actions.send_to_review(record=draft, by=editor)
    actions.send_back(record=draft, by=publisher, reason="Hong again")

    texts = {text.text: text for text in texts_about(Subject(subject_name(draft)))}

    assert {"Hong called", "Hong again"} <= {*texts}


def test_what_is_kept_about_a_draft_goes_with_it(client, superuser_client, editor, publisher, draft):
    actions.add_comment(record=draft, by=editor, text="Look")
    actions.send_to_review(record=draft, by=editor)

    superuser_client.post(address(draft, "delete"), {"post": "yes"})

    assert (Comment.objects.count(), Review.objects.count()) == (0, 0)


@pytest.fixture
def superuser_client(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("root"))
    return client
