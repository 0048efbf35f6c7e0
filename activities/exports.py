"""Table of activities, for CSV and XLSX."""

from django.utils.translation import gettext as _

from activities.choices import ActivityKind
from activities.filters import ActivityFilter
from activities.state_words import state_words
from agreements.exports import topic_columns
from core.places import place_text
from exports.cells import join_distinct
from exports.rows import EntryRow
from exports.tables import (
    ExportTable,
    choice_columns,
    code_heading,
    date_columns,
    export_column,
    reference_heading,
)


class ActivityTable(ExportTable):
    """Activities: kind, dates, places, agreements, organizations present, topics."""

    filterset = ActivityFilter
    linked_kinds = ("agreement", "topic", "organization")

    def own_columns(self):
        yield from choice_columns(_("kind"), ActivityKind, "kind")
        yield export_column(
            _("state"),
            lambda row: state_words(row.body["state"], row.body["on"], row.body["until"], self.day),
        )
        yield export_column(code_heading(_("state")), lambda row: row.body["state"])
        yield from date_columns(_("date"), lambda row: row.body["on"])
        yield export_column(_("until (EDTF)"), lambda row: row.body["until"])
        yield export_column(_("places"), lambda row: join_distinct(map(place_text, row.body["places"])))
        yield from self.country_columns(lambda row: [place["country"] for place in row.body["places"]])
        yield export_column(
            _("agreements"),
            lambda row: join_distinct(row.title_of(agreement) for agreement in _linked_agreements(row)),
        )
        yield export_column(
            reference_heading(_("agreements")),
            lambda row: join_distinct(agreement["ref"] for agreement in _linked_agreements(row)),
        )
        yield export_column(
            _("organizations"),
            lambda row: join_distinct(map(row.name_of, _attending_organizations(row))),
        )
        yield export_column(
            reference_heading(_("organizations")),
            lambda row: join_distinct(organization["ref"] for organization in _attending_organizations(row)),
        )
        yield from topic_columns()


def _linked_agreements(row: EntryRow) -> list[dict]:
    """The dialogue or programme that it belongs to, and the agreements to which it stands in a role."""
    series = [row.body["series"]] if row.body["series"] else []
    return [*series, *(link["agreement"] for link in row.body["agreements"] if link["agreement"])]


def _attending_organizations(row: EntryRow) -> list[dict]:
    organizations = (attendance["organization"] for attendance in row.body["attendances"])
    return [organization for organization in organizations if organization]
