"""OpenAPI schemas of records: envelope, status, links, versions, differences.

`api.record_json` writes what they describe; a test holds the two together.
"""

from functools import cache

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.expand import MAX_EXPANDED, MAX_EXPANDED_PER_RECORD
from api.links import DIRECTIONS
from lifecycle.choices import Certainty, State
from register.choices import Action


class DaysSerializer(serializers.Serializer):
    """One day that may be known in part: not before `earliest`, not after `latest`; null: no bound is known."""

    earliest = serializers.DateField(allow_null=True)
    latest = serializers.DateField(allow_null=True)
    qualifier = serializers.CharField(
        allow_blank=True,
        help_text="As in EDTF: `?` uncertain, `~` approximate, `%` both; empty: neither. It qualifies both bounds.",
    )


class ReasonSerializer(serializers.Serializer):
    """Why, as a code with the facts that it rests on."""

    code = serializers.CharField()
    params = serializers.DictField()


class EvidenceSerializer(serializers.Serializer):
    """The last recorded act that shows an agreement alive."""

    kind = serializers.CharField(help_text="Of the act, or `session_held`.")
    on = serializers.CharField(help_text="Its day, in EDTF.")
    key = serializers.CharField(required=False, help_text="Of the key date in the record.")
    ref = serializers.CharField(
        required=False, help_text="Of the activity that was held, or the newer agreement that was prolonged."
    )
    activity = serializers.CharField(required=False, help_text="The kind of that activity.")
    in_part = serializers.BooleanField(required=False, help_text="True: it concerned a part only.")
    years = serializers.IntegerField(help_text="Whole years from it to the day of the status.")


class StatusSerializer(serializers.Serializer):
    """What is known of an agreement on a day. Derived from its dated acts; never stored in a record."""

    on = serializers.DateField(help_text="The day that this is about.")
    state = serializers.CharField(help_text=f"One of: {', '.join(State.values)}.")
    certainty = serializers.CharField(help_text=f"How it is known: {', '.join(Certainty.values)}.")
    possible = serializers.ListField(
        child=serializers.CharField(),
        help_text="All states that it may be in on that day, the first one first.",
    )
    since = DaysSerializer(help_text="The first day of this state.")
    until = DaysSerializer(help_text="The last day of this state.")
    suspended_parts = serializers.ListField(
        child=serializers.DictField(child=serializers.CharField()),
        help_text="What of it is suspended while the rest is in effect, in the words of the record, by language.",
    )
    last_evidence = EvidenceSerializer(
        allow_null=True,
        help_text="What a state that goes on rests on: the older, the less it is known. Null once it has ended.",
    )
    reasons = ReasonSerializer(many=True)


@extend_schema_field({"type": ["object", "null"]})  # generators of clients know no type that is null alone
class _NoStatusField(serializers.Field):
    """Null: only agreements have a status."""


class EnvelopeSerializer(serializers.Serializer):
    """A record as it is public now, with what the register says about it."""

    ref = serializers.CharField(help_text="Its reference, which is never used for anything else.")
    kind = serializers.CharField()
    url = serializers.URLField(help_text="This record in the API.")
    html_url = serializers.URLField(help_text="Its page.")
    version = serializers.IntegerField(help_text="The number of its current version.")
    published_at = serializers.DateTimeField(help_text="When that version was published.")
    sha256 = serializers.CharField(
        help_text="The hash of the version's bytes, which `versions/{number}` gives."
    )


class SummarySerializer(serializers.Serializer):
    """A record in short, as it is public now."""

    ref = serializers.CharField()
    kind = serializers.CharField()
    url = serializers.URLField()
    html_url = serializers.URLField()
    version = serializers.IntegerField()
    title = serializers.DictField(child=serializers.CharField(), help_text="By language.")
    countries = serializers.ListField(
        child=serializers.CharField(), help_text="ISO 3166, all that it is found by."
    )


