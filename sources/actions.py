"""Actions on sources: mark the records that cite changed sources."""

from collections.abc import Collection

from django.db import transaction

from register import desk_changes
from register.records import Record
from sources.models import Citation, Source


def citing_records(sources: Collection[Source]) -> list[Record]:
    """Every record that cites one of these sources, as often as it does."""
    return [
        citation.record
        for kind in Citation.__subclasses__()
        for citation in kind._default_manager.filter(source__in=sources).select_related(kind.record_field)
    ]


@transaction.atomic
def refresh_citing_records(*, sources: Collection[Source]) -> None:
    """Set the mark "edited since published" anew for each record that cites one of these changed sources.

    Nobody is passed as ``by``: the mark follows from the record, and the change of the source is logged itself.
    """
    desk_changes.refresh_edited_marks(citing_records(sources))
