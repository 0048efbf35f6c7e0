"""Removal of parts of a draft, with all that refers to them."""

from interchange.fields import is_part_reference, many_to_many_fields, member_fields
from interchange.schema import PART_COLLECTIONS
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.drafts.part_facts import part_model


def remove_parts(draft: AgreementDraft, collection: str, parts: list[dict]) -> None:
    """Take parts of the record out of a collection; what refers to them or is cited for them alone goes too."""
    names = {part.get("key", part.get("id")) for part in parts}
    if not names:
        return
    draft.members[collection] = [
        part for part in draft.members[collection] if part.get("key", part.get("id")) not in names
    ]
    model = part_model(collection)
    for other in PART_COLLECTIONS["agreements"]:
        for part in draft.members.get(other, []):
            _remove_references(part, part_model(other), model, names)
    _remove_facts(draft, {f"{collection}/{name}" for name in names})


def _remove_references(part: dict, model, to, names: set[str]) -> None:
    for field in member_fields(model):
        if is_part_reference(field) and field.related_model is to and part.get(field.name) in names:
            del part[field.name]
    for field in many_to_many_fields(model):
        if field.related_model is to and names & set(part.get(field.name, [])):
            part[field.name] = [name for name in part[field.name] if name not in names]


def _remove_facts(draft: AgreementDraft, gone: set[str]) -> None:
    """Take the facts of these parts out of the citations, with those that were cited for nothing else."""
    kept = []
    for citation in draft.members.get("citations", []):
        facts = citation.get("facts", [])
        left = [fact for fact in facts if "/".join(fact.split("/")[:2]) not in gone]
        if left != facts:
            citation["facts"] = left
        if left or not facts:
            kept.append(citation)
    if "citations" in draft.members:
        draft.members["citations"] = kept
