"""Catalogue of the columns that a list may have, and guessing them from headers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from spreadsheets.column_values import (
    are_own_numbers,
    column_by_values,
    likeness_to_parties,
    names_parties,
    value_shares,
)
from spreadsheets.headers import (
    HEADER_SYNONYMS,
    NOTE_ONLY_HEADERS,
    OPEN_HEADERS,
    column_by_pattern,
    header_parts,
    normalize_header,
)


@dataclass(frozen=True)
class SheetColumn:
    """One meaning of a column. Several columns of a list may share it where ``many`` says so."""

    name: str
    label: str | Promise
    help: str | Promise
    group: str | Promise
    many: bool = False


_IDENTITY, _SUBSTANCE, _PARTIES, _LIFE, _SIGNING, _HOUSE = (
    _("Which agreement"), _("What it is"), _("Parties"), _("Dates and term"), _("Signing"), _("How the house keeps it"),
)  # fmt: skip

SHEET_COLUMNS: tuple[SheetColumn, ...] = (
    SheetColumn(
        "number",
        pgettext_lazy("spreadsheet column", "own number"),
        _(
            "What your list calls it: the next upload finds the agreement again by this. It must stay the same."
        ),
        _IDENTITY,
    ),
    SheetColumn(
        "record", _("record"), _("Only in a sheet that was exported here: leave it as it is."), _IDENTITY
    ),
    SheetColumn("reference", _("public reference"), _("Such as A12, once it is public."), _IDENTITY),
    SheetColumn("title_en", _("title in English"), _("As the document gives it."), _SUBSTANCE),
    SheetColumn("title_ko", _("title in Korean"), _("As the document gives it."), _SUBSTANCE),
    SheetColumn(
        "title",
        _("title"),
        _("Where one column holds titles in any language; or “fr: Accord…”, one a line."),
        _SUBSTANCE,
    ),
    SheetColumn("form", _("type"), _("MoU, agreement, 양해각서, 협약서 …"), _SUBSTANCE),
    SheetColumn("form_as_written", _("type as written"), _("The document's own word for it."), _SUBSTANCE),
    SheetColumn("nature", _("nature"), _("An instrument, a programme or a dialogue."), _SUBSTANCE),
    SheetColumn("bindingness", _("bindingness"), _("Binding, not binding, binding in part."), _SUBSTANCE),
    SheetColumn(
        "topics", _("topics"), _("Topics that are here already, separated by semicolons."), _SUBSTANCE
    ),
    SheetColumn("summary_en", _("summary in English"), _("Two or three sentences."), _SUBSTANCE),
    SheetColumn("summary_ko", _("summary in Korean"), _("Two or three sentences."), _SUBSTANCE),
    SheetColumn("summary", _("summary"), _("In any language."), _SUBSTANCE),
    SheetColumn(
        "party",
        _("party"),
        _("Names separated by semicolons or one a line; or a column for each party."),
        _PARTIES,
        many=True,
    ),
    SheetColumn(
        "party_country",
        _("country of the party"),
        _("A name or a code. As many as parties, in their order, or one for all."),
        _PARTIES,
        many=True,
    ),
    SheetColumn(
        "party_identifier",
        _("identifier of the party"),
        _("ROR, Wikidata, ISNI or LEI. As many as parties, in their order."),
        _PARTIES,
        many=True,
    ),
    SheetColumn("our_side", _("our side"), _("Which of our own organizations agreed."), _PARTIES),
    SheetColumn("our_unit", _("our unit"), _("The faculty or department on our side, in words."), _PARTIES),
    SheetColumn("signed_on", _("signed on"), _("As exactly as known: 2019, Mar 2019, 2019년 3월."), _LIFE),
    SheetColumn("effective_on", _("takes effect on"), _("When it counts from."), _LIFE),
    SheetColumn("end_on", _("ends on"), _("The last day."), _LIFE),
    SheetColumn(
        "term", _("term"), _("5 years, 5년, auto-renewable after 5 years, 자동연장, indefinite."), _LIFE
    ),
    SheetColumn(
        "renewal", _("at its end"), _("Whether it renews itself: automatic, fixed, 자동연장."), _LIFE
    ),
    SheetColumn("termination_notice", _("termination notice"), _("6 months, 90 days, 6개월."), _LIFE),
    SheetColumn(
        "status",
        _("status"),
        _(
            "Follows from dates here: “terminated” is recorded only with a day, otherwise it goes to the note."
        ),
        _LIFE,
    ),
    SheetColumn(
        "status_on", _("since when it has the status"), _("The day of the termination or expiry."), _LIFE
    ),
    SheetColumn("place", _("place of signing"), _("Seoul; Seoul (KR); Seoul, Korea; online."), _SIGNING),
    SheetColumn(
        "signatory",
        _("signatory"),
        _("Names separated by semicolons; the post after a comma or in brackets."),
        _SIGNING,
        many=True,
    ),
    SheetColumn(
        "signatory_post",
        _("post of the signatory"),
        _("As many as signatories, in their order."),
        _SIGNING,
        many=True,
    ),
    SheetColumn("unit", _("responsible unit"), _("Who in the house answers for it."), _HOUSE),
    SheetColumn(
        "officer", _("officer"), _("Goes to the internal note: choose the account on the record."), _HOUSE
    ),
    SheetColumn("file_number", _("file number"), _("The house's own."), _HOUSE),
    SheetColumn("retention", _("retention"), _("10 years, 10년; permanent, 영구."), _HOUSE),
    SheetColumn(
        "document",
        _("address of the document"),
        _("Where the text is; for staff until you say otherwise."),
        _HOUSE,
    ),
    SheetColumn(
        "source", _("address of the source"), _("The page that this comes from; it is cited."), _HOUSE
    ),
    SheetColumn("note", _("internal note"), _("For colleagues. Never published."), _HOUSE),
)

COLUMNS_BY_NAME = {column.name: column for column in SHEET_COLUMNS}
# Of several columns of a kind: “2.ª Entidade”, “2nd party”, “제2당사자”
_ORDINAL = re.compile(
    r"^\s*(?:\d{1,2}\s?(?:\.?[ºª°]|\.|st|nd|rd|th|er|e|ème|-?[йяе])\s+|제\s?\d\s*|第[一二三123]\s*)",
    re.IGNORECASE,
)
_MOST_OF_AN_EXPORT = 10  # columns; with fewer it may be anybody's list


def guess_columns(headers: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> list[str]:
    """For each header the name of a SheetColumn, or "": kept in the internal note.

    The values of ``rows`` settle what a header leaves open, and correct it where they are plainly something else.
    """
    labels = _column_labels()
    normalized = [normalize_header(header) for header in headers]
    by_header = [
        labels.get(text) or _column_of_header(header)
        for text, header in zip(normalized, headers, strict=True)
    ]
    if is_own_export(headers):  # what its columns mean is known, and nobody adds a second of them
        own = {labels[text] for text in normalized if text in labels}
        names = [
            name if text in labels or name not in own else ""
            for text, name in zip(normalized, by_header, strict=True)
        ]
        return _once_each(names)
    meant = list(by_header)
    shares_of = [
        value_shares([row[place] for row in rows if place < len(row)]) for place in range(len(headers))
    ]
    # those that are known first: the others are what these leave, first the one that looks most like partners
    order = sorted(
        range(len(headers)),
        key=lambda place: (False, 0) if by_header[place] else (True, -likeness_to_parties(shares_of[place])),
    )
    for place in order:
        others = [name for other, name in enumerate(meant) if other != place]
        shares = shares_of[place]
        if _has_likelier_parties(place, by_header, shares_of):
            others.append("party")
        if normalized[place] in NOTE_ONLY_HEADERS:
            meant[place] = "number" if are_own_numbers(shares, others) else ""
            continue
        if normalized[place] in OPEN_HEADERS:
            continue
        meant[place] = column_by_values(by_header[place], shares, others)
    # a header that is known by itself goes before one whose values only look like it
    return _once_each(meant, sorted(range(len(headers)), key=lambda place: meant[place] != by_header[place]))


def _has_likelier_parties(place: int, by_header: list[str], shares_of: list[dict[str, float]]) -> bool:
    """True where a column whose header says nothing looks more like partners than this one does."""
    return any(
        not by_header[other]
        and names_parties(shares)
        and likeness_to_parties(shares) > likeness_to_parties(shares_of[place])
        for other, shares in enumerate(shares_of)
        if other != place
    )


def _once_each(meant: Sequence[str], order: Sequence[int] = ()) -> list[str]:
    """The names of columns, each once unless several may share it: the first in this order has it."""
    names = [""] * len(meant)
    for place in order or range(len(meant)):
        name = meant[place]
        names[place] = name if name and (COLUMNS_BY_NAME[name].many or name not in names) else ""
    return names


def _column_of_header(header: str) -> str:
    """Name of the column that a header means: by all its words, then without brackets, then by some; "" for none."""
    header = _ORDINAL.sub("", header)
    for text in (
        normalize_header(header),
        normalize_header(header.split("(")[0]),
        normalize_header(header.split("/")[0]),
        *map(normalize_header, header_parts(header)),
    ):
        text = text.rstrip("0123456789")
        if text in NOTE_ONLY_HEADERS or text in OPEN_HEADERS:
            return ""
        for name, synonyms in HEADER_SYNONYMS.items():
            if text in synonyms:
                return name
    return column_by_pattern(normalize_header(header))


def is_own_export(headers: Sequence[str]) -> bool:
    """True for a sheet that was exported here, also with columns that somebody added or took out.

    It has the column of records, or of references among many, and most of its headers are those of our exports.
    """
    labels = _column_labels()
    names = [labels.get(normalize_header(header), "") for header in headers]
    known = set(names) - {""}
    has_key = "record" in known or ("reference" in known and len(known) >= _MOST_OF_AN_EXPORT)
    return has_key and 2 * len(known) >= len(names)


def _column_labels() -> dict[str, str]:
    """Column names by the normalized headers of our own exports, in each language."""
    labels = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            labels |= {normalize_header(str(column.label)): column.name for column in SHEET_COLUMNS}
    return labels
