"""What the page of an agreement shows: the body, put in the order in which people ask. Plain data, no queries."""

from django.utils.translation import gettext_lazy as _

from agreements import happened, key_facts
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
from agreements.order import MADE_PARTY_BY_PARTY, days_of_acts, in_order
from agreements.part_names import part_names
from agreements.publishing import MAIN_DATE
from agreements.taking_part import MANY, by_side, involvement, moves_of_parties, names_of_involvements
from core import edtf
from core.localized import in_language
from register.fact_names import words_of
from register.lifecycle import acts
from register.pages.evidence import Evidence
from register.pages.reading import Directory, LinkedRecord, is_cut

# The key dates that stand at the top of the page.
AT_A_GLANCE = {
    MilestoneKind.ANNOUNCED, MilestoneKind.ADOPTED, MilestoneKind.SIGNED, MilestoneKind.EXCHANGED,
    MilestoneKind.PROVISIONALLY_APPLIED, MilestoneKind.TAKES_EFFECT, MilestoneKind.LAUNCHED,
    MilestoneKind.COMPLETED, MilestoneKind.EXPIRED, MilestoneKind.TERMINATED, MilestoneKind.SUPERSEDED,
    MilestoneKind.CANCELLED,
}  # fmt: skip

# Acts that set a last day for the agreement; with others, "until" is how long they themselves hold.
SETTING_AN_END = {
    MilestoneKind.AMENDED, MilestoneKind.EXTENDED, MilestoneKind.RENEWED, MilestoneKind.REVIEWED, MilestoneKind.RESUMED,
}  # fmt: skip
# Acts that their condition keeps waiting; that of a suspension ends it.
AWAITING = {*acts.EFFECT, *acts.PROLONGING, *acts.ENDING, MilestoneKind.RESUMED}
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
    "instrument": _("changed or ended"),
}


def agreement(body: dict, evidence: Evidence, directory: Directory, linked: list[LinkedRecord]) -> dict:
    """The parts of the page by section, each with the marks of its sources."""
    names = names_of_involvements(body, directory)
    words = words_of(Agreement, body, part_names(directory))
    moves = moves_of_parties(body)
    parties = [involvement(one, names, moves, evidence, directory) for one in body["involvements"]]
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
        "are_many_parties": len(parties) > MANY,
        "count_of_parties": len(parties),
        **dates(milestones),
        "gaps": key_facts.gaps(body),
        "terms": [term(one, milestones, evidence) for one in body["terms"]],
        "are_many_signatories": len(body["signatories"]) > MANY,
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
            if way in FROM_THE_OTHER_SIDE and not is_told_from_here(one, way, body)
        ],
        "documents": [
            {**one, "marks": evidence.marks(f"documents/{one['key']}")} for one in body["documents"]
        ],
        "identifiers": [
            {**one, "marks": evidence.marks(f"identifiers/{one['key']}")} for one in body["identifiers"]
        ],
        "topics": [directory.titled(one) for one in body["topics"]],
        "activities": [happened.activity(one, directory) for one in linked if one.kind == "activity"],
        "has_more_newer": is_cut(linked, "agreement"),
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
        "key": shown["key"],
        "is_ours": shown["is_working_title"],
        "marks": evidence.exact(f"texts/{shown['key']}/title") or evidence.exact(f"texts/{shown['key']}"),
        "summary": {code: one["summary"] for code, one in texts.items() if one["summary"]},
        "others": [one for code, one in texts.items() if code != language],
    }


def dates(milestones: list[dict]) -> dict:
    """The key dates; those of them that stand at the top; what single parties did, apart where that is much."""
    of_parties = [one for one in milestones if one["of"]]
    apart = of_parties if len(of_parties) > MANY else []
    return {
        "milestones": [one for one in milestones if one not in apart],
        "milestones_of_parties": apart,
        "glance": [
            one
            for one in milestones
            if one["kind"] in AT_A_GLANCE and one["date"] and one not in apart
            if not one["of"] or one["kind"] in MADE_PARTY_BY_PARTY
        ],
    }


def term(one: dict, milestones: list[dict], evidence: Evidence) -> dict:
    """A term, with the act that set it where that was not the start."""
    set_by = next((act for act in milestones if act["key"] == one["milestone"]), None)
    return {**one, "set_by": set_by, "marks": evidence.marks(f"terms/{one['key']}")}


def milestone(one: dict, names: dict, evidence: Evidence, directory: Directory) -> dict:
    path = f"milestones/{one['key']}"
    return {
        **one,
        "date": one["on"] or one["effective_on"],
        "of": names.get(one["involvement"]),
        "by_body": directory.mention(one["by_body"]),
        "instrument": directory.titled(one["instrument"]),
        "is_awaited": bool(one["condition"])
        and one["kind"] in AWAITING
        and not (one["on"] or one["effective_on"]),
        "sets_an_end": one["kind"] in SETTING_AN_END,
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


def is_told_from_here(one: LinkedRecord, way: str, body: dict) -> bool:
    """Whether the change that another record ascribes to this one is among this one's own relations already."""
    own = {relation["agreement"]["ref"] for relation in body["relations"] if relation["agreement"]}
    return way == "instrument" and one.ref in own


def newer(one: LinkedRecord, way: str) -> dict:
    return {"way": FROM_THE_OTHER_SIDE[way], "title": one.title, "address": one.address, "signed": one.signed}


def signed_on(body: dict) -> str:
    """The day that a record gives for the signature, in EDTF; empty where it gives none."""
    days = days_of_acts(body.get("milestones", []))
    return days.get(MilestoneKind.SIGNED) or days.get(MilestoneKind.EXCHANGED) or ""


def cited_as(body: dict) -> str:
    """What it is and the day of its main act, in the few words of a reference."""
    found = row(body)
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


def row(body: dict) -> dict:
    """What a list shows of an agreement besides its title: who, and its main date in words."""
    days = days_of_acts(body["milestones"])
    main = next((kind for kind in MAIN_DATE if kind in days), "")
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
