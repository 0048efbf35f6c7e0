"""Staff pages as texts that people have reviewed, and what of the templates none of them shows.

They lie under ``kept`` and are written anew by ``REWRITE=kept ./dev test tests/desk/test_kept_states.py``. All pages
of a language are one test: they share a world, which takes longer to make than any page. A quick run looks at a third
of them in Korean.
"""

import re
from collections.abc import Iterable, Iterator
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import translation

from tests.desk import (
    check_states,
    link_states,
    list_states,
    merging_states,
    publishing_states,
    record_states,
    spreadsheet_states,
    text_states,
    workflow_states,
)
from tests.desk.fragments import fragments_as_html
from tests.desk.named_rows import named
from tests.desk.test_staff_pages import KEPT, PAGES, office  # noqa: F401  # a fixture
from tests.kept_tables import check_all_kept, is_rewriting
from tests.pages.outlines.outline import content_outline, page_outline
from tests.template_nodes import TemplateNodes, check_nothing_missing

pytestmark = pytest.mark.django_db
# Fields of a record, of which `tests/test_fields.py` holds each; not what is above and below them
FIELDS = re.compile(
    r'(<form [^>]*id="(?:agreement|source|organization)_form".*?)<fieldset class="module.*?'
    r'(?=<p class="reason-for-change"|<div class="save-bar"|<div class="submit-row")',
    re.DOTALL,
)
LONG_LISTS = re.compile(r'<datalist id="(?:languages|countries)">.*?</datalist>', re.DOTALL)
SCOPE = "of those who are limited to a unit: tests/desk/test_unit_scope.py"
TITLE = "the title of a button"
LISTED = "only what rules find: tests/redaction/test_identities.py looks at that page"
# Within the forms, whose fields the kept texts leave out
IN_FORMS = """
admin/_form_fieldset.html: count — in no text
admin/_form_fieldset.html: fieldset.name — in no text
admin/_form_fieldset.html: fieldset|fieldset_lines — in no text
admin/_form_fieldset.html: if count or fieldset|has_field_errors — count or fieldset|has_field_errors: never the second alone
admin/_form_fieldset.html: level — in no text
admin/_part_deletion.html: if formset.can_delete and inline.has_delete_permission and p — formset.can_delete and inline.has_delete_permission: never the first alone
admin/_part_deletion.html: if formset.can_delete and inline.has_delete_permission and p — formset.can_delete and inline.has_delete_permission: never the second alone
admin/_part_deletion.html: part.deletion_field.field — in no text
admin/_part_deletion.html: part.deletion_field.label_tag — in no text
admin/_part_form.html: inline.opts.verbose_name|capfirst — in no text
admin/_part_form.html: number|add:1 — in no text
admin/_part_form.html: part.fk_field.field — in no text
admin/_part_form.html: part.form.non_field_errors — in no text
admin/_part_form.html: part.original — in no text
admin/_part_form.html: part.pk_field.field — in no text
admin/_form_draft.html: other.address — in no text
admin/_draft_key.html: data-unsaved — in no text
admin/change_form.html: name — in no text
admin/intake/suggestions.html: name — in no text
admin/part_inline.html: data-appended — in no text
admin/part_inline.html: formset.management_form — in no text
admin/part_inline.html: formset.non_form_errors — in no text
admin/part_inline.html: formset.stored_count — in no text
admin/part_inline.html: inline.opts.verbose_name_plural|capfirst — in no text
admin/part_inline.html: inline.opts.verbose_name|capfirst — in no text
admin/record_change_form.html: draft.copy_address — in no text
admin/_part_form.html: if not part.form.is_closed — not part.form.is_closed: never False
admin/_part_form.html: if part.form.is_beyond — part.form.is_beyond: never True
admin/_part_form.html: if part.form.is_closed — part.form.is_closed: never True
admin/_part_form.html: is-beyond — in no text
admin/part_inline.html: blocktranslate trimmed with count=formset.stored_count — in no text
admin/part_inline.html: blocktranslate trimmed with noun=inline.opts.verbose_name — in no text
admin/part_inline.html: formset.forms|length — in no text
admin/part_inline.html: formset.prefix — in no text
admin/part_inline.html: if formset.has_room and inline.has_add_permission — formset.has_room and inline.has_add_permission: never the first alone
admin/part_inline.html: if is_beyond — is_beyond: never True
admin/record_change_form.html: name — in no text
admin/widgets/typed_record.html: hidden — in no text
"""  # noqa: E501  # the lines that the test prints
# Whoever may add agreements may add sources
BOTH = """
admin/agreements/agreement/change_list.html: if perms.agreements.add_agreement and perms.sources.add_sour — perms.agreements.add_agreement and perms.sources.add_source: never the first alone
admin/agreements/agreement/change_list.html: if perms.agreements.add_agreement and perms.sources.add_sour — perms.agreements.add_agreement and perms.sources.add_source: never the second alone
admin/index.html: if perms.agreements.add_agreement and perms.sources.add_sour — perms.agreements.add_agreement and perms.sources.add_source: never the first alone
admin/index.html: if perms.agreements.add_agreement and perms.sources.add_sour — perms.agreements.add_agreement and perms.sources.add_source: never the second alone
admin/source_change_form.html: if original.pk and perms.agreements.add_agreement and perms. — original.pk and perms.agreements.add_agreement and perms.sources.add_source: never the first alone
admin/source_change_form.html: if original.pk and perms.agreements.add_agreement and perms. — original.pk and perms.agreements.add_agreement and perms.sources.add_source: never the second alone
admin/source_change_form.html: if original.pk and perms.agreements.add_agreement and perms. — original.pk and perms.agreements.add_agreement: never the first alone
admin/source_change_form.html: if original.pk and perms.agreements.add_agreement and perms. — original.pk and perms.agreements.add_agreement: never the second alone
"""  # noqa: E501  # the lines that the test prints
# What no page can show, and why
NOWHERE = {
    **dict.fromkeys(IN_FORMS.strip().splitlines(), "fields of forms, which `tests/test_fields.py` holds"),
    **dict.fromkeys(BOTH.strip().splitlines(), "groups of staff may add agreements and sources, or neither"),
    "admin/intake/from_text.html: media — in no text": "scripts and styles",
    "admin/_languages.html: for code, name, address in languages — rows: never two rows": "there are two languages",
    "admin/_languages.html: if user.is_authenticated — user.is_authenticated: never False": "pages before a login",
    "admin/brief.html: media — in no text": "scripts and styles",
    'admin/redaction.html: translate "Leave these numbers and addresses" — in no text': LISTED,
    "admin/redaction.html: if plan.places or can_leave — plan.places or can_leave: never the second alone": LISTED,
    "admin/redaction.html: if plan.places — plan.places: never False": LISTED,
    "admin/_record_bar.html: if bar.is_outside_scope — bar.is_outside_scope: never True": SCOPE,
    'admin/_record_bar.html: translate "Another unit is responsible for it: you can look  — in no text': SCOPE,
    "admin/record_history.html: if not acts — not acts: never True": "what a test makes has a history",
    'admin/record_history.html: translate "Nothing was changed since the history is kept." — in no text': "as above",
    "admin/record_unmerge.html: for error in plan.errors — rows: never two rows": "one reason is enough",
    'admin/record_change_form.html: translate "What another one may share, without dates, source — in no text': TITLE,
    'admin/record_change_form.html: translate "What will be public is shown first." — in no text': TITLE,
    "admin/spreadsheets/spreadsheetimport/_sure_names.html: name — in no text": "the list of countries",
    "admin/widgets/_offer_all.html: name — in no text": "the value and the anchor of a button",
    "admin/source_change_form.html: for address, label in acts — rows: never two rows": "there is one act",
}
STATES = {
    **PAGES, **merging_states.STATES, **publishing_states.STATES, **record_states.STATES, **list_states.STATES,
    **spreadsheet_states.STATES, **check_states.STATES, **workflow_states.STATES, **text_states.STATES,
    **link_states.STATES,
}  # fmt: skip
SOME = list(STATES)[::3]  # of the pages in Korean in a quick run


