"""Staff page of briefs: the form, and the file that it asks for."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from agreements.models import Agreement, Custody
from api.timeouts import set_statement_timeout
from briefs.builder import build_brief
from briefs.forms import BriefForm
from core.text import slug
from register.addresses import absolute_url

# Loaded when they are needed: their libraries take long to load, and most processes never write a file.
_WRITERS = {
    "pdf": ("briefs.pdf.write_pdf", "application/pdf"),
    "docx": (
        "briefs.docx.write_docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}
_TIMEOUT_MS = 20_000  # of each statement: that of a public page would be left from an earlier request


@require_safe
def brief_view(request):
    """The form; with a format among the parameters, the file."""
    if not _may_view(request, Agreement):
        raise PermissionDenied
    is_sent = "format" in request.GET
    may_have_notes = _may_view(request, Custody)
    chosen = {name: value for name, value in request.GET.items() if name in BriefForm.base_fields}
    form = BriefForm(request.GET if is_sent else None, may_have_notes=may_have_notes, initial=chosen)
    if is_sent and form.is_valid():
        return _file_response(request, form)
    context = {**admin.site.each_context(request), "title": _("Brief"), "form": form, "media": form.media}
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/brief.html", context)


def _may_view(request, model) -> bool:
    """True for a user who may see the rows of a model."""
    name = f"{model._meta.app_label}.{{}}_{model._meta.model_name}"
    return any(request.user.has_perm(name.format(right)) for right in ("view", "change"))


def _file_response(request, form: BriefForm) -> HttpResponse:
    set_statement_timeout(_TIMEOUT_MS)
    now, chosen = timezone.now(), form.cleaned_data
    writer, content_type = _WRITERS[chosen["format"]]
    with override(chosen["language"]):
        brief = build_brief(
            form.subject(),
            day=timezone.localdate(now),
            has_notes=bool(chosen.get("notes")),
            absolute=lambda path: absolute_url(request, path),
        )
        content = import_string(writer)(brief, now)
        mark = f"-{slug(_('internal'))}" if brief.internal else ""
    name = f"{slug(brief.title) or 'brief'}-{timezone.localdate(now)}{mark}.{chosen['format']}"
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
