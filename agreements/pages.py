"""What the page of an agreement shows: the body, put in the order in which people ask. Plain data, no queries."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from agreements import happened
from agreements.choices import (
    AgreementRelationKind,
    Disclosure,
    Form,
    InvolvementRole,
    MilestoneKind,
    Nature,
    SignatureAct,
)
from agreements.models import Agreement
from agreements.publishing import MAIN_DATE
from core import edtf
from core.localized import in_language
from register.pages.evidence import Evidence
from register.pages.fact_words import words_of
from register.pages.reading import Directory, LinkedRecord

# The key dates that stand at the top of the page.
AT_A_GLANCE = {
    MilestoneKind.ANNOUNCED, MilestoneKind.ADOPTED, MilestoneKind.SIGNED, MilestoneKind.EXCHANGED,
    MilestoneKind.PROVISIONALLY_APPLIED, MilestoneKind.TAKES_EFFECT, MilestoneKind.LAUNCHED,
    MilestoneKind.COMPLETED, MilestoneKind.EXPIRED, MilestoneKind.TERMINATED, MilestoneKind.SUPERSEDED,
    MilestoneKind.CANCELLED,
}  # fmt: skip

# How the newer agreement stands to this one, told from this one's side.
FROM_THE_OTHER_SIDE = {
    AgreementRelationKind.BASED_ON: _("is the basis of"),
    AgreementRelationKind.IMPLEMENTS: _("is implemented by"),
    AgreementRelationKind.FOLLOWS: _("is followed by"),
    AgreementRelationKind.CONFIRMS: _("is confirmed by"),
    AgreementRelationKind.AMENDS: _("is amended by"),
    AgreementRelationKind.EXTENDS: _("is extended by"),
    AgreementRelationKind.RENEWS: _("is renewed by"),
    AgreementRelationKind.SUPERSEDES: _("is superseded by"),
    AgreementRelationKind.TERMINATES: _("is terminated by"),
    AgreementRelationKind.ANNEXED_TO: _("has as an annex"),
    AgreementRelationKind.INTERPRETS: _("is interpreted by"),
    AgreementRelationKind.PAIRED_WITH: _("is paired with"),
    AgreementRelationKind.RELATED: _("is related to"),
    "instrument": _("did this, according to"),
}


def agreement(body: dict, evidence: Evidence, directory: Directory, linked: list[LinkedRecord]) -> dict:
    """The parts of the page by section, each with the marks of its sources."""
    names = names_of_involvements(body, directory)
    words = words_of(Agreement, body, part_names(names, directory))
    parties = [involvement(one, names, evidence, directory) for one in body["involvements"]]
    milestones = [milestone(one, names, evidence, directory) for one in in_order(body["milestones"])]
    page = {
        "title": title(body, evidence),
        "is_existence_only": body["disclosure"] == Disclosure.EXISTENCE,
        "form_as_written": form_as_written(body),
        "is_instrument": body["nature"] == Nature.INSTRUMENT,
        "what_marks": evidence.exact("nature", "form", "form_as_written"),
        "field_marks": {
            name: evidence.marks(name)
            for name in ("occasion", "background", "bindingness", "topics", "languages")
        },
        "between": [one for one in parties if one["role"] == InvolvementRole.PARTY] or parties,
        "sides": by_side(parties),
        "milestones": milestones,
        "glance": [one for one in milestones if one["kind"] in AT_A_GLANCE and one["date"]],
        "terms": [{**one, "marks": evidence.marks(f"terms/{one['key']}")} for one in body["terms"]],
        "signatories": [signatory(one, names, evidence, directory) for one in body["signatories"]],
        "commitments": [commitment(one, parties, names, evidence) for one in body["commitments"]],
        "contributions": [
            {
                **one,
                "by": names.get(one["involvement"]),
                "marks": evidence.marks(f"contributions/{one['key']}"),
            }
            for one in body["contributions"]
        ],
        "results": [{**one, "marks": evidence.marks(f"results/{one['key']}")} for one in body["results"]],
        "older": [relation(one, evidence, directory) for one in body["relations"]],
        "newer": [
            newer(one, way)
            for one in linked
            if one.kind == "agreement"
            for way in one.ways
            if way in FROM_THE_OTHER_SIDE
        ],
        "documents": [
            {**one, "marks": evidence.marks(f"documents/{one['key']}")} for one in body["documents"]
        ],
        "identifiers": [
            {**one, "marks": evidence.marks(f"identifiers/{one['key']}")} for one in body["identifiers"]
        ],
        "topics": [directory.titled(one) for one in body["topics"]],
        "activities": [happened.activity(one, directory) for one in linked if one.kind == "activity"],
        "more_activities": happened.more(linked, "activity"),
        "speakers": happened.speakers(linked, directory),
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


def form_as_written(body: dict) -> str:
    """The source's own word for the form, where it is not the word that this register uses."""
    written = body["form_as_written"]
    known = str(Form(body["form"]).label) if body["form"] in Form else ""
    return "" if written.casefold() == known.casefold() else written


