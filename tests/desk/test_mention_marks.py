"""Records that mention a changed one are marked as edited: at once where they are few, else in the background."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from agreements.models import Agreement
from desk import mention_marks
from organizations.models import Organization
from register.publishing import publish
from tests import factories as make
from tests.breaking import Broken, broken_at, listening
from tests.desk.conftest import address
from tests.register.recount import assert_same_as_recount
from tests.spreadsheets.admin.test_worker import wait_for
from tests.working import worker

pytestmark = pytest.mark.django_db
UNDER_WAY = "They are compared with what is public in the background."


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Of more than two, tasks of three at a time."""
    monkeypatch.setattr(mention_marks, "AT_ONCE", 2)
    monkeypatch.setattr(mention_marks, "_BATCH_SIZE", 3)


@pytest.fixture
def organization():
    return make.OrganizationFactory(name="Norhaven", country="KR")


def mentioned_by(organization, number: int):
    agreements = [make.AgreementFactory(titled=True, party__organization=organization) for _ in range(number)]
    publish(*agreements, by=None)


@pytest.fixture
def save(desk, form_at):
    """``save(organization, country)``: the page after its form was saved, and the queries of the saving."""

    def save(organization, country, **buttons):
        form = form_at(desk, address(organization)) | {"country": [country], **buttons}
        with CaptureQueriesContext(connection) as queries:
            response = desk.post(address(organization), form)
        assert response.status_code == 302
        return desk.get(response["Location"]).content.decode(), len(queries)

    return save


def edited() -> int:
    return Agreement.objects.filter(is_edited=True).count()


def run_next_task():
    """Runs the next look as a worker would."""
    result = DBTaskResult.objects.filter(status="READY").order_by("run_after").first()
    result.claim("a worker")
    task = result.task
    task.func(*result.args_kwargs["args"])
    result.set_successful(None)


def test_few_mentions_are_marked_at_once(organization, save):
    mentioned_by(organization, 2)

    page, _queries = save(organization, "GB")

    assert edited() == 2
    assert UNDER_WAY not in page
    assert DBTaskResult.objects.count() == 0


def test_the_form_of_a_name_with_many_mentions_asks_the_same_for_any_number(organization, save):
    mentioned_by(organization, 3)
    page, queries = save(organization, "GB")
    assert UNDER_WAY in page
    assert edited() == 0

    mentioned_by(organization, 9)
    _page, more = save(organization, "FR")

    assert more == queries


def test_many_mentions_are_marked_by_the_first_look_and_the_later_ones_do_nothing(organization, save, desk):
    mentioned_by(organization, 7)
    save(organization, "GB")
    assert UNDER_WAY in desk.get(address(organization)).content.decode()

    run_next_task()

    assert edited() == 7
    assert_same_as_recount()
    assert UNDER_WAY not in desk.get(address(organization)).content.decode()
    with listening() as statements:
        run_next_task()
    assert not [sql for sql in statements if "agreements_agreement" in sql]


def test_a_later_edit_is_followed_up_by_looks_of_its_own(organization, save, desk):
    mentioned_by(organization, 7)
    save(organization, "GB")
    run_next_task()

    save(organization, "KR")

    assert UNDER_WAY in desk.get(address(organization)).content.decode()
    for _look in range(DBTaskResult.objects.filter(status="READY").count()):
        run_next_task()
    assert edited() == 0
    assert_same_as_recount()


def test_a_look_that_fails_anywhere_is_made_up_for_by_the_next(organization, save):
    mentioned_by(organization, 7)
    save(organization, "GB")
    arguments = DBTaskResult.objects.first().args_kwargs["args"]
    with listening() as statements:
        mention_marks.refresh_many.func(*arguments)

    for number in range(0, len(statements), 6):
        Agreement.objects.update(is_edited=False)
        with pytest.raises(Broken), broken_at(number):
            mention_marks.refresh_many.func(*arguments)
        mention_marks.refresh_many.func(*arguments)
        assert edited() == 7


def test_what_was_refused_asks_for_no_look(organization, desk, form_at):
    mentioned_by(organization, 3)

    desk.post(address(organization), form_at(desk, address(organization)) | {"country": ["GB"], "name": [""]})

    assert DBTaskResult.objects.count() == 0


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_loses_nothing(organization, save):
    mentioned_by(organization, 7)
    save(organization, "GB")
    DBTaskResult.objects.filter(run_after__lte=timezone.now()).update(
        status="RUNNING", started_at=timezone.now()
    )
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())  # minutes later

    with worker():
        wait_for(lambda: not mention_marks.are_marked_later(Organization.objects.get()), seconds=100)

    assert edited() == 7
