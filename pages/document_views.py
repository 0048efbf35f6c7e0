"""Page of a document or of a cleared copy of a source: the file as the browser draws it, and its text beside it."""

import json
import re
from dataclasses import dataclass, field

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.views.decorators.csp import csp_override

from core.file_texts.files import can_be_read
from core.localized import in_language
from core.stored_files import stored_name_of
from core.uploads.formats import PDF
from document_texts.choices import TextState
from document_texts.models import DocumentText, passages_from, texts_of_record
from pages.document_passages import (
    Quotation,
    ShownPassage,
    part_that_names,
    position_of,
    quotations_from,
    shown_passages,
)
from pages.mentions import RecordDirectory, mentioned_refs
from pages.pagination import PAGE_PARAMETER, Pagination
from pages.record_query import RecordQuery
from pages.source_marks import quoted_query
from pages.views import PublicPageView, RecordDetailView, gone_response
from register import addresses
from register.body_files import BodyFile, files_in_body
from register.fact_labels import fact_labeller
from register.kinds import kind_named
from register.models import Entry
from register.parameters import Parameter

_HANGUL = re.compile("[가-힣]")
# Passages on a page, of one text or of each of two: two in Hangul stay below a hundred kilobytes.
PASSAGES_SHOWN = 8
# The frame with the PDF, which the other pages have no need of.
_FRAMING_CSP: dict = settings.SECURE_CSP | {"frame-src": [CSP.SELF]}


class _NameParameter(Parameter):
    """A name out of the body of the record: the key of another document, a fact."""

    openapi = {"type": "string"}

    def parse(self, text):
        return text


@dataclass
class ShownDocument:
    """A file of a body on its page: the part that names it, its text, and the passages that are shown."""

    ref: str
    file: BodyFile
    part: dict
    text: DocumentText | None
    passages: list[ShownPassage] = field(default_factory=list)

    @property
    def address(self) -> str:
        return document_path(self.ref, self.file.key)

    @property
    def language(self) -> str:
        language: str = self.part.get("language") or ""
        return language

    @property
    def text_language(self) -> str:
        """Language of the text: as recorded, else Korean where it is written so."""
        pieces = (
            piece for passage in self.passages for paragraph in passage.paragraphs for piece in paragraph
        )
        return self.language or ("ko" if any(_HANGUL.search(piece.words) for piece in pieces) else "")

    @property
    def is_pdf(self) -> bool:
        return self.file.media_type == PDF.media_type

    @property
    def shown_address(self) -> str:
        """Address of a PDF for its frame, at the page that the first passage is of."""
        path = reverse(f"{kind_named(self.ref[0]).plural}:shown_file", args=[self.ref, self.file.key])
        page = next((passage.page for passage in self.passages if passage.page), 1)
        return f"{path}#page={page}&navpanes=0&view=FitH"

    @property
    def passage_count(self) -> int:
        return self.text.passage_count if self.text else 0

    @property
    def state(self) -> str:
        """Why there is no text, as a `TextState`: one that has no row was named a moment ago, or is a picture."""
        if self.text:
            return self.text.state
        stored_name = stored_name_of(self.file.sha256, self.file.media_type)
        return TextState.WAITING if can_be_read(stored_name) else TextState.NONE


def document_path(ref: str, key: str) -> str:
    """Path of the page of a document of a record, in the active language."""
    return reverse(f"{kind_named(ref[0]).plural}:document", args=[ref, key])


def passage_path(ref: str, key: str, position: int) -> str:
    """Path of the page of a document, at the place of one of its passages."""
    number = _page_number(position)
    return f"{document_path(ref, key)}{f'?page={number}' if number > 1 else ''}#passage-{position}"


def documents_of(ref: str, body: dict) -> list[ShownDocument]:
    """The files that the current body of a record names, in its order, with their texts."""
    texts = texts_of_record(ref)
    return [
        ShownDocument(
            ref,
            file,
            part_that_names(file, body),
            texts.get((file.key, stored_name_of(file.sha256, file.media_type))),
        )
        for file in files_in_body(body)
    ]


