"""What can be asked of agreements and of topics."""

from django.utils.translation import gettext_lazy as _

from agreements.choices import Bindingness, Form, InvolvementRole, Nature
from register.bits import CHUNK, FEW, PLACE, TOGETHER, having, of_serials
from register.choices import Certainty, State
from register.filters import (
    AskedDay,
    AskedList,
    CountryFilter,
    IdentifierFilter,
    KeyFilter,
    OrderingFilter,
    RefFilter,
    RegisterFilterSet,
    YearFilter,
    day_of,
    own_ref_filter,
    published_after_filter,
    query_filter,
)
from register.search import facets

# Forms that bind whoever signs, so that their states are called so.
BINDING = {Form.TREATY, Form.CONVENTION, Form.PROTOCOL}
POSSIBLE = """
(start_earliest IS NULL OR start_earliest <= %s) AND (end_latest IS NULL OR end_latest > %s) AND certainty = ANY(%s)
"""
# The states that agreements may be in on a day, as `EntryQuerySet.in_state` asks.
STATES = f"SELECT state, substr(entry_id, 2)::int AS serial FROM register_period WHERE {POSSIBLE}"
IN_BITS = f"SELECT state, {PLACE} AS chunk, {TOGETHER} AS bits FROM ({STATES}) AS states GROUP BY 1, 2"
OF_ALL = f"""
SELECT 'state' AS fact, state AS value, sum(bit_count(bits)::int) AS records FROM ({IN_BITS}) AS states GROUP BY 2
"""
# The same among what was found: of a few, each is looked up.
AMONG = f"""
SELECT 'state' AS fact, state AS value, count(DISTINCT entry_id) AS records
FROM (
    SELECT 'A' || chunk * {CHUNK} + place AS ref FROM {{found}}, generate_series(0, {CHUNK - 1}) AS place
    WHERE get_bit(bits, place) = 1 AND (SELECT sum(bit_count(bits)) FROM {{found}}) <= {FEW}
) AS few JOIN register_period ON entry_id = ref
WHERE {POSSIBLE} GROUP BY 2
UNION ALL
SELECT 'state', state, sum(bit_count(states.bits & found.bits)::int)
FROM ({IN_BITS}) AS states JOIN {{found}} AS found USING (chunk)
WHERE (SELECT sum(bit_count(bits)) FROM {{found}}) > {FEW}
GROUP BY 2 HAVING sum(bit_count(states.bits & found.bits)::int) > 0
"""
# Which organizations hold the roles that are asked for, and which roles the organizations that are asked for.
BY_PAIR = {
    "party": """
SELECT 'party' AS fact, value, count(*) AS records FROM (
    SELECT entry_id, value FROM (
        SELECT entry_id, to_ref AS value, kind AS held FROM register_link JOIN ({entries}) AS entries ON ref = entry_id
        WHERE kind = ANY(%s) AND to_ref LIKE 'O%%'
    ) AS links GROUP BY entry_id, value HAVING {fits}
) AS pairs GROUP BY value
""",
    "role": """
SELECT 'role' AS fact, value, count(*) AS records FROM (
    SELECT entry_id, value FROM (
        SELECT entry_id, kind AS value, to_ref AS held FROM register_link JOIN ({entries}) AS entries ON ref = entry_id
        WHERE to_ref = ANY(%s) AND kind = ANY(%s)
    ) AS links GROUP BY entry_id, value HAVING {fits}
) AS pairs GROUP BY value
""",
}


