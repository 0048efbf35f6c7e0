"""A person in office as JSON-LD: names and the identifiers of other registers. Nothing private."""

from pages.json_ld import AddressOf, other_names


def json_ld(body: dict, name: str, address_of: AddressOf) -> dict:
    return {
        "@type": "Person",
        "@id": address_of(body["ref"]),
        "mainEntityOfPage": address_of(body["ref"]),
        "name": name,
        "alternateName": other_names([body["name"], *(one["text"] for one in body["names"])], name),
        "sameAs": [one["address"] for one in body["identifiers"]],
    }
