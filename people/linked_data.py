"""JSON-LD of a person in office: names and identifiers. Nothing private."""

from pages.json_ld import AddressOf, other_names


def json_ld(body: dict, name: str, address_of: AddressOf) -> dict:
    return {
        "@type": "Person",
        "@id": address_of(body["ref"]),
        "mainEntityOfPage": address_of(body["ref"]),
        "name": name,
        "alternateName": other_names([body["name"], *(alias["text"] for alias in body["names"])], name),
        "sameAs": [identifier["address"] for identifier in body["identifiers"]],
    }
