"""Organizations that a list names: each name once, with what becomes of it."""

from spreadsheets.matching.matches import KnownOrganization, OrganizationMatch
from spreadsheets.plan import ListOrganization

_SURE_SOURCES = ("cell", "answer", "bracket")  # of a country
_ORDER = ("asked", "split", "new", "existing")


class ListOrganizations:
    """The names of a list with their outcomes, gathered row by row."""

    def __init__(self):
        self._by_key: dict[tuple[str, str, str], ListOrganization] = {}
        self._noted: set[tuple[int, int]] = set()  # the id of an entry, and a row that has it

    def note_open(self, text: str, row: int, question: str, example: str) -> None:
        """A cell that may hold more than a name, as long as nobody has said so."""
        entry = self._entry(text, "asked", question, row)
        entry.question, entry.parts = question, [example]

    def note_split(self, text: str, names: list[str], row: int) -> None:
        """A cell that holds other names than itself."""
        self._entry(text, "split", "; ".join(names), row).parts = names

    def note_match(self, name: str, match: OrganizationMatch, new: dict, row: int) -> None:
        """A name with the organization that it is, that it would make (``new``: its members), or that are alike."""
        if match.candidates:
            entry = self._entry(name, "asked", match.candidates.country, row)
            entry.country, entry.options = match.candidates.country, match.candidates.options
        elif match.organization:
            self.note_existing(name, match.organization, row)
        else:
            entry = self._entry(name, "new", match.new_id, row)
            entry.label, entry.country = new["name"], new.get("country", "")
            if entry.country_from not in _SURE_SOURCES:
                entry.country_from = match.country_from

    def note_existing(self, name: str, known: KnownOrganization, row: int) -> None:
        """A name of an organization of the desk."""
        entry = self._entry(name, "existing", str(known.pk), row)
        entry.label, entry.organization, entry.country = known.name, known.pk, known.country

    def _entry(self, name: str, becomes: str, what: str, row: int) -> ListOrganization:
        entry = self._by_key.setdefault((name, becomes, what), ListOrganization(name, becomes))
        if (id(entry), row) not in self._noted:
            self._noted.add((id(entry), row))
            entry.rows.append(row)
        return entry

    def in_order(self) -> list[ListOrganization]:
        """The names by outcome, first those that somebody has to decide, and by the alphabet."""
        return sorted(
            self._by_key.values(), key=lambda entry: (_ORDER.index(entry.becomes), entry.name.casefold())
        )
