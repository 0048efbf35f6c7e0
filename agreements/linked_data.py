"""JSON-LD of an agreement. schema.org has no type for agreements: each gets the type that it certainly has."""

from agreements.choices import AgreementRelationKind, Bindingness, Form, MilestoneKind, Nature
from agreements.milestones import day_by_kind, done_milestones
from agreements.parties_section import MAX_UNFOLDED
from core.localized import in_language
from pages.json_ld import (
    AddressOf,
    TitleOf,
    iso_date,
    json_ld_identifier,
    json_ld_mention,
    json_ld_sources,
    json_ld_terms,
    other_names,
)
from register.addresses import file_address

# Forms that are legislation if they bind. Other binding instruments, contracts for instance, are not.
_LEGISLATION_FORMS = {Form.TREATY, Form.CONVENTION, Form.PROTOCOL, Form.EXCHANGE_OF_NOTES}
_BASIS_RELATIONS = {AgreementRelationKind.BASED_ON, AgreementRelationKind.IMPLEMENTS}


def json_ld(body: dict, address_of: AddressOf, concept_of, title_of: TitleOf) -> dict:
    """JSON-LD of a body; ``concept_of(vocabulary, word)`` gives the address of a word of our vocabularies."""
    days = {kind: iso_date(day) for kind, day in day_by_kind(done_milestones(body)).items()}
    titles = {text["language"]: text["title"] for text in body["texts"]}
    title, language = in_language(titles)
    concept = concept_of("form", body["form"]) if body["form"] else concept_of("nature", body["nature"])
    shared = {
        "@id": address_of(body["ref"]),
        "url": address_of(body["ref"]),
        "name": title,
        "alternateName": other_names(titles.values(), title),
        "additionalType": concept,
        "description": next((text["summary"] for text in body["texts"] if text["language"] == language), ""),
        "identifier": [
            json_ld_identifier("reference", body["ref"]),
            *(
                json_ld_identifier(identifier["scheme"], identifier["value"])
                for identifier in body["identifiers"]
            ),
        ],
    }
    if body["nature"] == Nature.PROGRAMME:
        return {
            "@type": "Project",
            **shared,
            "foundingDate": days.get(MilestoneKind.LAUNCHED),
            "member": _role_items(body, "member", address_of),
            "subjectOf": json_ld_sources(body),
        }
    if body["nature"] == Nature.DIALOGUE:
        return {
            "@type": "EventSeries",
            **shared,
            "startDate": days.get(MilestoneKind.LAUNCHED),
            "contributor": _role_items(body, "contributor", address_of),
            "about": json_ld_terms(body["topics"], title_of),
            "subjectOf": json_ld_sources(body),
        }
    return {**shared, **_document_or_legislation(body, days, address_of, title_of)}


def _document_or_legislation(
    body: dict, days: dict[str, str], address_of: AddressOf, title_of: TitleOf
) -> dict:
    """Type and members of an instrument: a binding treaty is legislation, in force or not; any other is a document."""
    signed = days.get(MilestoneKind.SIGNED) or days.get(MilestoneKind.EXCHANGED)
    entity = {
        "@type": "DigitalDocument",
        "dateCreated": signed,
        "inLanguage": body["languages"],
        "contributor": _role_items(body, "contributor", address_of),
        "about": json_ld_terms(body["topics"], title_of),
        "isBasedOn": [
            address_of(relation["agreement"]["ref"])
            for relation in body["relations"]
            if relation["kind"] in _BASIS_RELATIONS and title_of(relation["agreement"])
        ],
        "encoding": [_media_object(document, address_of(body["ref"])) for document in body["documents"]],
        "citation": json_ld_sources(body),
    }
    if body["bindingness"] == Bindingness.BINDING and body["form"] in _LEGISLATION_FORMS:
        entity |= {
            "@type": "Legislation",
            "legislationType": body["form"],
            "legislationIdentifier": [identifier["value"] for identifier in body["identifiers"]],
            "legislationDate": signed,
            "legislationDateOfApplicability": days.get(MilestoneKind.TAKES_EFFECT),
        }
    return entity


def _role_items(body: dict, relation: str, address_of: AddressOf) -> list[dict]:
    """Participants with their roles, and signatories that have a page; the first ones of many."""
    participants = [
        {
            "@type": "Role",
            "roleName": involvement["role"],
            relation: json_ld_mention(
                involvement["organization"] or involvement["person"],
                "Organization" if involvement["organization"] else "Person",
                address_of,
            ),
        }
        for involvement in body["involvements"][:MAX_UNFOLDED]
    ]
    signatories = [
        {
            "@type": "Role",
            "roleName": "signatory",
            relation: json_ld_mention(signatory["person"], "Person", address_of),
        }
        for signatory in body["signatories"][:MAX_UNFOLDED]
        if signatory["person"] and signatory["person"]["ref"]
    ]
    return participants + signatories


def _media_object(document: dict, address: str) -> dict:
    """A text of the record at this address: the register's own file of it, else where it is elsewhere."""
    return {
        "@type": "MediaObject",
        "name": document["title"],
        "contentUrl": file_address(address, document["key"]) if document["file"] else document["address"],
        "encodingFormat": document["media_type"],
        "inLanguage": document["language"],
        "sha256": document["sha256"],
    }
