"""Table columns of agreements, for CSV and Excel."""

from collections.abc import Iterable
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.choices import Bindingness, Form, InvolvementRole, Nature
from agreements.filters import AgreementFilter
from agreements.key_facts import open_end_words
from agreements.milestones import signing_day
from exports.cells import join_distinct
from exports.rows import EntryRow
from exports.tables import (
    ExportColumn,
    ExportTable,
    choice_columns,
    code_heading,
    date_columns,
    export_column,
    of_last_row,
    reference_heading,
    span_columns,
)
from lifecycle import state_labels
from lifecycle.choices import Certainty, State
from lifecycle.life import Life
from lifecycle.status import status_on

_cached_state_label = cache(state_labels.state_label)  # for every row, and there are few


class AgreementTable(ExportTable):
    """Agreements: nature and form, status on the day, parties, dates."""

    filterset = AgreementFilter
    linked_kinds = ("topic", "organization", "person")

    def own_columns(self):
        yield from choice_columns(_("nature"), Nature, "nature")
        yield from choice_columns(_("form"), Form, "form")
        yield export_column(_("form as written"), lambda row: row.body["form_as_written"])
        yield export_column(_("number in its series"), lambda row: row.body["ordinal"])
        yield from choice_columns(_("bindingness"), Bindingness, "bindingness")
        yield from self.status_columns()
        yield from self.participant_columns()
        yield from self.country_columns(_participant_countries)
        yield from date_columns(_("signed"), lambda row: signing_day(row.body))
        yield from span_columns(_("in effect from"), lambda row: Life(row.periods).took_effect)
        yield from span_columns(_("in effect again from"), lambda row: Life(row.periods).took_effect_again)
        yield from span_columns(_("last day"), lambda row: Life(row.periods).ending.last_day)
        yield export_column(_("end in words"), lambda row: open_end_words(row.body, Life(row.periods)))
        yield from topic_columns()
        yield from self.identifier_columns()

    def status_columns(self):
        """State and certainty on the day of the table, each as a label and as a code."""
        self.status = of_last_row(lambda row: status_on(row.periods, self.day))
        day = {"day": self.day.isoformat()}
        certainties = {code: str(label) for code, label in Certainty.choices}
        yield export_column(_("state on %(day)s") % day, self.state_label)
        yield export_column(code_heading(_("state on %(day)s") % day), self.state)
        yield export_column(_("certainty"), lambda row: certainties.get(self.certainty(row), ""))
        yield export_column(code_heading(_("certainty")), self.certainty)
        yield export_column(
            code_heading(_("possible states")), lambda row: join_distinct(self.possible_states(row))
        )
        yield export_column(
            _("%(date)s (EDTF)") % {"date": _("last evidence")}, lambda row: self.evidence(row).get("on", "")
        )
        yield export_column(_("years since the last evidence"), lambda row: self.evidence(row).get("years"))

    def participant_columns(self):
        """Parties, their references, and the others who take part, each with the role."""
        participants = of_last_row(_participants)
        roles = {role: str(label) for role, label in InvolvementRole.choices}
        yield export_column(
            _("parties"),
            lambda row: join_distinct(name for name, _ref, role in participants(row) if _is_party(role)),
        )
        yield export_column(
            reference_heading(_("parties")),
            lambda row: join_distinct(ref for _name, ref, role in participants(row) if _is_party(role)),
        )
        yield export_column(
            _("others who take part"),
            lambda row: join_distinct(
                f"{name} ({roles.get(role, role)})"
                for name, _ref, role in participants(row)
                if not _is_party(role)
            ),
        )

    def state(self, row: EntryRow) -> str:
        status = self.status(row)
        return status.state if status else ""

    def evidence(self, row: EntryRow) -> dict:
        """The last evidence of life, with its age; empty where nothing goes on."""
        status = self.status(row)
        return (status and status.last_evidence) or {}

    def possible_states(self, row: EntryRow) -> tuple[str, ...]:
        """States that it may be in on the day; none before anything can have begun."""
        status = self.status(row)
        return status.possible if status else ()

    def certainty(self, row: EntryRow) -> str:
        status = self.status(row)
        return status.certainty if status else ""

    def state_label(self, row: EntryRow) -> str:
        words = (row.body["nature"], row.body["bindingness"], row.body["form"])
        status = self.status(row)
        if status is None:
            return ""
        # its reasons decide how it is called
        if status.state in (State.CANCELLED, State.ADOPTED) or status.suspended_parts:
            with override(self.language):
                return state_labels.label_of_status(status, *words)
        return _cached_state_label(status.state, *words, self.language)


def topic_columns() -> Iterable[ExportColumn]:
    """Two columns of the topics of a record: names in the active language, and references."""
    yield export_column(
        _("topics"), lambda row: join_distinct(row.title_of(topic) for topic in row.body["topics"])
    )
    yield export_column(
        reference_heading(_("topics")),
        lambda row: join_distinct(topic["ref"] for topic in row.body["topics"]),
    )


def _participants(row: EntryRow) -> list[tuple[str, str, str]]:
    """``(name, reference, role)`` of everybody who takes part."""
    return [
        (row.name_of(who), who["ref"] or "", involvement["role"])
        for involvement in row.body["involvements"]
        if (who := involvement["organization"] or involvement["person"])
    ]


def _is_party(role: str) -> bool:
    return role == InvolvementRole.PARTY


def _participant_countries(row: EntryRow) -> list[str]:
    return [
        involvement["country"] or (involvement["organization"] or {}).get("country", "")
        for involvement in row.body["involvements"]
    ]
