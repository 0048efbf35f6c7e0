"""Pages of one's own reminders, and the calendar at a private address."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic.edit import FormView

from access.accounts.people import needs_second_factor
from reminders import actions
from reminders.colleague_calendar import calendar_file, colleague_by_secret
from reminders.forms import PreferencesForm
from reminders.situation import preferences_of


def _with_second_factor(view):
    """A view for who is logged in, with a second factor where it is demanded: the address of a calendar needs none."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if needs_second_factor(request):
            return HttpResponseRedirect(reverse("mfa_index"))
        return view(request, *args, **kwargs)

    return login_required(guarded)


@method_decorator([never_cache, _with_second_factor], name="dispatch")
class PreferencesView(FormView):
    """One's own preferences, and whether there is an address of the calendar."""

    form_class = PreferencesForm
    template_name = "reminders/preferences.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": preferences_of(self.request.user)}

    def get_context_data(self, **kwargs):
        made_at = preferences_of(self.request.user).calendar_made_at
        days = {"before": settings.REMINDER_DAYS, "after": settings.REMINDER_DAYS_AFTER}
        return super().get_context_data(**kwargs) | {"calendar_made_at": made_at, "days": days}

    def form_valid(self, form):
        form.save()
        messages.success(self.request, _("Saved."))
        return HttpResponseRedirect(reverse("reminders_preferences"))


@never_cache
@_with_second_factor
@require_POST
def new_calendar_view(request: HttpRequest) -> HttpResponse:
    """Make an address of one's calendar, which is shown on this page only."""
    secret = actions.new_calendar_address(by=request.user)
    return render(request, "reminders/calendar_made.html", {"address": _calendar_address(secret)})


@_with_second_factor
@require_POST
def revoke_calendar_view(request: HttpRequest) -> HttpResponse:
    """End the address of one's calendar."""
    actions.revoke_calendar_address(by=request.user)
    messages.success(request, _("The address of your calendar has ended."))
    return HttpResponseRedirect(reverse("reminders_preferences"))


@require_safe
def calendar_view(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar at a private address; the same 404 for all that are none."""
    colleague = colleague_by_secret(secret)
    if colleague is None:
        return HttpResponse(status=404, headers={"Cache-Control": "no-store"})
    file = calendar_file(colleague, timezone.localdate(), address=_calendar_address(secret))
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return HttpResponse(b"".join(file), content_type="text/calendar; charset=utf-8", headers=headers)


def _calendar_address(secret: str) -> str:
    return f"{settings.SITE_URL}{reverse('reminders_calendar', args=[secret])}"