class AgreementFilter(RegisterFilterSet):
    """Agreements. Days that are known only in part count wherever they may fall."""

    of_kind = "agreement"
    usual_ordering = "-signed"

    q = query_filter()
    nature = KeyFilter("nature", label=_("nature"), choices=Nature.values)
    form = KeyFilter("form", label=_("form"), choices=Form.values)
    bindingness = KeyFilter("bindingness", label=_("bindingness"), choices=Bindingness.values)
    state = AskedList(
        "state",
        label=_("state"),
        choices=State.values,
        help_text="The state that it may be in on the day `on`.",
    )
    certainty = AskedList(
        "certainty", label=_("certainty"), choices=Certainty.values, help_text="How that state is known."
    )
    on = AskedDay(
        "on", label=_("on"), example="2024-01-31", help_text="The day of the state; today when not given."
    )
    country = CountryFilter(help_text="A country of a party or of another organization that takes part.")
    party = AskedList(
        "party", label=_("party"), pattern="O[1-9][0-9]{0,9}", example="O12", several=True,
        help_text="An organization that takes part, in any role or in those of `role`.",
    )  # fmt: skip
    role = AskedList(
        "role", label=_("role"), choices=InvolvementRole.values, several=True,
        help_text="A role that somebody has in it; with `party`, that these organizations have.",
    )  # fmt: skip
    person = RefFilter("person", "P", label=_("person"), help_text="Somebody who takes part or signed.")
    topic = RefFilter("topic", "T", label=_("topic"))
    year = YearFilter(
        label=_("year"),
        help_text="The year that it is listed under: of its signing, or of what came instead.",
    )
    identifier = IdentifierFilter(
        label=_("identifier"), example="UNTS:50123", help_text="What another register calls it."
    )
    ref = own_ref_filter("A")
    signed_after = AskedDay(
        label=_("signed from"), example="2020-01-01", help_text="May have been signed on this day or later."
    )
    signed_before = AskedDay(
        label=_("signed until"),
        example="2020-12-31",
        help_text="May have been signed on this day or earlier.",
    )
    ends_after = AskedDay(
        label=_("ends from"), example="2026-01-01", help_text="May end on this day or later."
    )
    ends_before = AskedDay(
        label=_("ends until"), example="2026-12-31", help_text="May end on this day or earlier."
    )
    published_after = published_after_filter()
    ordering = OrderingFilter("signed", "title", "published")

    def combined(self, entries, asked):
        if "state" in asked or "certainty" in asked:
            states, certainties = ([one for [one] in asked.get(name, [])] for name in ("state", "certainty"))
            entries = entries.in_state(*states, on=day_of(asked), certainties=certainties)
        if "signed_after" in asked or "signed_before" in asked:
            entries = entries.signed_between(asked.get("signed_after"), asked.get("signed_before"))
        if "ends_after" in asked or "ends_before" in asked:
            entries = entries.ending_between(asked.get("ends_after"), asked.get("ends_before"))
        return involving(entries, asked.get("party", []), asked.get("role", []))

    def commitment(self):
        forms = {form for [form] in self.asked.get("form", [])}
        nature = self.only("nature") or ("instrument" if forms else "")
        bindingness = self.only("bindingness") or ("binding" if forms and forms <= BINDING else "")
        return (nature, bindingness) if nature and (bindingness or not forms & BINDING) else None

    def parts(self, asked):
        """Parties and roles are keys, as long as nobody asks which of those parties has that role; states are quick."""
        if asked.keys() & {"party", "role"} == {"party", "role"}:
            return None
        own = asked.keys() & {"party", "role", "state", "certainty"}
        parts = super().parts({name: value for name, value in asked.items() if name not in own})
        if parts is None:
            return None
        for name in sorted(own & {"party", "role"}):
            parts.append(
                having("agreement", [[f"{name}:{one}" for one in together] for together in asked[name]])
            )
        if own & {"state", "certainty"}:
            states, certainties = ([one for [one] in asked.get(name, [])] for name in ("state", "certainty"))
            on = [self.day, self.day, certainties or Certainty.values]
            parts.append(of_serials(f"{STATES} AND state = ANY(%s)", [*on, states or State.values]))
        return parts

    def counting(self, name, found):
        if name == "state":
            certainties = [one for [one] in self.asked.get("certainty", [])] or Certainty.values
            on = [self.day, self.day, certainties]
            if not self.narrows(
                without="state"
            ):  # all that have a life are meant, and only agreements have one
                return OF_ALL, on
            return AMONG.format(found=found("state")), on * 2
        other = {"party": "role", "role": "party"}.get(name, "")
        if other not in self.asked:
            return None
        text, parameters = facets.sql(self.entries(without=name), "ref")
        groups = self.asked[other]
        fits = " OR ".join(["array_agg(held) @> %s::varchar[]"] * len(groups))
        among = sorted({one for together in groups for one in together})
        known = [] if name == "party" else [InvolvementRole.values]
        return BY_PAIR[name].format(entries=text, fits=fits), [*parameters, among, *known, *groups]


def involving(entries, parties: list[list[str]], roles: list[list[str]]):
    """Agreements in which one group of organizations takes part, or one group of roles is held, or both at once."""
    if parties and roles:
        return entries.with_any_links_of(roles, parties)
    name, values = ("party", parties) if parties else ("role", roles)
    return entries.with_any_of([[f"{name}:{value}" for value in together] for together in values])


class DeadlineFilter(AgreementFilter):
    """Agreements with something that falls due. What is due is told in its own order."""

    ordering = None


class TopicFilter(RegisterFilterSet):
    """Topics."""

    of_kind = "topic"

    q = query_filter()
    ref = own_ref_filter("T")
    published_after = published_after_filter()
    ordering = OrderingFilter("title", "published")
