"""Problem responses (RFC 9457) and the exception handler."""

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
from api.timeouts import is_quick_try, is_statement_timeout
from core import request_ids
from core.database_errors import RETRY_AFTER_SECONDS, is_database_away
from register.addresses import absolute_url
from register.parameters import StrictForm

PROBLEM_MEDIA_TYPE = "application/problem+json"


class InvalidParameters(exceptions.APIException):
    """400 for wrong parameters, given as ``(parameter, code, message)``."""

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
    """410 for a record that was withdrawn, with the public reason by language."""

    status_code = status.HTTP_410_GONE
    default_code = "withdrawn"

    def __init__(self, ref: str, *, reason: dict[str, str], withdrawn_at: str):
        super().__init__(f"{ref} was withdrawn on {withdrawn_at[:10]}.")
        self.members = {"reason": reason, "withdrawn_at": withdrawn_at}


class NoLongerDisclosed(exceptions.APIException):
    """410 for a version from before the disclosure of its record was narrowed; the record itself is public."""

    status_code = status.HTTP_410_GONE
    default_code = "no_longer_disclosed"

    def __init__(self, ref: str, number: int, *, narrowed_at: str):
        super().__init__(
            f"Version {number} of {ref} is no longer public: its disclosure was narrowed on {narrowed_at[:10]}."
        )
        self.members = {"narrowed_at": narrowed_at}


def problem_response(request, code: str, detail: str = "", *, members: dict | None = None) -> HttpResponse:
    """A problem response in English. ``detail`` is the meaning of the problem type unless another is given.

    ``members`` are added to the standard ones, or replace them, such as ``errors``.
    """
    problem_type, type_url = PROBLEM_TYPES[code], _problem_type_url(request, code)
    request_id = request_ids.current_request_id()
    # an early refusal comes before the language is set, when an older request's is still active
    with override("en"):
        content = {
            "type": type_url,
            "title": str(problem_type.title),
            "status": problem_type.status,
            "detail": detail or str(problem_type.meaning),
            "instance": f"{type_url}#{request_id}",
            "code": code,
            "request_id": request_id,
            "errors": [],
            **(members or {}),
        }
    return HttpResponse(
        json.dumps(content, ensure_ascii=False),
        status=problem_type.status,
        content_type=PROBLEM_MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **CORS_HEADERS},
    )


def _problem_type_url(request, code: str) -> str:
    """URL of a problem type; only its path where the request's host is not one of ours."""
    path = reverse("api:problem", args=[code])
    try:
        return absolute_url(request, path)
    except DisallowedHost:
        return path


def exception_handler(error: Exception, context: dict) -> HttpResponse | None:
    """The response to an exception: Django REST Framework's EXCEPTION_HANDLER."""
    request = context["request"]
    if isinstance(error, Http404):
        error = exceptions.NotFound(str(error) or None)
    elif isinstance(error, SuspiciousOperation):
        error = exceptions.ParseError(str(error))
    elif isinstance(error, exceptions.ValidationError):
        return problem_response(request, "invalid_content", members={"errors": _content_errors(error.detail)})
    if is_statement_timeout(error):
        if is_quick_try():
            return None  # it is raised, and the request begins again with more time
        response = problem_response(request, "too_slow", "The register could not answer this in time.")
        response.headers["Retry-After"] = "30"
        return response
    if is_database_away(error):
        return database_away_response(request)
    if not isinstance(error, exceptions.APIException):
        return _unexpected_error_response(error, request._request)
    return exception_response(request, error)


def exception_response(request, error: exceptions.APIException) -> HttpResponse:
    """The problem response to an exception of the API, with the exception's ``members`` and ``headers``."""
    code = error.default_code if error.default_code in PROBLEM_TYPES else code_of_status(error.status_code)
    response = problem_response(
        request, code, force_str(error.detail), members=getattr(error, "members", None)
    )
    for name, value in getattr(error, "headers", {}).items():
        response.headers[name] = value
    return response


def _content_errors(detail, pointer: str = "") -> list[dict]:
    """Errors of request content, each with a JSON pointer (RFC 6901) to its place."""
    if isinstance(detail, dict):
        parts = [("" if name == "non_field_errors" else f"/{name}", part) for name, part in detail.items()]
    elif isinstance(detail, list) and any(isinstance(part, dict | list) for part in detail):
        parts = [(f"/{position}", part) for position, part in enumerate(detail)]
    else:
        errors = detail if isinstance(detail, list) else [detail]
        return [{"pointer": pointer, "code": error.code, "message": str(error)} for error in errors]
    return [error for step, part in parts for error in _content_errors(part, pointer + step)]


def code_of_status(status_code: int) -> str:
    """The code of an error of which only the status is known."""
    return CODE_BY_STATUS.get(status_code, "bad_request" if status_code < 500 else "server_error")


def _unexpected_error_response(error: Exception, request) -> HttpResponse:
    """The response to an unexpected exception, which is logged and sent to Django's exception signal."""
    got_request_exception.send(sender=None, request=request)
    response = server_error_response(request)
    log_response("Server error: %s", request.path, response=response, request=request, exception=error)
    return response


def server_error_response(request) -> HttpResponse:
    """A 500 that reveals nothing of the inside."""
    return problem_response(request, "server_error", "Something went wrong here. It is not your request.")


def database_away_response(request) -> HttpResponse:
    """A 503 while the database cannot be reached."""
    response = problem_response(request, "unavailable", "The database cannot be reached at the moment.")
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def invalid_form(form: StrictForm) -> InvalidParameters:
    """The exception for the errors of a form of query parameters."""
    return InvalidParameters(
        [
            (name, error.code or "invalid", error.messages[0])
            for name, errors in form.errors.as_data().items()
            for error in errors
        ]
    )
