"""Agreements and topics as tables."""

from collections.abc import Callable
from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from agreements.choices import Bindingness, Form, InvolvementRole, Nature
from agreements.filters import AgreementFilter
from agreements.milestones import signing_day
from exports.cells import join_distinct
from exports.rows import EntryRow
from exports.tables import (
    ExportTable,
    choice_columns,
    code_heading,
    date_columns,
    day_range_columns,
    export_column,
    reference_heading,
)
from lifecycle import sentences
from lifecycle.choices import IN_EFFECT_STATES, Certainty
from lifecycle.status import status_on
from register.periods import last_day_range

_state_words = cache(sentences.state_label)  # asked of every row, and there are few


class AgreementTable(ExportTable):
    """Agreements: what, whether it holds on the day, who, when."""

    filterset = AgreementFilter

    def own(self):
        yield from choice_columns(_("nature"), Nature, "nature")
        yield from choice_columns(_("form"), Form, "form")
        yield export_column(_("form as written"), lambda row: row.body["form_as_written"])
        yield from choice_columns(_("bindingness"), Bindingness, "bindingness")
        yield from self.of_status()
        yield export_column(
            _("parties"),
            lambda row: join_distinct(name for name, _ref, role in _participants(row) if _is_party(role)),
        )
        yield export_column(
            reference_heading(_("parties")),
            lambda row: join_distinct(ref for _name, ref, role in _participants(row) if _is_party(role)),
        )
        yield export_column(_("others who take part"), _other_participants(dict(InvolvementRole.choices)))
        yield from self.of_countries(_participant_countries)
        yield from date_columns(_("signed"), lambda row: signing_day(row.body))
        yield from day_range_columns(_("in effect from"), _start_bounds)
        yield from day_range_columns(_("last day"), _end_bounds)
        yield from self.of_topics()
        yield from self.of_identifiers()

    def of_status(self):
        day = {"day": self.day.isoformat()}
        certainties = {code: str(label) for code, label in Certainty.choices}
        self.either = _(" or ")
        yield export_column(_("state on %(day)s") % day, self.state)
        yield export_column(
            code_heading(_("state on %(day)s") % day), lambda row: join_distinct(self.states(row))
        )
        yield export_column(_("certainty"), lambda row: certainties.get(self.certainty(row), ""))
        yield export_column(code_heading(_("certainty")), self.certainty)

    def states(self, row: EntryRow) -> tuple[str, ...]:
        """All states that it may be in; none before anything can have begun."""
        status = status_on(row.life, self.day)
        return status.possible if status else ()

    def certainty(self, row: EntryRow) -> str:
        status = status_on(row.life, self.day)
        return status.certainty if status else ""

    def state(self, row: EntryRow) -> str:
        nature, bindingness = row.body["nature"], row.body["bindingness"]
        return self.either.join(
            _state_words(one, nature, bindingness, self.language) for one in self.states(row)
        )


def _participants(row: EntryRow) -> list[tuple[str, str, str]]:
    """``(name as written, reference, role)`` of everybody who takes part."""
    return [
        (who["name"], who["ref"] or "", one["role"])
        for one in row.body["involvements"]
        if (who := one["organization"] or one["person"])
    ]


def _other_participants(words: dict) -> Callable[[EntryRow], str]:
    """A function that names those who take part without being a party, each with the role; ``words`` by role."""
    roles = {role: str(label) for role, label in words.items()}

    def others(row: EntryRow) -> str:
        told = ((name, role) for name, _ref, role in _participants(row) if not _is_party(role))
        return join_distinct(f"{name} ({roles.get(role, role)})" for name, role in told)

    return others


def _is_party(role: str) -> bool:
    return role == InvolvementRole.PARTY


def _participant_countries(row: EntryRow) -> list[str]:
    return [one["organization"]["country"] for one in row.body["involvements"] if one["organization"]]


def _start_bounds(row: EntryRow) -> tuple[date | None, date | None]:
    """The days that may be the first on which it held."""
    for period in row.life:
        if period.state in IN_EFFECT_STATES:
            return period.start_earliest, period.start_latest
    return None, None


def _end_bounds(row: EntryRow) -> tuple[date | None, date | None]:
    """The days that may be the last on which it holds, as far as that is known."""
    for period in reversed(row.life):
        if period.state in IN_EFFECT_STATES:
            return last_day_range(period)
    return None, None
