"""Admin of forms that lose nothing typed: drafts are kept while typing and offered again; a record is copied as new."""

import re
from copy import copy
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, PermissionDenied
from django.forms.formsets import TOTAL_FORM_COUNT
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.conflicts.deleted_record import add_address, fields_of_new_record
from desk.conflicts.values import field_shapes, shown_data
from desk.draft_chains import THEN, DraftChainMixin
from desk.form_drafts import (
    DRAFT_KEY,
    RESTORE,
    draft_data,
    drafts_of,
    forget_draft,
    keep_draft,
    new_draft_key,
    parse_fields,
)

if TYPE_CHECKING:  # the class that the mixin is mixed into
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object

DISCARD, COPY = "_discard", "_copy"  # names of buttons
# and of those that show the form again, with one more row or with all choices of a field
ANOTHER, OFFER = "_another", "_offer"


_OF_OPENING = (DRAFT_KEY, COPY, "quoted", "guessed")  # the last two of a text beside the form
_ROW = re.compile(r"(\w+)-\d+-(\w+)")


class _UnsavedForm:
    """Mixin of a form that is only shown."""

    def is_valid(self) -> bool:
        return False


class UnsavedFormMixin(DraftChainMixin, _ModelAdmin):
    """Admin whose form is kept as a draft while somebody types, and shown again with it until it is saved.

    ``not_copied``: what another record of the kind does not share, as names of fields, lists, or fields of their rows
    (``terms-until``).
    """

    not_copied: tuple[str, ...] = ("citations", "identifiers")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and (keys := request.POST.getlist(DISCARD)):
            forget_draft(request.user, *keys)
            return HttpResponseRedirect(request.get_full_path())
        if request.method == "GET" and RESTORE in request.GET:
            _ask_for_draft(request)
        if request.method == "POST" and not self._show_unsaved(request, object_id):
            self.message_user(request, _("This is not kept any more."), messages.WARNING)
            return HttpResponseRedirect(_address_without_draft(request))
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if request.method == "POST" and response.status_code == 302:
            forget_draft(request.user, request.POST.get(DRAFT_KEY, ""))
        return response

    def _get_preserved_qsl(self, request, preserved_filters):
        """The query that the page after a save keeps: without the draft, which is saved, and those that follow it."""
        pairs = super()._get_preserved_qsl(request, preserved_filters)
        return [(name, value) for name, value in pairs if name not in (RESTORE, THEN)]

    def _show_unsaved(self, request, object_id) -> bool:
        """Put a draft, or the copy of a record, in the place of what was sent. False where the draft is gone."""
        if key := request.POST.get(RESTORE):
            draft = drafts_of(request.user, self.opts.label_lower, object_id or "").filter(key=key).first()
            if draft is None:
                return False
            request.POST, request.is_unsaved = draft_data(draft), True
        elif COPY in request.POST and object_id is None:
            request.POST, request.is_unsaved = self._copied(request), True
        elif prefix := request.POST.get(ANOTHER):
            request.POST, request.is_unsaved = self._with_another_row(request, object_id, prefix), True
        elif OFFER in request.POST:
            request.is_unsaved = True
        return True

    def _with_another_row(self, request, object_id, prefix):
        """The fields of a form, and those of one more row of this list: as a page without scripts adds it."""
        viewing, data = copy(request), request.POST.copy()
        viewing.method = "GET"
        record = self.get_object(viewing, unquote(object_id)) if object_id else self.model()
        formsets, _inlines = (
            self._create_formsets(viewing, record, change=bool(object_id)) if record else ([], [])
        )
        for formset in formsets:
            total = data.get(f"{prefix}-{TOTAL_FORM_COUNT}", "")
            if formset.prefix == prefix and total.isdecimal() and int(total) < formset.max_num:
                data[f"{prefix}-{TOTAL_FORM_COUNT}"] = str(int(total) + 1)
                _fill_in_row(data, formset.empty_form, f"{prefix}-{total}")
        return data

    def _copied(self, request) -> QueryDict:
        """The fields of a record's form as those of a new one that may share them."""
        formsets = [formset for formset, _inline in self.get_formsets_with_inlines(request)]
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
        data = QueryDict(mutable=True)
        for name, value in fields_of_new_record(sent, formsets):
            part, _dash, member = name.rpartition("-")
            if part in self.not_copied and member == TOTAL_FORM_COUNT:
                data[name] = "0"
            elif not _names_of(name) & {*self.not_copied, *_OF_OPENING}:
                data.appendlist(name, value)
        return data

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        is_unsaved = getattr(request, "is_unsaved", False)
        return type(form.__name__, (_UnsavedForm, form), {}) if is_unsaved else form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        is_unsaved = getattr(request, "is_unsaved", False)
        if is_unsaved:
            inlines = context["inline_admin_formsets"]
            _forget_errors(context["adminform"].form, [inline.formset for inline in inlines])
            context["errors"] = []
        may_save = self.has_change_permission(request, obj) if change else self.has_add_permission(request)
        if may_save and "_popup" not in request.GET and "_popup" not in request.POST:
            record_pk = str(obj.pk) if change and obj else ""
            key = request.POST.get(DRAFT_KEY) or new_draft_key()
            context["draft"] = {
                "address": reverse("admin:form_drafts"),
                "model": self.opts.label_lower,
                "record_pk": record_pk,
                "key": key,
                "is_unsaved": is_unsaved,
                "has_next": THEN in request.GET,
                "others": []
                if request.method == "POST"
                else list(drafts_of(request.user, self.opts.label_lower, record_pk).defer("opened")),
                "copy_address": add_address(self.opts) if change and self.has_add_permission(request) else "",
            }
        return super().render_change_form(request, context, add, change, form_url, obj)


