"""Activities in a brief: the next that are planned, then those that were held last, with their outcomes."""

import json
from datetime import date

from django.db.models import Q, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities.choices import ActivityState
from activities.templatetags.activity_tags import activity_days, activity_state
from briefs.content import Item, Section
from briefs.subjects import Subject
from briefs.texts import first_source, joined, more_words, shortened, title_in_language
from core.choice_labels import choice_label
from core.localized import in_language
from core.places import place_text
from register.models import Entry, Link
from register.routers import REGISTER_ALIAS

_MOST_PLANNED, _MOST_HELD, _MOST_OUTCOMES = 4, 20, 3


def activities_section(subject: Subject, day: date) -> Section:
    """Activities in which the subject took part, or under its agreements."""
    links = Link.objects.using(REGISTER_ALIAS).filter(
        to_ref__in=Subquery(subject.agreements.order_by().values("ref"))
    )
    in_list = Q(keys__overlap=subject.activity_keys)
    activities = Entry.public.of_kind("activity")
    own = activities.filter(in_list | Q(ref__in=Subquery(links.order_by().values("entry"))))
    planned = own.with_keys(f"state:{ActivityState.PLANNED}").filter(sort_on__gte=day)
    held = own.with_keys(f"state:{ActivityState.HELD}").filter(sort_on__lte=day)
    shown = [
        *planned.order_by("sort_on", "serial")[:_MOST_PLANNED],
        *held.order_by("-sort_on", "-serial")[:_MOST_HELD],
    ]
    return Section(
        _("Next and latest activities"),
        tuple(_held_or_planned(entry, subject) for entry in shown),
        total=activities.filter(in_list).count(),
        address=subject.activities_path,
        empty=_("None recorded."),
        share=1,
    )


def _held_or_planned(entry: Entry, subject: Subject) -> Item:
    body = json.loads(entry.body)
    outcomes = [shortened(in_language(outcome["text"])[0]) for outcome in body["outcomes"]]
    hidden = len(outcomes) - _MOST_OUTCOMES
    return Item(
        title=title_in_language(entry.title),
        facts=joined(
            capfirst(choice_label(body["kind"], "activities.Activity.kind")),
            activity_days(body["on"], body["until"]),
            *(place_text(place) for place in body["places"][:2]),
            activity_state(body["state"], body["on"], body["until"]),
        ),
        lines=(
            *(f"– {outcome}" for outcome in outcomes[:_MOST_OUTCOMES]),
            *([f"– {more_words(hidden, '')}"] if hidden > 0 else []),
        ),
        ref=entry.ref,
        is_in_list=bool({*entry.keys} & {*subject.activity_keys}),
        **first_source(body),
    )
