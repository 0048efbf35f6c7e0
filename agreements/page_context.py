"""Template context of an agreement's page, its list row and its citation. Plain data, no queries."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from agreements.activities_section import activities_context
from agreements.choices import (
    Disclosure,
    Form,
    InvolvementRole,
    MilestoneKind,
    Nature,
    Renewal,
    SignatureAct,
)
from agreements.lineage_section import lineage_context
from agreements.milestones import (
    MAIN_DATE_KINDS,
    SIGNING_KINDS,
    day_by_kind,
    done_milestones,
    sort_milestones,
    with_plans,
)
from agreements.milestones_section import milestone_item, milestones_context
from agreements.models import Agreement
from agreements.part_names import part_names
from agreements.parties_section import (
    MAX_UNFOLDED,
    membership_days,
    names_by_involvement,
    parties_context,
    party_item,
)
from core import edtf
from core.localized import in_language
from lifecycle.spans import day_in_interval, stands_for_no_end
from pages.glossary import anchor_of_form
from pages.linked_records import LinkedRecord
from pages.mentions import CurrentNames, RecordDirectory
from pages.source_marks import FactSources
from people.signing import signs_in_own_name
from register.fact_labels import fact_labeller

# Sections that most agreements have, by their anchor.
_SECTION_NAMES = {
    "terms": _("term"),
    "involvements": _("parties"),
    "milestones": _("key dates"),
    "signatories": _("signatories"),
    "commitments": _("commitments"),
}


def record_context(
    body: dict, evidence: FactSources, directory: RecordDirectory, linked: list[LinkedRecord]
) -> dict:
    """Template context by section of the page, each part with the marks of its sources."""
    body = {**body, "milestones": with_plans(body)}
    names = names_by_involvement(body, directory)
    words = fact_labeller(Agreement, body, part_names(directory))
    moves = membership_days(body)
    parties = [
        party_item(involvement, names, moves, evidence, directory) for involvement in body["involvements"]
    ]
    milestones = [
        milestone_item(milestone, names, evidence, directory)
        for milestone in sort_milestones(body["milestones"])
    ]
    planned = {milestone["key"] for milestone in body["milestones"] if milestone["is_planned"]}
    page = {
        "title": title_context(body, evidence),
        "is_existence_only": body["disclosure"] == Disclosure.EXISTENCE,
        "term": anchor_of_form(body["form"], body["nature"]),
        "form_as_written": _form_as_written(body),
        "is_instrument": body["nature"] == Nature.INSTRUMENT,
        "what_marks": evidence.exact_marks("nature", "form", "form_as_written", "ordinal"),
        "field_marks": {
            name: evidence.marks(name)
            for name in ("occasion", "background", "bindingness", "topics", "languages")
        },
        **parties_context(parties),
        **milestones_context(milestones),
        "terms": [_term_item(term, milestones, evidence) for term in body["terms"]],
        "are_many_signatories": len(body["signatories"]) > MAX_UNFOLDED,
        "signatories": [
            _signatory_item(signatory, body, names, evidence, directory, planned)
            for signatory in body["signatories"]
        ],
        "commitments": [
            _commitment_item(commitment, parties, names, evidence) for commitment in body["commitments"]
        ],
        "contributions": [
            {**contribution, "by": names.get(contribution["involvement"])}
            for contribution in _marked_parts(body, "contributions", evidence)
        ],
        "results": [
            _result_item(result, body["commitments"]) for result in _marked_parts(body, "results", evidence)
        ],
        **lineage_context(body, evidence, directory, linked),
        "titles_by_ref": directory.titles_by_ref()
        | {record.ref: {"title": in_language(record.title)[0]} for record in linked},
        "documents": _marked_parts(body, "documents", evidence),
        "contacts": [
            {**contact, "of": names.get(contact["involvement"])}
            for contact in _marked_parts(body, "contacts", evidence)
        ],
        "identifiers": _marked_parts(body, "identifiers", evidence),
        "topics": [directory.mention_by_title(topic) for topic in body["topics"]],
        **activities_context(linked, directory, body),
        "notes": _section_notes(body, evidence, words),
        "sources": evidence.supporting_sources(words),
    }
    return {**page, **_recorded_sections(body, page)}


def _recorded_sections(body: dict, page: dict) -> dict:
    """``has``: of which sections anything is recorded; ``gaps``: ``(anchor, name)`` of those that people would miss."""
    notes = page["notes"]
    has_terms = page["terms"] or body["termination_notice"] or body["review_interval"]
    has = {
        "involvements": bool(page["sides"] or notes["parties"]),
        "terms": bool(has_terms or notes["terms"]),
        "milestones": bool(body["milestones"] or notes["milestones"]),
        "signatories": bool(page["signatories"] or notes["signatories"]),
        "commitments": bool(page["commitments"] or notes["commitments"]),
    }
    missed = set() if page["is_existence_only"] else set(has)
    if body["nature"] == Nature.DIALOGUE:
        missed -= {"terms"}
    if not page["is_instrument"]:
        missed -= {"signatories"}
    names = _SECTION_NAMES.items()
    return {"has": has, "gaps": [(key, name) for key, name in names if key in missed and not has[key]]}


def _marked_parts(body: dict, collection: str, evidence: FactSources) -> list[dict]:
    """Parts of a collection, each with the marks of its sources."""
    return [{**part, "marks": evidence.marks(f"{collection}/{part['key']}")} for part in body[collection]]


def _section_notes(body: dict, evidence: FactSources, words: Callable[[str], str]) -> dict:
    """Footnotes of each section; ``words`` gives the label of a path."""
    return {
        name: evidence.notes(*paths, words=words)
        for name, paths in {
            "milestones": ["milestones"],
            "terms": ["terms", "termination_notice", "review_interval"],
            "signatories": ["signatories"],
            "parties": ["involvements"],
            "related": ["relations"],
            "commitments": ["commitments"],
            "contributions": ["contributions"],
            "results": ["results"],
            "top": list(body),
        }.items()
    }


def _form_as_written(body: dict) -> str:
    """The source's own word for the form, unless it is the label of that form."""
    written = body["form_as_written"]
    known = str(Form(body["form"]).label) if body["form"] in Form else ""
    return "" if written.casefold() == known.casefold() else written


