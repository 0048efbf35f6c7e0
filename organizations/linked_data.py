"""JSON-LD of an organization: of the narrowest type of schema.org that its kind certainly is."""

from core.localized import in_language
from organizations.choices import OrganizationKind
from pages.json_ld import (
    AddressOf,
    TitleOf,
    iso_date,
    json_ld_mention_by_title,
    json_ld_sources,
    other_names,
)

_SCHEMA_ORG_TYPES = {
    OrganizationKind.STATE: "Country",
    OrganizationKind.GOVERNMENT: "GovernmentOrganization",
    OrganizationKind.MINISTRY: "GovernmentOrganization",
    OrganizationKind.AGENCY: "GovernmentOrganization",
    OrganizationKind.SUBNATIONAL: "GovernmentOrganization",
    OrganizationKind.CITY: "GovernmentOrganization",
    OrganizationKind.UNIVERSITY: "CollegeOrUniversity",
    OrganizationKind.HOSPITAL: "Hospital",
    OrganizationKind.RESEARCH_INSTITUTE: "ResearchOrganization",
    OrganizationKind.COMPANY: "Corporation",
    OrganizationKind.CONSORTIUM: "Consortium",
    OrganizationKind.PROGRAMME: "Project",
}


def json_ld(body: dict, name: str, address_of: AddressOf, title_of: TitleOf) -> dict:
    kind = _SCHEMA_ORG_TYPES.get(body["kind"], "Organization")
    website = body["website"]
    described = {
        "@type": kind,
        "@id": address_of(body["ref"]),
        "mainEntityOfPage": address_of(body["ref"]),
        "name": name,
        "alternateName": other_names([body["name"], *(alias["text"] for alias in body["names"])], name),
        "description": in_language(body["purpose"])[0],
        "sameAs": [identifier["address"] for identifier in body["identifiers"]],
        "url": website if website.startswith(("https://", "http://")) else "",
    }
    if kind == "Country":
        return described
    return {
        **described,
        "foundingDate": "" if body["is_planned"] else iso_date(body["founded_on"]),
        "dissolutionDate": iso_date(body["dissolved_on"]),
        "parentOrganization": json_ld_mention_by_title(body["parent"], "Organization", address_of, title_of),
        "address": {"@type": "PostalAddress", "addressCountry": body["country"]},
        "subjectOf": json_ld_sources(body),
    }
