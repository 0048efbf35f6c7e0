"""An agreement as JSON-LD. schema.org has no type for agreements: each is what it certainly is, and no more."""

from agreements.choices import AgreementRelationKind, Bindingness, Form, MilestoneKind, Nature
from agreements.order import days_of_acts
from agreements.taking_part import MANY
from core.localized import in_language
from register.pages import linked_data

# What is law between those who made it. Other binding instruments, contracts for instance, are not legislation.
LEGISLATION = {Form.TREATY, Form.CONVENTION, Form.PROTOCOL, Form.EXCHANGE_OF_NOTES}
RESTS_ON = {AgreementRelationKind.BASED_ON, AgreementRelationKind.IMPLEMENTS}


def agreement(body: dict, address_of: linked_data.AddressOf, concept_of) -> dict:
    """``concept_of(vocabulary, word)`` is the address of a word of ours."""
    days = {kind: linked_data.plain_date(day) for kind, day in days_of_acts(body["milestones"]).items()}
    titles = {one["language"]: one["title"] for one in body["texts"]}
    title, language = in_language(titles)
    concept = concept_of("form", body["form"]) if body["form"] else concept_of("nature", body["nature"])
    shared = {
        "@id": address_of(body["ref"]),
        "url": address_of(body["ref"]),
        "name": title,
        "alternateName": linked_data.others(titles.values(), title),
        "additionalType": concept,
        "description": next((one["summary"] for one in body["texts"] if one["language"] == language), ""),
        "identifier": [
            linked_data.identifier("reference", body["ref"]),
            *(linked_data.identifier(one["scheme"], one["value"]) for one in body["identifiers"]),
        ],
    }
    if body["nature"] == Nature.PROGRAMME:
        return {
            "@type": "Project",
            **shared,
            "foundingDate": days.get(MilestoneKind.LAUNCHED),
            "member": roles(body, "member", address_of),
            "subjectOf": linked_data.sources(body),
        }
    if body["nature"] == Nature.DIALOGUE:
        return {
            "@type": "EventSeries",
            **shared,
            "startDate": days.get(MilestoneKind.LAUNCHED),
            "contributor": roles(body, "contributor", address_of),
            "about": topics(body),
            "subjectOf": linked_data.sources(body),
        }
    return {**shared, **instrument(body, days, address_of)}


def instrument(body: dict, days: dict[str, str], address_of: linked_data.AddressOf) -> dict:
    """A document; a treaty in force or not is legislation, a memorandum of understanding is not."""
    signed = days.get(MilestoneKind.SIGNED) or days.get(MilestoneKind.EXCHANGED)
    told = {
        "@type": "DigitalDocument",
        "dateCreated": signed,
        "inLanguage": body["languages"],
        "contributor": roles(body, "contributor", address_of),
        "about": topics(body),
        "isBasedOn": [
            address_of(one["agreement"]["ref"])
            for one in body["relations"]
            if one["kind"] in RESTS_ON and one["agreement"]
        ],
        "encoding": [document(one) for one in body["documents"]],
        "citation": linked_data.sources(body),
    }
    if body["bindingness"] == Bindingness.BINDING and body["form"] in LEGISLATION:
        told |= {
            "@type": "Legislation",
            "legislationType": body["form"],
            "legislationIdentifier": [one["value"] for one in body["identifiers"]],
            "legislationDate": signed,
            "legislationDateOfApplicability": days.get(MilestoneKind.TAKES_EFFECT),
        }
    return told


def roles(body: dict, relation: str, address_of: linked_data.AddressOf) -> list[dict]:
    """Who takes part and as what, and who signed, of those that have a page; of many the first ones."""
    taking_part = [
        {
            "@type": "Role",
            "roleName": one["role"],
            relation: linked_data.mentioned(
                one["organization"] or one["person"],
                "Organization" if one["organization"] else "Person",
                address_of,
            ),
        }
        for one in body["involvements"][:MANY]
    ]
    signing = [
        {
            "@type": "Role",
            "roleName": "signatory",
            relation: linked_data.mentioned(one["person"], "Person", address_of),
        }
        for one in body["signatories"][:MANY]
        if one["person"] and one["person"]["ref"]
    ]
    return taking_part + signing


def topics(body: dict) -> list[dict]:
    return [{"@type": "DefinedTerm", "name": in_language(one["name"])[0]} for one in body["topics"]]


def document(one: dict) -> dict:
    return {
        "@type": "MediaObject",
        "name": one["title"],
        "contentUrl": one["address"],
        "encodingFormat": one["media_type"],
        "inLanguage": one["language"],
        "sha256": one["sha256"],
    }
