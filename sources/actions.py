"""Actions on sources: mark the records that cite changed sources."""

from collections.abc import Collection

from django.db import transaction

from register import desk_changes
from sources.models import Citation, Source


@transaction.atomic
def refresh_citing_records(*, sources: Collection[Source]) -> None:
    """Set the mark "edited since published" anew for each record that cites one of these changed sources.

    Nobody is passed as ``by``: the mark follows from the record, and the change of the source is logged itself.
    """
    for kind in Citation.__subclasses__():
        citations = kind._default_manager.filter(source__in=sources).select_related(kind.record_field)
        desk_changes.refresh_edited_marks(citation.record for citation in citations)
