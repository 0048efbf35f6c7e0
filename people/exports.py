"""People as a table: those who acted in office, and their posts."""

from django.utils.translation import gettext as _

from people.filters import PersonFilter
from register.exports.cells import several
from register.exports.rows import Row
from register.exports.tables import Table, column, referring


class PersonTable(Table):
    """People by name, with the posts on record as printed."""

    filterset = PersonFilter

    def own(self):
        yield column(_("all names"), lambda row: several(one["text"] for one in row.body["names"]))
        yield column(_("posts"), posts)
        yield column(
            _("organizations"),
            lambda row: several(one["organization"]["name"] for one in row.body["positions"]),
        )
        yield column(
            referring(_("organizations")),
            lambda row: several(one["organization"]["ref"] for one in row.body["positions"]),
        )
        yield from self.of_countries(
            lambda row: [one["organization"]["country"] for one in row.body["positions"]]
        )
        yield from self.of_identifiers()


def posts(row: Row) -> str:
    return several(
        ", ".join(filter(None, [one["post"], one["organization"]["name"]])) for one in row.body["positions"]
    )
