"""Staff notes in a brief: what the house keeps beside the agreements that it names. Never published."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.models import Custody
from briefs.content import Item, Section
from briefs.texts import joined, shortened, title_in_language
from desk.colleagues import colleague_name
from organizations.choices import NameKind
from organizations.models import Organization
from register.models import Entry

_MOST_NOTES = 20
_LONGEST = 300


def notes_section(refs: Sequence[str]) -> Section:
    """Internal notes on these agreements, in their order, with unit, officer and file number."""
    rows = Custody.objects.exclude(note="").filter(agreement__ref__in=refs)
    rows = rows.select_related("unit", "officer", "agreement")
    by_ref = {custody.agreement.ref: custody for custody in rows.prefetch_related("unit__names")}
    titles = dict(Entry.public.filter(ref__in=by_ref).values_list("ref", "title"))
    items = [_note_item(ref, titles[ref], by_ref[ref]) for ref in refs if ref in titles]
    return Section(_("Staff notes"), tuple(items[:_MOST_NOTES]), len(items))


def _note_item(ref: str, titles: dict[str, str], custody: Custody) -> Item:
    """The note under the title that is public: that of the desk may be withheld, or an edit of today."""
    return Item(
        title=title_in_language(titles),
        facts=joined(_unit_name(custody.unit), colleague_name(custody.officer), custody.file_number),
        lines=(shortened(custody.note, _LONGEST),),
        ref=ref,
    )


def _unit_name(unit: Organization | None) -> str:
    """The official name in the active language, else the name in the staff area."""
    if unit is None:
        return ""
    official = [name for name in unit.names.all() if name.kind == NameKind.OFFICIAL]
    return next((name.text for name in official if name.language == get_language()), unit.name)
