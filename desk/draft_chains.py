"""Chains of form drafts: several new records out of one text, whose forms follow each other and name each other."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desk.addresses import change_page_address
from desk.form_drafts import DRAFT_KEY, RESTORE
from desk.models import FormDraft

if TYPE_CHECKING:  # the class that the mixin is mixed into
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object

THEN = "then"  # parameter of an address: the drafts that follow, each as key and number of an agreement
AGREEMENT = "agreement"  # parameter: the number of the agreement of the texts that a form is of
AWAITS = "awaits:"  # begins the name of a draft's field that waits for the record of another draft


def chain_address(user: Any, drafts: list[tuple[str, str]], texts: str) -> str:
    """The form of the first of these drafts, (key, number of the agreement); those after it follow its saving."""
    (key, _number), *rest = drafts
    model = FormDraft.objects.filter(user=user.pk, key=key).values_list("model", flat=True).first()
    if model is None:
        return chain_address(user, rest, texts) if rest else ""
    app, name = model.split(".")
    return f"{reverse(f'admin:{app}_{name}_add')}?{chain_query(drafts, texts)}&{urlencode({RESTORE: key})}"


def chain_query(drafts: list[tuple[str, str]], texts: str) -> str:
    """The query of the form of the first of these drafts: the texts beside it, its agreement, and what follows."""
    (_key, number), *rest = drafts
    then = ",".join(f"{key}:{number}" for key, number in rest)
    query = {"texts": texts, AGREEMENT: number, THEN: then}
    return urlencode({name: value for name, value in query.items() if value})


def name_in_drafts(user: Any, keys: list[str], of_draft: str, pk: int) -> None:
    """Put the record that a draft became into the drafts that wait for it, in place of the words for it."""
    for draft in FormDraft.objects.filter(user=user.pk, key__in=keys):
        waiting = {
            name.removeprefix(AWAITS): value.split()[1:]
            for name, value in draft.fields
            if name.startswith(AWAITS) and value.split()[0] == of_draft
        }
        if waiting:
            replaced = {*waiting, *(words for each in waiting.values() for words in each)}
            kept = [
                pair
                for pair in draft.fields
                if pair[0] not in replaced and pair[0].removeprefix(AWAITS) not in waiting
            ]
            draft.fields = [*kept, *([name, str(pk)] for name in waiting)]
            draft.save(update_fields=["fields"])


class DraftChainMixin(_ModelAdmin):
    """Admin whose form leads, once saved, to the next one that was filled in from the same text.

    Where something speaks against what was saved, its own page comes first.
    """

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        drafts = [tuple(each.split(":", 1)) for each in request.GET.get(THEN, "").split(",") if ":" in each]
        if drafts and not change:
            name_in_drafts(request.user, [key for key, _n in drafts], request.POST.get(DRAFT_KEY, ""), obj.pk)
            request.next_form = chain_address(request.user, drafts, request.GET.get("texts", ""))

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        address = getattr(request, "next_form", "")
        if not address or response.status_code != 302:
            return response
        if "_save" in request.POST and not {"_publish", "_review"} & {*request.POST}:
            if not getattr(request, "is_warned", False):
                return HttpResponseRedirect(address)
            response = HttpResponseRedirect(change_page_address(obj))
        link = format_html('<a href="{}">{}</a>', address, _("the form for it"))
        text = _("Another record of the text is filled in and not saved yet: {}.")
        self.message_user(request, format_html(str(text), link), messages.INFO)
        return response
