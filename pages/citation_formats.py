"""A version of a record as a reference in somebody's text: plain words, BibTeX, RIS and CSL-JSON.

What is cited is the record as it was published, not the agreement itself: its author is the register.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core import text
from core.edtf import parse

_CONTROL_CHARACTERS = re.compile(r"[\s\x00-\x1f\x7f\u2028\u2029]+")
# BibTeX counts braces even where a backslash stands before them, so these are spelled by name.
_BIBTEX_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)


@dataclass(frozen=True)
class RecordCitation:
    """What a reference is made of. ``what`` says in words what the record is about; ``url`` is of this version."""

    site: str
    ref: str
    version: int
    title: str
    language: str
    what: str
    published: date
    accessed: date
    url: str

    @property
    def key(self) -> str:
        return f"{text.slug(self.site) or 'register'}-{self.ref}-v{self.version}"

    @property
    def record_words(self) -> str:
        return _("record %(ref)s, version %(number)s") % {"ref": self.ref, "number": self.version}


def _one_line(words: str) -> str:
    """Words without ends of lines and other control characters."""
    return _CONTROL_CHARACTERS.sub(" ", words).strip()


def citation_sentence(one: RecordCitation) -> str:
    """The reference as a sentence in the active language."""
    words = {
        "title": _one_line(one.title),
        "what": one.what,
        "site": one.site,
        "record": one.record_words,
        "published": _day_text(one.published),
        "url": one.url,
        "accessed": _day_text(one.accessed),
    }
    if not one.what:
        return (
            _("“%(title)s”. %(site)s, %(record)s, published %(published)s. %(url)s (read %(accessed)s).")
            % words
        )
    return (
        _(
            "“%(title)s”, %(what)s. %(site)s, %(record)s, published %(published)s. %(url)s (read %(accessed)s)."
        )
        % words
    )


def _day_text(day: date) -> str:
    return parse(day.isoformat()).words()


def _bibtex(one: RecordCitation) -> str:
    fields = {
        "title": f"{{{_escape_bibtex(one.title)}}}",  # a second pair of braces keeps the capitals
        "author": f"{{{_escape_bibtex(one.site)}}}",
        "year": f"{one.published.year:04}",
        "date": one.published.isoformat(),
        "howpublished": _escape_bibtex(one.what),
        "note": _escape_bibtex(one.record_words),
        "url": one.url,
        "urldate": one.accessed.isoformat(),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{one.key},", *lines, "}", ""])


def _escape_bibtex(words: str) -> str:
    return _one_line(words).translate(_BIBTEX_ESCAPES)


def _ris(one: RecordCitation) -> str:
    lines = [
        ("TY", "ELEC"),
        ("ID", one.key),
        ("TI", one.title),
        ("AU", f"{one.site},"),  # the comma says that it is no person's first and last name
        ("PY", f"{one.published.year:04}"),
        ("DA", one.published.strftime("%Y/%m/%d")),
        ("M3", one.what),
        ("PB", one.site),
        ("N1", one.record_words),
        ("LA", one.language),
        ("UR", one.url),
        ("Y2", one.accessed.strftime("%Y/%m/%d")),
    ]
    told = [f"{tag}  - {_one_line(value)}" for tag, value in lines if value]
    return "\r\n".join([*told, "ER  - ", ""])


def _csl_json(one: RecordCitation) -> str:
    """CSL-JSON, a list of one."""

    def day(when: date) -> dict:
        return {"date-parts": [[when.year, when.month, when.day]]}

    item = {
        "id": one.key,
        "type": "webpage",
        "title": _one_line(one.title),
        "author": [{"literal": one.site}],
        "container-title": one.site,
        "genre": one.what,
        "number": one.ref,
        "version": str(one.version),
        "issued": day(one.published),
        "accessed": day(one.accessed),
        "language": one.language,
        "URL": one.url,
    }
    told = {name: value for name, value in item.items() if value}
    return json.dumps([told], ensure_ascii=False, indent=2) + "\n"


# By the last step of the address: what writes it, its media type, the end of its file name.
CITATION_FORMATS: dict[str, tuple[Callable[[RecordCitation], str], str, str]] = {
    "bibtex": (_bibtex, "application/x-bibtex", "bib"),
    "ris": (_ris, "application/x-research-info-systems", "ris"),
    "csl": (_csl_json, "application/vnd.citationstyles.csl+json", "json"),
    "text": (lambda one: citation_sentence(one) + "\n", "text/plain", "txt"),
}
