"""Confirmation page of a redaction: the plan with a tick at each place. Works without JavaScript, step by step.

Words travel in the bodies of requests only, never in an address, which is written into logs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext

from desk.fingerprints import SHOWN, fingerprints, shown_fingerprints
from redaction import log
from redaction.files import AttachedFile, files_about
from redaction.keys import KEY_IS_MISSING, KeyIsMissing
from redaction.plan import Plan

_TICK, _CONFIRM, _TICK_MANY = "tick", "confirm", "tick_many"
_WORDS = "words"
_LOG_IS_BEHIND = gettext_lazy(
    "The log of redactions (REDACTION_LOG) could not be written. Tell whoever runs the register: a restored backup "
    "would bring these words back."
)


@dataclass
class Confirmation:
    """State of the page: the form, and the plan with its ticks once the words are known."""

    form: forms.Form
    plan: Plan | None = None
    ticked: set[str] = field(default_factory=set)
    is_done: bool = False

    @property
    def shown(self) -> str:
        return fingerprints(self.plan.things) if self.plan else ""

    @cached_property
    def files(self) -> list[AttachedFile]:
        """Files of the records in which the words are: nobody but people can look inside."""
        return files_about(subject for subject, _places in self.plan.by_subject()) if self.plan else []


def confirmation(
    request, form: forms.Form, plan_of: Callable[[], Plan | None], act: Callable[[set[str], str], None]
) -> Confirmation:
    """Step of the page that a request asks for: the words, the plan with other ticks, or the redaction itself.

    ``plan_of`` makes the plan of the words of the form, None while there are none; ``act`` redacts the ticked places of
    the plan that was shown, and raises ValidationError. Where a key of earlier rules is missing, there is no plan.
    """
    try:
        return _step(request, form, plan_of, act)
    except KeyIsMissing:
        messages.error(request, KEY_IS_MISSING)
        return Confirmation(form)


def _step(
    request, form: forms.Form, plan_of: Callable[[], Plan | None], act: Callable[[set[str], str], None]
) -> Confirmation:
    is_confirmed = _CONFIRM in request.POST and form.is_valid()
    if is_confirmed:
        try:
            act(set(request.POST.getlist(_TICK)), request.POST.get(SHOWN, ""))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if not log.is_written():
                messages.warning(request, _LOG_IS_BEHIND)
            return Confirmation(form, is_done=True)
    plan = plan_of()
    if request.POST and _CONFIRM not in request.POST:  # the grounds may come with the confirmation
        for name in set(form.errors) - {_WORDS}:
            del form.errors[name]
    return Confirmation(form, plan, _ticks(request, plan) if plan else set())


def plan_context(page: Confirmation) -> dict:
    """Context of ``admin/_redaction_plan.html``."""
    plan = page.plan
    return {
        "page": page,
        "form": page.form,
        "plan": plan,
        "shown": page.shown,
        # of what rules find, numbers and addresses alone are confirmed as well
        "can_leave": plan is not None and plan.is_again and plan.listed,
        "count": _count_in_words(len(plan.places)) if plan else "",
    }


def _count_in_words(count: int) -> str:
    return ngettext("%(count)d place", "%(count)d places", count) % {"count": count}


def _ticks(request, plan: Plan) -> set[str]:
    """Ticks as they were on the page; of places that it did not show, those that are certain."""
    many = {"certain": plan.ticked, "whole": plan.whole_words, "all": plan.all_ids}.get(
        request.POST.get(_TICK_MANY, "")
    )
    if many:
        return many()
    shown_before = shown_fingerprints(request.POST.get(SHOWN, ""))
    kept = {*request.POST.getlist(_TICK)} & plan.all_ids()
    return kept | {place_id for place_id in plan.ticked() if place_id not in shown_before}
