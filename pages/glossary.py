"""The glossary: the words that the pages use, in a sentence or two each, by the name of their anchor."""

from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from register.kinds import kinds


@dataclass(frozen=True)
class Term:
    """A word and its meaning on these pages."""

    word: Promise
    meaning: Promise


_GLOSSARY: dict[str, dict[str, Term]] = {
    "records": {
        "instrument": Term(
            _("instrument"),
            _(
                "A document that parties agreed on, whatever its name: treaty, memorandum, exchange of letters."
            ),
        ),
        "treaty": Term(
            _("treaty"),
            _(
                "An instrument between states or international organizations that binds them in international law. "
                "Conventions and protocols are mostly treaties."
            ),
        ),
        "mou": Term(
            _("memorandum of understanding"),
            _(
                "A written understanding of what the parties mean to do together. Most do not bind in law; whether one "
                "does depends on its words, not on its name."
            ),
        ),
        "programme": Term(
            _("programme"),
            _("Joint work over some time, such as a line of funding or an exchange of students."),
        ),
        "dialogue": Term(
            _("dialogue"), _("A standing body or series of meetings in which the parties talk regularly.")
        ),
        "party": Term(
            _("party"),
            _("Whoever agreed: the state or organization that the commitments of an agreement are between."),
        ),
        "signatory": Term(
            _("signatory"),
            _("The person who put their name to an agreement for a party. The party agrees, not the person."),
        ),
        "commitment": Term(
            _("commitment"),
            _(
                "What the parties say in an agreement that they will do or aim for, with its results where known."
            ),
        ),
        "key-date": Term(
            _("key date"),
            _(
                "A dated act in the life of an agreement, such as its signing, entry into force, renewal or end."
            ),
        ),
    },
    "life": {
        "state": Term(
            pgettext_lazy("of an agreement", "state"),
            _(
                "Where an agreement stands on a day. It is worked out from the dated acts and the term on record."
            ),
        ),
        "in-force": Term(
            pgettext_lazy("glossary", "in force"),
            _(
                "Said of an agreement that binds in law, from the day on which it begins to bind to its last day."
            ),
        ),
        "in-effect": Term(
            _("in effect"),
            _(
                "Said of an agreement that does not bind in law, or may not, while the parties are to apply it."
            ),
        ),
        "presumed": Term(
            _("presumed"),
            _(
                "No end is on record, and no other record shows whether the agreement still holds. It may have lapsed: "
                "ask the parties before you rely on it."
            ),
        ),
        "term": Term(
            pgettext_lazy("how long it lasts", "term"),
            _(
                "How long an agreement lasts by its own words: until a day, for some years, or without an end."
            ),
        ),
        "renewal": Term(
            _("renewal"),
            _(
                "An agreement goes on for another term, by itself unless a party objects, or because they say so."
            ),
        ),
        "notice": Term(
            _("notice"),
            _("A party tells the others, in time, that it wants the agreement to end or not to be renewed."),
        ),
        "ad-referendum": Term(
            _("ad referendum"),
            _(
                "Signed on condition that the signature is confirmed by the mandating side. Until then it is not final."
            ),
        ),
    },
    "evidence": {
        "source": Term(
            _("source"),
            _(
                "A text from which facts of a record are known: the agreement itself, an announcement, a gazette."
            ),
        ),
        "citation": Term(
            _("citation"),
            _(
                "The link from a fact to a source, shown as a small number beside it. To cite a record is to name its "
                "reference, version and date."
            ),
        ),
        "inferred": Term(
            _("inferred"),
            _("Said of a fact that a source implies without saying it."),
        ),
    },
    "publication": {
        "reference": Term(
            _("reference"),
            _("The short name of a record here, such as A12. It is never given to another record."),
        ),
        "version": Term(
            pgettext_lazy("of a record", "version"),
            _("A record as it was published at a time. Each has a number, a date and an address of its own."),
        ),
        "withdrawn": Term(
            _("withdrawn"),
            _("Said of a record that is no longer public. Its address says since when, and why."),
        ),
        "redaction": Term(
            _("redaction"),
            _(
                "Words are taken out of all versions of a record as the law requires; a mark stays in their place."
            ),
        ),
    },
}
HEADINGS = {
    "records": _("What is recorded"),
    "life": _("The life of an agreement"),
    "evidence": _("How we know"),
    "publication": _("Publication"),
}
# Types of instrument that have a term of their own; of all others their nature has.
_FORMS = {"treaty": "treaty", "convention": "treaty", "protocol": "treaty", "mou": "mou"}


@cache
def glossary() -> dict[str, dict[str, Term]]:
    """The terms by anchor, in groups; the kinds of records come first."""
    of_kinds = {
        kind.name: Term(kind.model._meta.verbose_name, kind.page_class.meaning)  # type: ignore[arg-type, attr-defined]  # every kind has both
        for kind in kinds()
    }
    return _GLOSSARY | {"records": of_kinds | _GLOSSARY["records"]}


@cache
def glossary_terms() -> dict[str, Term]:
    """All terms by anchor."""
    return {anchor: term for terms in glossary().values() for anchor, term in terms.items()}


def anchor_of_form(form: str, nature: str) -> str:
    """The anchor of what a record is: of its form, or of its nature."""
    return _FORMS.get(form) or (nature if nature in glossary_terms() else "instrument")
