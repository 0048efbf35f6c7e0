"""What each column of a list says, column by column."""

import re

from django.utils.translation import gettext as _

from agreements.choices import Bindingness, Form, MilestoneKind, Nature, Renewal
from core import edtf
from core.text import fold
from interchange.sheets import cells, words
from interchange.sheets.cells import Choice, NotUnderstood, plain
from interchange.sheets.flattening import first_milestone
from interchange.sheets.involving import beside, find, parties
from interchange.sheets.rows import Draft, note_with, working_title
from interchange.sheets.terms import read_length, read_term
from register.lifecycle.spans import first_day_after

FORM = Choice(Form, words.FORMS)
NATURE = Choice(Nature, words.NATURES)
BINDINGNESS = Choice(Bindingness, words.BINDING)
RENEWAL = Choice(Renewal, words.RENEWALS)
STATUS = {plain(word): kind for kind, some in words.ENDED.items() for word in some.split(",")}
SLACK = 45  # days between a last day that is written and one that is counted


def understand_row(draft: Draft) -> None:
    """Put everything that the row says into the draft. What it cannot say goes to the note."""
    what_it_is(draft)
    parties(draft)
    titles(draft)
    acts(draft)
    term(draft)
    status(draft)
    signatories(draft)
    custody(draft)
    addresses(draft)
    note(draft)


def what_it_is(draft: Draft) -> None:
    if found := draft.read("form", FORM.read):
        draft.members["form"], is_label = found
        if not is_label:
            draft.members["form_as_written"] = draft.row.text("form")
    if text := draft.read("form_as_written", str):
        draft.members["form_as_written"] = text
    for name, choice in (("nature", NATURE), ("bindingness", BINDINGNESS)):
        if found := draft.read(name, choice.read):
            draft.members[name] = found[0]
    if topics := draft.read("topics", lambda text: [read_topic(draft, one) for one in cells.split(text)]):
        told = draft.members.get("topics", [])
        draft.members["topics"] = told + [one for one in dict.fromkeys(topics) if one not in told]
    for name in ("form", "form_as_written", "nature", "bindingness", "topics"):
        draft.came_from(name, name)


def read_topic(draft: Draft, text: str) -> str:
    topic = draft.desk.topics.get(plain(text))
    if not topic:
        raise NotUnderstood(
            _("There is no topic called “%s”.") % text,
            _("Add the topic in the staff area first, or let the column go to the internal note."),
        )
    return topic


# Texts


def titles(draft: Draft) -> None:
    for member in ("title", "summary"):
        for language in ("en", "ko"):
            if text := draft.read(f"{member}_{language}", str):
                set_text(draft, language, member, text, f"{member}_{language}")
        for language, text in draft.read(member, cells.in_languages) or []:
            set_text(draft, language, member, text, member)
    if not draft.members.get("texts"):
        language = "ko" if draft.is_korean else "en"
        members = {"language": language, "title": working_title(draft), "is_working_title": True}
        draft.part("texts", language, members, "title")
        draft.warn("title", _("It has no title: it gets a plain one of ours, marked as such."))
    for text in draft.members["texts"]:
        if not text.get("title"):  # a summary in a language in which nobody gives a title
            text |= {
                "title": draft.members["texts"][0].get("title") or working_title(draft),
                "is_working_title": True,
            }


def set_text(draft: Draft, language: str, member: str, text: str, column: str) -> None:
    texts = draft.members.get("texts", [])
    part = next((one for one in texts if one["language"] == language), None)
    if part is None:
        part = draft.part("texts", language, {"language": language}, column)
    if member == "title" and part.get("title") != text:
        part.pop("is_working_title", None)
    part[member] = " ".join(text.split()) if member == "title" else text
    draft.came_from(column, "texts", part, member)


# Its life


