"""The page on which two agreements stand side by side."""

import json
import re

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.comparison import compare_agreements
from agreements.views import AgreementDetail
from core.localized import in_language
from pages import linked_records, mentions
from pages.views import PublicPageView, gone_response
from register import addresses
from register.kinds import kind_named
from register.models import Entry
from register.parameters import Parameter, drop_empty_parameters, parameter_form

_REFERENCE = re.compile(r"(?<![A-Za-z0-9])[Aa][1-9][0-9]{0,9}(?![A-Za-z0-9])")


class AgreementParameter(Parameter):
    """The reference of an agreement, also in the address of its page."""

    def parse(self, text: str) -> str:
        if match := _REFERENCE.search(text):
            return match[0].upper()
        raise self.malformed_error(text)


_PARAMETERS = {"with": AgreementParameter(example="A12")}


class AgreementComparison(PublicPageView):
    """An agreement beside another one: what differs and what is the same; or the question which other."""

    is_conditional = True

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        entry = Entry.public.of_kind("agreement").filter(ref=ref).first()
        if entry is None:
            return gone_response(request, "agreement", ref)
        data = drop_empty_parameters(request.GET)
        form = parameter_form(data, _PARAMETERS)
        second = _second_entry(form, ref) if form.is_valid() else None
        context = {
            "section": "agreement",
            "entry": entry,
            "name": in_language(entry.title)[0],
            "record_address": addresses.record_path(ref, entry.title),
            "typed": data.get("with", ""),
            "errors": [
                {"place": "compare-with" if name == "with" else "", "label": name, "words": words}
                for name, messages in form.errors.items()
                for words in messages
            ],
            "alternates": addresses.paths_by_language(lambda: comparison_path(ref, data)),
        }
        context |= _compared_context(entry, second) if second else {"related": _related(entry)}
        return render(request, "agreements/comparison.html", context, status=400 if form.errors else 200)


def comparison_path(ref: str, data: QueryDict) -> str:
    path = reverse("agreements:compare", args=[ref])
    return f"{path}?{data.urlencode()}" if data else path


def _second_entry(form, ref: str) -> Entry | None:
    """The agreement to compare with; None where none is asked for or it cannot be, which the form says then."""
    given = form.cleaned_data["with"]
    if not given:
        return None
    second = Entry.public.of_kind("agreement").filter(ref=given).first()
    if given == ref or second is None:
        words = (
            _("This is the same agreement: give the reference of another one.")
            if given == ref
            else _("No agreement with the reference %(ref)s is public here.")
        )
        form.add_parameter_error("with", ValidationError(words, params={"ref": given}))
        return None
    return second


def _compared_context(entry: Entry, second: Entry) -> dict:
    """Template context of two agreements."""
    bodies = {each.ref: json.loads(each.body) for each in (entry, second)}
    directory = mentions.RecordDirectory(mentions.mentioned_refs([*bodies.values()]))
    differing, same = compare_agreements(
        kind_named("agreement"), bodies[entry.ref], bodies[second.ref], directory
    )
    rows = AgreementDetail.search_rows(bodies)
    return {
        "compared": [
            {
                "ref": each.ref,
                "title": each.title,
                "address": addresses.record_path(each.ref, each.title),
                "status": rows[each.ref]["status"],
            }
            for each in (entry, second)
        ],
        "other": second,
        "differing": differing,
        "same": same,
    }


def _related(entry: Entry) -> list[dict]:
    """Agreements that this one names as related, and those that name it."""
    named = [
        relation["agreement"]["ref"]
        for relation in json.loads(entry.body).get("relations", [])
        if relation["agreement"]
    ]
    linking = [each.ref for each in linked_records.records_linking_to(entry.ref) if each.kind == "agreement"]
    titles = mentions.titles_by_ref([*named, *linking])
    return [{"ref": ref, "title": titles[ref]} for ref in dict.fromkeys([*named, *linking]) if ref in titles]
