"""Content of a letter: for each follow the changes and last days that its question found, in the follow's language.

Words are made of what is public now, and shared by all letters until the register changes: no letter names what was
withdrawn in the meantime, and none costs a query for each of its follows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from core import edtf
from core.localized import in_language
from exports.version_words import VersionWords, describe_versions
from following.choices import Frequency
from following.models import Follow, Letter, Subject
from following.questions import NoQuestion, question_of
from lifecycle.deadlines import END
from lifecycle.spans import span_of_bounds
from register import addresses
from register.models import Deadline, Entry
from register.parameters import DAY_PATTERN
from register.routers import REGISTER_ALIAS
from register.versions import revision

_MAX_LINES = 30  # of a follow; its page has the rest


@dataclass(frozen=True)
class Line:
    """A change of a record or a last day of it, and the other follows of this letter that found it."""

    title: str
    title_language: str
    url: str
    summary: str
    also: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """A follow with its news: the reason why they come."""

    heading: str
    url: str
    language: str
    lines: list[Line]
    has_more: bool = False


@dataclass(frozen=True)
class Digest:
    """The sections of a letter, and the keys of the follows that are done with it, shown or not."""

    sections: list[Section]
    follows: list[int]


@dataclass(frozen=True)
class _News:
    """A finding of a follow."""

    follow: int
    subject: int
    language: str
    version: int | None
    ref: str
    due: str

    @property
    def identity(self) -> tuple:
        return self.version, self.ref if self.version is None else "", self.due


class DigestBuilder:
    """Makes the digests of one day."""

    def __init__(self, day: date):
        self.day, self._revision = day, -1
        self._versions: dict[str, dict[int, VersionWords | None]] = {}
        self._headings: dict[tuple[int, str], tuple[str, str]] = {}

    def digest(self, letter: Letter) -> Digest:
        """The digest of a letter, of what is public now."""
        self._forget_changed_words()
        news = list(self._news(letter))
        self._look_up(news)
        last_days = self._last_days(news)
        sections: list[Section] = []
        shown: dict[tuple, Line] = {}
        for _follow, rows in groupby(news, key=lambda each: each.follow):
            if section := self._section(list(rows), last_days, shown):
                sections.append(section)
        return Digest(sections, list(dict.fromkeys(each.follow for each in news)))

    def _forget_changed_words(self) -> None:
        if (now := revision()) != self._revision:
            self._revision, self._versions, self._headings = now, {}, {}

    def _news(self, letter: Letter) -> Iterator[_News]:
        """Findings that were not sent yet, follow by follow, the newest change first."""
        is_change = Q(subject__findings__version__gt=F("since"))
        is_last_day = Q(
            subject__findings__version=None, subject__findings__due_until__gte=self.day, with_deadlines=True
        )
        follows = Follow.objects.filter(
            is_change | is_last_day, follower=letter.follower_id,
            subject__findings__pk__gt=F("after"), subject__findings__pk__lte=letter.until,
        )  # fmt: skip
        if not letter.is_weekly:
            follows = follows.filter(frequency=Frequency.DAILY)
        of_finding = (f"subject__findings__{name}" for name in ("version", "ref", "due"))
        rows = follows.order_by("pk", "-subject__findings__version", "subject__findings__due_until")
        return (_News(*row) for row in rows.values_list("pk", "subject_id", "language", *of_finding))

    def _look_up(self, news: Iterable[_News]) -> None:
        """Make the words of versions and questions that no letter before this one had."""
        missing: dict[str, set[int]] = {}
        questions: set[tuple[int, str]] = set()
        for each in news:
            if each.version and each.version not in self._versions.get(each.language, {}):
                missing.setdefault(each.language, set()).add(each.version)
            if (each.subject, each.language) not in self._headings:
                questions.add((each.subject, each.language))
        for language, keys in missing.items():
            with override(language):
                words = describe_versions(keys)
            self._versions.setdefault(language, {}).update({key: words.get(key) for key in keys})
        subjects = Subject.objects.in_bulk({subject for subject, _language in questions}) if questions else {}
        for subject, language in questions:
            with override(language):
                self._headings[subject, language] = _heading_and_url(subjects[subject])

    def _last_days(self, news: Iterable[_News]) -> dict[tuple[str, str], dict[str, str]]:
        """Titles by reference and last day, of the last days that are still on record."""
        refs = {each.ref for each in news if each.version is None}
        if not refs:
            return {}
        titles = dict(Entry.public.filter(ref__in=refs).values_list("ref", "title"))
        rows = Deadline.objects.using(REGISTER_ALIAS).filter(entry__in=refs, kind=END)
        days = rows.values_list("entry_id", "earliest", "latest", "qualifier")
        return {(ref, span_of_bounds(*bounds).edtf): titles[ref] for ref, *bounds in days if ref in titles}

    def _section(self, news: list[_News], last_days: dict, shown: dict[tuple, Line]) -> Section | None:
        """The section of a follow; None where nothing of it is left, or another section has it all."""
        first = news[0]
        heading, url = self._headings[first.subject, first.language]
        lines: list[Line] = []
        with override(first.language):
            for each in news:
                if known := shown.get(each.identity):
                    known.also.append(heading)
                elif len(lines) < _MAX_LINES and (line := self._line(each, last_days)):
                    shown[each.identity] = line
                    lines.append(line)
        has_more = len(news) > _MAX_LINES
        return Section(heading, url, first.language, lines, has_more) if lines else None

    def _line(self, news: _News, last_days: dict) -> Line | None:
        """A line; None of what is not public any more."""
        if news.version is None:
            titles = last_days.get((news.ref, news.due))
            return _last_day_line(news, titles, self.day) if titles is not None else None
        words = self._versions[news.language][news.version]
        if words is None:
            return None
        title, language = (words.title, words.title_language) if words.title else (news.ref, "")
        return Line(title, language, f"{settings.SITE_URL}{words.path}", words.summary)


def _heading_and_url(subject: Subject) -> tuple[str, str]:
    """``(words, URL)`` of a question in the active language."""
    question = question_of(subject)
    try:
        heading, path = question.heading, question.short_path
    except (NoQuestion, LookupError):  # a later release has no such filter
        return str(subject), ""
    return heading, f"{settings.SITE_URL}{path}" if path else ""


def _last_day_line(news: _News, titles: dict[str, str], day: date) -> Line:
    title, language = in_language(titles)
    when = edtf.parse(news.due)
    text = _("Last day: %(day)s.") % {"day": when.words()}
    if DAY_PATTERN.fullmatch(news.due) and (days := (date.fromisoformat(news.due) - day).days) > 0:
        text += " " + ngettext("That is in %(days)d day.", "That is in %(days)d days.", days) % {"days": days}
    url = f"{settings.SITE_URL}{addresses.record_path(news.ref)}"
    return Line(title, language, url, text)