def title_context(body: dict, evidence: FactSources) -> dict:
    """Text in the language of the page, else English, else any: title, summaries, whether the title is ours."""
    texts = {text["language"]: text for text in body["texts"]}
    _words, language = in_language({code: text["title"] for code, text in texts.items()})
    if not language:
        return {"is_ours": False, "marks": [], "summary": {}, "others": []}
    shown = texts[language]
    return {
        "key": shown["key"],
        "is_ours": shown["is_working_title"],
        "marks": evidence.exact_marks(f"texts/{shown['key']}/title")
        or evidence.exact_marks(f"texts/{shown['key']}"),
        "summary": {code: text["summary"] for code, text in texts.items() if text["summary"]},
        "others": [text for code, text in texts.items() if code != language],
    }


def _term_item(term: dict, milestones: list[dict], evidence: FactSources) -> dict:
    """A term, with the milestone that set it if it was not set at the start."""
    set_by = next((act for act in milestones if act["key"] == term["milestone"]), None)
    # without a stated end there is nothing to say of what happens then
    has_end = not stands_for_no_end(term["until"]) or term["renewal"] not in (
        Renewal.FIXED,
        Renewal.NOT_STATED,
    )
    return {
        **term,
        "starts_on": day_in_interval(term["starts_on"]),
        "set_by": set_by,
        "has_end": has_end,
        "marks": evidence.marks(f"terms/{term['key']}"),
    }


def _signatory_item(
    signatory: dict,
    body: dict,
    names: dict,
    evidence: FactSources,
    directory: RecordDirectory,
    planned: set[str],
) -> dict:
    who = directory.mention(signatory["person"])
    is_in_own_name = signs_in_own_name(signatory, body["involvements"])
    return {
        **signatory,
        "who": who,
        "of": None if is_in_own_name else names.get(signatory["involvement"]),
        "on_behalf_of": "" if who and signatory["on_behalf_of"] == who.name else signatory["on_behalf_of"],
        "at": directory.mention(signatory["affiliation"]),
        "is_plain": signatory["act"] == SignatureAct.SIGNED,
        "is_planned": signatory["milestone"] in planned,
        "signing": _signing_among_several(signatory, body["milestones"]),
        "marks": evidence.marks(f"signatories/{signatory['key']}"),
    }


def _signing_among_several(signatory: dict, milestones: list[dict]) -> dict | None:
    """The dated act of signature of a signatory, where there are several acts of signature."""
    signings = [act for act in milestones if act["kind"] in SIGNING_KINDS]
    act = next((act for act in signings if act["key"] == signatory["milestone"]), None)
    date = (act["on"] or act["effective_on"]) if act and len(signings) > 1 else ""
    return {"kind": act["kind"], "date": date} if date else None


def _result_item(result: dict, commitments: list[dict]) -> dict:
    """A result, with the commitment that it keeps."""
    keeps = next((part for part in commitments if part["key"] == result["commitment"]), None)
    return {**result, "keeps": keeps}


def _commitment_item(commitment: dict, parties: list[dict], names: dict, evidence: FactSources) -> dict:
    """A commitment, with the parties that make it unless all of them do."""
    everybody = {party["key"] for party in parties if party["role"] == InvolvementRole.PARTY}
    return {
        **commitment,
        "by": [names[key] for key in commitment["by"] if key in names]
        if set(commitment["by"]) != everybody
        else [],
        "marks": evidence.marks(f"commitments/{commitment['key']}"),
    }


def citation_words(body: dict) -> str:
    """Form or nature and the day of the main act, for a citation."""
    row = list_row(body, CurrentNames({}))
    if row["form"] in Form:
        what = str(Form(row["form"]).label)
    else:
        what = str(Nature(row["nature"]).label)
    if not row["on"]:
        return what
    return _("%(what)s, %(act)s %(day)s") % {
        "what": what,
        "act": MilestoneKind(row["act"]).label,
        "day": edtf.parse(row["on"]).words(),
    }


def list_row(body: dict, names: CurrentNames) -> dict:
    """Facts of an agreement in a list, besides its title: parties, form, and its main date."""
    days = day_by_kind(done_milestones(body))
    main = next((kind for kind in MAIN_DATE_KINDS if kind in days), "")
    organizations = [
        names.name(involvement["organization"])
        for involvement in body["involvements"]
        if involvement["organization"]
    ]
    parties = [
        names.name(involvement["organization"])
        for involvement in body["involvements"]
        if involvement["organization"] and involvement["role"] == InvolvementRole.PARTY
    ]
    return {
        "nature": body["nature"],
        "form": body["form"],
        "bindingness": body["bindingness"],
        "parties": list(dict.fromkeys(parties or organizations)),
        "act": main,
        "on": days.get(main, ""),
    }
