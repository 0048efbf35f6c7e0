"""Flattens an agreement to one row of texts, which exports show and plans compare."""

from django.utils.translation import override

from agreements.choices import Bindingness, Form, MilestoneKind, Nature, Renewal, TermStart
from agreements.models import Involvement, Term
from core.localized import in_language
from core.places import format_place
from lifecycle.phrases import duration_words
from organizations.models import Organization
from spreadsheets.lookups import DeskLookups
from spreadsheets.parsing.cells import join_values
from spreadsheets.parsing.synonyms import ENDING_SYNONYMS

_LANGUAGE_COLUMNS = {"title_en": "en", "title_ko": "ko"}


def flat_row(members: dict, desk: DeskLookups, language: str) -> dict[str, str]:
    """Texts by column name of an agreement as an interchange file has it. Facts that are not recorded are empty."""
    with override(language):
        return (
            _identity_cells(members)
            | _substance_cells(members, desk, language)
            | _party_cells(members, desk)
            | _life_cells(members)
            | _custody_cells(members, desk)
        )


def implied_values(members: dict, desk: DeskLookups) -> dict[str, tuple[str, str]]:
    """Label and text of facts that follow from cells and that no column shows: which organizations, how long."""
    parties = party_involvements(members)
    written = [party.get("name_as_written", "") for party in parties]
    names = [desk.name_and_country(party.get("organization", ""))[0] for party in parties]
    term = (members.get("terms") or [{}])[-1]
    texts = {"organizations": "\n".join(names) if names != written else ""}
    if term.get("wording"):
        texts |= {name: duration_words(term.get(name, "")) for name in ("length", "renewal_length")}
        texts["starts_with"] = _choice_label(TermStart, term.get("starts_with", ""))
    labels = {term_field.name: str(term_field.verbose_name) for term_field in Term._meta.concrete_fields}
    units = [party.get("unit", "") for party in parties if not _is_own(party, desk)]
    texts["units"] = join_values(units) if any(units) else ""
    labels["units"] = str(Involvement._meta.get_field("unit").verbose_name)
    labels["organizations"] = str(Organization._meta.verbose_name_plural)
    return {name: (labels[name], text) for name, text in texts.items()}


def _identity_cells(members: dict) -> dict[str, str]:
    return {"record": members.get("id", ""), "reference": members.get("ref", "")}


def _substance_cells(members: dict, desk: DeskLookups, language: str) -> dict[str, str]:
    texts = members.get("texts", [])
    by_language = {text["language"]: text for text in texts}
    by_column = {
        f"{member}_{code}": by_language.get(code, {}).get(member, "")
        for member in ("title", "summary")
        for code in _LANGUAGE_COLUMNS.values()
    }
    for member in ("title", "summary"):
        others = [
            text for text in texts if text["language"] not in _LANGUAGE_COLUMNS.values() and text.get(member)
        ]
        by_column[member] = "\n".join(
            f"{text['language']}: {' '.join(text[member].split())}" for text in others
        )
    topics = [in_language(desk.topic_names[topic], language)[0] for topic in members.get("topics", [])]
    return by_column | {
        "form": _choice_label(Form, members.get("form", "")),
        "form_as_written": members.get("form_as_written", ""),
        "nature": _choice_label(Nature, members.get("nature", "")),
        "bindingness": _choice_label(Bindingness, members.get("bindingness", "")),
        "topics": join_values(topics) if topics else "",
    }


def _party_cells(members: dict, desk: DeskLookups) -> dict[str, str]:
    parties = party_involvements(members)
    names = [party.get("name_as_written", "") for party in parties]
    countries = [party_country(party, desk) for party in parties]
    units = [party.get("unit", "") for party in parties if _is_own(party, desk) and party.get("unit")]
    signatories = members.get("signatories", [])
    posts = [signatory.get("post_as_written", "") for signatory in signatories]
    return {
        "party": join_values(names) if names else "",
        "party_country": join_values(countries) if any(countries) else "",
        "our_unit": join_values(units) if units else "",
        "signatory": join_values([signatory.get("name_as_written", "") for signatory in signatories])
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
    ending = last_ending(members)
    return {
        "signed_on": signed.get("on", ""),
        "effective_on": effect.get("effective_on") or effect.get("on", ""),
        "end_on": term.get("until", ""),
        "term": " ".join((term.get("wording") or duration_words(term.get("length", ""))).split()),
        "renewal": _choice_label(Renewal, term.get("renewal", "")),
        "termination_notice": duration_words(members.get("termination_notice", "")),
        "status": _choice_label(MilestoneKind, ending.get("kind", "")),
        "status_on": ending.get("on", ""),
        "place": join_values(places) if places else "",
    }


def _custody_cells(members: dict, desk: DeskLookups) -> dict[str, str]:
    custody = members.get("custody", {})
    documents = [document.get("address") for document in members.get("documents", [])]
    documents = [address for address in documents if address]
    sources = [citation["source"] for citation in members.get("citations", [])]
    cited = [desk.source_addresses.get(source, source) for source in sources]
    addresses = list(dict.fromkeys(address for address in cited if "://" in address))
    return {
        "unit": desk.name_and_country(custody.get("unit", ""))[0],
        "file_number": custody.get("file_number", ""),
        "retention": duration_words(custody.get("retention", "")),
        "document": join_values(documents) if documents else "",
        "source": join_values(addresses) if addresses else "",
        "note": custody.get("note", ""),
    }


def party_involvements(members: dict) -> list[dict]:
    """The involvements of an agreement that are parties, which is their role where none is given."""
    involvements = members.get("involvements", [])
    return [involvement for involvement in involvements if involvement.get("role", "party") == "party"]


def party_country(party: dict, desk: DeskLookups) -> str:
    """Country of a party: of its organization, or its own where it is a person or only words."""
    return desk.name_and_country(party.get("organization", ""))[1] or party.get("country", "")


def first_milestone(members: dict, kind: str) -> dict:
    """The first milestone of a kind that was done; empty where there is none."""
    return next((milestone for milestone in _done_milestones(members) if milestone["kind"] == kind), {})


def last_ending(members: dict) -> dict:
    """The last milestone that ended it or set it aside, which is its status in a list; empty where there is none."""
    endings = [milestone for milestone in _done_milestones(members) if milestone["kind"] in ENDING_SYNONYMS]
    return endings[-1] if endings else {}


def _done_milestones(members: dict) -> list[dict]:
    return [milestone for milestone in members.get("milestones", []) if not milestone.get("is_planned")]


def _is_own(party: dict, desk: DeskLookups) -> bool:
    return desk.is_own(party.get("organization", ""))


def _choice_label(choices, code: str) -> str:
    return str(choices(code).label) if code else ""
