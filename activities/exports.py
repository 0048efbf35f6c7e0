"""Activities as a table."""

from django.utils.translation import gettext as _

from activities.choices import ActivityKind, ActivityState
from activities.filters import ActivityFilter
from core.localized import in_language
from register.exports.cells import several
from register.exports.rows import Row
from register.exports.tables import Table, column, of_choice, of_date, referring
from register.templatetags.register import place


class ActivityTable(Table):
    """Activities: what, when, where, who was there, under which agreement."""

    filterset = ActivityFilter

    def own(self):
        yield from of_choice(_("kind"), ActivityKind, "kind")
        yield from of_choice(_("state"), ActivityState, "state")
        yield from of_date(_("date"), lambda row: row.body["on"])
        yield column(_("until (EDTF)"), lambda row: row.body["until"])
        yield column(_("places"), lambda row: several(map(place, row.body["places"])))
        yield from self.of_countries(lambda row: [one["country"] for one in row.body["places"]])
        yield column(
            _("agreements"),
            lambda row: several(in_language(one["title"])[0] for one in agreements_of(row)),
        )
        yield column(
            referring(_("agreements")), lambda row: several(one["ref"] for one in agreements_of(row))
        )
        yield column(_("organizations"), lambda row: several(one["name"] for one in attending(row)))
        yield column(referring(_("organizations")), lambda row: several(one["ref"] for one in attending(row)))
        yield from self.of_topics()


def agreements_of(row: Row) -> list[dict]:
    """The dialogue or programme that it belongs to, and the agreements that it has to do with."""
    series = [row.body["series"]] if row.body["series"] else []
    return [*series, *(one["agreement"] for one in row.body["agreements"])]


def attending(row: Row) -> list[dict]:
    return [one["organization"] for one in row.body["attendances"] if one["organization"]]
