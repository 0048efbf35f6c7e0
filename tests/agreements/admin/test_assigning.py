"""Officer, unit and topics given to many agreements, and an officer's work handed over: previewed, then done."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from agreements.models import Custody
from desk.models import SavedFilter
from register.publishing import publish
from tests import factories as make
from tests.desk.conftest import Fields

pytestmark = pytest.mark.django_db

LIST = "/admin/agreements/agreement/"
HAND_OVER = f"{LIST}hand-over/"


def preview(client, agreements, **given):
    """The page that shows what changes, as the form on it would be sent."""
    chosen = {"action": "assign_selected", "_selected_action": [agreement.pk for agreement in agreements]}
    page = client.post(LIST, {**chosen, "preview": "yes", **given})
    return page, {**Fields(page.content.decode()).form, **given}


def colleague(name):
    return make.UserFactory(username=name, is_staff=True)


def test_what_is_shown_is_what_changes(desk):
    officer, unit, topic = colleague("jisu"), make.OrganizationFactory(is_own=True), make.TopicFactory()
    agreements = [make.AgreementFactory(titled=True) for _ in range(3)]
    make.CustodyFactory(agreement=agreements[0], officer=officer, unit=unit, file_number="F-1")
    agreements[0].topics.add(topic)
    other = make.AgreementFactory(titled=True)

    page, form = preview(desk, agreements, officer=officer.pk, unit=unit.pk, topics=[topic.pk])
    answer = desk.post(LIST, form)

    shown = {row.agreement.pk: len(row.changes) for row in page.context["rows"]}
    assert shown == {agreements[0].pk: 0, agreements[1].pk: 3, agreements[2].pk: 3}
    assert answer.status_code == 302
    assert set(Custody.objects.values_list("agreement", "officer", "unit")) == {
        (agreement.pk, officer.pk, unit.pk) for agreement in agreements
    }
    assert Custody.objects.get(pk=agreements[0].pk).file_number == "F-1"
    assert [list(agreement.topics.all()) for agreement in agreements] == [[topic]] * 3
    assert not Custody.objects.filter(agreement=other).exists()
    logged = {int(pk) for pk in LogEntry.objects.values_list("object_id", flat=True)}
    assert logged == {agreements[1].pk, agreements[2].pk}


def test_what_is_left_empty_stays(desk):
    before = make.CustodyFactory(
        agreement__titled=True, officer=colleague("a"), unit=make.OrganizationFactory()
    )
    officer = colleague("b")

    _page, form = preview(desk, [before.agreement], officer=officer.pk)
    desk.post(LIST, form)

    after = Custody.objects.get(pk=before.pk)
    assert (after.officer, after.unit, after.file_number) == (officer, before.unit, before.file_number)


def test_nothing_is_done_when_something_changed_since_the_preview(desk):
    agreement, officer = make.AgreementFactory(titled=True), colleague("b")
    _page, form = preview(desk, [agreement], officer=officer.pk)
    make.CustodyFactory(agreement=agreement, officer=colleague("c"))

    page = desk.post(LIST, form)

    assert page.status_code == 200
    assert Custody.objects.get().officer.username == "c"
    assert page.context["rows"][0].changes[0].before == "c"


def test_choosing_nothing_is_refused(desk):
    page, _form = preview(desk, [make.AgreementFactory(titled=True)])

    assert page.context["form"].non_field_errors() == ["Choose an officer, a unit or a topic."]


def test_a_new_topic_marks_a_public_agreement_as_edited(desk, superuser):
    agreement, topic = make.AgreementFactory(titled=True), make.TopicFactory()
    publish(topic, by=superuser)
    publish(agreement, by=superuser)

    _page, form = preview(desk, [agreement], topics=[topic.pk])
    desk.post(LIST, form)

    agreement.refresh_from_db()
    assert agreement.is_edited


def test_readers_assign_nothing(client, reader):
    agreement, officer = make.AgreementFactory(titled=True), colleague("b")
    client.force_login(reader)

    client.post(
        LIST,
        {
            "action": "assign_selected",
            "_selected_action": [agreement.pk],
            "officer": officer.pk,
            "shown": "{}",
        },
    )

    assert not Custody.objects.exists()


@pytest.fixture
def work():
    """An officer's agreements and filters, and what is a colleague's."""
    leaving, staying = colleague("leaving"), colleague("staying")
    for officer in (leaving, leaving, staying):
        make.CustodyFactory(agreement__titled=True, officer=officer)
    return leaving, staying


def filters(owner, *names, is_shared=True):
    of_list = ContentType.objects.get(app_label="agreements", model="agreement")
    for name in names:
        SavedFilter.objects.create(
            name=name, owner=owner, content_type=of_list, query="q=a", is_shared=is_shared
        )


def test_all_of_an_officers_work_is_handed_over_in_one_act(publishing_desk, work):
    leaving, staying = work
    filters(leaving, "Shared", "Taken")
    filters(leaving, "Own", is_shared=False)
    filters(staying, "Taken")
    address = f"{HAND_OVER}?of={leaving.pk}&to={staying.pk}"

    page = publishing_desk.get(address)
    answer = publishing_desk.post(address, {"shown": page.context["shown"]})

    assert (page.context["count"], answer.status_code) == (2, 302)
    assert set(Custody.objects.values_list("officer", flat=True)) == {staying.pk}
    owners = set(SavedFilter.objects.values_list("name", "owner__username"))
    assert owners == {("Shared", "staying"), ("Taken", "staying"), ("Taken", "leaving"), ("Own", "leaving")}
    assert LogEntry.objects.count() == 2


@pytest.mark.parametrize("shown", ["", "{}", "nonsense"])
def test_nothing_is_handed_over_that_was_not_shown(publishing_desk, work, shown):
    leaving, staying = work

    answer = publishing_desk.post(f"{HAND_OVER}?of={leaving.pk}&to={staying.pk}", {"shown": shown})

    assert answer.status_code == 200
    assert Custody.objects.filter(officer=leaving).count() == 2


def test_an_agreement_that_came_since_is_shown_first(publishing_desk, work):
    leaving, staying = work
    address = f"{HAND_OVER}?of={leaving.pk}&to={staying.pk}"
    shown = publishing_desk.get(address).context["shown"]
    make.CustodyFactory(agreement__titled=True, officer=leaving)

    again = publishing_desk.post(address, {"shown": shown})

    assert again.context["count"] == 3
    assert Custody.objects.filter(officer=leaving).count() == 3


def test_work_is_not_handed_over_to_whoever_has_it(publishing_desk, work):
    leaving, _staying = work

    page = publishing_desk.get(f"{HAND_OVER}?of={leaving.pk}&to={leaving.pk}")

    assert page.context["form"].non_field_errors() == ["Choose two colleagues."]


def test_editors_do_not_hand_over(desk):
    assert desk.get(HAND_OVER).status_code == 403
    assert "hand-over" not in desk.get(LIST).content.decode()
