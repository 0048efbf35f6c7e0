"""Documents in which a search found its words: named, with the passage and the place where it stands."""

import json
from dataclasses import dataclass

from core.stored_files import stored_name_of
from document_texts.search import find_passages
from pages.document_passages import part_that_names
from pages.document_views import passage_path
from pages.found_passages import best_line
from register.body_files import find_body_file


@dataclass(frozen=True)
class FoundDocument:
    """A document, of the record of this reference and title: ``part`` is what names it there."""

    ref: str
    title: dict[str, str]
    part: dict
    address: str
    page: int | None
    words: str


def found_documents(search: str) -> list[FoundDocument]:
    """The documents that fit a search, the best first: those that the current bodies name, whatever is stored."""
    documents = []
    for passage in find_passages(search):
        body = json.loads(passage.body)
        file = find_body_file(body, passage.key)
        if file and stored_name_of(file.sha256, file.media_type) == passage.stored_name:
            part = part_that_names(file, body)
            address = passage_path(passage.ref, passage.key, passage.position)
            words = best_line(search, passage.text)
            documents.append(FoundDocument(passage.ref, passage.title, part, address, passage.page, words))
    return documents
