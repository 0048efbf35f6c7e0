"""Pages “record from a text”: the text of a source, then the suggestions for it, then the forms that they fill in."""

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from desk.form_drafts import DRAFT_KEY, RESTORE, draft_data, drafts_of, forget_draft, new_draft_key
from desk.kept_uploads import KEPT, keep_uploads, kept_fields, take_up_uploads
from desk.unsaved_forms import DISCARD, keep_sent_form, session_answer
from intake.confirmed import SourceForms
from intake.filled_forms import EVERY, fill_forms
from intake.forms import MOST_TEXTS, TextForm
from intake.given_texts import (
    GIVEN,
    given_texts,
    keep_given,
    remember_stored,
    stored_since,
    unstored_texts,
)
from intake.offer_lists import grouped_offers, offers_data
from intake.offers import offers_for
from intake.recorded import address_beside, record_beside
from intake.ticks import FURTHER, TICKED, name_of_texts, of_stored_texts, take_along, ticks_of
from sources.models import SourceText

_TYPED = "intake.text"  # the form drafts of the page of a text


@require_http_methods(["GET", "POST"])
def text_view(request) -> HttpResponse:
    """The text of a source, pasted, out of a file, or of a recorded source. Keeps it and leads to the suggestions."""
    _refuse_unless_editor(request)
    record = record_beside(request)
    if keys := request.POST.getlist(DISCARD):
        forget_draft(request.user, *keys)
        return HttpResponseRedirect(request.get_full_path())
    if key := request.POST.get(RESTORE):
        return _page_of_draft(request, key)
    if request.method == "GET":
        return _text_page(
            request, TextForm(initial={"source": request.GET.get("source") or None}, is_new=not record)
        )
    take_up_uploads(request)
    form = TextForm(request.POST, request.FILES, beside=_count_texts(request), is_new=not record)
    is_sound = form.is_valid()
    keep_uploads(
        request.user, {name: file for name, file in request.FILES.items() if name not in form.errors}
    )
    if is_sound:
        forget_draft(request.user, request.POST.get(DRAFT_KEY, ""))
        return HttpResponseRedirect(_suggestions_address(request, form))
    kept = {name: file for name, file in request.FILES.items() if hasattr(file, "kept_token")}
    return _text_page(request, form, kept_fields(kept))


@require_http_methods(["GET", "POST"])
def typed_text_view(request) -> HttpResponse:
    """Keeps what is typed on the page of a text or ticked on that of its suggestions, as the forms of records do."""
    _refuse_unless_editor(request)
    if request.method == "GET":
        return session_answer(request)
    if request.POST.get("model") == TICKED:
        return keep_sent_form(request, TICKED, request.POST.get("record_pk", ""))
    return keep_sent_form(request, _TYPED)


def _text_page(request, form: TextForm, kept=(), key: str = "") -> TemplateResponse:
    """The page of a text. ``key`` is that of the draft that it shows."""
    drafts = [*drafts_of(request.user, _TYPED, ""), *drafts_of(request.user, GIVEN, "")]
    draft = {
        "address": reverse("admin:typed_text"),
        "model": _TYPED,
        "record_pk": "",
        "key": key or request.POST.get(DRAFT_KEY) or new_draft_key(),
        "is_unsaved": bool(key),
        "others": [each for each in drafts if each.key != request.GET.get("given")]
        if request.method == "GET"
        else [],
    }
    record = record_beside(request)
    title = _("Text of a source for %(record)s") % {"record": record} if record else _("Record from a text")
    return _page(
        request, "admin/intake/from_text.html", title, form=form, kept=kept, draft=draft, record=record
    )


def _page_of_draft(request, key: str) -> HttpResponse:
    """The page with what was typed and not sent, or the suggestions for texts whose sources are not stored yet."""
    draft = (drafts_of(request.user, _TYPED, "") | drafts_of(request.user, GIVEN, "")).filter(key=key).first()
    if draft is None:
        messages.warning(request, _("This is not kept any more."))
        return HttpResponseRedirect(request.get_full_path())
    typed = draft_data(draft).dict()
    if draft.model == GIVEN:
        keys, document = _text_keys(request), typed.get("document", "")
        return HttpResponseRedirect(
            _page_address(request, "text_suggestions", keys, given=key, document=document)
        )
    kept = [(name, value) for name, value in typed.items() if name.startswith(KEPT)]
    return _text_page(request, TextForm(initial=typed, is_new=not record_beside(request)), kept, key)


def _suggestions_address(request, form: TextForm) -> str:
    """The page of suggestions for the texts before, and those that the form gave, which are kept."""
    keys, key = _text_keys(request), request.GET.get("given", "")
    before = name_of_texts(keys, key)
    if recorded := form.recorded_text:
        keys = [*dict.fromkeys([*keys, recorded.pk])]
    is_kept = bool(given_texts(request.user, key))
    given, document = form.texts_to_keep(), _kept_document(request)
    if given or is_kept:
        key = key if is_kept else new_draft_key()
        query = _page_address(request, "from_text", keys).partition("?")[2]
        keep_given(user=request.user, key=key, given=given, query=query, document=document)
    if before:
        take_along(request.user, before, name_of_texts(keys, key))
    return _page_address(request, "text_suggestions", keys, given=key, document=document)


