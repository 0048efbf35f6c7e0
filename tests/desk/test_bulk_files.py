"""Whoever may publish may have the bulk files made, and sees how they stand."""

import pytest
from django_tasks_db.models import DBTaskResult

from exports.dumps import builder, manifest, tasks
from register.publishing import publish, withdraw
from tests.factories import OrganizationFactory

PAGE = "/admin/bulk-files/"


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.DUMPS_ROOT = tmp_path / "dumps"
    return settings.DUMPS_ROOT


def queued_dumps() -> int:
    return DBTaskResult.objects.filter(task_path="exports.dumps.tasks.build_dump_task").count()


def test_a_publisher_has_the_files_made(publishing_desk):
    publish(OrganizationFactory(name="Norhaven Institute"), by=None)
    assert PAGE in publishing_desk.get("/admin/").content.decode()
    assert "No files have been made yet." in publishing_desk.get(PAGE).content.decode()

    page = publishing_desk.post(PAGE, follow=True).content.decode()

    assert "The bulk files will be made in the background." in page
    assert "as soon as a worker is free" in page
    assert "Make the bulk files now" not in page
    assert queued_dumps() == 1
    tasks.build_dump_task.call()
    assert manifest.last_manifest().full_files
    assert b"Norhaven Institute" in b"".join(publishing_desk.get("/data/organizations.jsonl"))


def test_asked_twice_they_are_made_once(publishing_desk):
    publishing_desk.post(PAGE)
    publishing_desk.post(PAGE)

    assert queued_dumps() == 1


def test_the_page_says_how_the_files_stand(publishing_desk, root):
    organization = OrganizationFactory()
    publish(organization, by=None)
    builder.build_dump()
    publish(OrganizationFactory(), by=None)
    page = publishing_desk.get(PAGE).content.decode()
    assert f"at change {manifest.last_manifest().cursor}" in page
    assert "1 change since." in page
    assert "nobody can download them" not in page

    withdraw(organization, by=None, reason={"en": "By mistake."})
    with builder.dump_lock(root):
        page = publishing_desk.get(PAGE).content.decode()

    assert "2 changes since." in page
    assert "nobody can download them" in page
    assert "They are being made right now." in page
    assert "They are being made right now." not in publishing_desk.get(PAGE).content.decode()


def test_an_editor_has_no_such_button(desk):
    assert PAGE not in desk.get("/admin/").content.decode()
    assert desk.get(PAGE).status_code == 403
    assert desk.post(PAGE).status_code == 403
    assert queued_dumps() == 0
