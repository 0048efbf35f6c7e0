"""Addresses that the API gives out: whole, and the same whoever asks."""

from dataclasses import dataclass
from functools import cache

from django.urls import get_script_prefix, reverse

from register.choices import Action
from register.kinds import Kind, kind_named
from register.pages.addresses import absolute


def in_api(request, path: str = "") -> str:
    """The whole address of something in the API, such as ``agreements/A1042``."""
    return absolute(request, f"{root(get_script_prefix())}{path}")


@cache
def root(prefix: str) -> str:
    """The path of the API, where the site stands under this prefix."""
    return reverse("api:root")


def of_change(request, row: dict) -> str:
    """Where a change can be read: what was published as a version, else what became of the record."""
    version = f"/versions/{row['number']}" if row["action"] == Action.PUBLISHED else ""
    return in_api(request, f"{kind_named(row['kind']).plural}/{row['ref']}{version}")


@dataclass(frozen=True)
class Addresses:
    """Where the records of a kind are, in the API and as pages: what comes before the reference."""

    api: str
    page: str

    @classmethod
    def of(cls, request, kind: Kind) -> "Addresses":
        return cls(api=in_api(request, f"{kind.plural}/"), page=absolute(request, f"/{kind.plural}/"))
