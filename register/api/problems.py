"""What can go wrong with a request: every error of the API is `application/problem+json` (RFC 9457)."""

import json
import uuid
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.encoding import force_str
from django.utils.log import log_response
from rest_framework import exceptions, status

from register.api.addresses import absolute
from register.limits import was_too_slow

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Problem:
    """A kind of problem. The code is stable: programs may rely on it."""

    status: int
    title: str
    meaning: str


PROBLEMS = {
    "invalid_parameters": Problem(
        400, "Invalid parameters",
        "A parameter is unknown, malformed, empty, or given more often than it may be. `errors` says which, and "
        "what was probably meant. Nothing is guessed and nothing ignored.",
    ),
    "bad_request": Problem(400, "Bad request", "The request cannot be understood."),
    "forbidden": Problem(403, "Forbidden", "The request is understood and refused."),
    "not_found": Problem(404, "Not found", "Nothing public has this address."),
    "method_not_allowed": Problem(
        405, "Method not allowed", "The API can be read with GET and HEAD. `Allow` says what an address takes."
    ),
    "not_acceptable": Problem(406, "Not acceptable", "The API answers with `application/json` only."),
    "withdrawn": Problem(
        410, "Withdrawn",
        "This was public once and has been withdrawn; `reason` says why, by language. "
        "The reference is never used again.",
    ),
    "content_too_large": Problem(413, "Content too large", "More was asked at once than is answered at once."),
    "unsupported_media_type": Problem(415, "Unsupported media type", "The request has a body that is not read."),
    "too_slow": Problem(
        503, "Too slow",
        "The database needed too long for this and stopped. Ask for less at a time, or again after `Retry-After`.",
    ),
    "too_many_requests": Problem(429, "Too many requests", "Wait as long as `Retry-After` says."),
    "server_error": Problem(
        500, "Server error", "The fault is on our side. Name the `request_id` when you report it."
    ),
}  # fmt: skip
BY_STATUS = {problem.status: code for code, problem in PROBLEMS.items()}


class InvalidParameters(exceptions.APIException):
    """Parameters that cannot be answered, as ``(parameter, code, message)``."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "invalid_parameters"

    def __init__(self, errors: list[tuple[str, str, str]]):
        super().__init__("; ".join(message for _parameter, _code, message in errors))
        self.members = {
            "errors": [
                {"parameter": parameter, "code": code, "message": message}
                for parameter, code, message in errors
            ]
        }


class Withdrawn(exceptions.APIException):
    """A record that was taken from the public, with the reason that the public is given."""

    status_code = status.HTTP_410_GONE
    default_code = "withdrawn"

    def __init__(self, ref: str, *, reason: dict[str, str], withdrawn_at: str):
        super().__init__(f"{ref} was withdrawn on {withdrawn_at[:10]}.")
        self.members = {"reason": reason, "withdrawn_at": withdrawn_at}


def problem(request, code: str, detail: str, *, members: dict | None = None) -> HttpResponse:
    """The answer that describes a problem. ``members`` are its own, such as ``errors``."""
    kind, request_id = PROBLEMS[code], str(uuid.uuid4())
    content = {
        "type": absolute(request, reverse("api:problem", args=[code])),
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": f"urn:uuid:{request_id}",
        "code": code,
        "request_id": request_id,
        "errors": [],
        **(members or {}),
    }
    return HttpResponse(
        json.dumps(content, ensure_ascii=False),
        status=kind.status,
        content_type=CONTENT_TYPE,
        headers={"X-Request-ID": request_id, "Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"},
    )


def answer(error: Exception, context: dict) -> HttpResponse:
    """The answer to an exception: what Django REST Framework asks for as its EXCEPTION_HANDLER."""
    request = context["request"]
    if isinstance(error, Http404):
        error = exceptions.NotFound(str(error) or None)
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    elif isinstance(error, SuspiciousOperation):
        error = exceptions.ParseError(str(error))
    if was_too_slow(error):
        response = problem(request, "too_slow", "The register could not answer this in time.")
        response.headers["Retry-After"] = "30"
        return response
    if not isinstance(error, exceptions.APIException):
        return fault(error, request._request)
    code = (
        error.default_code
        if error.default_code in PROBLEMS
        else BY_STATUS.get(error.status_code, "bad_request")
    )
    response = problem(request, code, force_str(error.detail), members=getattr(error, "members", None))
    if wait := getattr(error, "wait", None):
        response.headers["Retry-After"] = str(int(wait))
    return response


def fault(error: Exception, request) -> HttpResponse:
    """The answer to an exception that nobody expected; told to the log and to whoever listens for exceptions."""
    got_request_exception.send(sender=None, request=request)
    response = server_error(request)
    log_response(
        "%s: %s", response.headers["X-Request-ID"], request.path,
        response=response, request=request, exception=error,
    )  # fmt: skip
    return response


def server_error(request) -> HttpResponse:
    """What the site's ``handler500`` answers under the address of the API."""
    return problem(request, "server_error", "Something went wrong here. It is not your request.")
