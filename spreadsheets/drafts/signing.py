"""Signatories of a draft."""

from dataclasses import dataclass

from core.text import fold
from spreadsheets.drafts.draft import AgreementDraft, normalize_lines
from spreadsheets.drafts.list_cells import is_whole_list, pair_equal, pair_replaced
from spreadsheets.drafts.party_cells import add_count_problem
from spreadsheets.drafts.removals import remove_parts
from spreadsheets.drafts.replacements import warn_of_replacement
from spreadsheets.messages import message as _
from spreadsheets.parsing import cells
from spreadsheets.parsing.cells import normalize_cell
from spreadsheets.parsing.signatories import parse_signatories


@dataclass(frozen=True)
class _CellSignatory:
    """A signatory of the cells; ``post`` is None where they leave the post as it is."""

    name: str
    post: str | None

    @property
    def key(self) -> str:
        """Text by which the record has the same one: the name, or the post alone."""
        return normalize_cell(self.name or self.post or "")


def fill_signatories(draft: AgreementDraft) -> None:
    """Fill in the signatories that the row names, and their posts."""
    if draft.is_unchanged("signatory", "signatory_post"):
        return
    named = _cell_signatories(draft)
    old = draft.members.get("signatories", [])
    if not named:
        return
    keys = [{normalize_cell(part.get("name_as_written") or part.get("post_as_written", ""))} for part in old]
    same = pair_equal(keys, [signatory.key for signatory in named])
    texts = [part.get("name_as_written", "") for part in old]
    pairs = pair_replaced(texts, [signatory.name for signatory in named], same)
    gone = [part for place, part in enumerate(old) if place not in pairs.values()]
    lost = [part for place, part in enumerate(old) if place not in same.values()]
    names = [part.get("name_as_written") or part.get("post_as_written", "") for part in lost]
    is_whole = is_whole_list(draft, "signatory", names, has_new=len(same) < len(named))
    if is_whole is None:
        return
    pairs = pairs if is_whole else same
    kept = [
        _put_signatory(draft, signatory, old[pairs[number]] if number in pairs else None)
        for number, signatory in enumerate(named)
    ]
    if is_whole:
        remove_parts(draft, "signatories", gone)
    if draft.is_exported:
        draft.members["signatories"] = kept


def _cell_signatories(draft: AgreementDraft) -> list[_CellSignatory]:
    """The signatories of the row; in a list of anybody's a post may stand behind its name."""
    lines = [
        text for _header, cell in draft.row.cells.get("signatory", []) for text in cells.split_values(cell)
    ]
    names = ["" if cells.is_blank_cell(line) else line for line in lines]
    posts = [text for _header, text in draft.row.cells.get("signatory_post", [])]
    if draft.is_exported:
        if _keeps_posts(draft, names):
            return [_CellSignatory(name, None) for name in names]
        return _with_posts(draft, names, keeps_blank=not any(map(str.strip, posts)))
    if any(posts):
        return _with_posts(draft, names or [""], keeps_blank=True)
    return [
        _CellSignatory(name, post or None)
        for text in filter(None, names)
        for name, post in parse_signatories(text)
    ]


def _keeps_posts(draft: AgreementDraft, names: list[str]) -> bool:
    """True where an exported cell only has fewer names, or others in order, beside posts that nobody touched."""
    stored = [
        normalize_cell(part.get("name_as_written", "")) for part in draft.members.get("signatories", [])
    ]
    given = list(map(normalize_cell, names))
    is_known = all(given) and all(given.count(name) <= stored.count(name) for name in given)
    return is_known and given != stored and draft.is_unchanged("signatory_post")


def _with_posts(draft: AgreementDraft, names: list[str], *, keeps_blank: bool) -> list[_CellSignatory]:
    """The names with the posts of their places. ``keeps_blank``: where none stands the post stays as it is."""
    posts = _parallel_posts(draft, len(names))
    return [
        _CellSignatory(name, None if keeps_blank and not post else post)
        for name, post in zip(names, posts, strict=True)
        if name or post
    ]


def _parallel_posts(draft: AgreementDraft, count: int) -> list[str] | list[None]:
    """A post for each of so many signatories, in their order; None where their number is a problem of the row."""
    values = []
    for _header, text in draft.row.cells.get("signatory_post", []):
        values += ["" if cells.is_blank_cell(value) else value for value in cells.split_values(text) or [""]]
    if not any(values):
        return [""] * count
    if len(values) != count:
        add_count_problem(draft, "signatory_post", len(values), count)
        return [None] * count
    return values


def _put_signatory(draft: AgreementDraft, signatory: _CellSignatory, part: dict | None) -> dict:
    """The signatory of the record as the cells have it, or a new one."""
    if part is None:
        number = len(draft.members.get("signatories", [])) + 1
        part = draft.add_part("signatories", f"signatory-{number}", {}, "signatory")
    elif signatory.name and normalize_cell(signatory.name) != normalize_cell(part.get("name_as_written", "")):
        before = dict(part)
        _leave_person(draft, part, signatory.name)
        part["name_as_written"] = signatory.name
        if before.get("name_as_written"):
            warn_of_replacement(draft, "signatory", "signatories", part, before)
    written = part.get("name_as_written", "")
    if signatory.name and (not written or (draft.is_exported and normalize_lines(written) != signatory.name)):
        part["name_as_written"] = signatory.name
    if signatory.post is not None and signatory.post != part.get("post_as_written", ""):
        _set_post(draft, part, signatory.post)
    return part


def _set_post(draft: AgreementDraft, part: dict, post: str) -> None:
    part.pop("post_as_written", None)
    part |= {"post_as_written": post} if post else {}
    draft.note_origin("signatory_post", "signatories", part, "post_as_written")
    if part.get("post_by_language"):
        reason = _("The post is also recorded by language, and stays so: correct it on the record.")
        draft.add_warning("signatory_post", reason)


def _leave_person(draft: AgreementDraft, part: dict, name: str) -> None:
    """Take the person out of a signatory of another name than any of theirs."""
    if not part.get("person"):
        return
    names = draft.desk.person_names[part["person"]]
    if _only_letters(name) not in map(_only_letters, names):
        del part["person"]


def _only_letters(name: str) -> str:
    return "".join(letter for letter in fold(name) if letter.isalnum())
