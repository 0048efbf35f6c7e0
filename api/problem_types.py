"""Catalogue of problem types (RFC 9457)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class _ProblemType:
    """A problem type. Its code is stable: programs may rely on it. Its texts are lazy translations."""

    status: int
    title: Any
    meaning: Any
    remedy: Any


PROBLEM_TYPES = {
    "invalid_parameters": _ProblemType(
        400, _("Invalid parameters"),
        _("A parameter is unknown, malformed, empty, or given more often than it may be. Nothing is guessed and "
          "nothing ignored."),
        _("Read `errors`: it names each parameter and what was probably meant."),
    ),
    "bad_request": _ProblemType(
        400, _("Bad request"),
        _("The request cannot be understood: its address, its headers or its content are malformed."),
        _("Compare the request with the examples in the documentation. Repeated unchanged, it is refused again."),
    ),
    "invalid_content": _ProblemType(
        400, _("Invalid content"),
        _("The content of the request is JSON, but not of the right shape."),
        _("Read `errors`: it points to each wrong member and says what it should be."),
    ),
    "key_in_address": _ProblemType(
        400, _("Key in the address"),
        _("A key was sent in the address. Addresses are kept in logs and histories, so others may know this key now."),
        _("Make another key, revoke this one, and send keys only as `Authorization: Bearer …`."),
    ),
    "invalid_key": _ProblemType(
        401, _("Invalid key"),
        _("The address needs a key and none was sent, or the key that was sent opens nothing: it is unknown, has run "
          "out, was revoked, or its partner is not active."),
        _("Send a valid key as `Authorization: Bearer …`, or none where none is needed. Ask the register's staff for "
          "another one."),
    ),
    "insufficient_scope": _ProblemType(
        403, _("Insufficient scope"),
        _("The key is valid and may not do this: it lacks the scope that `scope` names."),
        _("Use a key with this scope. A key cannot give another key what it does not hold; the register's staff can."),
    ),
    "not_found": _ProblemType(
        404, _("Not found"),
        _("Nothing public has this address."),
        _("Check the address. What was withdrawn answers 410 and what was merged leads on, so it is neither."),
    ),
    "method_not_allowed": _ProblemType(
        405, _("Method not allowed"),
        _("The address cannot be used with this method. Records can only be read."),
        _("Use one of the methods that `Allow` lists."),
    ),
    "not_acceptable": _ProblemType(
        406, _("Not acceptable"),
        _("The API answers with `application/json` only, and the request does not accept that."),
        _("Send `Accept: application/json`, or no such header."),
    ),
    "too_many_keys": _ProblemType(
        409, _("Too many keys"),
        _("The partner has as many keys as it may have at a time."),
        _("Revoke one that is no longer used, then ask again."),
    ),
    "conflict": _ProblemType(
        409, _("Conflict"),
        _("The request conflicts with the present state."),
        _("Read `detail`, which gives the reason."),
    ),
    "withdrawn": _ProblemType(
        410, _("Withdrawn"),
        _("This was public once and has been withdrawn. The reference is never used again."),
        _("Read `reason`, which says why by language, and remove your copy."),
    ),
    "no_longer_disclosed": _ProblemType(
        410, _("No longer disclosed"),
        _("The record is public, but the law withholds more of it than when this version was published."),
        _("Remove this version from your copy, and read the record as it is now."),
    ),
    "content_too_large": _ProblemType(
        413, _("Content too large"),
        _("The content of the request is larger than the API reads."),
        _("Send less. Nothing that the API takes needs more than a few kilobytes."),
    ),
    "unsupported_media_type": _ProblemType(
        415, _("Unsupported media type"),
        _("The content of the request is not JSON."),
        _("Send JSON with `Content-Type: application/json`."),
    ),
    "too_many_requests": _ProblemType(
        429, _("Too many requests"),
        _("There were more requests in a minute than the limit allows. `RateLimit-Policy` gives the limit."),
        _("Wait as many seconds as `Retry-After` says. Ask with `If-None-Match`, as a 304 costs nothing; take the bulk "
          "files for everything at once; ask the register's staff for a key, which raises the limit."),
    ),
    "server_error": _ProblemType(
        500, _("Server error"),
        _("The fault is on our side."),
        _("Try again in a while. Name the `request_id` when you report it."),
    ),
    "too_slow": _ProblemType(
        503, _("Too slow"),
        _("The database needed too long for this and stopped."),
        _("Ask for less at a time, or again after `Retry-After`."),
    ),
    "unavailable": _ProblemType(
        503, _("Unavailable"),
        _("What the answer needs cannot be reached at the moment."),
        _("Ask again after `Retry-After`. Where only the key could not be checked, read public records without it."),
    ),
}  # fmt: skip
# The code of an error of which only the status is known.
CODE_BY_STATUS = {
    400: "bad_request", 401: "invalid_key", 404: "not_found", 405: "method_not_allowed", 406: "not_acceptable",
    410: "withdrawn", 413: "content_too_large", 415: "unsupported_media_type", 429: "too_many_requests",
    500: "server_error", 503: "unavailable",
}  # fmt: skip
