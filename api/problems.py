"""What can go wrong with a request: every error of the API is `application/problem+json` (RFC 9457)."""

import json

from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.encoding import force_str
from django.utils.log import log_response
from django.utils.translation import override
from rest_framework import exceptions, status

from api.cors import CORS_HEADERS
from api.problem_types import CODE_BY_STATUS, PROBLEM_TYPES
from core import request_ids
from register.addresses import absolute_url
from register.parameters import StrictForm
from register.timeouts import is_statement_timeout

PROBLEM_MEDIA_TYPE = "application/problem+json"


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


def problem_response(request, code: str, detail: str = "", *, members: dict | None = None) -> HttpResponse:
    """The answer that describes a problem; its meaning is the ``detail`` where there is no other. In English.

    ``members`` are its own, such as ``errors``.
    """
    kind, request_id, address = (
        PROBLEM_TYPES[code],
        request_ids.current_request_id(),
        _problem_type_url(request, code),
    )
    with override(
        "en"
    ):  # a refusal may come before the language is known, when an older request's is still set
        content = {
            "type": address,
            "title": str(kind.title),
            "status": kind.status,
            "detail": detail or str(kind.meaning),
            "instance": f"{address}#{request_id}",
            "code": code,
            "request_id": request_id,
            "errors": [],
            **(members or {}),
        }
    return HttpResponse(
        json.dumps(content, ensure_ascii=False),
        status=kind.status,
        content_type=PROBLEM_MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **CORS_HEADERS},
    )


def _problem_type_url(request, code: str) -> str:
    """Where a kind of problem is explained; without the site's name where the request gives none that is ours."""
    path = reverse("api:problem", args=[code])
    try:
        return absolute_url(request, path)
    except DisallowedHost:
        return path


def exception_handler(error: Exception, context: dict) -> HttpResponse:
    """The answer to an exception: what Django REST Framework asks for as its EXCEPTION_HANDLER."""
    request = context["request"]
    if isinstance(error, Http404):
        error = exceptions.NotFound(str(error) or None)
    elif isinstance(error, SuspiciousOperation):
        error = exceptions.ParseError(str(error))
    elif isinstance(error, exceptions.ValidationError):
        return problem_response(request, "invalid_content", members={"errors": _content_errors(error.detail)})
    if is_statement_timeout(error):
        response = problem_response(request, "too_slow", "The register could not answer this in time.")
        response.headers["Retry-After"] = "30"
        return response
    if not isinstance(error, exceptions.APIException):
        return _unexpected_error_response(error, request._request)
    return exception_response(request, error)


def exception_response(request, error: exceptions.APIException) -> HttpResponse:
    """The problem that an exception of the API stands for; it may bring ``members`` and ``headers`` of its own."""
    code = error.default_code if error.default_code in PROBLEM_TYPES else code_of_status(error.status_code)
    response = problem_response(
        request, code, force_str(error.detail), members=getattr(error, "members", None)
    )
    for name, value in getattr(error, "headers", {}).items():
        response.headers[name] = value
    return response


def _content_errors(detail, pointer: str = "") -> list[dict]:
    """What is wrong with content, each error with a JSON pointer (RFC 6901) to where."""
    if isinstance(detail, dict):
        parts = [("" if name == "non_field_errors" else f"/{name}", one) for name, one in detail.items()]
    elif isinstance(detail, list) and any(isinstance(one, dict | list) for one in detail):
        parts = [(f"/{position}", one) for position, one in enumerate(detail)]
    else:
        found = detail if isinstance(detail, list) else [detail]
        return [{"pointer": pointer, "code": one.code, "message": str(one)} for one in found]
    return [error for step, one in parts for error in _content_errors(one, pointer + step)]


def code_of_status(status_code: int) -> str:
    """The code of an error of which only the status is known."""
    return CODE_BY_STATUS.get(status_code, "bad_request" if status_code < 500 else "server_error")


def _unexpected_error_response(error: Exception, request) -> HttpResponse:
    """The answer to an exception that nobody expected; told to the log and to whoever listens for exceptions."""
    got_request_exception.send(sender=None, request=request)
    response = server_error_response(request)
    log_response("Server error: %s", request.path, response=response, request=request, exception=error)
    return response


def server_error_response(request) -> HttpResponse:
    """The answer to a fault of ours, which tells nothing of the inside."""
    return problem_response(request, "server_error", "Something went wrong here. It is not your request.")


def invalid_form(form: StrictForm) -> InvalidParameters:
    """The errors of a form as the API tells them."""
    return InvalidParameters(
        [
            (name, error.code or "invalid", error.messages[0])
            for name, errors in form.errors.as_data().items()
            for error in errors
        ]
    )
