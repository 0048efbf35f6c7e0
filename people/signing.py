"""Signing by people: in their own name, or for the party that they represent."""


def signs_in_own_name(signatory: dict, involvements: list[dict]) -> bool:
    """The signatory is the party: there is nobody for whom they sign."""
    party = next((row for row in involvements if row["key"] == signatory["involvement"]), None)
    person = signatory["person"]
    if not (party and party["person"] and person):
        return False
    if person["ref"] or party["person"]["ref"]:
        return person["ref"] == party["person"]["ref"]
    return person["name"] == party["person"]["name"]


def represented_party(signatory: dict, involvements: list[dict]) -> dict | None:
    """The party for whom somebody signed; None for who signed in their own name, or where none is named."""
    key = signatory.get("involvement")
    party = next((row for row in involvements if row["key"] == key), None)
    return None if not party or signs_in_own_name(signatory, involvements) else party
