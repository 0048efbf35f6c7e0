"""Forms of new records that accepted suggestions fill in: one, or one for each agreement that the texts tell of."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from agreements.models import Agreement
from desk.draft_chains import chain_address, chain_query
from desk.form_drafts import DRAFT_KEY, keep_draft, new_draft_key
from extraction.suggestions import SuggestionKind
from intake.offers import Offer
from intake.typed import TypedForm
from intake.words import MEETING
from sources.models import SourceText

_OUR_TITLE = _(
    "Where the text gives no title, one is made of the form and the parties and marked as our title."
    " It follows the parties until you type another."
)
EVERY = "every"  # in place of a group: a form for each group of which something was accepted


def fill_forms(request, offers: list[Offer], texts: Mapping[int, SourceText]) -> str:
    """Keep what was accepted as forms that somebody typed, and return the address of the first."""
    taken = set(request.POST.getlist("take"))
    accepted = [offer for offer in offers if offer.id in taken]
    wanted = request.POST.get("agreement", "0")
    groups = _in_order(accepted) if wanted == EVERY else [wanted]
    keys = {group: new_draft_key() for group in groups}
    has_our_title = False
    siblings = {int(group): key for group, key in keys.items() if group.isdecimal()}
    organizations = {
        offer.suggestion.value: choice
        for offer in accepted
        if offer.group in groups
        and (choice := offer.choice(request.POST.get(f"choice-{offer.id}")))
        and choice.is_organization
    }
    chain = [(keys[group], group) for group in groups]
    named = ",".join(dict.fromkeys(str(text.pk) for text in texts.values()))
    for place, group in enumerate(groups):
        model = Activity if group == MEETING else Agreement
        typed = TypedForm(model, texts, siblings, organizations)
        for offer in accepted:
            if offer.group == group:
                typed.add(offer, request.POST.get(f"choice-{offer.id}"))
        if model is Activity:
            typed.link_agreements(accepted)
        typed.cite(dict.fromkeys(text.pk for text in texts.values()))
        if group == ("0" if "0" in groups else groups[0]) and model is Agreement:
            typed.attach(request.user, request.GET.get("document", ""))
        fields = [*typed.inputs(request), [DRAFT_KEY, keys[group]]]
        has_our_title |= typed.has_our_title
        keep_draft(
            user=request.user,
            model=model._meta.label_lower,
            record_pk="",
            key=keys[group],
            fields=fields,
            query=chain_query(chain[place:], named),
        )
    if has_our_title:
        messages.info(request, _OUR_TITLE)
    return chain_address(request.user, chain, named)


def _in_order(accepted: list[Offer]) -> list[str]:
    """The groups, older agreements before those that name them, and the meeting last; all by number else."""
    groups = sorted({offer.group for offer in accepted}, key=lambda group: (group == MEETING, group)) or ["0"]
    older: dict[str, set[str]] = {group: set() for group in groups}
    for offer in accepted:
        target = str(offer.suggestion.details.get("target", ""))
        if offer.suggestion.kind == SuggestionKind.RELATION and target in older and target != offer.group:
            older[offer.group].add(target)
    if MEETING in older:
        older[MEETING] |= {*groups} - {MEETING}
    try:
        return [*TopologicalSorter(older).static_order()]
    except CycleError:
        return groups
