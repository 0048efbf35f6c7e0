"""Addresses of documents and of cited sources of a draft."""

from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.drafts.list_cells import pair_equal, pair_replaced
from spreadsheets.drafts.removals import remove_parts
from spreadsheets.drafts.replacements import warn_of_replacement
from spreadsheets.parsing import cells


def fill_web_addresses(draft: AgreementDraft) -> None:
    """Fill in the documents and sources of these addresses; only an exported cell has all that the record has."""
    if (addresses := draft.parse("document", _parse_addresses)) is not None:
        _fill_documents(draft, addresses)
    if (addresses := draft.parse("source", _parse_addresses)) is not None:
        _fill_sources(draft, addresses)


def _parse_addresses(text: str) -> list[str]:
    return [cells.parse_web_address(address) for address in cells.split_values(text)]


def _fill_documents(draft: AgreementDraft, addresses: list[str]) -> None:
    """Add documents; of one that goes from an exported cell the record keeps what is stored."""
    addresses = addresses if draft.is_exported else list(dict.fromkeys(addresses))
    old = [part for part in draft.members.get("documents", []) if part.get("address")]
    written = [part["address"] for part in old]
    pairs = pair_equal([{address} for address in written], addresses)
    if draft.is_exported:
        pairs = pair_replaced(written, addresses, pairs)
        gone = [part for place, part in enumerate(old) if place not in pairs.values()]
        for part in gone:
            del part["address"]
        remove_parts(draft, "documents", [part for part in gone if not part.get("file")])
    for number, address in enumerate(addresses):
        if number not in pairs:
            count = len(draft.members.get("documents", []))
            members = {"title": draft.members["texts"][0]["title"][:400], "address": address}
            draft.add_part("documents", f"document-{count + 1}", members, "document")
        elif address != (part := old[pairs[number]])["address"]:
            before = dict(part)
            part["address"] = address
            draft.note_origin("document", "documents", part, "address")
            warn_of_replacement(draft, "document", "documents", part, before)


def _fill_sources(draft: AgreementDraft, addresses: list[str]) -> None:
    """Cite the sources; those of an exported cell instead of those that it has no more, for the same facts."""
    addresses = list(dict.fromkeys(addresses))
    citations = draft.members.get("citations", [])
    known = draft.desk.source_addresses
    cited = [known.get(citation["source"], citation["source"]) for citation in citations]
    written = list(dict.fromkeys(address for address in cited if "://" in address))
    pairs = pair_equal([{address} for address in written], addresses)
    if draft.is_exported:
        pairs = pair_replaced(written, addresses, pairs)
        gone = {address for place, address in enumerate(written) if place not in pairs.values()}
        going = [part for part, address in zip(citations, cited, strict=True) if address in gone]
        remove_parts(draft, "citations", going)
    for number, address in enumerate(addresses):
        source = draft.desk.source_ids.get(address, address)
        if number not in pairs:
            count = len(draft.members.get("citations", []))
            draft.add_part("citations", f"source-{count + 1}", {"source": source}, "source")
            continue
        for part, other in zip(citations, cited, strict=True):
            if other == written[pairs[number]] and other != address:
                before = dict(part)
                part["source"] = source
                draft.note_origin("source", "citations", part, "source")
                warn_of_replacement(draft, "source", "citations", part, before)
