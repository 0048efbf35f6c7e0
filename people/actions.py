"""Actions on people: hide a person, with the redaction of the name in every version."""

import json

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from people.models import Person
from register import publishing, redaction, versions
from register.models import Version


@transaction.atomic
def hide_person(*, person: Person, reason: str, basis: str, public_reason: dict[str, str], by) -> None:
    """Redact a person: take the name from everything public, in every version there ever was; the posts stay.

    One act in law: redaction of every version, withdrawal of the record, an entry in its history. On the desk the
    record stays, marked hidden. Raises ValidationError when already hidden, or without reason and basis.
    """
    if not (reason and basis):
        raise ValidationError(_("A redaction needs a reason and a legal basis."))
    versions.lock_version_log()
    person.refresh_from_db()  # it may have been published since it was loaded
    if person.is_hidden:
        raise ValidationError(_("This person is hidden already."))
    person.is_hidden = True
    person.save(update_fields=["is_hidden", "updated_at"])
    words = _names_in_use(person)
    for version in _versions_containing(words):
        redaction.redact(
            [version],
            redaction.find_word_paths(version, words),
            words=words,
            reason=reason,
            basis=basis,
            by=by,
        )
    if person.is_public:
        publishing.withdraw(person, by=by, reason=public_reason)
    if by:
        LogEntry.objects.log_actions(by.pk, [person], CHANGE, "Hidden.", single_object=True)


def _names_in_use(person: Person) -> list[str]:
    """Every form of the name: the record's own, its other names, and as printed wherever the person is linked."""
    names = {person.name, *person.names.values_list("text", flat=True)}
    for related in person._meta.related_objects:
        if any(field.name == "name_as_written" for field in related.related_model._meta.fields):
            rows = related.related_model._default_manager.filter(**{related.field.name: person})
            names |= set(rows.values_list("name_as_written", flat=True))
    return sorted(name for name in names if name)


def _versions_containing(words: list[str]) -> list[Version]:
    """Every version whose body holds one of these words."""
    where = Q()
    for word in words:
        in_json = json.dumps(word, ensure_ascii=False)[1:-1]  # quotes and backslashes are escaped in a body
        where |= Q(body__icontains=in_json)
    return list(Version.objects.filter(where)) if words else []
