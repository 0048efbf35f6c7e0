"""The form of a new record as if somebody had typed what they accepted: names and values of its inputs."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import override

from activities.choices import ActivityAgreementRole
from agreements.choices import Form, InvolvementRole, MilestoneKind
from agreements.models import Agreement
from core.file_texts.places import PlacesIn
from core.languages import typed_language
from desk.draft_chains import AWAITS
from desk.kept_uploads import KEPT
from desk.models import KeptUpload
from extraction.suggestions import SuggestionKind
from intake.choices import Choice
from intake.fills import RECORD, Fill
from intake.offers import Offer
from register.records import Record
from sources.choices import Basis
from sources.models import SourceText
from sources.passages import QUOTED
from sources.texts_beside import GUESSED

Inputs = dict[str, str | list[str]]


@dataclass
class TypedForm:
    """Rows of the form of a new record that suggestions fill in, and the quotes of its fields.

    ``siblings``: draft keys of the forms for other agreements of the texts, by their numbers; ``texts``: stored ones by
    the keys that the suggestions know them by; ``organizations``: those that were accepted for any of the forms, by
    their names as printed.
    """

    model: type[Record]
    texts: Mapping[int, SourceText]
    siblings: Mapping[int, str] = field(default_factory=dict)
    organizations: Mapping[str, Choice] = field(default_factory=dict)

    rows: dict[str, list[Inputs]] = field(default_factory=dict)
    record: Inputs = field(default_factory=dict)
    quotes: list[dict[str, Any]] = field(default_factory=list)
    guesses: list[dict[str, str]] = field(
        default_factory=list
    )  # of organizations that are made with the form
    has_our_title: bool = False
    awaited: Inputs = field(default_factory=dict)  # inputs for records of forms that are not saved yet
    _placed: dict[int, PlacesIn] = field(default_factory=dict)
    _parties: list[tuple[Inputs, str]] = field(default_factory=list)  # rows that name a party, as printed

    def add(self, offer: Offer, chosen: str | None = None) -> None:
        """Add what an accepted suggestion fills in; ``chosen`` is the key of the organization that somebody chose."""
        choice = offer.choice(chosen)
        sibling = self.siblings.get(choice.sibling) if choice and choice.sibling is not None else None
        if choice and choice.sibling is not None:
            choice = offer.choices[-1]  # in words, until that is saved
        for fill in offer.fills:
            named = {"organization": choice.name} if choice and choice.is_organization else {}
            where = {**fill.where, **(named or (choice.values if choice else {}))}
            start, row = self._put(fill, where)
            if organization := self.organizations.get(str(fill.values.get("organization_as_written", ""))):
                row |= organization.inputs
                self.guesses += [organization.guesses] if organization.guesses else []
            if choice:
                row |= choice.inputs
                self.guesses += [choice.guesses] if choice.guesses else []
            if choice and sibling:
                self._await(sibling, start, choice.values)
            sent = {**where, **fill.values}
            for name in fill.cited_inputs(offer.suggestion):
                if name in sent and (row[name] == sent[name] or isinstance(row[name], list)):
                    for each in (offer, *offer.again):
                        value = "" if sibling and choice and name in choice.values else sent[name]
                        self._quote(each, f"{start}{name}", value)

    def _await(self, draft_key: str, start: str, words: Mapping[str, str]) -> None:
        """Name the record of a draft in place of words, once that is saved."""
        name = f"{start}{'older' if self.model is Agreement else 'agreement'}"
        self.awaited[name] = " ".join([draft_key, *(f"{start}{each}" for each in words)])

    def link_agreements(self, offers: Iterable[Offer]) -> None:
        """Link an activity to the agreements of the texts that are saved before it, but for those that it names.

        ``offers``: those that were accepted. An agreement of another day than the activity was discussed there.
        """
        signed = {
            (offer.group, offer.suggestion.value)
            for offer in offers
            if (offer.suggestion.kind, offer.suggestion.role) == (SuggestionKind.DATE, MilestoneKind.SIGNED)
        }
        named = {str(words).split()[0] for words in self.awaited.values()}
        rows, own_day = self.rows.setdefault("agreement_links", []), self.record.get("on")
        for number, key in self.siblings.items():
            if key not in named:
                days = {day for group, day in signed if group == str(number)}
                is_of_day = own_day in days if own_day else bool(days)
                roles = ActivityAgreementRole
                rows.append({"role": (roles.SIGNED_AT if is_of_day else roles.DISCUSSED).value})
                self._await(key, f"agreement_links-{len(rows) - 1}-", {})

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

    def _quote(self, offer: Offer, name: str, value: str | list[str]) -> None:
        """Quote the words of a suggestion for an input, and the value that they were taken for."""
        text, each = self.texts[offer.text.pk], offer.suggestion
        start, end = self._places(offer.text).of(each.start, each.end) or (0, 0)
        self.quotes.append(
            {
                "text": text.pk,
                "start": start,
                "end": end,
                "words": text.text[start:end] or offer.quote,
                "field": name,
                "basis": Basis.STATED if each.stated else Basis.INFERRED,
                "value": value,
            }
        )

    def _places(self, given: SourceText) -> PlacesIn:
        """Places of a text that was given within the one that is kept of its source."""
        if given.pk not in self._placed:
            self._placed[given.pk] = PlacesIn(given.text, self.texts[given.pk].text)
        return self._placed[given.pk]

    def cite(self, texts: Iterable[int]) -> None:
        """Cite the sources of these texts for the record as a whole, where nothing of theirs was taken over."""
        quoted = {quote["text"] for quote in self.quotes}
        self.quotes += [
            {"text": pk, "start": 0, "end": 0, "words": "", "field": "", "basis": Basis.STATED}
            for pk in texts
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

    def _name_it(self) -> None:
        """Give an agreement without a title a working title: what it is, and between whom, as far as that is known."""
        language = next((text.source.language for text in self.texts.values()), "")
        if self.model is not Agreement or self.rows.get("texts") or language not in dict(settings.LANGUAGES):
            return
        parties = [
            row for row in self.rows.get("involvements", []) if row.get("role") == InvolvementRole.PARTY
        ]
        names = " – ".join(str(row["name_as_written"]) for row in parties if row.get("name_as_written"))
        with override(language):
            form = capfirst(str(dict(Form.choices).get(str(self.record.get("form", "")), "")))
        if title := ": ".join(filter(None, [form, names])):
            row = {"language": typed_language(language), "title": title[:400], "is_working_title": "on"}
            self.rows["texts"] = [row]
            self.has_our_title = True

    def inputs(self, request) -> list[list[str]]:
        """Names and values of all inputs of the form, as a browser would send them."""
        self.link_parties()
        self._name_it()
        model_admin = admin.site.get_model_admin(self.model)
        form = model_admin.get_form(request)()
        values: Inputs = {**_defaults(form), **self.record}
        values |= {QUOTED: json.dumps(self.quotes), GUESSED: json.dumps(self.guesses)}
        for formset_class, inline in model_admin.get_formsets_with_inlines(request):
            prefix = formset_class.get_default_prefix()
            rows = self.rows.get(prefix, [])
            if prefix == "texts":  # a row for the title in each language, filled in or not
                rows = _rows_by_language(rows, [row["language"] for row in inline.initial_rows])
            if prefix != "citations":  # quotes make those
                rows = rows or [{} for _number in range(inline.get_extra(request))]  # as a new form begins
            empty = formset_class(instance=self.model(), prefix=prefix).empty_form if rows else None
            values |= {
                f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0",
                f"{prefix}-MIN_NUM_FORMS": "0", f"{prefix}-MAX_NUM_FORMS": "1000",
            }  # fmt: skip
            for number, row in enumerate(rows):
                filled = {**_defaults(empty), **row}
                values |= {f"{prefix}-{number}-{name}": value for name, value in filled.items()}
        values |= {f"{AWAITS}{name}": value for name, value in self.awaited.items()}
        return [
            [name, each]
            for name, value in values.items()
            for each in (value if isinstance(value, list) else [value])
        ]


def _rows_by_language(rows: list[Inputs], begun: list[str]) -> list[Inputs]:
    """First those of the languages that a new form begins with: in another place an empty one counts as typed."""
    names = [typed_language(code) for code in begun]
    first = [next((row for row in rows if row.get("language") == name), {"language": name}) for name in names]
    return [*first, *(row for row in rows if not any(row is each for each in first))]


def _defaults(form) -> Inputs:
    """Values that the inputs of a new form begin with."""
    begun = {name: form.get_initial_for_field(each, name) for name, each in form.fields.items()}
    return {name: str(value) for name, value in begun.items() if isinstance(value, str | int) and value != ""}
