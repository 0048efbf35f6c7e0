"""Pages to report a problem with a record: the form and the confirmation. No account, no cookie."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from access.reports import actions, form_tokens, rate_limits
from access.reports.forms import ReportForm
from core.localized import in_language
from pages.views import PublicPageView, gone_response
from register import addresses
from register.kinds import kinds
from register.models import Entry


# an anonymous form has no authority that another site could abuse, and the usual token would set a cookie
@method_decorator(csrf_exempt, name="dispatch")
class ReportView(PublicPageView):
    """The form. It keeps what was typed when something is wrong with it."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "POST":
            response["Cache-Control"] = "no-store"
        return response

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        entry = _public_entry(ref)
        if entry is None:
            return _gone_response(request, ref)
        return self.form_response(entry, ReportForm(ref=ref, initial={"token": form_tokens.form_token(ref)}))

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        entry = _public_entry(ref)
        if entry is None:
            return _gone_response(request, ref)
        form = ReportForm(request.POST, ref=ref)
        if not form.is_valid():
            return self.form_response(entry, form, status=400)
        if form.is_by_a_program:  # the same answer as after success, so that it learns nothing
            return HttpResponseRedirect(reverse("report:sent", args=[ref]))
        try:
            is_of_flood = rate_limits.count_attempt(request)
        except rate_limits.TooManyReports:
            return self.form_response(entry, form, status=429)
        actions.create_report(
            ref=ref,
            version=entry.number,
            language=get_language(),
            is_of_flood=is_of_flood,
            **{name: form.cleaned_data[name] for name in ("what", "source", "email")},
        )
        return HttpResponseRedirect(reverse("report:sent", args=[ref]))

    def form_response(self, entry: Entry, form: ReportForm, status: int = 200) -> HttpResponse:
        context = _report_context(entry, "report:form") | {
            "form": form,
            "fields": [form["what"], form["source"], form["email"]],
            "errors": form.listed_errors(),
            "token": form.renewed_token(),
            "is_too_much": status == 429,
        }
        response = render(self.request, "access/report.html", context, status=status)
        if status == 429:
            response["Retry-After"] = str(int(rate_limits.REPORT_WINDOW.total_seconds()))
        return response


class ReportSentView(PublicPageView):
    """Confirmation that the report was sent, and what follows."""

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        entry = _public_entry(ref)
        if entry is None:
            return _gone_response(request, ref)
        return render(request, "access/report_sent.html", _report_context(entry, "report:sent"))


def _public_entry(ref: str) -> Entry | None:
    return Entry.public.filter(ref=ref).defer("body").first()


def _gone_response(request: HttpRequest, ref: str) -> HttpResponse:
    """The page or redirect for a record that is not public: withdrawn or merged. Raises Http404."""
    letters = {kind.letter: kind.name for kind in kinds()}
    return gone_response(request, letters.get(ref[0], ""), ref)


def _report_context(entry: Entry, route: str) -> dict:
    """Template context of a record that is reported."""
    name, language = in_language(entry.title)
    return {
        "section": entry.kind,
        "entry": entry,
        "name": name,
        "name_language": language,
        "record_address": addresses.record_path(entry.ref, entry.title),
        "alternates": addresses.paths_by_language(lambda: reverse(route, args=[entry.ref])),
    }
