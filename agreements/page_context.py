"""What the page of an agreement shows: the body, put in the order in which people ask. Plain data, no queries."""

from django.utils.translation import gettext_lazy as _

from agreements import activities_section, key_facts
from agreements.choices import (
    Disclosure,
    Form,
    InvolvementRole,
    MilestoneKind,
    Nature,
    SignatureAct,
)
from agreements.lineage_section import NEWER_RELATION_WORDS, is_own_relation, newer_item, older_item
from agreements.milestones import MAIN_DATE_KINDS, day_by_kind, sort_milestones
from agreements.milestones_section import milestone_item, milestones_context
from agreements.models import Agreement
from agreements.part_names import part_names
from agreements.parties_section import (
    MAX_UNFOLDED,
    membership_days,
    names_by_involvement,
    parties_by_side,
    party_item,
)
from core import edtf
from core.localized import in_language
from pages.linked_records import LinkedRecord, has_more_linked
from pages.mentions import RecordDirectory
from pages.source_marks import FactSources
from register.fact_labels import fact_labeller


def record_context(
    body: dict, evidence: FactSources, directory: RecordDirectory, linked: list[LinkedRecord]
) -> dict:
    """The parts of the page by section, each with the marks of its sources."""
    names = names_by_involvement(body, directory)
    words = fact_labeller(Agreement, body, part_names(directory))
    moves = membership_days(body)
    parties = [party_item(one, names, moves, evidence, directory) for one in body["involvements"]]
    milestones = [
        milestone_item(one, names, evidence, directory) for one in sort_milestones(body["milestones"])
    ]
    page = {
        "title": title_context(body, evidence),
        "is_existence_only": body["disclosure"] == Disclosure.EXISTENCE,
        "form_as_written": _form_as_written(body),
        "is_instrument": body["nature"] == Nature.INSTRUMENT,
        "what_marks": evidence.exact("nature", "form", "form_as_written"),
        "field_marks": {
            name: evidence.marks(name)
            for name in ("occasion", "background", "bindingness", "topics", "languages")
        },
        "between": [one for one in parties if one["role"] == InvolvementRole.PARTY] or parties,
        "sides": parties_by_side(parties),
        "are_many_parties": len(parties) > MAX_UNFOLDED,
        "count_of_parties": len(parties),
        **milestones_context(milestones),
        "gaps": key_facts.missing_key_facts(body),
        "terms": [_term_item(one, milestones, evidence) for one in body["terms"]],
        "are_many_signatories": len(body["signatories"]) > MAX_UNFOLDED,
        "signatories": [_signatory_item(one, names, evidence, directory) for one in body["signatories"]],
        "commitments": [_commitment_item(one, parties, names, evidence) for one in body["commitments"]],
        "contributions": [
            {
                **one,
                "by": names.get(one["involvement"]),
                "marks": evidence.marks(f"contributions/{one['key']}"),
            }
            for one in body["contributions"]
        ],
        "results": [{**one, "marks": evidence.marks(f"results/{one['key']}")} for one in body["results"]],
        "older": [older_item(one, evidence, directory) for one in body["relations"]],
        "newer": [
            newer_item(one, way)
            for one in linked
            if one.kind == "agreement"
            for way in one.ways
            if way in NEWER_RELATION_WORDS and not is_own_relation(one, way, body)
        ],
        "documents": [
            {**one, "marks": evidence.marks(f"documents/{one['key']}")} for one in body["documents"]
        ],
        "identifiers": [
            {**one, "marks": evidence.marks(f"identifiers/{one['key']}")} for one in body["identifiers"]
        ],
        "topics": [directory.titled(one) for one in body["topics"]],
        "activities": [
            activities_section.activity_item(one, directory) for one in linked if one.kind == "activity"
        ],
        "has_more_newer": has_more_linked(linked, "agreement"),
        "more_activities": activities_section.total_if_cut(linked, "activity"),
        "speakers": activities_section.speakers(linked, directory),
    }
    page["notes"] = {
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
    page["supports"] = evidence.supports(words)
    return page


def _form_as_written(body: dict) -> str:
    """The source's own word for the form, where it is not the word that this register uses."""
    written = body["form_as_written"]
    known = str(Form(body["form"]).label) if body["form"] in Form else ""
    return "" if written.casefold() == known.casefold() else written


def title_context(body: dict, evidence: FactSources) -> dict:
    """The text in the language of the page, else English, else any: title, summary, whether the title is ours."""
    texts = {one["language"]: one for one in body["texts"]}
    _words, language = in_language({code: one["title"] for code, one in texts.items()})
    if not language:
        return {"is_ours": False, "marks": [], "summary": {}, "others": []}
    shown = texts[language]
    return {
        "key": shown["key"],
        "is_ours": shown["is_working_title"],
        "marks": evidence.exact(f"texts/{shown['key']}/title") or evidence.exact(f"texts/{shown['key']}"),
        "summary": {code: one["summary"] for code, one in texts.items() if one["summary"]},
        "others": [one for code, one in texts.items() if code != language],
    }


def _term_item(one: dict, milestones: list[dict], evidence: FactSources) -> dict:
    """A term, with the act that set it where that was not the start."""
    set_by = next((act for act in milestones if act["key"] == one["milestone"]), None)
    return {**one, "set_by": set_by, "marks": evidence.marks(f"terms/{one['key']}")}


def _signatory_item(one: dict, names: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    return {
        **one,
        "who": directory.mention(one["person"]),
        "of": names.get(one["involvement"]),
        "is_plain": one["act"] == SignatureAct.SIGNED,
        "marks": evidence.marks(f"signatories/{one['key']}"),
    }


def _commitment_item(one: dict, parties: list[dict], names: dict, evidence: FactSources) -> dict:
    """A promise, and by whom where that is not everybody."""
    everybody = {party["key"] for party in parties if party["role"] == InvolvementRole.PARTY}
    return {
        **one,
        "by": [names[key] for key in one["by"] if key in names] if set(one["by"]) != everybody else [],
        "marks": evidence.marks(f"commitments/{one['key']}"),
    }


def citation_words(body: dict) -> str:
    """What it is and the day of its main act, in the few words of a reference."""
    found = list_row(body)
    if found["form"] in Form:
        what = str(Form(found["form"]).label)
    else:
        what = str(Nature(found["nature"]).label)
    if not found["on"]:
        return what
    return _("%(what)s, %(act)s %(day)s") % {
        "what": what,
        "act": MilestoneKind(found["act"]).label,
        "day": edtf.parse(found["on"]).words(),
    }


def list_row(body: dict) -> dict:
    """What a list shows of an agreement besides its title: who, and its main date in words."""
    days = day_by_kind(body["milestones"])
    main = next((kind for kind in MAIN_DATE_KINDS if kind in days), "")
    organizations = [one["organization"]["name"] for one in body["involvements"] if one["organization"]]
    parties = [
        one["organization"]["name"]
        for one in body["involvements"]
        if one["organization"] and one["role"] == InvolvementRole.PARTY
    ]
    return {
        "nature": body["nature"],
        "form": body["form"],
        "bindingness": body["bindingness"],
        "parties": list(dict.fromkeys(parties or organizations)),
        "act": main,
        "on": days.get(main, ""),
    }
