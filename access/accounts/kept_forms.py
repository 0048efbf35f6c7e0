"""Forms of the staff area that outlived their session: the answer holds what was typed, to be saved after the login.

Nothing is stored here: the page has the fields that this browser has just sent.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure


def has_had_session(request: HttpRequest) -> bool:
    """True for a browser that was logged in before, by what it sends: logging out in another tab leaves the token."""
    return not {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}.isdisjoint(request.COOKIES)


def kept_form(request: HttpRequest) -> HttpResponse:
    """The page with the fields of a form that was not saved. Passwords are left out; browsers send no file twice."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
    context = {"fields": fields, "address": request.get_full_path(), "has_files": bool(request.FILES)}
    return render(request, "accounts/kept_form.html", context, status=403)


def csrf_failure_response(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a wrong token: a form of this site from before a login or logout is kept, others are refused."""
    is_of_staff = "admin" in request.resolver_match.app_names
    return kept_form(request) if is_of_staff and _is_own_form(request) else csrf_failure(request, reason)


def _is_own_form(request: HttpRequest) -> bool:
    """True for a form of this site by the browser's word, which no page can forge.

    Browsers say ``Sec-Fetch-Site`` to sites with HTTPS only, and ``Origin`` to all.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
