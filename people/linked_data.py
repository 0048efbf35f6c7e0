"""A person in office as JSON-LD: names and the identifiers of other registers. Nothing private."""

from register.pages import linked_data


def person(body: dict, name: str, address_of: linked_data.AddressOf) -> dict:
    return {
        "@type": "Person",
        "@id": address_of(body["ref"]),
        "mainEntityOfPage": address_of(body["ref"]),
        "name": name,
        "alternateName": linked_data.others([body["name"], *(one["text"] for one in body["names"])], name),
        "sameAs": [one["address"] for one in body["identifiers"]],
    }
