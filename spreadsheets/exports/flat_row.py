"""An agreement as the texts of a flat row: what an export shows, and what a plan compares."""

from django.utils.translation import override

from agreements.choices import Bindingness, Form, MilestoneKind, Nature, Renewal, TermStart
from agreements.models import Term
from core.localized import in_language
from core.places import format_place
from lifecycle.phrases import duration_words
from organizations.models import Organization
from spreadsheets.lookups import DeskLookups
from spreadsheets.parsing.cells import join_values
from spreadsheets.parsing.synonyms import ENDING_SYNONYMS

_LANGUAGE_COLUMNS = {"title_en": "en", "title_ko": "ko"}


def flat_row(members: dict, desk: DeskLookups, language: str) -> dict[str, str]:
    """Texts by column name for an agreement in the words of a file. What is not told is empty."""
    with override(language):
        return (
            _identity_cells(members)
            | _substance_cells(members, desk, language)
            | _party_cells(members, desk)
            | _life_cells(members)
            | _custody_cells(members, desk)
        )


def implied_values(members: dict, desk: DeskLookups) -> dict[str, tuple[str, str]]:
    """Label and text of what was understood and no column shows: which organizations, how long."""
    involved = [one for one in members.get("involvements", []) if one.get("role", "party") == "party"]
    named = [one.get("name_as_written", "") for one in involved]
    meant = [desk.organization(one.get("organization", ""))[0] for one in involved]
    term = (members.get("terms") or [{}])[-1]
    texts = {"organizations": "\n".join(meant) if meant != named else ""}
    if term.get("wording"):
        texts |= {name: duration_words(term.get(name, "")) for name in ("length", "renewal_length")}
        texts["starts_with"] = _choice_label(TermStart, term.get("starts_with", ""))
    labels = {one.name: str(one.verbose_name) for one in Term._meta.concrete_fields}
    labels["organizations"] = str(Organization._meta.verbose_name_plural)
    return {name: (labels[name], text) for name, text in texts.items()}


def _identity_cells(members: dict) -> dict[str, str]:
    return {"record": members.get("id", ""), "reference": members.get("ref", "")}


def _substance_cells(members: dict, desk: DeskLookups, language: str) -> dict[str, str]:
    texts = members.get("texts", [])
    by_language = {text["language"]: text for text in texts}
    told = {
        f"{member}_{code}": by_language.get(code, {}).get(member, "")
        for member in ("title", "summary")
        for code in _LANGUAGE_COLUMNS.values()
    }
    for member in ("title", "summary"):
        others = [
            text for text in texts if text["language"] not in _LANGUAGE_COLUMNS.values() and text.get(member)
        ]
        told[member] = "\n".join(f"{text['language']}: {' '.join(text[member].split())}" for text in others)
    topics = [in_language(desk.topic_names[topic], language)[0] for topic in members.get("topics", [])]
    return told | {
        "form": _choice_label(Form, members.get("form", "")),
        "form_as_written": members.get("form_as_written", ""),
        "nature": _choice_label(Nature, members.get("nature", "")),
        "bindingness": _choice_label(Bindingness, members.get("bindingness", "")),
        "topics": join_values(topics) if topics else "",
    }


def _party_cells(members: dict, desk: DeskLookups) -> dict[str, str]:
    involved = [one for one in members.get("involvements", []) if one.get("role", "party") == "party"]
    names = [one.get("name_as_written", "") for one in involved]
    told = [desk.organization(one.get("organization", "")) for one in involved]
    units = [one.get("unit", "") for one in involved if _is_own(one, desk) and one.get("unit")]
    signatories = members.get("signatories", [])
    posts = [one.get("post_as_written", "") for one in signatories]
    return {
        "party": join_values(names) if names else "",
        "party_country": join_values([country for _name, country in told])
        if any(country for _n, country in told)
        else "",
        "our_unit": join_values(units) if units else "",
        "signatory": join_values([one.get("name_as_written", "") for one in signatories])
        if signatories
        else "",
        "signatory_post": join_values(posts) if any(posts) else "",
    }


def _life_cells(members: dict) -> dict[str, str]:
    signed, effect = (
        first_milestone(members, MilestoneKind.SIGNED),
        first_milestone(members, MilestoneKind.TAKES_EFFECT),
    )
    term = (members.get("terms") or [{}])[-1]
    places = [format_place(place) for place in signed.get("places", [])]
    ended = [one for one in members.get("milestones", []) if one["kind"] in ENDING_SYNONYMS]
    return {
        "signed_on": signed.get("on", ""),
        "effective_on": effect.get("effective_on") or effect.get("on", ""),
        "end_on": term.get("until", ""),
        "term": " ".join((term.get("wording") or duration_words(term.get("length", ""))).split()),
        "renewal": _choice_label(Renewal, term.get("renewal", "")),
        "termination_notice": duration_words(members.get("termination_notice", "")),
        "status": _choice_label(MilestoneKind, ended[-1]["kind"]) if ended else "",
        "status_on": ended[-1].get("on", "") if ended else "",
        "place": join_values(places) if places else "",
    }


def _custody_cells(members: dict, desk: DeskLookups) -> dict[str, str]:
    custody = members.get("custody", {})
    documents = [one["address"] for one in members.get("documents", []) if one.get("address")]
    cited = [desk.addresses.get(one["source"], one["source"]) for one in members.get("citations", [])]
    addresses = list(dict.fromkeys(one for one in cited if "://" in one))
    return {
        "unit": desk.organization(custody.get("unit", ""))[0],
        "file_number": custody.get("file_number", ""),
        "retention": duration_words(custody.get("retention", "")),
        "document": join_values(documents) if documents else "",
        "source": join_values(addresses) if addresses else "",
        "note": custody.get("note", ""),
    }


def first_milestone(members: dict, kind: str) -> dict:
    return next((one for one in members.get("milestones", []) if one["kind"] == kind), {})


def _is_own(involvement: dict, desk: DeskLookups) -> bool:
    known = desk.organizations.get(involvement.get("organization", ""))
    return bool(known and known.is_own)


def _choice_label(choices, code: str) -> str:
    return str(choices(code).label) if code else ""
