"""Actions on people: hide a person, with the redaction of the name wherever it stands."""

from collections.abc import Collection, Iterable

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from desk.fingerprints import require_as_shown
from history.acts import act
from history.choices import ActKind
from people.models import Person
from redaction.actions import MOST_PLACES
from redaction.apply import apply_plan, lock_texts
from redaction.grounds import require_without_words
from redaction.matching import Names
from redaction.plan import Plan, plan_redaction
from redaction.subjects import Subject, row_name, subject_name
from redaction.versions import require_grounds
from register import publishing
from register.bodies import REDACTION_MARKER


def plan_hiding(person: Person, names: Iterable[str] = (), most: int | None = None) -> Plan:
    """Plan of the redaction of every form of a person's name, or of these ``names``; of ``most`` places."""
    return plan_redaction(Names(names or names_in_use(person)), Subject(subject_name(person)), most)


@transaction.atomic
def hide_person(
    *,
    person: Person,
    reason: str,
    basis: str,
    public_reason: dict[str, str],
    by,
    names: Iterable[str] = (),
    ticked: Collection[str] | None = None,
    shown: str | None = None,
) -> None:
    """Redact a person: take the name from the ticked places, in every version there ever was; the posts stay.

    One act in law: redaction, withdrawal of the record, an entry in its history. The record stays on the desk, marked
    hidden. Without ``ticked`` the places that are certain; ``shown`` is the fingerprint of the plan that was confirmed.
    Raises ValidationError when already hidden, or without reason and basis.
    """
    require_grounds(reason, basis)
    lock_texts()
    person.refresh_from_db()  # it may have been published since it was loaded
    if person.is_hidden:
        raise ValidationError(_("This person is hidden already."))
    plan = plan_hiding(person, names, None if shown is None else MOST_PLACES)
    if shown is not None:
        require_as_shown(shown, plan.things)
    ticked = plan.ticked() if ticked is None else ticked
    require_without_words(public_reason.values(), plan, ticked)
    person.is_hidden = True
    with act(kind=ActKind.HIDE, by=by, reason=basis):
        person.save(update_fields=["is_hidden", "updated_at"])
    apply_plan(
        plan, ticked, reason=reason, basis=basis, by=by, hid=row_name(person), public_reason=public_reason,
        withdrew=person.ref if person.is_public else "",
    )  # fmt: skip
    person.refresh_from_db()
    if person.is_public:
        publishing.withdraw(person, by=by, reason=public_reason)
    if by:
        LogEntry.objects.log_actions(by.pk, [person], CHANGE, "Hidden.", single_object=True)


def names_in_use(person: Person) -> list[str]:
    """Every form of the name: the record's own, its other names, and as printed wherever the person is linked."""
    names = {person.name, *person.names.values_list("text", flat=True)}
    for related in person._meta.related_objects:
        if any(field.name == "name_as_written" for field in related.related_model._meta.fields):
            rows = related.related_model._default_manager.filter(**{related.field.name: person})
            names |= set(rows.values_list("name_as_written", flat=True))
    return sorted(name for name in names if name and REDACTION_MARKER not in name)
