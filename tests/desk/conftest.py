"""The cast of the staff area, and forms filled in as a browser would."""

from functools import cache
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

from desk.groups import EDITORS_GROUP, PUBLISHERS_GROUP, READERS_GROUP, setup_desk_groups
from tests.factories import UserFactory


@cache
def granted():
    """``(group, app, codename)`` of every permission that `setup_desk_groups` gives."""
    with transaction.atomic():
        setup_desk_groups()
        rows = Group.objects.values_list(
            "name", "permissions__content_type__app_label", "permissions__codename"
        )
        granted = list(rows)
        transaction.set_rollback(True)
    return granted


@pytest.fixture
def groups(db):
    """What `setup_desk_groups` makes, which takes fifty statements, in three."""
    made = Group.objects.bulk_create(
        Group(name=name) for name in sorted({name for name, *_rest in granted()})
    )
    groups = {group.name: group for group in made}
    keys = {
        (app, codename): key
        for key, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    given = Group.permissions.through
    given.objects.bulk_create(
        given(group=groups[name], permission_id=keys[tuple(permission)]) for name, *permission in granted()
    )


def member(name: str, group: str) -> User:
    """Somebody of this name in one of the groups of the desk."""
    user = UserFactory(username=name)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def reader(groups):
    return member("reader", READERS_GROUP)


@pytest.fixture
def editor(groups):
    return member("editor", EDITORS_GROUP)


@pytest.fixture
def publisher(groups):
    return member("publisher", PUBLISHERS_GROUP)


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("root")


@pytest.fixture
def desk(client, editor):
    """A browser in which an editor has logged in."""
    client.force_login(editor)
    return client


@pytest.fixture
def publishing_desk(client, publisher):
    """A browser in which a publisher has logged in."""
    client.force_login(publisher)
    return client


def address(record, act="change"):
    """The page of the staff area on which this is done with a record."""
    return f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/{act}/"


def share_login(client, context, address):
    """Log a real browser in as the client is: ``context`` is Playwright's, ``address`` that of the live server."""
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])


class Fields(HTMLParser):
    """What a browser would send of the forms on a page; the empty rows that scripts copy are kept apart."""

    def __init__(self, html):
        super().__init__()
        self.data = {}
        self.select = self.textarea = self.option = None
        self.feed(html)
        form = Filled((name, values) for name, values in self.data.items() if "__prefix__" not in name)
        form.blank = {name: values for name, values in self.data.items() if "__prefix__" in name}
        self.form = form

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "input" and name:
            kind = attrs.get("type", "text")
            if kind in {"submit", "file"} or (kind in {"checkbox", "radio"} and "checked" not in attrs):
                return
            self.add(name, attrs.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "textarea" and name:
            self.textarea = name
            self.add(name, "")
        elif tag == "select" and name:
            self.select, self.is_several = name, "multiple" in attrs
        elif tag == "option" and self.select and ("selected" in attrs or self.takes_the_first()):
            if not self.is_several:
                self.data[self.select] = []
            self.add(self.select, attrs.get("value", ""))

    def takes_the_first(self):
        return not self.is_several and self.select not in self.data

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "textarea":
            self.textarea = None

    def handle_data(self, data):
        if self.textarea:
            self.data[self.textarea][-1] += data.removeprefix("\n").removeprefix("\r\n")

    def add(self, name, value):
        self.data.setdefault(name, []).append(value)


class Filled(dict):
    """The data of a form on a page, to be changed and sent."""

    def fill(self, row, **values):
        """Fill in an inline row that the page shows: ``fill("texts-0", title="…")``."""
        assert any(name.startswith(f"{row}-") for name in self), f"there is no {row}"
        for name, value in values.items():
            self[f"{row}-{name}"] = value if isinstance(value, list) else [value]
        return row

    def add(self, prefix, **values):
        """Fill in a new row of an inline, as "Add another" makes it. Returns the name of the row."""
        row = f"{prefix}-{self[f'{prefix}-TOTAL_FORMS'][0]}"
        self[f"{prefix}-TOTAL_FORMS"] = [str(int(self[f"{prefix}-TOTAL_FORMS"][0]) + 1)]
        start = f"{prefix}-__prefix__-"
        self.update(
            {
                f"{row}-{name.removeprefix(start)}": value
                for name, value in self.blank.items()
                if name.startswith(start)
            }
        )
        for name, value in values.items():
            self[f"{row}-{name}"] = value if isinstance(value, list) else [value]
        return row


@pytest.fixture
def form_at():
    """``form_at(client, address)``: what the form there would send, untouched."""

    def form_at(client, address):
        response = client.get(address)
        assert response.status_code == 200
        return Fields(response.content.decode()).form

    return form_at


@pytest.fixture
def errors_of():
    """``errors_of(response)``: everything a refused change page says, by row."""

    def errors_of(response):
        assert response.status_code == 200, "nothing was refused"
        errors = {}
        context = response.context
        form = context["adminform"].form
        if form.errors:
            errors[""] = {name: list(map(str, messages)) for name, messages in form.errors.items()}
        for inline in context["inline_admin_formsets"]:
            formset = inline.formset
            if formset.non_form_errors():
                errors[formset.prefix] = list(map(str, formset.non_form_errors()))
            for form_of_part in formset.forms:
                if form_of_part.errors:
                    errors[form_of_part.prefix] = {
                        name: list(map(str, messages)) for name, messages in form_of_part.errors.items()
                    }
        return errors

    return errors_of
