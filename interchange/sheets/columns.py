"""What a column of a spreadsheet can tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Column:
    """A meaning that a column may have. Several columns may share one where ``many`` says so."""

    name: str
    label: str | Promise
    help: str | Promise
    group: str | Promise
    many: bool = False


COLUMNS: tuple[Column, ...] = ()


def guess(headers: Sequence[str]) -> list[str]:
    """For each header the name of a Column, or "": kept in the internal note."""
    raise NotImplementedError
