"""A redaction with its grounds, and the tables in which a word is left, for all tests of redaction."""

from redaction.actions import redact_words
from redaction.matching import Names
from redaction.plan import Plan, plan_redaction
from tests.program_role import program_role
from tests.tables import contents_as_text

WHY = {"reason": "Request of 3 May", "basis": "PIPA art. 36"}


def plan(*words: str, about=None) -> Plan:
    return plan_redaction(Names(words), about)


def redact(*words: str, ticked=None, by=None, about=None, **more):
    """Redacts words where they are certain, or the places of these ids, under the role of the program."""
    with program_role():
        return redact_words(terms=Names(words), ticked=ticked, by=by, about=about, **WHY, **more)


def holding(word: str) -> set[str]:
    """Names of the tables in which a word stands, in any capitals; vectors of search hold words folded."""
    return {table for table, text in contents_as_text().items() if word.casefold() in text.casefold()}
