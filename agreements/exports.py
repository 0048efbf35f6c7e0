"""Agreements and topics as tables."""

from collections.abc import Callable
from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from agreements.choices import Bindingness, Form, InvolvementRole, Nature
from agreements.filters import AgreementFilter, TopicFilter
from agreements.pages import signed_on
from core.localized import in_language
from register.choices import Certainty
from register.exports.cells import several
from register.exports.due import HOLDING
from register.exports.rows import Row
from register.exports.tables import Table, coded, column, of_bounds, of_choice, of_date, referring
from register.lifecycle import sentences, status_at
from register.pages.reading import last_days

state_words = cache(sentences.state_words)  # asked of every row, and there are few


class AgreementTable(Table):
    """Agreements: what, whether it holds on the day, who, when."""

    filterset = AgreementFilter

    def own(self):
        yield from of_choice(_("nature"), Nature, "nature")
        yield from of_choice(_("form"), Form, "form")
        yield column(_("form as written"), lambda row: row.body["form_as_written"])
        yield from of_choice(_("bindingness"), Bindingness, "bindingness")
        yield from self.of_status()
        yield column(
            _("parties"), lambda row: several(name for name, _ref, role in involved(row) if is_party(role))
        )
        yield column(
            referring(_("parties")),
            lambda row: several(ref for _name, ref, role in involved(row) if is_party(role)),
        )
        yield column(_("others who take part"), others_by(dict(InvolvementRole.choices)))
        yield from self.of_countries(countries_of)
        yield from of_date(_("signed"), lambda row: signed_on(row.body))
        yield from of_bounds(_("in effect from"), began)
        yield from of_bounds(_("last day"), ends)
        yield from self.of_topics()
        yield from self.of_identifiers()

    def of_status(self):
        day = {"day": self.day.isoformat()}
        certainties = {code: str(label) for code, label in Certainty.choices}
        self.either = _(" or ")
        yield column(_("state on %(day)s") % day, self.state)
        yield column(coded(_("state on %(day)s") % day), lambda row: several(self.states(row)))
        yield column(_("certainty"), lambda row: certainties.get(self.certainty(row), ""))
        yield column(coded(_("certainty")), self.certainty)

    def states(self, row: Row) -> tuple[str, ...]:
        """All states that it may be in; none before anything can have begun."""
        status = status_at(row.life, self.day)
        return status.possible if status else ()

    def certainty(self, row: Row) -> str:
        status = status_at(row.life, self.day)
        return status.certainty if status else ""

    def state(self, row: Row) -> str:
        nature, bindingness = row.body["nature"], row.body["bindingness"]
        return self.either.join(
            state_words(one, nature, bindingness, self.language) for one in self.states(row)
        )


class TopicTable(Table):
    """Topics, each with the wider one."""

    filterset = TopicFilter

    def own(self):
        yield column(_("part of"), lambda row: in_language((row.body["parent"] or {}).get("name", {}))[0])
        yield column(referring(_("part of")), lambda row: (row.body["parent"] or {}).get("ref") or "")


def involved(row: Row) -> list[tuple[str, str, str]]:
    """``(name as written, reference, role)`` of everybody who takes part."""
    return [
        (who["name"], who["ref"] or "", one["role"])
        for one in row.body["involvements"]
        if (who := one["organization"] or one["person"])
    ]


def others_by(words: dict) -> Callable[[Row], str]:
    """A function that names those who take part without being a party, each with the role; ``words`` by role."""
    roles = {role: str(label) for role, label in words.items()}

    def others(row: Row) -> str:
        told = ((name, role) for name, _ref, role in involved(row) if not is_party(role))
        return several(f"{name} ({roles.get(role, role)})" for name, role in told)

    return others


def is_party(role: str) -> bool:
    return role == InvolvementRole.PARTY


def countries_of(row: Row) -> list[str]:
    return [one["organization"]["country"] for one in row.body["involvements"] if one["organization"]]


def began(row: Row) -> tuple[date | None, date | None]:
    """The days that may be the first on which it held."""
    for period in row.life:
        if period.state in HOLDING:
            return period.start_earliest, period.start_latest
    return None, None


def ends(row: Row) -> tuple[date | None, date | None]:
    """The days that may be the last on which it holds, as far as that is known."""
    for period in reversed(row.life):
        if period.state in HOLDING:
            return last_days(period)
    return None, None
