"""What a column of a spreadsheet can tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from interchange.sheets.headers import HEADERS, KEPT, bare, is_about


@dataclass(frozen=True)
class Column:
    """A meaning that a column may have. Several columns may share one where ``many`` says so."""

    name: str
    label: str | Promise
    help: str | Promise
    group: str | Promise
    many: bool = False


IDENTITY, SUBSTANCE, PARTIES, LIFE, SIGNING, HOUSE = (
    _("Which agreement"), _("What it is"), _("Parties"), _("Its life"), _("Signing"), _("How the house keeps it"),
)  # fmt: skip

COLUMNS: tuple[Column, ...] = (
    Column(
        "number",
        pgettext_lazy("spreadsheet column", "own number"),
        _(
            "What your list calls it: the next upload finds the agreement again by this. It must stay the same."
        ),
        IDENTITY,
    ),
    Column("record", _("record"), _("Only in a sheet that was exported here: leave it as it is."), IDENTITY),
    Column("reference", _("public reference"), _("Such as A12, once it is public."), IDENTITY),
    Column("title_en", _("title in English"), _("As the document gives it."), SUBSTANCE),
    Column("title_ko", _("title in Korean"), _("As the document gives it."), SUBSTANCE),
    Column(
        "title",
        _("title"),
        _("Where one column holds titles in any language; or “fr: Accord…”, one a line."),
        SUBSTANCE,
    ),
    Column("form", _("type"), _("MoU, agreement, 양해각서, 협약서 …"), SUBSTANCE),
    Column("form_as_written", _("type as written"), _("The document's own word for it."), SUBSTANCE),
    Column("nature", _("nature"), _("An instrument, a programme or a dialogue."), SUBSTANCE),
    Column("bindingness", _("bindingness"), _("Binding, not binding, binding in part."), SUBSTANCE),
    Column("topics", _("topics"), _("Topics that are here already, separated by semicolons."), SUBSTANCE),
    Column("summary_en", _("summary in English"), _("Two or three sentences."), SUBSTANCE),
    Column("summary_ko", _("summary in Korean"), _("Two or three sentences."), SUBSTANCE),
    Column("summary", _("summary"), _("In any language."), SUBSTANCE),
    Column(
        "party",
        _("party"),
        _("Names separated by semicolons or one a line; or a column for each party."),
        PARTIES,
        many=True,
    ),
    Column(
        "party_country",
        _("country of the party"),
        _("A name or a code. As many as parties, in their order, or one for all."),
        PARTIES,
        many=True,
    ),
    Column(
        "party_identifier",
        _("identifier of the party"),
        _("ROR, Wikidata, ISNI or LEI. As many as parties, in their order."),
        PARTIES,
        many=True,
    ),
    Column("our_side", _("our side"), _("Which of our own organizations agreed."), PARTIES),
    Column("our_unit", _("our unit"), _("The faculty or department on our side, in words."), PARTIES),
    Column("signed_on", _("signed on"), _("As exactly as known: 2019, Mar 2019, 2019년 3월."), LIFE),
    Column("effective_on", _("takes effect on"), _("When it counts from."), LIFE),
    Column("end_on", _("ends on"), _("The last day."), LIFE),
    Column("term", _("term"), _("5 years, 5년, auto-renewable after 5 years, 자동연장, indefinite."), LIFE),
    Column("renewal", _("at its end"), _("Whether it renews itself: automatic, fixed, 자동연장."), LIFE),
    Column("termination_notice", _("termination notice"), _("6 months, 90 days, 6개월."), LIFE),
    Column(
        "status",
        _("status"),
        _(
            "Follows from dates here: “terminated” is recorded only with a day, otherwise it goes to the note."
        ),
        LIFE,
    ),
    Column("status_on", _("since when it has the status"), _("The day of the termination or expiry."), LIFE),
    Column("place", _("place of signing"), _("Seoul; Seoul (KR); Seoul, Korea; online."), SIGNING),
    Column(
        "signatory",
        _("signatory"),
        _("Names separated by semicolons; the post after a comma or in brackets."),
        SIGNING,
        many=True,
    ),
    Column(
        "signatory_post",
        _("post of the signatory"),
        _("As many as signatories, in their order."),
        SIGNING,
        many=True,
    ),
    Column("unit", _("responsible unit"), _("Who in the house answers for it."), HOUSE),
    Column("officer", _("officer"), _("Goes to the internal note: choose the account on the record."), HOUSE),
    Column("file_number", _("file number"), _("The house's own."), HOUSE),
    Column("retention", _("retention"), _("10 years, 10년; permanent, 영구."), HOUSE),
    Column(
        "document",
        _("address of the document"),
        _("Where the text is; for staff until you say otherwise."),
        HOUSE,
    ),
    Column("source", _("address of the source"), _("The page that this comes from; it is cited."), HOUSE),
    Column("note", _("internal note"), _("For colleagues. Never published."), HOUSE),
)

NAMES = {column.name: column for column in COLUMNS}


def guess(headers: Sequence[str]) -> list[str]:
    """For each header the name of a Column, or "": kept in the internal note."""
    labels = own_labels()
    found: list[str] = []
    for header in headers:
        name = labels.get(bare(header)) or meant(header)
        is_free = name and (NAMES[name].many or name not in found)
        found.append(name if is_free else "")
    return found


def meant(header: str) -> str:
    """The column that a header of somebody's list means: by all its words, then without brackets, then by some."""
    for text in (bare(header), bare(header.split("(")[0]), bare(header.split("/")[0])):
        text = text.rstrip("0123456789")
        if text in KEPT:
            return ""
        for name, synonyms in HEADERS.items():
            if text in synonyms:
                return name
    return is_about(bare(header))


def own_labels() -> dict[str, str]:
    """The labels by which an export heads its columns, in each language."""
    labels = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            labels |= {bare(str(column.label)): column.name for column in COLUMNS}
    return labels
