"""Staff pages of a record in review, edited by two at once, deleted meanwhile; and of keys and files."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from django.contrib.auth.models import Permission, User
from django.test import override_settings

from agreements.models import Agreement
from desk.form_drafts import keep_draft
from desk.groups import EDITORS_GROUP
from exports.dumps import builder
from register.publishing import publish, withdraw
from tests import factories as make
from tests.desk.conftest import Fields, address, member
from tests.desk.stored_rows import WHY, browser_of, for_a_reader, html_of, named_agreement
from tests.desk.test_staff_pages import Browser

ABSENT = 987_654  # number of no row

# Above the forms of change pages


def change_page(record) -> str:
    return address(record)


def in_review(office: SimpleNamespace):
    Agreement.objects.filter(pk=office.draft.pk).update(editorial_state="in_review")
    return office.desk.get(change_page(office.draft))


def edited(office: SimpleNamespace):
    Agreement.objects.filter(pk=office.edited.pk).update(is_edited=True)
    return office.desk.get(change_page(office.edited))


def implied_key_dates(office: SimpleNamespace):
    """An agreement that amended one on another day than it was signed, and ended another."""
    newer = named_agreement("Newer agreement", office.ministry)
    for kind, title in (("amends", "Amended agreement"), ("supersedes", "Superseded agreement")):
        older = named_agreement(title, office.ministry)
        make.AgreementRelationFactory(agreement=newer, older=older, kind=kind)
    make.MilestoneFactory(agreement=newer, on="2020-05")
    make.MilestoneFactory(agreement=newer, kind="takes_effect", on="2020-07-01")
    return office.desk.get(change_page(newer))


def implied_key_dates_in_a_window(office: SimpleNamespace):
    newer = named_agreement("Newer agreement", office.ministry)
    make.AgreementRelationFactory(
        agreement=newer, older=named_agreement("Older agreement", office.ministry), kind="amends"
    )
    make.MilestoneFactory(agreement=newer, on="2020-05-06")
    return office.desk.get(f"{change_page(newer)}?_popup=1")


def implied_key_dates_without_a_day(office: SimpleNamespace):
    newer = named_agreement("Newer agreement", office.ministry)
    make.AgreementRelationFactory(
        agreement=newer, older=named_agreement("Older agreement", office.ministry), kind="amends"
    )
    make.MilestoneFactory(agreement=newer, on="2020-05-06")
    return office.desk.get(change_page(newer))


def a_source(office: SimpleNamespace):
    return office.desk.get(address(make.SourceFactory(title="Page of a source")))


# Two people at one record


def colleague(office: SimpleNamespace) -> Browser:
    """The browser of somebody else, who saves first."""
    return browser_of(office, User.objects.create_superuser("colleague"))


def form_of(browser: Browser, record) -> Fields:
    return Fields(html_of(browser.get(address(record)))).form


def edited_by_both(office: SimpleNamespace):
    """Both put in an own name and a topic, one a title; somebody sends it to review meanwhile, and has it open."""
    agreement, other = named_agreement("Edited by both", office.ministry), colleague(office)
    topics = [
        make.TopicFactory(names={"en": f"Topic {number}", "ko": f"주제 {number}"}).pk for number in (1, 2)
    ]
    yours, theirs = form_of(office.desk, agreement), form_of(other, agreement)
    other.post(address(agreement), {
        **theirs, "form_as_written": "Their note", "topics": [topics[0]], "texts-0-title": "Their title",
    })  # fmt: skip
    Agreement.objects.filter(pk=agreement.pk).update(editorial_state="in_review")
    other.get(address(agreement))
    page = office.desk.post(
        address(agreement), {**yours, "form_as_written": "Your note", "topics": [topics[1]]}
    )
    return page


def edited_by_both_at_once(office: SimpleNamespace):
    """Both put in another note, and nothing else."""
    agreement, other = named_agreement("Edited at once", office.ministry), colleague(office)
    yours = form_of(office.desk, agreement)
    other.post(address(agreement), {**yours, "form_as_written": "Their note", "texts-0-title": "Their title"})
    sent = {**yours, "form_as_written": "Your note", "texts-0-title": "Your title"}
    return office.desk.post(address(agreement), sent)


def refused_with_a_reason(office: SimpleNamespace):
    """The form shown again with an error, and the reason for the change that was typed."""
    agreement = named_agreement("Refused agreement", office.ministry)
    sent = {**form_of(office.desk, agreement), "form": "none of these", "reason_for_change": "It was wrong."}
    return office.desk.post(address(agreement), sent)


def gone_for_one_who_may_not_add(office: SimpleNamespace):
    """Deleted while somebody had it open who may change what there is, and add nothing."""
    sent = {"opened": "yes", "form": "mou"}
    user = make.UserFactory(username="only-changes", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_agreement", "change_agreement"]))
    browser = browser_of(office, user)
    return browser.post(f"/admin/agreements/agreement/{ABSENT}/change/", sent)


def logged_out(office: SimpleNamespace):
    browser = browser_of(office, make.UserFactory(username="leaving", is_staff=True))
    return browser.post("/admin/logout/", follow=True)


def gone_meanwhile(office: SimpleNamespace):
    """Deleted with something else, of which no log tells."""
    agreement = named_agreement("Gone meanwhile", office.ministry)
    yours = form_of(office.desk, agreement)
    agreement.delete()
    return office.desk.post(address(agreement), {**yours, "form_as_written": "Your note"})


def deleted_meanwhile(office: SimpleNamespace):
    agreement, other = named_agreement("Deleted meanwhile", office.ministry), colleague(office)
    yours = form_of(office.desk, agreement)
    other.post(address(agreement, "delete"), {"post": "yes"})
    return office.desk.post(address(agreement), {**yours, "form_as_written": "Your note"})


def open_elsewhere(office: SimpleNamespace):
    colleague(office).get(address(office.draft))
    return office.desk.get(address(office.draft))


# Elsewhere


def key_made(office: SimpleNamespace):
    partner = make.PartnerFactory(name="Partner of keys")
    return office.desk.post("/admin/access/key/add/", {
        "partner": partner.pk, "name": "Nightly copy", "scopes": ["read"],
        "expires_at_0": f"{datetime.now(UTC).year + 1}-01-01",
        "expires_at_1": "12:00:00",
    })  # fmt: skip


def bulk_files_held_back(office: SimpleNamespace):
    """Files that were made before something in them was withdrawn, while others are being made."""
    body = make.OrganizationFactory(name="Body in files")
    publish(body, by=None)
    with TemporaryDirectory() as folder, override_settings(DUMPS_ROOT=Path(folder) / "dumps"):
        builder.build_dump()
        withdraw(body, by=None, reason=WHY)
        with builder.dump_lock(Path(folder) / "dumps"):
            return office.desk.get("/admin/bulk-files/")


def bulk_files_made(office: SimpleNamespace):
    """Files that were made before two records were published."""
    with TemporaryDirectory() as folder, override_settings(DUMPS_ROOT=Path(folder) / "dumps"):
        builder.build_dump()
        publish(*(make.OrganizationFactory(name=f"Body {number}") for number in (1, 2)), by=None)
        return office.desk.get("/admin/bulk-files/")


def bulk_files_queued(office: SimpleNamespace):
    return office.desk.post("/admin/bulk-files/", follow=True)


def secrets_made(office: SimpleNamespace):
    partner = make.PartnerFactory(name="Partner of webhooks")
    data = {
        "partner": partner.pk,
        "url": "https://hooks.example.org/here",
        "kinds": ["agreement"],
        "refs": "",
    }
    return office.desk.post("/admin/webhooks/endpoint/add/", data)


def nothing_waits(office: SimpleNamespace):
    """The front page of somebody who has no right yet."""
    return browser_of(office, make.UserFactory(username="newcomer", is_staff=True)).get("/admin/")


def refused_form(office: SimpleNamespace):
    """A form with an error in a list that would be closed else, and one of the record itself."""
    form = Fields(office.desk.get(address(office.edited)).content.decode()).form
    form.add("documents", media_type="no such thing")
    form["review_interval"] = ["often"]
    return office.desk.post(address(office.edited), form)


def form_of_before(office: SimpleNamespace):
    """What was typed and not saved, taken up again."""
    form = Fields(office.desk.get(address(office.edited)).content.decode()).form
    pairs = [[name, value] for name, values in form.items() for value in values if name != "draft_key"]
    keep_draft(
        user=User.objects.get(username="boss"),
        model="agreements.agreement",
        record_pk=str(office.edited.pk),
        key="k1",
        fields=[*pairs, ["draft_key", "k1"]],
    )
    return office.desk.post(address(office.edited), {"_restore": "k1"})


def form_for_an_editor(office: SimpleNamespace):
    """Somebody who may change it, and not publish."""
    return browser_of(office, member("only-edits", EDITORS_GROUP)).get(address(office.draft))


def new_form_in_a_window(office: SimpleNamespace):
    return office.desk.get("/admin/agreements/agreement/add/?_popup=1")


STATES = {
    "form with errors": refused_form,
    "form for an editor": form_for_an_editor,
    "form of before": form_of_before,
    "new form in a window": new_form_in_a_window,
    "change in review": in_review,
    "change edited": edited,
    "change implied key dates": implied_key_dates,
    "change implied key dates without a day": implied_key_dates_without_a_day,
    "change implied key dates in a window": implied_key_dates_in_a_window,
    "change a source": a_source,
    "edited by both": edited_by_both,
    "edited by both at once": edited_by_both_at_once,
    "change refused with a reason": refused_with_a_reason,
    "gone for one who may not add": gone_for_one_who_may_not_add,
    "logged out": logged_out,
    "gone meanwhile": gone_meanwhile,
    "change in a window": lambda office: office.desk.get(f"{address(office.edited)}?_popup=1"),
    "change for a reader": for_a_reader(lambda office: office.desk.get(address(office.edited))),
    "agreements for a reader": for_a_reader(lambda office: office.desk.get("/admin/agreements/agreement/")),
    "deleted meanwhile": deleted_meanwhile,
    "open elsewhere": open_elsewhere,
    "key made": key_made,
    "secrets made": secrets_made,
    "nothing waits": nothing_waits,
    "bulk files made": bulk_files_made,
    "bulk files queued": bulk_files_queued,
    "bulk files held back": bulk_files_held_back,
}
