"""Staff pages of the review workflow: sent, commented on, sent back, published at a set time, shown by a link."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.contrib.auth.models import User
from django.test import override_settings
from django.utils import timezone

from agreements.models import Agreement, UnitMember
from desk.groups import PUBLISHERS_GROUP
from desk.workflow import actions
from desk.workflow.models import Comment, PreviewLink, PreviewOpening, ScheduledPublication
from desk.workflow.preview_links import make_link
from history.acts import act
from history.choices import ActKind
from tests import factories as make
from tests.desk.conftest import Fields, address, member
from tests.desk.stored_rows import browser_of, for_a_reader, moment, named_agreement

EMBARGO = date(2999, 5, 6)
REASON = "It names nobody who signed."


def boss() -> User:
    return User.objects.get(username="boss")


def in_review(office: SimpleNamespace, *, reviewer: str = "", **more) -> Agreement:
    """An agreement that somebody sent to review, to one colleague or to all."""
    agreement = named_agreement("Reviewed agreement", office.ministry)
    to = member(reviewer, PUBLISHERS_GROUP) if reviewer else None
    actions.send_to_review(record=agreement, by=make.UserFactory(username="author"), reviewer=to)
    return agreement


def review_page(office: SimpleNamespace, agreement: Agreement):
    return office.desk.get(address(agreement, "review"))


def review(office: SimpleNamespace):
    return review_page(office, named_agreement("Reviewed agreement", office.ministry))


def review_sent(office: SimpleNamespace):
    return review_page(office, in_review(office, reviewer="reviewer"))


def review_of_anybody(office: SimpleNamespace):
    """Two comments, one on a field and resolved."""
    agreement = in_review(office)
    commenter = make.UserFactory(username="commenter")
    first = actions.add_comment(record=agreement, by=commenter, text="Is it signed?", field="milestone")
    actions.resolve_comment(record=agreement, pk=first.pk, by=boss())
    Comment.objects.filter(pk=first.pk).update(written_at=moment(1), resolved_at=moment(2))
    for text in ("Which day?", "Which place?"):
        actions.add_comment(record=agreement, by=commenter, text=text)
    return review_page(office, agreement)


def review_with_a_comment(office: SimpleNamespace):
    agreement = in_review(office)
    actions.add_comment(record=agreement, by=boss(), text="Which day?")
    return review_page(office, agreement)


def review_sent_back(office: SimpleNamespace):
    agreement = in_review(office)
    actions.send_back(record=agreement, by=boss(), reason=REASON)
    return review_page(office, agreement)


def review_again(office: SimpleNamespace):
    """In its third review; two colleagues have left since, and one review ended without a reason."""
    agreement = in_review(office)
    actions.send_back(record=agreement, by=boss(), reason=REASON)
    author = User.objects.get(username="author")
    actions.send_to_review(record=agreement, by=author)
    actions.withdraw_from_review(record=agreement, by=author)
    actions.send_to_review(record=agreement, by=author)
    for number, ended in enumerate(actions.earlier_reviews(agreement), 1):
        ended.sent_at, ended.ended_at = moment(number), moment(number + 4)
        ended.sent_by, ended.ended_by = (None, boss()) if number == 2 else (author, None)
        ended.save()
    return review_page(office, agreement)


def review_taken_out(office: SimpleNamespace):
    agreement = in_review(office)
    actions.withdraw_from_review(record=agreement, by=User.objects.get(username="author"))
    return review_page(office, agreement)


def own_review(office: SimpleNamespace):
    """The page for whoever sent it."""
    agreement = in_review(office)
    author = User.objects.get(username="author")
    author.groups.set(boss().groups.all())
    author.is_staff = author.is_superuser = True
    author.save()
    return browser_of(office, author).get(address(agreement, "review"))


def scheduled(state: str, reason: str = ""):
    """An agreement with a time that is set for its publication."""

    def page(office: SimpleNamespace):
        agreement = named_agreement("Agreement at its time", office.ministry)
        ScheduledPublication.objects.create(
            record=agreement,
            publish_at=timezone.now() + timedelta(days=1),
            shown="",
            scheduled_by=boss(),
            state=state,
            reason={"en": reason} if reason else {},
        )
        return office.desk.get(address(agreement, "public"))

    return page


def set_a_time(agreement: Agreement, **more) -> ScheduledPublication:
    at = {"publish_at": timezone.now() + timedelta(days=1), "shown": "", "scheduled_by": boss()}
    return ScheduledPublication.objects.create(record=agreement, **at, **more)


def history_of_set_times(office: SimpleNamespace):
    """One that was refused, one that a colleague cancelled, one that waits."""
    agreement = named_agreement("Agreement with set times", office.ministry)
    over = {"ended_at": timezone.now()}
    set_a_time(agreement, state="refused", reason={"en": "It was edited since."}, **over)
    set_a_time(agreement, state="cancelled", ended_by=boss(), **over)
    set_a_time(agreement)
    return office.desk.get(address(agreement, "history"))


def publish_at_another_time(office: SimpleNamespace):
    agreement = named_agreement("Agreement with a time", office.ministry)
    set_a_time(agreement)
    return office.desk.get(address(agreement, "publish"))


def publish_after_a_refusal(office: SimpleNamespace):
    agreement = named_agreement("Agreement refused before", office.ministry)
    set_a_time(agreement, state="refused", reason={"en": "It was edited since."})
    return office.desk.get(address(agreement, "publish"))


def publish_along_with_four_eyes(office: SimpleNamespace):
    """Two organizations would go along that whoever publishes has edited last."""
    agreement = named_agreement("Agreement of two", office.ministry)
    with act(kind=ActKind.EDIT, by=boss()):
        parties = [make.OrganizationFactory(name=f"Edited party {number}") for number in (1, 2)]
    for party in parties:
        make.InvolvementFactory(agreement=agreement, organization=party)
    with override_settings(FOUR_EYES=True):
        return office.desk.get(address(agreement, "publish"))


def moved_to_another_unit(office: SimpleNamespace):
    """The form was open when its agreement went to another unit."""
    agreement = named_agreement("Moved agreement", office.ministry)
    custody = make.CustodyFactory(agreement=agreement, unit=office.ministry)
    limited = browser_of(office, member("limited", PUBLISHERS_GROUP))
    UnitMember.objects.create(user=User.objects.get(username="limited"), unit=office.ministry)
    opened = Fields(limited.get(address(agreement)).content.decode()).form["opened"]
    type(custody).objects.filter(pk=custody.pk).update(unit=make.OrganizationFactory(name="Another unit"))
    typed = {"form_as_written": "Typed words", "texts-0-title": "Typed title"}
    return limited.post(address(agreement), {"opened": opened, **typed})


def held_back_links(office: SimpleNamespace):
    """A link that was made before an embargo."""
    agreement = named_agreement("Agreement with links", office.ministry)
    make_link(record=agreement, by=boss(), days=7, purpose="Reader")
    PreviewLink.objects.update(made_at=moment(1), expires_at=moment(1, 2999))
    make.CustodyFactory(agreement=agreement, embargo_until=EMBARGO)
    return office.desk.get(address(agreement, "preview-links"))


def publish_embargoed(office: SimpleNamespace):
    agreement = named_agreement("Embargoed agreement", office.ministry)
    make.CustodyFactory(agreement=agreement, embargo_until=EMBARGO)
    return office.desk.get(address(agreement, "publish"))


def preview_links(office: SimpleNamespace):
    """One that is open and was opened twice, one that was revoked, one that ran out."""
    agreement = named_agreement("Agreement with links", office.ministry)
    links = [
        make_link(record=agreement, by=boss(), days=7, purpose=f"Reader {number}") for number in (1, 2, 3)
    ]
    for _number in range(2):
        PreviewOpening.objects.create(link=links[0], language="en")
    PreviewLink.objects.filter(pk=links[0].pk).update(made_at=moment(1), expires_at=moment(1, 2999))
    PreviewOpening.objects.update(opened_at=moment(2))
    PreviewLink.objects.filter(pk=links[1].pk).update(revoked_at=timezone.now())
    PreviewLink.objects.filter(pk=links[2].pk).update(expires_at=timezone.now() - timedelta(days=1))
    return office.desk.get(address(agreement, "preview-links"))


def no_preview_links(office: SimpleNamespace):
    return office.desk.get(address(named_agreement("Agreement with links", office.ministry), "preview-links"))


STATES = {
    "review": review,
    "review sent": review_sent,
    "review of anybody": review_of_anybody,
    "review with a comment": review_with_a_comment,
    "review for a reader": for_a_reader(review_of_anybody),
    "review sent back": review_sent_back,
    "review again": review_again,
    "review taken out": review_taken_out,
    "review by its author": own_review,
    "publication at a time": scheduled("waiting"),
    "publication at a time for a reader": for_a_reader(scheduled("waiting")),
    "publication refused at its time": scheduled("refused", "It was edited since."),
    "history of set times": history_of_set_times,
    "publish at another time": publish_at_another_time,
    "publish after a refusal": publish_after_a_refusal,
    "publish along with four eyes": publish_along_with_four_eyes,
    "moved to another unit": moved_to_another_unit,
    "preview links, held back": held_back_links,
    "publish embargoed": publish_embargoed,
    "preview links": preview_links,
    "preview links, none": no_preview_links,
}
