"""Body of an agreement of which only the existence is public: an allow-list of its members."""

from collections.abc import Iterable

from rest_framework import serializers

from agreements.choices import InvolvementRole
from agreements.milestones import milestone_bounds, milestone_qualifier, signings
from agreements.models import Agreement, Involvement
from agreements.serializers import AgreementSerializer, InvolvementSerializer, MilestoneSerializer

_PUBLIC_MEMBERS = {"object", "ref", "nature", "form", "disclosure"}
_PUBLIC_MEMBERS_OF_PARTY = {"key", "organization", "person", "count", "country", "role", "side"}
_PUBLIC_MEMBERS_OF_SIGNING = {"key", "kind"}
_PUBLIC_MEMBERS_OF_MENTION = {"ref", "name", "country"}


def existence_only_body(body: dict) -> dict:
    """Body with reference, nature, form, parties and the year of signing; every other member is empty.

    A member that a serializer gets later is empty until it is added to the lists above; one that no serializer
    declares is left out.
    """
    public_body = _with_only(_PUBLIC_MEMBERS, body, AgreementSerializer())
    public_body["involvements"] = [
        _party(involvement)
        for involvement in body["involvements"]
        if involvement["role"] == InvolvementRole.PARTY
    ]
    signed = signings(body)
    if years := _years(signed):
        signing = _with_only(_PUBLIC_MEMBERS_OF_SIGNING, signed[0], MilestoneSerializer())
        public_body["milestones"] = [{**signing, "on": years}]
    return public_body


def _years(signed: list[dict]) -> str:
    """The year of these acts as far as it is known, in EDTF: ``2014``, ``2014~``, ``[..2014]``, ``[1990..1999]``."""
    mark = milestone_qualifier(signed)
    first, last = (f"{day.year:04}{mark}" if day else "" for day in milestone_bounds(signed) or (None, None))
    if first == last:
        return first
    return f"[{first}..{last}]"


def parties_shown(agreement: Agreement) -> list[Involvement]:
    """The involvements that the body above names: those of the parties. No other record becomes public with it."""
    return [row for row in agreement.involvements.all() if row.role == InvolvementRole.PARTY]


def _party(involvement: dict) -> dict:
    """A party: who it is, and on which side."""
    party = _with_only(_PUBLIC_MEMBERS_OF_PARTY, involvement, InvolvementSerializer())
    return party | {name: _mention(party[name]) for name in ("organization", "person")}


def _mention(mention: dict | None) -> dict | None:
    """An organization or a person as a body mentions it: reference, name, country."""
    return mention and {name: value for name, value in mention.items() if name in _PUBLIC_MEMBERS_OF_MENTION}


def _with_only(names: Iterable[str], members: dict, serializer: serializers.Serializer) -> dict:
    """Members by the fields of their serializer, in its order: those of these names as they are, the others empty."""
    return {
        name: members[name] if name in names else _empty_value(field)
        for name, field in serializer.fields.items()
    }


def _empty_value(field: serializers.Field) -> list | dict | str | bool | None:
    """Value of a field of which nothing is recorded."""
    if isinstance(field, serializers.ListSerializer | serializers.ListField):
        return []
    if isinstance(field, serializers.DictField):
        return {}
    if isinstance(field, serializers.BooleanField):
        return False
    return "" if isinstance(field, serializers.CharField) else None
