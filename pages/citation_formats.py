"""Citations as text, BibTeX, RIS and CSL-JSON.

What is cited is the record as it was published, not the agreement itself: its author is the register.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    """The parts of a citation. ``what`` describes the record in a few words; ``url`` is that of this version."""

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


def citation_sentence(citation: RecordCitation) -> str:
    """The citation as a sentence in the active language."""
    words = {
        "title": _one_line(citation.title),
        "what": citation.what,
        "site": citation.site,
        "record": citation.record_words,
        "published": _day_text(citation.published),
        "url": citation.url,
        "accessed": _day_text(citation.accessed),
    }
    if not citation.what:
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


def _bibtex(citation: RecordCitation) -> str:
    fields = {
        "title": f"{{{_escape_bibtex(citation.title)}}}",  # a second pair of braces keeps the capitals
        "author": f"{{{_escape_bibtex(citation.site)}}}",
        "year": f"{citation.published.year:04}",
        "date": citation.published.isoformat(),
        "howpublished": _escape_bibtex(citation.what),
        "note": _escape_bibtex(citation.record_words),
        "url": citation.url,
        "urldate": citation.accessed.isoformat(),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation.key},", *lines, "}", ""])


def _escape_bibtex(words: str) -> str:
    return _one_line(words).translate(_BIBTEX_ESCAPES)


def _ris(citation: RecordCitation) -> str:
    lines = [
        ("TY", "ELEC"),
        ("ID", citation.key),
        ("TI", citation.title),
        ("AU", f"{citation.site},"),  # the comma says that it is no person's first and last name
        ("PY", f"{citation.published.year:04}"),
        ("DA", citation.published.strftime("%Y/%m/%d")),
        ("M3", citation.what),
        ("PB", citation.site),
        ("N1", citation.record_words),
        ("LA", citation.language),
        ("UR", citation.url),
        ("Y2", citation.accessed.strftime("%Y/%m/%d")),
    ]
    written = [f"{tag}  - {_one_line(value)}" for tag, value in lines if value]
    return "\r\n".join([*written, "ER  - ", ""])


def _csl_json(citation: RecordCitation) -> str:
    """CSL-JSON, a list of citation."""

    def day(when: date) -> dict:
        return {"date-parts": [[when.year, when.month, when.day]]}

    item = {
        "id": citation.key,
        "type": "webpage",
        "title": _one_line(citation.title),
        "author": [{"literal": citation.site}],
        "container-title": citation.site,
        "genre": citation.what,
        "number": citation.ref,
        "version": str(citation.version),
        "issued": day(citation.published),
        "accessed": day(citation.accessed),
        "language": citation.language,
        "URL": citation.url,
    }
    known = {name: value for name, value in item.items() if value}
    return json.dumps([known], ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True)
class CitationFormat:
    """A file format for reference managers."""

    label: str | Promise
    write: Callable[[RecordCitation], str]
    media_type: str
    extension: str


# By the last step of the address.
CITATION_FORMATS = {
    "bibtex": CitationFormat("BibTeX", _bibtex, "application/x-bibtex", "bib"),
    "ris": CitationFormat("RIS", _ris, "application/x-research-info-systems", "ris"),
    "csl": CitationFormat("CSL-JSON", _csl_json, "application/vnd.citationstyles.csl+json", "json"),
    "text": CitationFormat(
        gettext_lazy("Plain text"), lambda citation: f"{citation_sentence(citation)}\n", "text/plain", "txt"
    ),
}
