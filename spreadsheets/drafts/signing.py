"""."""

from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.drafts.parties import parallel_values
from spreadsheets.parsing import cells
from spreadsheets.parsing.cells import normalize_cell


def fill_signatories(draft: AgreementDraft) -> None:
    if draft.is_told("signatory", "signatory_post"):
        return
    lines = [text for _header, cell in draft.row.told("signatory") for text in cells.split_values(cell)]
    has_posts = any(text for _header, text in draft.row.cells.get("signatory_post", []))
    posts = (
        parallel_values(draft, "signatory_post", len(lines), str)
        if lines
        else [draft.row.text("signatory_post")]
    )
    people = [(line, "") for line in lines] if has_posts else [cells.parse_signatory(line) for line in lines]
    for number, (name, own_post) in enumerate(people or [("", "")]):
        _add_signatory(draft, "" if cells.is_blank_cell(name) else name, own_post or posts[number])


def _add_signatory(draft: AgreementDraft, name: str, post: str) -> None:
    there = draft.members.get("signatories", [])
    part = next(
        (
            one
            for one in there
            if name and normalize_cell(one.get("name_as_written", "")) == normalize_cell(name)
        ),
        None,
    )
    if part is None and any(not name and one.get("post_as_written") == post for one in there):
        return
    if part is None:
        part = draft.part("signatories", f"signatory-{len(there) + 1}", {}, "signatory")
        part |= {"name_as_written": name} if name else {}
    if post:
        part["post_as_written"] = post
        draft.came_from("signatory_post", "signatories", part, "post_as_written")