def acts(draft: Draft) -> None:
    for name, kind in (("signed_on", MilestoneKind.SIGNED), ("effective_on", MilestoneKind.TAKES_EFFECT)):
        if on := draft.read(name, cells.read_date):
            part = milestone(draft, kind, name)
            part["effective_on" if part.get("effective_on") else "on"] = on
    if places := draft.read("place", cells.read_places):
        part = milestone(draft, MilestoneKind.SIGNED, "place")
        part["places"] = places
        draft.came_from("place", "milestones", part, "places")
    if notice := draft.read("termination_notice", read_length):
        draft.members["termination_notice"] = notice
        draft.came_from("termination_notice", "termination_notice")


def milestone(draft: Draft, kind: str, column: str) -> dict:
    """The first act of this kind, made where there is none."""
    return first_milestone(draft.members, kind) or draft.part(
        "milestones", str(kind), {"kind": str(kind)}, column
    )


def term(draft: Draft) -> None:
    """One term from what may stand in three columns: how long, until when, and what then."""
    told = read_term_cell(draft)
    renewal = draft.read("renewal", RENEWAL.read)
    until = draft.read("end_on", cells.read_date)
    says: dict[str, str] = dict(told or {})
    if renewal and (renewal[0] != Renewal.NOT_STATED or says or until):
        says["renewal"] = renewal[0]
    if until:
        compare_ends(draft, says.get("length", ""), until)
        if says.get("length"):
            says.setdefault("wording", draft.row.text("term")[:400])
        says.pop("length", None)
        says["until"] = until
    if not says:
        return
    column = next(name for name in ("term", "end_on", "renewal") if draft.row.text(name))
    terms = draft.members.get("terms", [])
    part = terms[-1] if terms else draft.part("terms", "term", {}, column)
    for name in {"length", "until"} if {"length", "until"} & set(says) else set():
        part.pop(name, None)
    if told and "wording" not in says:
        part.pop("wording", None)
    part |= says
    draft.came_from("end_on", "terms", part, "until")
    draft.came_from("renewal", "terms", part, "renewal")
    draft.came_from(column, "terms", part)


def read_term_cell(draft: Draft) -> dict[str, str] | None:
    def understand(text: str) -> dict[str, str]:
        header = fold(draft.row.header("term"))
        unit = (
            "months"
            if re.search("month|개월", header)
            else "years"
            if re.search("year|yr|년|연", header)
            else ""
        )
        return read_term(f"{text} {unit}" if text.isdigit() and unit else text)

    told = draft.read("term", understand)
    if told == {}:
        draft.warn("term", _("Read as: nothing is stated."))
    return told


def compare_ends(draft: Draft, length: str, until: str) -> None:
    """Warn where the last day lies before the first, or is not the one that the length comes to."""
    acts = [
        first_milestone(draft.members, kind) for kind in (MilestoneKind.TAKES_EFFECT, MilestoneKind.SIGNED)
    ]
    starts = [start for act in acts if act.get("on") and (start := edtf.parse(act["on"]).earliest)]
    end = edtf.parse(until).latest
    if not end or not starts:
        return
    if end < min(starts):
        draft.warn("end_on", _("It ends before it begins: is one of the days wrong?"))
    elif length and min(abs((end - first_day_after(start, length)).days) for start in starts) > SLACK:
        draft.warn(
            "end_on",
            _("The last day is not what the term comes to (%s).") % first_day_after(starts[0], length),
            _("The last day is recorded, and the term in the words of the list."),
        )


def status(draft: Draft) -> None:
    """A status follows from acts. One that tells an end is an act where a day is told; else it is kept in words."""
    if draft.is_told("status", "status_on") or not draft.row.text("status"):
        return
    header, text = draft.row.told("status")[0]
    kind, rest = read_status(text)
    on = draft.read("status_on", cells.read_date)
    if kind and rest and not on:
        try:
            on = cells.read_date(rest)
        except NotUnderstood:
            on = None
    if kind and on:
        milestone(draft, kind, "status")["on"] = on
        return
    draft.row.kept.append((header, text))
    has_end = any(one.get("until") or one.get("length") for one in draft.members.get("terms", []))
    if kind and not (kind == MilestoneKind.EXPIRED and has_end):
        draft.warn(
            "status",
            _(
                "A status follows from dates here, and there is no day for this one: it is kept in the internal note."
            ),
            _("Add a column with the day, or write it behind: “terminated 2020-05-01”."),
        )
    elif not kind and plain(text) not in words.GOING_ON | words.UNSTATED:
        draft.warn("status", _("This is no status we know: it is kept in the internal note."))


