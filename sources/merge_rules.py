"""Merging of sources."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from merging.declarations import MergeRules, OwnRows
from sources.models import Source


def _refuse_other_copy(loser: Source, into: Source) -> Iterator[str]:
    if loser.archived_copy and into.archived_copy and loser.archived_copy.name != into.archived_copy.name:
        yield _("Each has an archived copy, and these are different files: take one out first.")


RULES = [
    MergeRules(
        "sources.Source",
        own=(OwnRows("sources.SourceText", "source"), OwnRows("sources.LinkCheck", "source")),
        together={
            "archived_copy": ("copy_name", "copy_size", "copy_media_type", "sha256", "is_cleared"),
        },
        refusals=_refuse_other_copy,
    )
]
