"""Texts of staff pages without what differs each time: numbers of rows, moments, secrets."""

import re
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.timezone import localdate

from agreements.models import Agreement
from organizations.models import Organization
from people.models import Person

DIFFERING = [
    # the days of `stored_rows.moment` stay, whose hours are those of the zone
    (r"((?:1999|2999), )\d\d:\d\d", r"\1{hour}"),
    (r"((?:1999|2999)년 \d{1,2}월 \d{1,2}일 )(?:오전|오후) \d{1,2}:\d\d", r"\1{hour}"),
    (
        r"\d{1,2} [A-Z][a-z]+ 20\d\d, \d\d:\d\d"
        r"|20\d\d년 \d{1,2}월 \d{1,2}일 (?:오전|오후) \d{1,2}:\d\d"
        r"|(?:오전|오후) \d{1,2}:\d\d"
        r"|(?<=\(since )\d\d:\d\d",
        "{time}",
    ),
    (r" <input type=hidden name=\w+-(?:\d+-\w+|\w+_FORMS)(?: value=[^>]*)?>", ""),  # rows of a long form
    (r"(name=(?:csrfmiddlewaretoken|digest|tick|opened|draft_key|seen:\S+) value=)[^>\s]+", r"\1{hash}"),
    (r'(name=shown value=)\{"[^>]*"\}', r"\1{fingerprints}"),
    (
        r"(name=(?:_selected_action|comment|older|revoke|topics) value=|<option value=|into=|merger=)\d+",
        r"\1{number}",
    ),
    (r"/(agreement|endpoint|filters|history|source|spreadsheetimport)/\d+(?=/)", r"/\1/{number}"),
    (r"(\?(?:organization|source|template|unit)=)\d+", r"\1{number}"),
    (r"(Place of work|소재지) \d+", r"\1 {number}"),
    (r"(saved_list__id__exact=|texts:|[Ii]nstrument |합의 문서 )\d+", r"\1{number}"),
    (r"(at change|변경 번호) \d+, [\d.]+ KB", r"\1 {number}, {size}"),
    (r"(name=paths value=\w+)/[0-9a-z]{6}/", r"\1/{key}/"),
    (r"(database role|데이터베이스 역할) \w+ \([^)]*\)", r"\1 {role}"),
    (r"\bsource-\d+-", "source-{number}-"),
    (r'("(?:source|text)": )\d+', r"\1{number}"),
    (r"(button name=(?:known|source) value=)\d+", r"\1{number}"),
    (r"(name=take value=|choice-)\d+-", r"\1{number}-"),
    (r"(name=shown value=)[-\d ]+", r"\1{number}"),
    (r"(\?texts=)[\d%C]+", r"\1{numbers}"),
    (r"([?&](?:amp;)?given=)\w+", r"\1{key}"),
    (r"(\?record=[\w.]+%3A)\d+", r"\1{number}"),
    (r"(name=kept:\w+ value=)\w+", r"\1{hash}"),
    (r"/preview/[\w:.=-]+", "/preview/{token}"),
    (r"\b(ent_|whsec_|whpk_)[\w./+=]+", r"\1{secret}"),
    (r"/key/\w+/change/", "/key/{number}/change/"),
]


def named(text: str) -> str:
    """The text with names of rows in place of their numbers."""
    for model in (Agreement, Organization, Person):
        for record in model.objects.all():
            text = text.replace(
                f"/{model._meta.model_name}/{record.pk}/", f"/{model._meta.model_name}/{{{record}}}/"
            )
    for organization in Organization.objects.all():
        text = text.replace(f"value={organization.pk}>", f"value={{{organization}}}>")
    for pattern, replacement in DIFFERING:
        text = re.sub(pattern, replacement, text)
    for day in (localdate(), localdate() - timedelta(days=1)):  # a run may pass midnight
        for form in ("j F Y", "Y년 n월 j일", "Y-m-d"):
            text = text.replace(date_format(day, form), "{today}")
    return text
