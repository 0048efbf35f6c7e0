"""Pages that links in letters open: confirm a follow, manage those of an address, leave.

The link is what proves the address. Opening one changes nothing: mail programs open links to look at them.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from following import actions
from following.choices import Frequency
from following.links import InvalidLink, confirmed_by, manage_token, managed_by
from following.mailboxes import UnreadableAddress, decrypt_address, masked
from following.models import Follow, Follower, Request
from following.questions import NoQuestion, question_of


# the link is what is proved; with a cookie the one click of RFC 8058 would not work
@method_decorator(csrf_exempt, name="dispatch")
class _LinkView(View):
    """A page at a secret address: kept by nobody, named to no other site, listed nowhere."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request, *args, **kwargs):
        request.COOKIES.clear()
        try:
            response = super().dispatch(request, *args, **kwargs)
        except InvalidLink:
            response = render(request, "following/no_link.html", status=404)
        response["Cache-Control"], response["Referrer-Policy"] = "no-store", "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response


class ConfirmView(_LinkView):
    """Asks whether to begin a follow that was requested, and begins it."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        follower, subject = confirmed_by(token)
        wanted = Request.objects.filter(follower=follower, subject=subject).select_related("subject").first()
        if wanted is None:
            return self._without_request(follower, subject)
        context = {"heading": _heading(wanted), "frequency": wanted.get_frequency_display()}
        return render(request, "following/confirm.html", context)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        follower, subject = confirmed_by(token)
        if actions.confirm_follow(follower=follower, subject=subject) is None:
            raise InvalidLink
        return HttpResponseRedirect(f"{_manage_path(follower)}?done=confirmed")

    def _without_request(self, follower: int, subject: int) -> HttpResponse:
        """It was confirmed before, else nobody knows of it any more."""
        if Follow.objects.filter(follower=follower, subject=subject).exists():
            return HttpResponseRedirect(f"{_manage_path(follower)}?done=confirmed")
        raise InvalidLink


class ManageView(_LinkView):
    """All that an address follows: how often, with last days or not, and an end to each."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        follower = _known_follower(token)
        rows = follower.follows.select_related("subject").order_by("pk")
        context = {
            "address": _masked_address(follower),
            "follows": [_follow_row(follow) for follow in rows],
            "frequencies": Frequency.choices,
            "leave_path": reverse("follow:leave", args=[token]),
            "done": request.GET.get("done", ""),
        }
        return render(request, "following/manage.html", context)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        follower, stop = _known_follower(token), request.POST.get("stop", "")
        if stop.isdecimal() and len(stop) < 19:
            if not actions.stop_follow(follower=follower.pk, follow=int(stop)):
                return render(request, "following/left.html")
            return HttpResponseRedirect(f"{_manage_path(follower.pk)}?done=stopped")
        keys = follower.follows.values_list("pk", flat=True)
        chosen = {pk: request.POST.get(f"frequency-{pk}", "") for pk in keys}
        with_deadlines = {pk: f"deadlines-{pk}" in request.POST for pk in keys}
        known = {pk: (value, with_deadlines[pk]) for pk, value in chosen.items() if value in Frequency.values}
        actions.change_follows(follower=follower.pk, chosen=known)
        return HttpResponseRedirect(f"{_manage_path(follower.pk)}?done=saved")


class LeaveView(_LinkView):
    """Asks whether to forget an address, and forgets it: also by the one click of RFC 8058, and as often as sent."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        follower = Follower.objects.filter(pk=managed_by(token)).first()
        if follower is None:
            return render(request, "following/left.html")
        context = {"address": _masked_address(follower), "manage_path": _manage_path(follower.pk)}
        return render(request, "following/leave.html", context)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        actions.leave(follower=managed_by(token))
        return render(request, "following/left.html")


def _known_follower(token: str) -> Follower:
    """Raises InvalidLink, also for an address that was forgotten."""
    follower = Follower.objects.filter(pk=managed_by(token)).first()
    if follower is None:
        raise InvalidLink
    return follower


def _manage_path(follower: int) -> str:
    return reverse("follow:manage", args=[manage_token(follower)])


def _masked_address(follower: Follower) -> str:
    """The address as its owner knows it: a letter that is passed on is not to tell it to others."""
    try:
        return masked(decrypt_address(follower.address))
    except UnreadableAddress:
        return "…"


def _follow_row(follow: Follow) -> dict:
    question = question_of(follow.subject)
    try:
        has_deadlines, path = question.dated_entries() is not None, question.page_path
    except (NoQuestion, LookupError):  # a later release has no such filter
        has_deadlines, path = False, ""
    return {"follow": follow, "heading": _heading(follow), "path": path, "has_deadlines": has_deadlines}


def _heading(row: Follow | Request) -> str:
    """What is followed, in words."""
    try:
        return question_of(row.subject).heading
    except (NoQuestion, LookupError):
        return str(row.subject)
