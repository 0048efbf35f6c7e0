"""What the tests of redaction share: a redaction with its grounds, and everything that is stored, as one text."""

from django.apps import apps
from django.db import connection

from redaction.actions import redact_words
from redaction.matching import Names
from redaction.plan import Plan, plan_redaction

WHY = {"reason": "Request of 3 May", "basis": "PIPA art. 36"}


def plan(*words: str, about=None) -> Plan:
    return plan_redaction(Names(words), about)


def redact(*words: str, ticked=None, by=None, about=None, **more):
    """Redacts words where they are certain, or the places of these ids."""
    return redact_words(terms=Names(words), ticked=ticked, by=by, about=about, **WHY, **more)


def stored(*without: str) -> dict[str, str]:
    """Every table of the database as text, but for those ``without``."""
    tables = sorted(
        {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - {*without}
    )
    texts = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"SELECT coalesce(string_agg(row::text, chr(10) ORDER BY row::text), '') FROM \"{table}\" row"
            )
            texts[table] = cursor.fetchone()[0]
    return texts


def holding(word: str) -> set[str]:
    """Names of the tables in which a word stands, in any capitals; vectors of search hold words folded."""
    return {table for table, text in stored().items() if word.casefold() in text.casefold()}
