"""Reporting a problem with a record: the form, and the page that says what happens now. No account, no cookie."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from access.reports import actions, limits, tokens
from access.reports.forms import ReportForm
from core.localized import in_language
from register.kinds import kinds
from register.models import Entry
from register.pages import addresses
from register.pages.views import PublicView, ended


# an anonymous form has no authority that another site could abuse, and the usual token would set a cookie
@method_decorator(csrf_exempt, name="dispatch")
class ReportView(PublicView):
    """The form. What is typed into it is kept when something is wrong with it."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "POST":
            response["Cache-Control"] = "no-store"
        return response

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        entry = entry_of(ref)
        if entry is None:
            return gone(request, ref)
        return self.page(entry, ReportForm(ref=ref, initial={"token": tokens.token_for(ref)}))

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        entry = entry_of(ref)
        if entry is None:
            return gone(request, ref)
        form = ReportForm(request.POST, ref=ref)
        if not form.is_valid():
            return self.page(entry, form, status=400)
        if form.is_by_a_program:  # which is told that all went well, and learns nothing
            return HttpResponseRedirect(reverse("report:sent", args=[ref]))
        if not limits.is_allowed(request):
            return self.page(entry, form, status=429)
        actions.report(
            ref=ref,
            version=entry.number,
            language=get_language(),
            **{name: form.cleaned_data[name] for name in ("what", "source", "email")},
        )
        return HttpResponseRedirect(reverse("report:sent", args=[ref]))

    def page(self, entry: Entry, form: ReportForm, status: int = 200) -> HttpResponse:
        errors = [
            {
                "place": form[name].id_for_label,
                "label": form.fields[name].label,
                "words": " ".join(map(str, words)),
            }
            for name, words in form.errors.items()
            if name in form.fields
        ]
        context = described(entry, "report:form") | {
            "form": form,
            "fields": [form["what"], form["source"], form["email"]],
            "errors": errors,
            "token": form.renewed_token(),
            "is_too_much": status == 429,
        }
        response = render(self.request, "access/report.html", context, status=status)
        if status == 429:
            response["Retry-After"] = str(int(limits.A_DAY.total_seconds()))
        return response


class SentView(PublicView):
    """What happens now."""

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        entry = entry_of(ref)
        if entry is None:
            return gone(request, ref)
        return render(request, "access/report_sent.html", described(entry, "report:sent"))


def entry_of(ref: str) -> Entry | None:
    return Entry.public.filter(ref=ref).defer("body").first()


def gone(request: HttpRequest, ref: str) -> HttpResponse:
    """The answer for a record that is not public: where it went, or why it is gone. Raises Http404."""
    letters = {kind.letter: kind.name for kind in kinds()}
    return ended(request, letters.get(ref[0], ""), ref)


def described(entry: Entry, route: str) -> dict:
    """What a page about a record says of it."""
    name, language = in_language(entry.title)
    return {
        "section": entry.kind,
        "entry": entry,
        "name": name,
        "name_language": language,
        "record_address": addresses.page(entry.ref, entry.title),
        "alternates": addresses.in_every_language(lambda: reverse(route, args=[entry.ref])),
    }
