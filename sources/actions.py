"""."""

from register import draft_changes
from sources.models import Citation, Source


def refresh_citing_records(source: Source) -> None:
    """Records that cite this source may now say something else than the public reads."""
    for kind in Citation.__subclasses__():
        citations = kind._default_manager.filter(source=source).select_related(kind.record_field)
        draft_changes.refresh_edited_marks(citation.record for citation in citations)
