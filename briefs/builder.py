"""Builder of a brief, in the active language, from the published records and, if wanted, the staff's notes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from briefs import activities, agreements, staff_notes
from briefs.content import Brief, Section
from briefs.subjects import Subject
from briefs.texts import readable
from core import edtf
from register import addresses
from site_profile.current import current_profile


def build_brief(subject: Subject, *, day: date, has_notes: bool, absolute: Callable[[str], str]) -> Brief:
    """All that may stand in a brief, the most important first; `briefs.fitting` leaves out what has no room.

    ``absolute`` makes a URL of a path.
    """
    counts = agreements.count_by_group(subject)
    in_effect = agreements.in_effect_section(subject, counts, day)
    due = agreements.due_section(subject, day)
    on_the_way = agreements.on_the_way_section(subject, counts, day)
    results = agreements.results_section(subject)
    latest = activities.activities_section(subject, day)
    sections = [in_effect, due, on_the_way, results, latest]
    if has_notes:
        sections.append(staff_notes.notes_section(agreements.refs_of(sections)))
    register, host = readable(current_profile().site_name), urlsplit(absolute("/")).netloc
    about = {"day": edtf.parse(day.isoformat()).words(), "register": register, "host": host}
    places = {letter: f"{host}{addresses.record_path(f'{letter}12')}" for letter in "AE"}
    return Brief(
        language=get_language() or "en",
        register=register,
        title=_("Brief: %(name)s") % {"name": readable(subject.name)},
        about=_("As of %(day)s, from what %(register)s has published (%(host)s)") % about,
        counts=agreements.counts_in_words(counts),
        sections=tuple(
            _with_urls(section, absolute) for section in sections if section.items or section.empty
        ),
        internal=_("Internal: with staff notes") if has_notes else "",
        page=_("Page %(page)s of %(pages)s"),
        references=_("Where references lead: A12 to %(A)s, E12 to %(E)s") % places,
    )


def _with_urls(section: Section, absolute: Callable[[str], str]) -> Section:
    """The section with URLs of its list and its records."""
    items = tuple(
        replace(item, address=absolute(addresses.record_path(item.ref)) if item.ref else "")
        for item in section.items
    )
    return replace(section, items=items, address=absolute(section.address) if section.address else "")
