"""Query parameters of the API beside the filters of a list."""

from functools import cache

from rest_framework.serializers import Serializer

from api import as_of, expand, links
from register.kinds import kinds
from register.parameters import DayParameter, ListParameter, NumberParameter, Parameter

DEFAULT_PAGE_SIZE, _MAX_PAGE_SIZE = 50, 200
MAX_ID = 2**63 - 1  # of a bigint column
_MAX_VERSION_NUMBER = 2**31 - 1  # of an integer column


def limit_parameter() -> NumberParameter:
    """`limit`: the size of a page."""
    return NumberParameter(
        least=1, most=_MAX_PAGE_SIZE, help_text=f"How many at most; {DEFAULT_PAGE_SIZE} when not given."
    )


def cursor_parameter() -> Parameter:
    """`cursor`: the position of a page, as `api.cursors` signs it."""
    return Parameter(help_text="Where the list goes on: take it from `next`.")


def _fields_parameter(body: type[Serializer]) -> ListParameter:
    return ListParameter(
        choices=list(body().fields), help_text="Only these members of `record`; all when not given."
    )


def _expand_parameter(*, of_one: bool) -> ListParameter:
    text = "Tell in short, in `expanded`, of the records of these kinds that are named"
    return ListParameter(
        choices=expand.expand_choices(of_one=of_one),
        help_text=f"{text}; `linked`: of those that name this one." if of_one else f"{text}.",
    )


@cache
def link_parameters() -> dict[str, Parameter]:
    """Parameters of the links of a record."""
    directions = [links.OUTGOING, links.INCOMING]
    return {
        "direction": ListParameter(
            choices=directions, help_text="`outgoing`: what it names; `incoming`: what names it."
        ),
        "relation": ListParameter(
            choices=links.relation_codes(),
            help_text="How the one is named by the other: a role, a kind of relation.",
        ),
        "kind": ListParameter(
            choices=[kind.name for kind in kinds()], help_text="The kind of the other record."
        ),
        "limit": limit_parameter(),
        "cursor": cursor_parameter(),
    }


@cache
def since_parameter() -> dict[str, Parameter]:
    """Parameters of the differences of a version."""
    text = "The number of an earlier version; the one before when not given."
    return {"since": NumberParameter(least=1, most=_MAX_VERSION_NUMBER, help_text=text)}


def record_parameters(body: type[Serializer], *, has_status: bool) -> dict[str, Parameter]:
    """Parameters of one record."""
    day = DayParameter(
        example="2024-01-31", help_text="The day of the status; today, or that of `as_of`, when not given."
    )
    moment = as_of.AsOfParameter(
        example="2026-01-31",
        help_text="What the register said then: at this instant, or at the end of this day. The status follows "
        "from that version alone, without what other records say of it.",
    )
    return {
        "fields": _fields_parameter(body),
        "expand": _expand_parameter(of_one=True),
        **({"on": day} if has_status else {}),
        "as_of": moment,
    }


def list_parameters(body: type[Serializer]) -> dict[str, Parameter]:
    """Parameters of a list beside its filters."""
    return {
        "limit": limit_parameter(),
        "cursor": cursor_parameter(),
        "fields": _fields_parameter(body),
        "expand": _expand_parameter(of_one=False),
    }