def _names_of(input_name: str) -> set[str]:
    """Names by which `not_copied` may mean an input: of a field, or of a list and the field of its rows."""
    row = _ROW.fullmatch(input_name)
    return {row[1], f"{row[1]}-{row[2]}"} if row else {input_name}


def _fill_in_row(data: QueryDict, form, row: str) -> None:
    """Put in what an empty row begins with."""
    shapes = field_shapes(form)
    began = shown_data(form, shapes)
    for name, values in began.items():
        data.setlist(f"{row}-{name}", values)
    for shape in shapes:
        if shape.field.show_hidden_initial:
            data.setlist(f"initial-{row}-{shape.name}", began.get(shape.name, []))


def _ask_for_draft(request) -> None:
    """Take a link to a draft as if its button had been pressed: what is only shown needs no token."""
    assert not request.FILES  # reads what came, which would take the place of the draft later
    request.method = "POST"
    request.POST = QueryDict(mutable=True)
    request.POST[RESTORE] = request.GET[RESTORE]
    request._dont_enforce_csrf_checks = True


def _address_without_draft(request) -> str:
    query = request.GET.copy()
    query.pop(RESTORE, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _forget_errors(form, formsets) -> None:
    """Show a form as it was typed, without what a save would say of it."""
    form._errors = ErrorDict()
    for formset in formsets:
        formset._non_form_errors = ErrorList()
        for part_form in formset.forms:
            part_form._errors = ErrorDict()


@require_http_methods(["GET", "POST"])
def form_drafts_view(request, *, site: admin.AdminSite) -> HttpResponse:
    """GET: who is logged in, and the token for forms. POST: keeps what was typed. Raises PermissionDenied."""
    if request.method == "GET":
        return session_answer(request)
    label, record_pk = request.POST.get("model", ""), request.POST.get("record_pk", "")
    model_admin = {model._meta.label_lower: each for model, each in site._registry.items()}.get(label)
    if not isinstance(model_admin, UnsavedFormMixin):
        raise BadRequest("there are no drafts of this model")
    may = model_admin.has_change_permission if record_pk else model_admin.has_add_permission
    if not may(request):
        raise PermissionDenied
    return keep_sent_form(request, label, record_pk)


def session_answer(request) -> HttpResponse:
    """The account that is logged in, and the token for forms: a page asks for them before it sends what was typed."""
    return JsonResponse({"user": request.user.pk, "token": get_token(request)})


def keep_sent_form(request, model: str, record_pk: str = "") -> HttpResponse:
    """Keep the fields that a page sent of its form. Whether this person may have that form is for the caller."""
    key, fields = request.POST.get("key", ""), parse_fields(request.POST.get("fields", ""))
    if fields is None or not (key.isalnum() and len(key) <= 32) or len(record_pk) > 64:
        raise BadRequest("this is no form")
    query = request.POST.get("query", "").removeprefix("?")
    keep_draft(user=request.user, model=model, record_pk=record_pk, key=key, fields=fields, query=query)
    return HttpResponse(status=204)
