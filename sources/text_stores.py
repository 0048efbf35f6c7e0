"""Text of sources, declared to redaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Model

from redaction.stores import Steps, TextStore
from redaction.subjects import subject_names
from sources.actions import citing_records, refresh_citing_records
from sources.identities import lasting_identities
from sources.models import Citation, Source

_CITATION_WORDS = ("says", "locator", "passages")
_CITATION_NAMELESS = {"facts": "paths of facts"}
_MEMBER = "sources"  # of a body
CODE = "a code of the program"
HASH = "a hash"
LANGUAGE = "a code of a language"


@dataclass(frozen=True)
class SourceStore(TextStore):
    """Sources stand in the bodies of all records that cite them."""

    def citing(self, row: Source) -> tuple[str, ...]:
        return tuple(name for record in citing_records([row]) for name in subject_names(record)[:1])

    def cited_by(self, names: Collection[str]) -> dict[str, set[str]]:
        cited: dict[str, set[str]] = defaultdict(set)
        for kind in Citation.__subclasses__():
            label = kind._meta.get_field(kind.record_field).related_model._meta.label_lower
            pks = [name.split("#")[1] for name in names if name.startswith(f"{label}#")]
            citations = kind._default_manager.filter(**{f"{kind.record_field}__in": pks})
            for pk, source in citations.values_list(kind.record_field, "source") if pks else ():
                cited[f"{label}#{pk}"].add(f"{self.name}#{source}")
        return cited

    def identities_in(self, body: dict, steps: Steps) -> tuple[str, ...]:
        if steps[0] != _MEMBER or len(steps) < 2:
            return ()
        cited = body[_MEMBER][steps[1]]
        members = (str(cited.get(name) or "") for name in ("title", "publisher", "published_on", "address"))
        return lasting_identities(*members)

    def fact(self, row: Source, column: str) -> str:
        return _MEMBER

    def refresh(self, row_keys: Iterable[str]) -> None:
        refresh_citing_records(sources=Source.objects.filter(pk__in=list(row_keys)))


def citation_store(model: type[Model]) -> TextStore:
    """The store of the citations of one kind of record."""
    assert issubclass(model, Citation)
    return TextStore(model._meta.label, words=_CITATION_WORDS, nameless=_CITATION_NAMELESS)


STORES = [
    SourceStore(
        "sources.Source",
        words=("title", "publisher", "author", "issuer", "copy_name", "note"),
        listed=("address",),
        nameless={"language": LANGUAGE, "copy_media_type": "a code", "sha256": HASH},
        files=("archived_copy",),
    ),
    TextStore(
        "sources.SourceText",
        words=("text",),
        nameless={"origin": CODE},
        belongs_to="source",
    ),
    TextStore(
        "sources.LinkCheck",
        words=("page_text",),
        listed=("address", "final_address"),
        nameless={"result": CODE, "text_state": CODE, "kept_sha256": HASH},
        belongs_to="source",
    ),
]
