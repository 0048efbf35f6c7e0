"""Organizations as a table."""

from django.utils.translation import gettext as _

from organizations.choices import OrganizationKind
from organizations.filters import OrganizationFilter
from register.exports.cells import several
from register.exports.tables import Table, column, of_choice, of_date, referring


class OrganizationTable(Table):
    """Organizations: every name, what it is, where, since when."""

    filterset = OrganizationFilter

    def own(self):
        yield column(_("all names"), lambda row: several(one["text"] for one in row.body["names"]))
        yield column(_("told apart by"), lambda row: row.body["qualifier"])
        yield from of_choice(_("kind"), OrganizationKind, "kind")
        yield from self.of_countries(lambda row: [row.body["country"]])
        yield column(_("part of"), lambda row: (row.body["parent"] or {}).get("name", ""))
        yield column(referring(_("part of")), lambda row: (row.body["parent"] or {}).get("ref") or "")
        yield column(_("website"), lambda row: row.body["website"])
        yield from of_date(_("founded"), lambda row: row.body["founded_on"])
        yield from of_date(_("dissolved"), lambda row: row.body["dissolved_on"])
        yield from self.of_identifiers()
