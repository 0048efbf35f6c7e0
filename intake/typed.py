"""The form of a new agreement as if somebody had typed what they accepted: names and values of its inputs."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.contrib import admin

from agreements.models import Agreement
from agreements.new_parties import GUESSED
from core.languages import typed_language
from desk.kept_uploads import KEPT
from desk.models import KeptUpload
from intake.fills import RECORD, Fill
from intake.offers import Offer
from sources.choices import Basis
from sources.passages import QUOTED

Inputs = dict[str, str | list[str]]


@dataclass
class TypedForm:
    """Rows of an agreement's form that suggestions fill in, and the quotes of its fields."""

    rows: dict[str, list[Inputs]] = field(default_factory=dict)
    record: Inputs = field(default_factory=dict)
    quotes: list[dict[str, Any]] = field(default_factory=list)
    guesses: list[dict[str, str]] = field(
        default_factory=list
    )  # of organizations that are made with the form
    _parties: list[tuple[Inputs, str]] = field(default_factory=list)  # rows that name a party, as printed

    def add(self, offer: Offer, chosen: str | None = None) -> None:
        """Add what an accepted suggestion fills in; ``chosen`` is the key of the organization that somebody chose."""
        choice = next((each for each in offer.choices if each.pk == chosen), next(iter(offer.choices), None))
        for fill in offer.fills:
            where = {**fill.where, "organization": choice.name} if choice else fill.where
            start, row = self._put(fill, where)
            if choice:
                row |= choice.inputs
                self.guesses += [choice.guesses] if choice.guesses else []
            sent = {**where, **fill.values}
            for name in fill.cited_inputs(offer.suggestion):
                if row[name] == sent[name] or isinstance(row[name], list):
                    self._quote(offer, f"{start}{name}")

    def _put(self, fill: Fill, where: Mapping[str, str]) -> tuple[str, Inputs]:
        """Fill in what a row leaves open. Returns the start of the names of its inputs, and the row."""
        if fill.part == RECORD:
            row, start = self.record, ""
        else:
            rows = self.rows.setdefault(fill.part, [])
            row = next((row for row in rows if where.items() <= row.items()), None)
            if row is None:
                row = {**where}
                rows.append(row)
            start = f"{fill.part}-{next(n for n, each in enumerate(rows) if each is row)}-"
        for name, value in fill.values.items():
            if isinstance(value, list):
                row[name] = [*row.get(name, []), *value]
            else:
                row.setdefault(name, value)
        if fill.party:
            self._parties.append((row, fill.party))
        return start, row

    def _quote(self, offer: Offer, name: str) -> None:
        suggestion = offer.suggestion
        basis = Basis.STATED if suggestion.stated else Basis.INFERRED
        place = {
            "source": offer.text.pk,
            "start": suggestion.start,
            "end": suggestion.end,
            "words": offer.quote,
        }
        self.quotes.append({**place, "field": name, "basis": basis})

    def cite(self, sources: Iterable[int]) -> None:
        """Cite these sources for the record as a whole, where nothing of theirs was taken over."""
        quoted = {quote["source"] for quote in self.quotes}
        self.quotes += [
            {"source": pk, "start": 0, "end": 0, "words": "", "field": "", "basis": Basis.STATED}
            for pk in sources
            if pk not in quoted
        ]

    def attach(self, user, token: str) -> None:
        """Attach a file that is kept for this user as a document of the agreement."""
        kept = KeptUpload.objects.filter(user=user.pk, token=token).first() if token else None
        if kept:
            number = len(rows := self.rows.setdefault("documents", []))
            rows.append({"title": PurePath(kept.name).stem[:400]})
            self.record[f"{KEPT}documents-{number}-file"] = kept.token

    def link_parties(self) -> None:
        """Name the rows of the parties that signatories and givers belong to."""
        involvements = self.rows.get("involvements", [])
        for row, printed in self._parties:
            for number, party in enumerate(involvements):
                if printed in (party.get("name_as_written"), party.get("organization")):
                    row.setdefault("party", f"involvements-{number}")

    def inputs(self, request) -> list[list[str]]:
        """Names and values of all inputs of the form, as a browser would send them."""
        self.link_parties()
        model_admin = admin.site.get_model_admin(Agreement)
        form = model_admin.get_form(request)()
        values: Inputs = {**_defaults(form), **self.record}
        values |= {QUOTED: json.dumps(self.quotes), GUESSED: json.dumps(self.guesses)}
        for formset_class, inline in model_admin.get_formsets_with_inlines(request):
            prefix = formset_class.get_default_prefix()
            rows = self.rows.get(prefix, [])
            if prefix == "texts":  # a row for the title in each language, filled in or not
                in_use = {row.get("language") for row in rows}
                begun = [row for row in inline.initial_rows if typed_language(row["language"]) not in in_use]
                rows = [*rows, *begun]
            empty = formset_class(instance=Agreement(), prefix=prefix).empty_form if rows else None
            values |= {
                f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0",
                f"{prefix}-MIN_NUM_FORMS": "0", f"{prefix}-MAX_NUM_FORMS": "1000",
            }  # fmt: skip
            for number, row in enumerate(rows):
                filled = {**_defaults(empty), **row}
                values |= {f"{prefix}-{number}-{name}": value for name, value in filled.items()}
        return [
            [name, each]
            for name, value in values.items()
            for each in (value if isinstance(value, list) else [value])
        ]


def _defaults(form) -> Inputs:
    """Values that the inputs of a new form begin with."""
    begun = {name: form.get_initial_for_field(each, name) for name, each in form.fields.items()}
    return {name: str(value) for name, value in begun.items() if isinstance(value, str | int) and value != ""}
