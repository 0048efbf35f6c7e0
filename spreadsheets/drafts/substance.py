"""Form, nature, bindingness, topics, titles and summaries of a draft."""

import re

from django.utils.translation import override

from core.localized import in_language
from spreadsheets.drafts.coded_values import parse_coded_value
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.drafts.list_cells import is_whole_list
from spreadsheets.drafts.removals import remove_parts
from spreadsheets.exports.flat_row import flat_row
from spreadsheets.messages import message as _
from spreadsheets.parsing import cells
from spreadsheets.parsing.cells import BINDINGNESS_PARSER, FORM_PARSER, NATURE_PARSER, normalize_cell


def _working_title(draft: AgreementDraft, members: dict, language: str = "") -> str:
    """A plain title of ours for an agreement to which the list gives none."""
    language = language or ("ko" if draft.is_korean else "en")
    with override(language):
        texts = flat_row(members, draft.desk, language)
        parties = ", ".join(texts["party"].split("\n"))
        what = texts["form_as_written"] or texts["form"] or _("Agreement")
        return (_("%(what)s: %(parties)s") % {"what": what, "parties": parties} if parties else what)[:800]


def fill_substance(draft: AgreementDraft) -> None:
    """Fill in form, nature, bindingness and topics."""
    is_open = any(
        problem.column == draft.row.header_of("form") for problem in draft.problems
    )  # it names several
    form = None if is_open else parse_coded_value(draft, "form", FORM_PARSER, is_kept_as_written=True)
    if form:
        code, is_label = form
        draft.members.pop("form", None)
        draft.members |= {"form": code} if code else {}
        if not is_label and not draft.row.text("form_as_written"):  # which has a column of its own
            draft.members["form_as_written"] = " ".join(draft.row.text("form").split())
        elif not code:
            draft.row.unmapped_cells.append(draft.row.filled_cells("form")[0])
            draft.add_warning("form", _("This is no type known here: it is kept in the internal note."))
    if text := draft.parse("form_as_written", str):
        draft.members["form_as_written"] = text
    for name, parser in (("nature", NATURE_PARSER), ("bindingness", BINDINGNESS_PARSER)):
        if value := parse_coded_value(draft, name, parser):
            draft.members[name] = value[0]
    _fill_topics(draft)
    for name in ("form", "form_as_written", "nature", "bindingness", "topics"):
        draft.note_origin(name, name)


def _fill_topics(draft: AgreementDraft) -> None:
    """Fill in the topics of the cell; the note keeps a cell with some that are not here, said once for the list."""
    if draft.is_unchanged("topics"):
        return
    header, text = draft.row.filled_cells("topics")[0]
    ids = draft.desk.topic_ids
    names = [
        name
        for value in cells.split_values(text)
        for name in ([value] if normalize_cell(value) in ids else re.split(r"\s*[,、，]\s*", value))
        if name
    ]
    stored = draft.members.get("topics", [])
    own = {normalize_cell(text): topic for topic in stored for text in draft.desk.topic_names[topic].values()}
    topics = [own.get(normalize_cell(name)) or ids.get(normalize_cell(name), "") for name in names]
    added = [topic for topic in dict.fromkeys(topics) if topic and topic not in stored]
    gone = [topic for topic in stored if topic not in topics]
    labels = [in_language(draft.desk.topic_names[topic])[0] for topic in gone]
    is_whole = is_whole_list(draft, "topics", labels, has_new=bool(added))
    if is_whole is None:
        return
    kept = [topic for topic in stored if topic not in gone or not is_whole]
    if kept + added != stored:
        draft.members["topics"] = kept + added
    unknown = [name for name in names if normalize_cell(name) not in ids]
    if unknown:
        draft.row.unmapped_cells.append((header, text))
        reason = _(
            "Topics that are not here are kept in the internal note: add them in the staff area first."
        )
        for name in unknown:
            draft.desk.findings.notice(header, reason, draft.row.number, name)


def fill_texts(draft: AgreementDraft) -> None:
    """Fill in titles and summaries; an agreement without a title gets a working title."""
    for member in ("title", "summary"):
        for language in ("en", "ko"):
            if text := draft.parse(f"{member}_{language}", str):
                _set_text(draft, language, member, text, f"{member}_{language}")
        others = draft.parse(member, cells.parse_texts_by_language)
        for language, text in others or []:
            _set_text(draft, language, member, text, member)
        if others is not None and draft.is_exported:
            _remove_texts(draft, member, {"en", "ko", *(language for language, _text in others)})
    _follow_with_working_titles(draft)
    if not draft.members.get("texts"):
        language = "ko" if draft.is_korean else "en"
        members = {
            "language": language,
            "title": _working_title(draft, draft.members),
            "is_working_title": True,
        }
        draft.add_part("texts", language, members, "title")
        reason = _("It has no title: it gets a plain one of ours, marked as such.")
        draft.desk.findings.notice(draft.row.header_of("title"), reason, draft.row.number)
    for text in draft.members["texts"]:
        if not text.get("title"):  # a summary in a language in which nobody gives a title
            text |= {
                "title": draft.members["texts"][0].get("title") or _working_title(draft, draft.members),
                "is_working_title": True,
            }


def _remove_texts(draft: AgreementDraft, member: str, kept: set[str]) -> None:
    """Take a title or summary out of the languages that an exported cell has no more; with neither a text goes."""
    for text in draft.members.get("texts", []):
        if text["language"] not in kept:
            text.pop(member, None)
    empty = [
        text for text in draft.members.get("texts", []) if not text.get("title") and not text.get("summary")
    ]
    remove_parts(draft, "texts", empty)


def _follow_with_working_titles(draft: AgreementDraft) -> None:
    """Make the plain titles of ours anew that are still what the record before this row comes to."""
    for text in draft.members.get("texts", []) if draft.base else []:
        language = text["language"]
        if text.get("is_working_title") and text.get("title") == _working_title(draft, draft.base, language):
            text["title"] = _working_title(draft, draft.members, language)
            draft.note_origin("title", "texts", text, "title")


def _set_text(draft: AgreementDraft, language: str, member: str, text: str, column: str) -> None:
    texts = draft.members.get("texts", [])
    part = next((other for other in texts if other["language"] == language), None)
    if part is None:
        part = draft.add_part("texts", language, {"language": language}, column)
    if member == "title":
        text = " ".join(text.split())
        if " ".join(part.get("title", "").split()) == text:  # a line was broken
            return
        part.pop("is_working_title", None)
    part[member] = text
    draft.note_origin(column, "texts", part, member)
