"""Saved filters: kept and shared by those who may, seen by those who may open the list, deleted by their owners."""

import pytest

from desk.models import SavedFilter
from desk.saved_filters import kept_query
from tests.desk.conftest import member

pytestmark = pytest.mark.django_db

LIST = "/admin/agreements/agreement/"
SAVE = "/admin/filters/agreements.agreement/save/"


def save(client, **data):
    return client.post(SAVE, {"query": "queue=soon&o=-2", "name": "Due", **data}, follow=True)


def names(client) -> list[str]:
    return [row["filter"].name for row in client.get(LIST).context["saved_filters"]]


def test_a_kept_filter_leads_to_the_same_list(desk):
    save(desk)

    [row] = desk.get(LIST).context["saved_filters"]
    assert row["address"] == f"{LIST}?queue=soon&o=-2"
    assert desk.get("/admin/").context["filters"][0]["links"][0]["address"] == row["address"]


def test_colleagues_have_a_filter_only_when_it_is_shared(desk, client, groups):
    save(desk)
    save(desk, name="For all", is_shared="on")
    client.force_login(member("colleague", "Readers"))

    assert names(client) == ["For all"]
    [row] = client.get(LIST).context["saved_filters"]
    assert (row["of"], row["delete"]) == ("editor", "")


def test_readers_keep_filters_but_do_not_share_them(client, reader):
    client.force_login(reader)
    save(client, is_shared="on")

    assert list(SavedFilter.objects.values_list("owner", "is_shared")) == [(reader.pk, False)]


def test_a_name_is_used_once(desk):
    save(desk)
    page = save(desk, query="queue=edited")

    assert "You have a filter of this name already." in page.content.decode()
    assert SavedFilter.objects.get().query == "queue=soon&o=-2"


@pytest.mark.parametrize(("name", "count"), [("", 0), ("a" * 80, 1), ("a" * 81, 0), ("대학 협약", 1)])
def test_a_filter_has_a_name_that_fits(desk, name, count):
    save(desk, name=name)

    assert SavedFilter.objects.count() == count


def test_a_filter_that_is_too_long_is_refused(desk):
    save(desk, query="q=" + "a" * 1000)

    assert SavedFilter.objects.count() == 0


@pytest.mark.parametrize(
    ("model", "status"),
    [("agreements.nothing", 404), ("nothing", 404), ("access.partner", 404), ("access.report", 302)],
)
def test_only_lists_with_filters_keep_any(desk, model, status):
    assert desk.post(f"/admin/filters/{model}/save/", {"name": "A", "query": "q=a"}).status_code == status


def test_nobody_deletes_the_filter_of_another(desk, client, editor, groups):
    save(desk)
    save(desk, name="For all", is_shared="on")
    own, shared = SavedFilter.objects.order_by("is_shared")
    client.force_login(member("colleague", "Editors"))
    refused = [client.post(f"/admin/filters/{row.pk}/delete/").status_code for row in (own, shared)]
    client.force_login(member("boss", "Publishers"))
    by_publisher = [client.post(f"/admin/filters/{row.pk}/delete/").status_code for row in (own, shared)]
    client.force_login(editor)

    assert (refused, by_publisher) == ([404, 403], [404, 302])
    assert client.post(f"/admin/filters/{own.pk}/delete/").status_code == 302
    assert not SavedFilter.objects.exists()


def test_the_page_of_a_list_is_not_part_of_the_filter():
    assert kept_query("p=3&q=서울&_popup=1&e=1&queue=soon") == "q=%EC%84%9C%EC%9A%B8&queue=soon"
