"""Actions of redaction: plan and confirm, in one transaction with what goes along."""

from collections.abc import Collection

from django.db import transaction

from desk.fingerprints import require_as_shown
from redaction.again import plan_again
from redaction.apply import apply_plan, lock_texts
from redaction.matching import Names
from redaction.models import Redaction
from redaction.plan import plan_redaction
from redaction.subjects import Subject

# Places on a page that is confirmed: Django takes 1,000 fields of a form.
MOST_PLACES = 700


@transaction.atomic
def redact_words(
    *,
    terms: Names | None = None,
    reason: str,
    basis: str,
    by,
    about: Subject | None = None,
    within: Subject | None = None,
    ticked: Collection[str] | None = None,
    shown: str | None = None,
) -> Redaction:
    """Redacts the ticked places of these terms, on the desk and in the register; without ``ticked``, those certain.

    ``about`` is the record whose name it is; ``within``, in place of terms, a record in which to redact what came back;
    ``shown`` the fingerprint of the plan that was confirmed. Raises ChangedSinceShown where it is another by
    now, and ValidationError without reason, legal basis or place.
    """
    lock_texts()
    most = None if shown is None else MOST_PLACES
    plan = plan_again(within, most) if within else plan_redaction(terms or Names([]), about, most)
    if shown is not None:
        require_as_shown(shown, plan.things)
    return apply_plan(plan, plan.ticked() if ticked is None else ticked, reason=reason, basis=basis, by=by)