def read_status(text: str) -> tuple[str, str]:
    """The end that a status tells, and what else it says."""
    said = plain(text)
    for word, kind in sorted(STATUS.items(), key=lambda item: -len(item[0])):
        if said == word:
            return kind, ""
        if found := re.search(rf"(?<!\w){re.escape(word)}(?![^\W\d_])", said):
            rest = f"{said[: found.start()]} {said[found.end() :]}"
            if re.search(r"\d{4}", rest):
                return kind, re.sub(r"\b(?:on|in|since|as of)\b|[()]", " ", rest).strip(" ,:.")
    return "", ""


# Signing


def signatories(draft: Draft) -> None:
    if draft.is_told("signatory", "signatory_post"):
        return
    lines = [text for _header, cell in draft.row.told("signatory") for text in cells.split(cell)]
    has_posts = any(text for _header, text in draft.row.cells.get("signatory_post", []))
    posts = beside(draft, "signatory_post", len(lines), str) if lines else [draft.row.text("signatory_post")]
    people = [(line, "") for line in lines] if has_posts else [cells.read_person(line) for line in lines]
    for number, (name, own_post) in enumerate(people or [("", "")]):
        sign(draft, "" if cells.says_nothing(name) else name, own_post or posts[number])


def sign(draft: Draft, name: str, post: str) -> None:
    there = draft.members.get("signatories", [])
    part = next((one for one in there if name and plain(one.get("name_as_written", "")) == plain(name)), None)
    if part is None and any(not name and one.get("post_as_written") == post for one in there):
        return
    if part is None:
        part = draft.part("signatories", f"signatory-{len(there) + 1}", {}, "signatory")
        part |= {"name_as_written": name} if name else {}
    if post:
        part["post_as_written"] = post
        draft.came_from("signatory_post", "signatories", part, "post_as_written")


# The house


def custody(draft: Draft) -> None:
    kept = dict(draft.members.get("custody", {}))
    if not draft.is_told("unit"):
        cell = draft.row.told("unit")[0]
        found = find(draft, cell, cell[1], is_own=True)
        if found:
            kept["unit"] = found.known.id if found.known else found.new
    if number := draft.read("file_number", str):
        kept["file_number"] = number
    retention = draft.read("retention", read_length)
    if retention:
        kept["retention"] = retention
    elif retention == "" and kept.pop("retention", None):
        draft.warn("retention", _("Read as: permanent."))
    for name in ("unit", "file_number", "retention"):
        draft.came_from(name, "custody", None, name)
    if kept:
        draft.members["custody"] = kept


def addresses(draft: Draft) -> None:
    def understand(text):
        return [cells.read_address(one) for one in cells.split(text)]

    documents = draft.members.get("documents", [])
    there = {one.get("address") for one in documents}
    for address in draft.read("document", understand) or []:
        if address not in there:
            there.add(address)
            members = {"title": draft.members["texts"][0]["title"][:400], "address": address}
            draft.part("documents", f"document-{len(there)}", members, "document")
    cited = {draft.desk.addresses.get(one["source"]) for one in draft.members.get("citations", [])}
    for address in draft.read("source", understand) or []:
        if address not in cited:
            cited.add(address)
            source = draft.desk.sources.get(address, address)
            draft.part("citations", f"source-{len(cited)}", {"source": source}, "source")


def note(draft: Draft) -> None:
    """What no column can hold, line by line; a record that an export named has the note that its cell says."""
    stored = draft.members.get("custody", {}).get("note", "")
    lines = [cell for name in ("number", "officer") for cell in draft.row.told(name)]
    if draft.row.text("record") and not draft.is_told("note"):
        stored = draft.row.text("note")
    elif not draft.is_told("note"):
        lines += draft.row.told("note")
    told = note_with(lines + draft.row.kept, stored)
    if told:
        draft.members["custody"] = draft.members.get("custody", {}) | {"note": told}
        draft.came_from("note", "custody", None, "note")