class ExpandedSerializer(serializers.Serializer):
    """What `expand` adds to an answer."""

    expanded = serializers.DictField(
        child=SummarySerializer(), required=False, help_text="With `expand`: by reference, each once."
    )
    expanded_is_cut = serializers.BooleanField(
        required=False,
        help_text=f"With `expand`: whether there are more than {MAX_EXPANDED_PER_RECORD} of one record or "
        f"{MAX_EXPANDED} in all.",
    )


class LinkSerializer(serializers.Serializer):
    """One record names another."""

    direction = serializers.ChoiceField(
        DIRECTIONS, help_text="Whether this record names the other, or the other this."
    )
    relation = serializers.CharField(help_text="How it is named: a role, a kind of relation.")
    part = serializers.CharField(
        allow_null=True, help_text="The key of the part that names it, in the record that names."
    )
    ref = serializers.CharField(help_text="The other record.")
    other = SummarySerializer(allow_null=True, help_text="Null where what is named is not public any more.")


class LinksSerializer(serializers.Serializer):
    """One page of the links of a record."""

    results = LinkSerializer(many=True)
    next = serializers.URLField(allow_null=True, help_text="The next page; null on the last.")
    limit = serializers.IntegerField()


class SideSerializer(serializers.Serializer):
    """One of two versions that are compared."""

    number = serializers.IntegerField()
    published_at = serializers.DateTimeField()
    url = serializers.URLField()


@extend_schema_field({})
class _AnythingField(serializers.Field):
    """A fact of whatever shape the record gives it: text, number, list, a whole part; null where there is none."""


class DifferenceSerializer(serializers.Serializer):
    """One fact that differs."""

    path = serializers.CharField(help_text="Where it stands, as citations say it: `milestones/h7x2kq/on`.")
    change = serializers.ChoiceField(["added", "removed", "changed"])
    before = _AnythingField(help_text="Null where there was nothing.")
    after = _AnythingField(help_text="Null where there is nothing.")


class DifferencesSerializer(serializers.Serializer):
    """What a version says otherwise than an earlier one."""

    ref = serializers.CharField()
    since = SideSerializer(allow_null=True, help_text="The earlier one; null where all is new.")
    version = SideSerializer()
    differences = DifferenceSerializer(many=True)


class VersionSerializer(serializers.Serializer):
    """One entry in the history of a record."""

    number = serializers.IntegerField()
    action = serializers.CharField(help_text=f"One of: {', '.join(Action.values)}.")
    published_at = serializers.DateTimeField()
    sha256 = serializers.CharField(help_text="The hash of its bytes; empty where these are public no more.")
    url = serializers.URLField(
        allow_null=True,
        help_text="Where its bytes are; null where it has none, or none that are public any more.",
    )


class VersionsSerializer(serializers.Serializer):
    """The history of a record, first to last."""

    results = VersionSerializer(many=True)


@cache
def record_serializer(
    body: type[serializers.Serializer], *, has_status: bool
) -> type[serializers.Serializer]:
    """The schema of one record of a kind, around the schema of its body."""
    status = StatusSerializer(allow_null=True, help_text="Null where nothing can have begun by that day.")
    name = f"{body.__name__.removesuffix('Serializer').removesuffix('Body')}EntrySerializer"
    members = {
        "status": status if has_status else _NoStatusField(),
        "record": body(),
        "as_of": serializers.DateTimeField(
            required=False, help_text="With `as_of`: the moment that this is about."
        ),
    }
    return type(
        name, (EnvelopeSerializer, ExpandedSerializer), {"__doc__": EnvelopeSerializer.__doc__, **members}
    )


@cache
def page_serializer(record: type[serializers.Serializer]) -> type[serializers.Serializer]:
    """The schema of one page of a list of records."""
    members = {
        "results": record(many=True),
        "next": serializers.URLField(allow_null=True, help_text="The next page; null on the last."),
        "limit": serializers.IntegerField(),
    }
    name = record.__name__.replace("Entry", "Page")
    return type(name, (ExpandedSerializer,), {"__doc__": "One page of a list.", **members})