def _count_texts(request) -> int:
    """The number of texts that the address names, stored ones and others."""
    return len(_stored_texts(request)) + len(given_texts(request.user, request.GET.get("given", "")))


@require_http_methods(["GET", "POST"])
def suggestions_view(request) -> HttpResponse:
    """Suggestions of the texts, to be ticked, and facts of their sources. Fills in the forms of new records."""
    _refuse_unless_editor(request)
    key = request.GET.get("given", "")
    given = given_texts(request.user, key)
    stored = _stored_texts(request)
    if key and not given:
        return _page_of_former(request, key, stored)
    texts = [*stored, *unstored_texts(given)][:MOST_TEXTS]
    if not texts:
        raise Http404
    record, is_sent = record_beside(request), request.method == "POST"
    offers = [] if record else offers_for(texts)  # those for a record stand beside its form
    ticks = ticks_of(request, name_of_texts(_text_keys(request), key))
    if FURTHER in request.POST:
        ticks.keep(request.user)
        document = request.GET.get("document", "")
        return HttpResponseRedirect(
            _page_address(request, "from_text", _text_keys(request), given=key, document=document)
        )
    forms = SourceForms(texts, request.POST if is_sent else None, ticks.typed)
    if is_sent and forms.are_valid():
        try:
            texts_by_key = forms.store(user=request.user, key=key, given=given)
        except ValidationError as error:
            forms.add_errors(error)
        else:
            forget_draft(request.user, ticks.key)
            remember_stored(request, key, texts_by_key)
            for note in forms.notes:
                messages.info(request, note)
            if record:
                return HttpResponseRedirect(address_beside(record, texts_by_key.values()))
            return HttpResponseRedirect(fill_forms(request, offers, texts_by_key))
    return _page(
        request,
        "admin/intake/suggestions.html",
        _("The source of the text") if record else _("Suggestions from the text"),
        record=record,
        texts=texts,
        facts_forms=forms.shown,
        groups=grouped_offers(offers, ticks.of_offers(offers)),
        shown=" ".join(str(text.pk) for text in texts),
        every=EVERY,
        draft={"address": reverse("admin:typed_text"), **ticks.draft},
    )


def _page_of_former(request, key: str, stored: list[SourceText]) -> HttpResponse:
    """The suggestions of texts that were stored since, with what was ticked: sent twice, or gone back to."""
    now_stored = stored_since(request, key)
    if not now_stored:
        messages.warning(request, _("This is not kept any more."))
        return HttpResponseRedirect(_page_address(request, "from_text", [text.pk for text in stored]))
    keys = [*dict.fromkeys([*(text.pk for text in stored), *now_stored.values()])]
    if request.method == "POST":
        ticks = ticks_of(request, name_of_texts(keys, ""))
        replace(ticks, data=of_stored_texts(request.POST, now_stored)).keep(request.user)
    messages.info(request, _("These texts are stored now. Check what is ticked, then go on."))
    document = request.GET.get("document", "")
    return HttpResponseRedirect(_page_address(request, "text_suggestions", keys, document=document))


@require_safe
def suggestions_data_view(request) -> JsonResponse:
    """The suggestions of texts and what each fills in, for the form beside which they stand."""
    _refuse_unless_editor(request)
    texts = _stored_texts(request)
    if not texts:
        raise Http404
    return JsonResponse({"offers": offers_data(offers_for(texts))})


def _kept_document(request) -> str:
    """The token of the file of the agreement itself, kept until its record is saved."""
    file = request.FILES.get("document")
    return getattr(file, "kept_token", "") if file else request.GET.get("document", "")


def _refuse_unless_editor(request) -> None:
    if not request.user.has_perms(
        ["agreements.add_agreement", "sources.add_source", "sources.change_source"]
    ):
        raise PermissionDenied


def _text_keys(request) -> list[int]:
    keys = request.GET.get("texts", "").split(",")
    return [int(key) for key in dict.fromkeys(keys) if key.isascii() and key.isdecimal() and len(key) < 10][
        :MOST_TEXTS
    ]


def _stored_texts(request) -> list[SourceText]:
    """The stored texts that the address names, in their order."""
    keys = _text_keys(request)
    texts = SourceText.objects.select_related("source").in_bulk(keys)
    return [texts[key] for key in keys if key in texts]


def _page_address(request, name: str, keys: list[int], **more: str) -> str:
    """A page of these texts, for the record that they are to stand beside, if there is one."""
    named = {"record": request.GET.get("record", ""), "texts": ",".join(map(str, keys)), **more}
    return f"{reverse(f'admin:{name}')}?{urlencode({name: value for name, value in named.items() if value})}"


def _page(request, template: str, title: str, **context) -> TemplateResponse:
    form = context.get("form")
    request.current_app = admin.site.name
    media = form.media if form else None
    return TemplateResponse(
        request, template, {**admin.site.each_context(request), "title": title, "media": media, **context}
    )
