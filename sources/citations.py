"""Sources and citations within the bodies that cite them."""

from collections.abc import Container, Iterable

from sources.models import Citation
from sources.passages import quotations
from sources.serializers import CitationSerializer, SourceSerializer


def _citable_paths(body: dict) -> set[str]:
    """Every path that a citation may name in this body: fields, parts by key, and fields of parts."""
    paths = set()
    for name, value in body.items():
        paths.add(name)
        if isinstance(value, list):
            for part in value:
                if isinstance(part, dict) and "key" in part:
                    paths |= {f"{name}/{part['key']}", *(f"{name}/{part['key']}/{field}" for field in part)}
    return paths


def add_citations(body: dict, citations: Iterable[Citation]) -> dict:
    """The body with its ``sources`` and ``citations``.

    A citation of facts that are not in the body (a link left out, a staff document) is left out with them.
    """
    known = _citable_paths(body)
    sources: dict[int, dict] = {}
    cited = []
    for citation in citations:
        facts = [fact for fact in citation.facts if fact in known]
        if citation.facts and not facts:
            continue
        source = sources.setdefault(
            citation.source_id, {"key": f"s{len(sources) + 1}", "source": citation.source}
        )
        cited.append(
            {
                "key": citation.key,
                "source": source["key"],
                "facts": facts,
                **_citation_facts(citation, facts or known),
            }
        )
    return {
        **body,
        "sources": [dict(SourceSerializer(_KeyedSource(**source)).data) for source in sources.values()],
        "citations": [dict(CitationSerializer(citation).data) for citation in cited],
    }


# Members that bodies of schema 1 lacked at first, at the end of each source.
_NO_COPY = {"file": "", "media_type": "", "size": None, "sha256": ""}


def with_copy_members(body: dict) -> dict:
    """An older body whose sources say that there is no copy of them."""
    return {**body, "sources": [{**source, **_NO_COPY, **source} for source in body["sources"]]}


def _citation_facts(citation: Citation, facts: Container[str]) -> dict:
    """Members of a citation; that of quotations only where there are any."""
    quoted = quotations(citation, facts)
    return {
        "basis": citation.basis, "says": citation.says, "locator": citation.locator,
        **({"quotations": quoted} if quoted else {}),
    }  # fmt: skip


class _KeyedSource:
    """A source under the key it has in one body."""

    def __init__(self, key: str, source):
        self.key, self.source = key, source

    def __getattr__(self, name):
        return getattr(self.source, name)