@method_decorator(csp_override(_FRAMING_CSP), name="dispatch")
class DocumentView(PublicPageView):
    """A file of the current version of a record, and its text, a few passages a page.

    The published body alone decides what may be shown; ``beside`` is the key of another document, such as the other
    language version; ``fact`` leads to the words that the record quotes for one.
    """

    is_conditional = True
    shows_texts = True
    record_view: type[RecordDetailView] = RecordDetailView
    parameters: dict[str, Parameter] = {
        **PAGE_PARAMETER,
        "beside": _NameParameter(example="k2n4vx"),
        "fact": _NameParameter(example="milestones/h7x2kq/on"),
    }

    def get(self, request: HttpRequest, ref: str, key: str) -> HttpResponse:
        entry = Entry.public.of_kind(self.record_view.kind).filter(ref=ref).first()
        if entry is None:
            return gone_response(request, self.record_view.kind, ref)
        body = json.loads(entry.body)
        documents = {each.file.key: each for each in documents_of(ref, body)}
        query = RecordQuery(request.GET, self.parameters)
        beside = documents.get(query.data.get("beside", key))
        if key not in documents or beside is None:
            raise Http404
        columns = list({document.file.key: document for document in (documents[key], beside)}.values())
        quotations = quotations_from(body, columns[0].file)
        target = next((each for each in quotations if each.fact == query.data.get("fact")), None)
        given = 1 if query.errors else query.form.cleaned_data.get("page")
        links_data = query.data.copy()
        links_data.pop("fact", None)
        pagination = Pagination(
            given or _page_with(target, columns[0]),
            max(document.passage_count for document in columns),
            links_data,
            size=PASSAGES_SHOWN,
        )
        if pagination.is_past_end:
            return HttpResponseRedirect(pagination.address(1))
        _load_passages(columns, pagination.first, quotations, target)
        return self._page(
            request, entry, body, query, columns, pagination, list(documents.values()), quotations
        )

    def _page(self, request, entry, body, query, columns, pagination, documents, quotations) -> HttpResponse:
        name, _language = in_language(entry.title)
        context = {
            "section": entry.kind,
            "entry": entry,
            "name": name,
            "record_query": query,
            "record_address": addresses.record_path(entry.ref, entry.title),
            "files_address": addresses.files_path(entry.ref, entry.number),
            "document": columns[0],
            "columns": columns,
            "pagination": pagination,
            "others": [document for document in documents if document not in columns],
            "quotations": self._quoted_facts(entry, body, quotations),
            "alternates": addresses.paths_by_language(
                lambda: document_path(entry.ref, columns[0].file.key) + query.query_string
            ),
        }
        return render(request, "pages/document.html", context, status=400 if query.errors else 200)

    def _quoted_facts(self, entry: Entry, body: dict, quotations: list[Quotation]) -> list[dict]:
        """Each quotation with its fact in words, and the place of the record where that stands."""
        if not quotations:
            return []
        kind = kind_named(entry.kind)
        directory = RecordDirectory(mentioned_refs(body))
        label = fact_labeller(kind.model, body, kind.part_names(directory))
        return [
            {
                "fact": label(quotation.fact),
                "anchor": "-".join(quotation.fact.split("/")[:2]),
                "words": quotation.words,
                "query": quoted_query(quotation.fact),
            }
            for quotation in quotations
        ]


def _page_with(quotation: Quotation | None, document: ShownDocument) -> int:
    """Number of the page with the words of a quotation; the first, where there are none."""
    if quotation is None or document.text is None or document.passage_count <= PASSAGES_SHOWN:
        return 1
    passages = passages_from([document.text.pk], 1, document.passage_count)
    position = position_of(quotation, passages[document.text.pk])
    return _page_number(position or 1)


def _page_number(position: int) -> int:
    return (position - 1) // PASSAGES_SHOWN + 1


def _load_passages(
    columns: list[ShownDocument], first: int, quotations: list[Quotation], target: Quotation | None
) -> None:
    """Give each text the passages from this place on; quotations are marked in the first text."""
    texts = {document.text.pk: document for document in columns if document.text}
    for pk, passages in passages_from(texts, first, PASSAGES_SHOWN).items():
        document = texts[pk]
        quoted = quotations if document is columns[0] else ()
        document.passages = shown_passages(passages, quoted, target.number if target else None)
