"""Template contexts of the pages of an import: progress, preview and result."""

from collections import Counter
from urllib.parse import urlencode

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_countries import countries

from agreements.models import Agreement
from desk.publishing_forms import PublishForm
from interchange.record_ids import records_by_id
from interchange.schema import MODELS
from register.records import Record
from spreadsheets.admin.decisions import (
    chosen_countries,
    count_open_names,
    count_sure_names,
    names_in_list,
    past_decisions,
)
from spreadsheets.admin.repairs import corrections, list_questions, rows_to_repair
from spreadsheets.choices import ImportState, RowState
from spreadsheets.imports.publication import imported_records, records_to_withdraw, unpublished_agreements
from spreadsheets.messages import in_active_language
from spreadsheets.models import SpreadsheetImport

_ROWS_PER_PAGE = 50
_NAMES_PER_PAGE = 100


def progress_context(spreadsheet: SpreadsheetImport) -> dict:
    """Context of an import in the background; ``is_left``: nobody has been at work for too long."""
    at_work = SpreadsheetImport.objects.at_work()
    return {
        "step": 3 if spreadsheet.state == ImportState.CHECKING else 6,
        "is_at_work": spreadsheet.pk in at_work,
        "is_left": not at_work and spreadsheet.is_stalled,
        "others_at_work": bool(at_work - {spreadsheet.pk}),
    }


def organizations_context(request, spreadsheet: SpreadsheetImport) -> dict:
    """Context of the names of a list: a page of them, those to be decided first, and the decisions so far."""
    names = names_in_list(spreadsheet)
    page = Paginator(names, _NAMES_PER_PAGE).get_page(request.GET.get("page"))
    questions = list_questions(spreadsheet)
    return {
        "step": 4,
        "counts": Counter(name["becomes"] for name in names),
        "rows": page,
        "open_names": [name for name in page if name["is_open"]],
        "sure_names": [name for name in page if name["becomes"] != "asked"],
        "past_decisions": past_decisions(spreadsheet),
        "chosen_countries": chosen_countries(spreadsheet),
        "country_names": [str(name) for _code, name in countries],
        "sure_count": count_sure_names(spreadsheet),
        "open_questions": [question for question in questions if not question["answer"]],
    }


def preview_context(request, spreadsheet: SpreadsheetImport) -> dict:
    """Context of a checked import: decisions to take, and a page of its rows."""
    counts = spreadsheet.counts
    questions, corrected = list_questions(spreadsheet), corrections(spreadsheet)
    missing = spreadsheet.findings.get("missing", [])
    answered = [question for question in questions if question["answer"]]
    return {
        "step": 5,
        "open_questions": [question for question in questions if not question["answer"]],
        "answered_questions": answered,
        "notices": in_active_language(spreadsheet.findings.get("notices", [])),
        "corrections": corrected,
        "missing": in_active_language(missing[:_NAMES_PER_PAGE]),
        "missing_count": len(missing),
        "more_missing": max(0, len(missing) - _NAMES_PER_PAGE),
        "answers_so_far": len(answered) + len(corrected),
        "is_unchecked": not spreadsheet.digest,
        "open_names": count_open_names(spreadsheet),
        "effect": counts.get(RowState.NEW, 0) + counts.get(RowState.CHANGED, 0),
        "errors": counts.get(RowState.ERROR, 0),
        **_rows_context(request, spreadsheet),
    }


def _rows_context(request, spreadsheet: SpreadsheetImport) -> dict:
    """One page of the rows in the state of ``?show=``, and the states to choose from with their counts."""
    labels = [("", _("all")), *RowState.choices, ("warning", _("with warnings"))]
    show = request.GET.get("show", "")
    rows = spreadsheet.rows.all()
    if show == "warning":
        rows = rows.filter(has_warnings=True)
    elif show in RowState:
        rows = rows.filter(state=show)
    else:
        show = ""
    filters = [
        {"name": name, "label": label, "count": spreadsheet.counts.get(name or "all", 0), "is_shown": name == show}
        for name, label in labels
    ]  # fmt: skip
    page = Paginator(rows, _ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return {
        "filters": filters,
        "show": show,
        "rows": page,
        "shown_rows": rows_to_repair(spreadsheet, page),
    }


def place_in_rows(data) -> str:
    """The query and fragment of an address that lead back to the rows that a form was posted from."""
    place = {name: data[name] for name in ("show", "page") if data.get(name)}
    return f"?{urlencode(place)}#rows"


def result_context(request, spreadsheet: SpreadsheetImport) -> dict:
    """Context of an import that was applied or undone: a page of its rows with their agreements as of now."""
    rows = spreadsheet.rows.filter(state__in=(RowState.NEW, RowState.CHANGED))
    page = Paginator(rows, _ROWS_PER_PAGE).get_page(request.GET.get("page"))
    external_ids = [row.plan["record"] for row in page]
    agreements = records_by_id(Agreement, external_ids)
    prefetch_related_objects(list(agreements.values()), "texts")
    for row in page:
        row.agreement = agreements.get(row.plan["record"])
        row.label = in_active_language(row.plan["label"])
    is_applied = spreadsheet.state == ImportState.APPLIED
    records = imported_records(spreadsheet.applied) if is_applied else []
    may_publish = request.user.has_perm("agreements.publish_agreement")
    return {
        "step": 6,
        "rows": page,
        "record_counts": record_counts(spreadsheet, records),
        "left_out": spreadsheet.counts.get(RowState.ERROR, 0) if spreadsheet.leaves_out_errors else 0,
        "may_publish": may_publish and is_applied and any(agreements.values()),
        "action_checkbox_name": ACTION_CHECKBOX_NAME,
        **(_publication_context(spreadsheet, records) if is_applied else {}),
    }


def _publication_context(spreadsheet: SpreadsheetImport, records: list[Record]) -> dict:
    """Context of what the publication of an import and its records would do or did, and of its withdrawal."""
    form, stored = PublishForm(), spreadsheet.publication
    del form.fields["closes_versions"], form.fields["closing"]
    plan = stored.get("plan", {})
    report = stored.get("published") or stored.get("withdrawn") or plan
    held_back = report.get("held_back", [])
    return {
        "form": form,
        "has_unpublished": bool(unpublished_agreements(records)),
        "has_public": bool(records_to_withdraw(spreadsheet.applied)),
        "plan": plan,
        "planned": len(plan.get("agreements", ())),
        "along": list(plan.get("along", {}).values()),
        "published": stored.get("published"),
        "withdrawn": stored.get("withdrawn"),
        "held_back": held_back[:_NAMES_PER_PAGE],
        "more_held_back": max(0, len(held_back) - _NAMES_PER_PAGE),
    }


def record_counts(spreadsheet: SpreadsheetImport, records: list[Record]) -> list[dict]:
    """For each kind of record its name, how many the import created and changed, and how many of these are public."""
    applied = spreadsheet.applied or {}
    public = Counter(type(record) for record in records if record.is_public)
    created, changed = applied.get("created", {}), applied.get("changed", {})
    return [
        {
            "name": capfirst(model._meta.verbose_name_plural),
            "created": len(created.get(kind, ())),
            "changed": len(changed.get(kind, ())),
            "public": public[model],
        }
        for kind, model in MODELS.items()
        if created.get(kind) or changed.get(kind)
    ]
