"""Agreements in a brief: how many, those in effect and those on their way, what falls due, and results."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Case, IntegerField, Subquery, TextField, Value, When
from django.db.models.expressions import RawSQL
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements import page_context
from agreements.choices import Bindingness, Disclosure, Nature
from agreements.count_words import COUNT_WORDS
from agreements.countries.views import STATUS_GROUP_LABELS
from agreements.key_facts import DEADLINE_LABELS
from briefs.content import Item, Section
from briefs.subjects import Subject, SubjectFilter
from briefs.texts import first_source, joined, shortened, title_in_language
from core import edtf
from core.choice_labels import choice_label
from core.localized import in_language
from lifecycle.choices import STATE_GROUPS, State
from lifecycle.spans import span_of_bounds
from pages.mentions import CurrentNames, RecordDirectory, mentioned_refs, titles_by_ref
from pages.status import status_on_day
from pages.templatetags.amount_tags import quantity
from pages.templatetags.page_tags import as_of
from pages.value_formats import format_edtf
from register.deadlines import due_between, find_deadlines, overdue_on
from register.facets.counts import count_facets
from register.models import Deadline, Entry
from register.periods import periods_by_ref
from register.routers import REGISTER_ALIAS

_IN_EFFECT = ("holds", "provisional", "suspended")
_ON_THE_WAY = ("coming", "concluded", "adopted")
_MOST_ITEMS, _MOST_PARTIES = 40, 4
_MOST_WITH_RESULTS = 500  # the newest agreements, whose bodies are read for results
_SOON = timedelta(days=365)

# The most important first: what binds, instruments before programmes and dialogues, the newest.
_BINDING_FIRST = Case(
    When(keys__contains=[f"bindingness:{Bindingness.BINDING}"], then=Value(0)),
    default=Value(1),
    output_field=IntegerField(),
)
_BY_NATURE = Case(
    *(
        When(keys__contains=[f"nature:{nature}"], then=Value(place))
        for place, nature in enumerate(Nature.values)
    ),
    default=Value(len(Nature.values)),
    output_field=IntegerField(),
)
_RESULTS = RawSQL("(register_entry.body::json -> 'results')::text", [], output_field=TextField())


def count_by_group(subject: Subject) -> dict[str, dict[str, int]]:
    """Numbers of agreements by nature and group of states today, as the lists count them."""
    counts = {}
    for nature in Nature.values:
        of_nature = count_facets(
            SubjectFilter(subject.agreements.with_keys(f"nature:{nature}")), {"state": len(State)}
        )
        by_state = of_nature.by_value.get("state", {})
        groups = {
            group: sum(by_state.get(state, 0) for state in states) for group, states in STATE_GROUPS.items()
        }
        groups["unknown"] += of_nature.total - sum(groups.values())
        counts[nature] = groups
    return counts


def counts_in_words(counts: dict[str, dict[str, int]]) -> tuple[str, ...]:
    """One line for each nature that there is: its number, and the numbers by group of states."""
    lines = []
    for nature, groups in counts.items():
        if total := sum(groups.values()):
            parts = [
                f"{STATUS_GROUP_LABELS[group]}: {groups[group]}"
                for group in STATUS_GROUP_LABELS
                if groups[group]
            ]
            lines.append(f"{COUNT_WORDS[f'nature:{nature}'] % {'count': total}} – {joined(*parts)}")
    return tuple(lines) or (_("No agreement is published here."),)


def in_effect_section(subject: Subject, counts: dict, day: date) -> Section:
    return _section_of_states(subject, counts, day, _IN_EFFECT, _("In effect"), _("None is in effect."), 3)


def on_the_way_section(subject: Subject, counts: dict, day: date) -> Section:
    heading = _("Signed, agreed or under negotiation")
    return _section_of_states(subject, counts, day, _ON_THE_WAY, heading, "", 1)


def _section_of_states(
    subject: Subject, counts: dict, day: date, groups: Sequence[str], heading: str, empty: str, share: int
) -> Section:
    states = [str(state) for group in groups for state in STATE_GROUPS[group]]
    entries = subject.agreements.in_state(*states, on=day).order_by(
        _BINDING_FIRST, _BY_NATURE, "-sort_on", "-serial"
    )
    return Section(
        heading,
        tuple(agreement_items(list(entries[:_MOST_ITEMS]), day)),
        total=sum(of_nature[group] for of_nature in counts.values() for group in groups),
        address=subject.agreements_path(state=",".join(states)),
        empty=empty,
        share=share,
    )


def agreement_items(entries: list[Entry], day: date) -> list[Item]:
    """Agreements with their status and why it is so, in the words of the public list and page."""
    bodies = [json.loads(entry.body) for entry in entries]
    periods = periods_by_ref(entry.ref for entry in entries)
    names = CurrentNames(titles_by_ref(mentioned_refs([body["involvements"] for body in bodies])))
    linked = [part for body in bodies for part in (body["relations"], body["milestones"])]
    titles = RecordDirectory(mentioned_refs(linked)).titles_by_ref()
    items = []
    for entry, body in zip(entries, bodies, strict=True):
        row = page_context.list_row(body, names)
        words = (row["nature"], row["bindingness"], row["form"])
        is_withheld = body["disclosure"] == Disclosure.EXISTENCE
        status = status_on_day(periods.get(entry.ref, []), day, *words, titles)
        items.append(
            Item(
                title=title_in_language(entry.title),
                facts=joined(capfirst(status.tag), _form(row), _main_date(row), _parties(row["parties"])),
                lines=(_("Withheld") if is_withheld else shortened(status.why),),
                ref=entry.ref,
                **first_source(body),
            )
        )
    return items


def _form(row: dict) -> str:
    name = "form" if row["form"] else "nature"
    return choice_label(row[name], f"agreements.Agreement.{name}")


def _main_date(row: dict) -> str:
    act = choice_label(row["act"], "agreements.Milestone.kind") if row["on"] else ""
    return f"{act} {format_edtf(row['on'])}" if act else ""


def _parties(parties: Sequence[str]) -> str:
    shown = ", ".join(shortened(name, 80) for name in parties[:_MOST_PARTIES])
    return f"{shown} …" if len(parties) > _MOST_PARTIES else shown


def due_section(subject: Subject, day: date) -> Section:
    """Deadlines that are overdue, and those within a year, by the rows that lists, calendars and queues read."""
    entries, last = subject.agreements, day + _SOON
    refs = Subquery(entries.order_by().values("ref"))
    rows = Deadline.objects.using(REGISTER_ALIAS).filter(entry__in=refs)
    overdue = rows.filter(overdue_on(day)).order_by("day", "entry__serial", "position")
    late = [
        _due_item(row["entry_id"], row["entry__title"], row["kind"], _span_of(row), is_overdue=True)
        for row in overdue.values("entry_id", "entry__title", "kind", "earliest", "latest", "qualifier")[
            :_MOST_ITEMS
        ]
    ]
    coming = [
        _due_item(row.ref, row.title, row.kind, row.span)
        for row in find_deadlines(entries, day, last, limit=_MOST_ITEMS)
    ]
    return Section(
        _("Falls due within a year"),
        (*late, *coming)[:_MOST_ITEMS],
        total=overdue.count() + due_between(rows, day, last).count(),
        address=subject.agreements_path(ordering="ends"),
        empty=_("Nothing falls due within a year."),
        share=2,
    )


def _span_of(row: dict):
    return span_of_bounds(row["earliest"], row["latest"], row["qualifier"])


def _due_item(ref: str, titles: dict, kind: str, span, *, is_overdue: bool = False) -> Item:
    lead = joined(format_edtf(span.edtf), DEADLINE_LABELS[kind], _("overdue") if is_overdue else "")
    return Item(title_in_language(titles), lead=lead, ref=ref)


def results_section(subject: Subject) -> Section:
    """Results of agreements, of the newest where they are very many; those of the latest day first."""
    newest = Entry.public.filter(ref__in=subject.agreements.refs_in_order("A")[:_MOST_WITH_RESULTS])
    rows = (
        newest.annotate(results=_RESULTS).exclude(results="[]").order_by("-sort_on", "-serial").defer("body")
    )
    results = [(result, row.ref, row.title) for row in rows for result in json.loads(row.results)]
    results.sort(key=lambda row: _latest_day(row[0]), reverse=True)
    items = [
        Item(
            shortened(in_language(result["text"])[0]),
            facts=joined(
                quantity(result),
                result["period"] and format_edtf(result["period"]),
                result["as_of"] and as_of(result["as_of"]),
                title_in_language(title),
            ),
            ref=ref,
        )
        for result, ref, title in results
    ]
    return Section(_("Results"), tuple(items[:_MOST_ITEMS]), len(items), subject.page)


def _latest_day(result: dict) -> date:
    try:
        day = edtf.parse(result["as_of"] or result["period"])
    except edtf.EDTFError:
        return date.min
    return day.latest or day.earliest or date.min


def refs_of(sections: Iterable[Section]) -> list[str]:
    """References of the agreements in these sections, each once, in their order."""
    return list(
        dict.fromkeys(item.ref for section in sections for item in section.items if item.ref[0] == "A")
    )