@pytest.fixture(autouse=True)
def zone_of_the_reviewed_texts(settings):
    settings.TIME_ZONE = "UTC"


def without_fields(html: str) -> str:
    return page_outline(FIELDS.sub(r"\1", LONG_LISTS.sub("", html)))


def frame(html: str) -> str:
    """What is round every page of the staff area: its head and the links to lists."""
    return content_outline(html[html.index("<body") : html.index("<main")]) + "\n"


def pages(office: SimpleNamespace, names: Iterable[str]) -> Iterator[tuple[str, str]]:  # noqa: F811  # the fixture
    """Name and HTML of each page; what a state changed is rolled back before the next."""
    for name in names:
        with transaction.atomic():
            response = STATES[name](office)
            assert response.status_code in {200, 409}, name  # a conflict is one
            yield name, response.content.decode()
            transaction.set_rollback(True)


def texts(
    office: SimpleNamespace,  # noqa: F811  # the fixture
    nodes: TemplateNodes,
    names: Iterable[str] = STATES,
) -> Iterator[tuple[str, str]]:
    for name, html in pages(office, names):
        text = nodes.keep(html, without_fields)
        with translation.override("en"):
            yield name, named(text)
    yield "frame", named(nodes.keep(office.desk.get("/admin/").content.decode(), frame))


def test_staff_pages_say_what_was_reviewed_in_english(office):  # noqa: F811  # the fixture
    office.desk.prefix = ""
    nodes = TemplateNodes("admin/**/*.html")
    with nodes.marked():
        now = dict(texts(office, nodes))
        fragments = nodes.keep(fragments_as_html(), content_outline)

    check_all_kept(KEPT, "en", {**now, "fragments": f"{fragments}\n"})
    check_nothing_missing(nodes, NOWHERE)


@pytest.mark.parametrize("names", [SOME, pytest.param(STATES, marks=pytest.mark.long)], ids=["some", "all"])
def test_staff_pages_say_what_was_reviewed_in_korean(office, names):  # noqa: F811  # the fixture
    """The same templates; that every word is translated, the catalogues and `test_who_may.py` show."""
    names = STATES if is_rewriting() else names
    office.desk.prefix = "/ko"
    now = dict(texts(office, TemplateNodes(), names))
    with translation.override("ko"):
        fragments = content_outline(fragments_as_html())

    kept = {**now, "fragments": f"{fragments}\n"}
    check_all_kept(KEPT, "ko", kept, are_all=len(names) == len(STATES))
