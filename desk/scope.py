"""Scope of a colleague: the records, among those of a kind, that their unit lets them change and publish."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from register.kinds import kinds
from register.records import Record

_MOST_NAMED = 5


def may_publish(user: Any, record: Record | type[Record]) -> bool:
    """True where a user may publish a record, or records of a kind at all."""
    meta = record._meta
    if not user.has_perm(f"{meta.app_label}.publish_{meta.model_name}"):
        return False
    return isinstance(record, type) or record.is_within_scope_of(user)


def is_limited(user: Any) -> bool:
    """True where records of some kind may be outside of the user's scope."""
    scopes = (getattr(kind.model, "is_scoped_for", None) for kind in kinds())
    return any(is_scoped_for(user) for is_scoped_for in scopes if is_scoped_for)


def reasons_by_scope(records: Iterable[Record], user: Any) -> list[list[str]]:
    """Reasons, for each record, why this user may not publish it. None for nobody, as a command acts."""
    sentence = _("Another unit is responsible for it.")
    return [[] if record.is_within_scope_of(user) else [sentence] for record in records]


def require_scope(records: Iterable[Record], user: Any) -> None:
    """Raises ValidationError where records are outside of the user's scope."""
    outside = [str(record) for record in records if not record.is_within_scope_of(user)]
    if outside:
        names = ", ".join(f"“{name}”" for name in outside[:_MOST_NAMED])
        more = f" (+{len(outside) - _MOST_NAMED})" if len(outside) > _MOST_NAMED else ""
        raise ValidationError(_("Another unit is responsible for: %(records)s") % {"records": names + more})
