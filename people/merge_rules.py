"""Merging of people."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from merging.declarations import Mention, MergeRules, OwnRows
from people.choices import PersonNameKind
from people.models import Person, PersonName


def _spelling_to_keep(loser: Person, into: Person) -> list[PersonName]:
    """The name of the one that goes, among the other names of the one that stays."""
    both = PersonName.objects.filter(person__in=[loser, into]).values_list("text", flat=True)
    if loser.name in {into.name, *both}:
        return []
    return [PersonName(person=into, text=loser.name, kind=PersonNameKind.ALSO)]


def _refuse_hidden(loser: Person, into: Person) -> Iterator[str]:
    for person in (loser, into):
        if person.is_hidden:
            yield _("“%s” is hidden: a merger would tie the name to what is public.") % person


RULES = [
    MergeRules(
        "people.Person",
        own=(
            OwnRows("people.PersonName"),
            OwnRows("people.PersonIdentifier"),
            OwnRows("people.Position"),
            OwnRows("people.PersonCitation"),
        ),
        names=_spelling_to_keep,
        refusals=_refuse_hidden,
    )
]

MENTIONS = [
    Mention("people.Position", "organization"),
    Mention("people.PersonCitation", "source"),
]
