"""Sides of an agreement: parties that stand together, or act for each other, are one side."""

from collections.abc import Iterable


class Sides:
    """Sides of the involvements of a body, each named by the word for it or by the key of its only party.

    Parties that are only counted stand in one row and are as many sides, unless the row names a side.
    """

    def __init__(self, involvements: list[dict]):
        # a row without a key is a party like the others
        rows = [row | {"key": row.get("key") or f"row {number}"} for number, row in enumerate(involvements)]
        self._rows = {row["key"]: row for row in rows}
        self._unnamed = {
            f"{row['key']} {number}"
            for row in rows
            if row.get("role") == "party" and not row.get("side") and not row.get("acting_for")
            for number in range(2, (row.get("count") or 1) + 1)
        }
        self._parties = {row["key"]: self.of(row["key"]) for row in rows if row.get("role") == "party"}

    def of(self, key: str) -> str:
        """The side of an involvement: that of whom it acts for, if for anybody; an unknown key is its own."""
        principal = self._principal(key)
        return self._rows.get(principal, {}).get("side") or principal

    def _principal(self, key: str) -> str:
        """Whom an involvement acts for, else itself."""
        seen: set[str] = set()
        while (
            key not in seen and (principal := self._rows.get(key, {}).get("acting_for") or "") in self._rows
        ):
            seen.add(key)
            key = principal
        return key

    def all(self) -> set[str]:
        return {*self._parties.values(), *self._unnamed}

    def parties_at_first(self, moves: Iterable[tuple[str, str]]) -> frozenset[str]:
        """The keys of the parties before all moves, pairs of kind and key: one that joins was none before."""
        first_moves: dict[str, str] = {}
        for kind, key in moves:
            first_moves.setdefault(key, kind)
        return frozenset(key for key in self._parties if first_moves.get(key) != "party_joined")

    def of_parties(self, keys: Iterable[str]) -> set[str]:
        """The sides on which these parties stand, with those of parties that are only counted."""
        return {*(self.of(key) for key in keys), *self._unnamed}

    def names_of(self, keys: Iterable[str]) -> list[str]:
        """The names, as written, of the parties that are these or for which these act."""
        principals = {self._principal(key) for key in keys}
        named = [
            (row.get("organization") or {}).get("name")
            for key, row in self._rows.items()
            if row.get("role") == "party" and key in principals
        ]
        return [name for name in named if name]
