"""Pages “record from a text”: the text of a source, then the suggestions for it, then the form that they fill in."""

from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.models import Agreement
from desk.form_drafts import keep_draft, new_draft_key
from desk.kept_uploads import keep_uploads, kept_fields, take_up_uploads
from desk.unsaved_forms import DRAFT_KEY, RESTORE
from intake.actions import store_texts
from intake.forms import SourceFactsForm, TextForm
from intake.offer_lists import grouped_offers, offers_data
from intake.offers import Offer, offers_for
from intake.typed import TypedForm
from sources.actions import refresh_citing_records
from sources.citing import cited_sources
from sources.models import Source, SourceText

_MOST_TEXTS = 6


@require_http_methods(["GET", "POST"])
def text_view(request) -> HttpResponse:
    """The text of a source, pasted, out of a file, or of a recorded source. Stores it and leads to the suggestions."""
    _refuse_unless_editor(request)
    before = _text_keys(request)
    if request.method == "GET":
        form = TextForm(initial={"source": request.GET.get("source") or None})
        return _page(request, "admin/intake/from_text.html", _("Record from a text"), form=form)
    take_up_uploads(request)
    form = TextForm(request.POST, request.FILES)
    if form.is_valid() and not (known := form.known_sources()):
        try:
            stored = store_texts(form=form, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            keys = [*before, *(text.pk for text in stored)][:_MOST_TEXTS]
            return HttpResponseRedirect(_page_address("text_suggestions", keys, **_kept_document(request)))
    keep_uploads(
        request.user, {name: file for name, file in request.FILES.items() if name not in form.errors}
    )
    kept = {name: file for name, file in request.FILES.items() if hasattr(file, "kept_token")}
    context = {"form": form, "known": [] if form.errors else known, "kept": kept_fields(kept)}
    return _page(request, "admin/intake/from_text.html", _("Record from a text"), **context)


@require_http_methods(["GET", "POST"])
def suggestions_view(request) -> HttpResponse:
    """What the texts suggest, to be ticked, and what their sources are. Fills in the form of a new agreement."""
    _refuse_unless_editor(request)
    texts = _named_texts(request)
    offers = offers_for(texts)
    is_sent = request.method == "POST"
    forms = _facts_forms(texts, request.POST if is_sent else None)
    if is_sent and all(form.is_valid() for form in forms):
        _save_facts(forms, request.user)
        return HttpResponseRedirect(_filled_form(request, texts, offers))
    ticked = set(request.POST.getlist("take")) if is_sent else {offer.id for offer in offers if offer.sure}
    return _page(
        request,
        "admin/intake/suggestions.html",
        _("Suggestions from the text"),
        texts=texts,
        facts_forms=forms,
        groups=grouped_offers(offers, ticked),
        further_address=_page_address("from_text", [text.pk for text in texts], **_kept_document(request)),
    )


@require_safe
def suggestions_data_view(request) -> JsonResponse:
    """The suggestions of texts and what each fills in, for the form beside which they stand."""
    _refuse_unless_editor(request)
    return JsonResponse({"offers": offers_data(offers_for(_named_texts(request)))})


def _kept_document(request) -> dict[str, str]:
    """The file of the agreement itself, kept until its record is saved: its token as a parameter of an address."""
    if file := request.FILES.get("document"):
        keep_uploads(request.user, {"document": file})
        return {"document": file.kept_token}
    return {"document": token} if (token := request.GET.get("document", "")) else {}


def _refuse_unless_editor(request) -> None:
    if not request.user.has_perms(
        ["agreements.add_agreement", "sources.add_source", "sources.change_source"]
    ):
        raise PermissionDenied


def _text_keys(request) -> list[int]:
    keys = request.GET.get("texts", "").split(",")
    return [int(key) for key in dict.fromkeys(keys) if key.isascii() and key.isdecimal() and len(key) < 10][
        :_MOST_TEXTS
    ]


def _named_texts(request) -> list[SourceText]:
    """The texts that the address names, in their order. Raises Http404 where there are none."""
    keys = _text_keys(request)
    texts = SourceText.objects.select_related("source").in_bulk(keys)
    if not texts:
        raise Http404
    return [texts[key] for key in keys if key in texts]


def _page_address(name: str, keys: list[int], **more: str) -> str:
    return f"{reverse(f'admin:{name}')}?{urlencode({'texts': ','.join(map(str, keys)), **more})}"


def _facts_forms(texts: list[SourceText], data) -> list[SourceFactsForm]:
    """A form for each source that nothing cites yet: others are put right on their own pages."""
    cited = cited_sources([text.pk for text in texts])
    return [
        SourceFactsForm(data, instance=text.source, prefix=f"source-{text.pk}")
        for text in texts
        if text.pk not in cited
    ]


@transaction.atomic
def _save_facts(forms: list[SourceFactsForm], user) -> None:
    changed: list[Source] = [form.save() for form in forms if form.has_changed()]
    refresh_citing_records(sources=changed)


def _filled_form(request, texts: list[SourceText], offers: list[Offer]) -> str:
    """Keep what was accepted as a form that somebody typed, and return the address at which it goes on."""
    typed, taken = TypedForm(), set(request.POST.getlist("take"))
    wanted = request.POST.get("agreement", "0")
    for offer in offers:
        if offer.id in taken and str(offer.suggestion.agreement) == wanted:
            typed.add(offer, request.POST.get(f"choice-{offer.id}"))
    keys = [text.pk for text in texts]
    typed.cite(keys)
    typed.attach(request.user, request.GET.get("document", ""))
    key = new_draft_key()
    fields = [*typed.inputs(request), [DRAFT_KEY, key]]
    keep_draft(user=request.user, model=Agreement._meta.label_lower, record_pk="", key=key, fields=fields)
    return _page_address("agreements_agreement_add", keys, **{RESTORE: key})


def _page(request, template: str, title: str, **context) -> TemplateResponse:
    form = context.get("form")
    request.current_app = admin.site.name
    media = form.media if form else None
    return TemplateResponse(
        request, template, {**admin.site.each_context(request), "title": title, "media": media, **context}
    )
