"""Exceptions of key authentication, with RFC 6750 challenges."""

from rest_framework import exceptions, status


class KeyRefused(exceptions.APIException):
    """A refusal with the `WWW-Authenticate` challenge of RFC 6750, section 3."""

    challenge = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": f'Bearer realm="api"{self.challenge}'}


class MissingKey(KeyRefused):
    """The address needs a key and none was sent."""

    status_code = status.HTTP_401_UNAUTHORIZED
    default_code = "invalid_key"
    default_detail = "This address needs a key: send it as `Authorization: Bearer ent_…`."


class InvalidKey(MissingKey):
    """The key opens nothing. Only the holder of a real key is told why."""

    default_detail = "This key is not known here."
    challenge = ', error="invalid_token"'


class InsufficientScope(KeyRefused):
    """The key is valid but lacks the scope."""

    status_code = status.HTTP_403_FORBIDDEN
    default_code = "insufficient_scope"

    def __init__(self, scope: str):
        super().__init__(f"This needs a key with the scope `{scope}`.")
        self.members = {"scope": scope}
        self.challenge = f', error="insufficient_scope", scope="{scope}"'


class KeyInAddress(KeyRefused):
    """A key was sent in the URL, which logs and histories keep."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "key_in_address"
    default_detail = "A key is never part of an address. Exchange this one: others may have read it."
    challenge = ', error="invalid_request"'


class KeyLimitReached(exceptions.APIException):
    """The partner has as many keys as it may have."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "too_many_keys"
    default_detail = "There are two keys already: revoke one of them first."