def title(body: dict, evidence: Evidence) -> dict:
    """The text in the language of the page, else English, else any: title, summary, whether the title is ours."""
    texts = {one["language"]: one for one in body["texts"]}
    _words, language = in_language({code: one["title"] for code, one in texts.items()})
    if not language:
        return {"is_ours": False, "marks": [], "summary": {}, "others": []}
    shown = texts[language]
    return {
        "is_ours": shown["is_working_title"],
        "marks": evidence.exact(f"texts/{shown['key']}/title") or evidence.exact(f"texts/{shown['key']}"),
        "summary": {code: one["summary"] for code, one in texts.items() if one["summary"]},
        "others": [one for code, one in texts.items() if code != language],
    }


def names_of_involvements(body: dict, directory: Directory) -> dict:
    """Who takes part, by the key of the involvement."""
    return {
        one["key"]: directory.mention(one["organization"] or one["person"]) for one in body["involvements"]
    }


def part_names(names: dict, directory: Directory) -> dict:
    """How the parts of an agreement are called in the list of sources."""
    return {
        "involvements": lambda one: names[one["key"]].name,
        "milestones": lambda one: str(MilestoneKind(one["kind"]).label),
        "signatories": lambda one: one["person"]["name"] if one["person"] else one["post"],
        "texts": lambda one: f"{_('title')}: {shortened(one['title'])}",
        "commitments": lambda one: shortened(in_language(one["text"])[0]),
        "results": lambda one: shortened(in_language(one["text"])[0]),
        "relations": lambda one: relation_words(one, directory),
        "identifiers": lambda one: f"{one['scheme']} {one['value']}",
        "documents": lambda one: one["title"],
    }


def relation_words(one: dict, directory: Directory) -> str:
    older = directory.titled(one["agreement"])
    return f"{AgreementRelationKind(one['kind']).label}: {older.name if older else one['stub']}"


def shortened(words: str, longest: int = 60) -> str:
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]}…"


def involvement(one: dict, names: dict, evidence: Evidence, directory: Directory) -> dict:
    return {
        **one,
        "who": names[one["key"]],
        "acting_for": names.get(one["acting_for"]),
        "marks": evidence.marks(f"involvements/{one['key']}"),
    }


def by_side(parties: list[dict]) -> list[dict]:
    """Those who take part, side by side in the order of the record; one group where nobody stands on a side."""
    sides: dict[str, list[dict]] = {}
    for one in parties:
        sides.setdefault(one["side"], []).append(one)
    return [{"side": side, "parties": those} for side, those in sides.items()]


def in_order(milestones: list[dict]) -> list[dict]:
    """By their days, as far as these are known; those without one last."""
    return sorted(milestones, key=lambda one: sort_day(one["on"] or one["effective_on"]))


def sort_day(text: str) -> date:
    try:
        day = edtf.parse(text)
    except edtf.EDTFError:
        return date.max
    return day.latest or day.earliest or date.max


def milestone(one: dict, names: dict, evidence: Evidence, directory: Directory) -> dict:
    path = f"milestones/{one['key']}"
    return {
        **one,
        "date": one["on"] or one["effective_on"],
        "of": names.get(one["involvement"]),
        "by_body": directory.mention(one["by_body"]),
        "instrument": directory.titled(one["instrument"]),
        "marks": evidence.marks(path, apart=["on", "places"]),
        "date_marks": evidence.exact(f"{path}/on") or evidence.exact(path),
        "place_marks": evidence.exact(f"{path}/places"),
    }


def signatory(one: dict, names: dict, evidence: Evidence, directory: Directory) -> dict:
    return {
        **one,
        "who": directory.mention(one["person"]),
        "of": names.get(one["involvement"]),
        "is_plain": one["act"] == SignatureAct.SIGNED,
        "marks": evidence.marks(f"signatories/{one['key']}"),
    }


def commitment(one: dict, parties: list[dict], names: dict, evidence: Evidence) -> dict:
    """A promise, and by whom where that is not everybody."""
    everybody = {party["key"] for party in parties if party["role"] == InvolvementRole.PARTY}
    return {
        **one,
        "by": [names[key] for key in one["by"] if key in names] if set(one["by"]) != everybody else [],
        "marks": evidence.marks(f"commitments/{one['key']}"),
    }


def relation(one: dict, evidence: Evidence, directory: Directory) -> dict:
    """An older agreement, with the day it was signed where its record tells."""
    older = directory.titled(one["agreement"])
    return {
        **one,
        "older": older,
        "signed": signed_on(older.body if older else {}),
        "marks": evidence.marks(f"relations/{one['key']}"),
    }


def newer(one: LinkedRecord, way: str) -> dict:
    return {"way": FROM_THE_OTHER_SIDE[way], "title": one.title, "address": one.address, "signed": one.signed}


def signed_on(body: dict) -> str:
    """The day that a record gives for the signature, in EDTF; empty where it gives none."""
    acts = {one["kind"]: one["on"] for one in reversed(body.get("milestones", []))}
    return acts.get(MilestoneKind.SIGNED) or acts.get(MilestoneKind.EXCHANGED) or ""


def row(body: dict) -> dict:
    """What a list shows of an agreement besides its title: who, and its main date in words."""
    dates = {one["kind"]: one["on"] for one in reversed(body["milestones"]) if one["on"]}
    main = next((kind for kind in MAIN_DATE if kind in dates), "")
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
        "on": dates.get(main, ""),
    }
