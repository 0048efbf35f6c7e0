"""Signatories of a draft."""

from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.drafts.parties import parallel_values
from spreadsheets.parsing import cells
from spreadsheets.parsing.cells import normalize_cell


def fill_signatories(draft: AgreementDraft) -> None:
    """Add the signatories that the row names and the record has not, and their posts."""
    if draft.is_unchanged("signatory", "signatory_post"):
        return
    lines = [
        text for _header, cell in draft.row.filled_cells("signatory") for text in cells.split_values(cell)
    ]
    has_posts = any(text for _header, text in draft.row.cells.get("signatory_post", []))
    posts = (
        parallel_values(draft, "signatory_post", len(lines)) if lines else [draft.row.text("signatory_post")]
    )
    people = [(line, "") for line in lines] if has_posts else [cells.parse_signatory(line) for line in lines]
    for number, (name, own_post) in enumerate(people or [("", "")]):
        _add_signatory(draft, "" if cells.is_blank_cell(name) else name, own_post or posts[number])


def _add_signatory(draft: AgreementDraft, name: str, post: str) -> None:
    signatories = draft.members.get("signatories", [])
    namesakes = (
        signatory
        for signatory in signatories
        if name and normalize_cell(signatory.get("name_as_written", "")) == normalize_cell(name)
    )
    part = next(namesakes, None)
    if part is None and any(not name and other.get("post_as_written") == post for other in signatories):
        return
    if part is None:
        part = draft.add_part("signatories", f"signatory-{len(signatories) + 1}", {}, "signatory")
        part |= {"name_as_written": name} if name else {}
    if post:
        part["post_as_written"] = post
        draft.note_origin("signatory_post", "signatories", part, "post_as_written")
