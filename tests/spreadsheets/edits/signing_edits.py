"""Edits of signatories and their posts."""

from tests.spreadsheets.edits.cells import Row, edit
from tests.spreadsheets.edits.register import remove


def _signatories(row: Row) -> tuple[list[dict], list[str], list[str]]:
    own = row.record.get("signatories", [])
    return own, row.lines("signatory", len(own)), row.lines("signatory_post", len(own))


def _write_signatories(row: Row, names: list[str], posts: list[str]) -> None:
    row.write("signatory", names)
    if any(line != "-" for line in posts):
        row.write("signatory_post", posts)


@edit("signatory")
def signatory_replaced(desk, row):
    own, names, posts = _signatories(row)
    if not own:
        return None
    place = desk.random.randrange(len(own))
    names[place] = own[place]["name_as_written"] = desk.fresh("Otherman")
    own[place].pop("person", None)
    _write_signatories(row, names, posts)
    return "signatory"


@edit("signatory")
def signatory_and_post_replaced(desk, row):
    own, names, posts = _signatories(row)
    if not own:
        return None
    place = desk.random.randrange(len(own))
    names[place] = own[place]["name_as_written"] = desk.fresh("Successor")
    posts[place] = own[place]["post_as_written"] = desk.fresh("Provost; acting")
    own[place].pop("person", None)
    _write_signatories(row, names, posts)
    return "signatory"


@edit("signatory")
def post_changed(desk, row):
    own, names, posts = _signatories(row)
    if not own:
        return None
    place = desk.random.randrange(len(own))
    posts[place] = own[place]["post_as_written"] = desk.fresh("Chancellor")
    _write_signatories(row, names, posts)
    return "signatory_post"


@edit("signatory")
def signatory_removed(desk, row):
    own, names, posts = _signatories(row)
    if len(own) < 2:
        return None
    pairs = list(zip(names, posts, strict=True))
    places = [place for place, pair in enumerate(pairs) if pairs.count(pair) == 1]
    if not places:  # of several alike nobody can tell which was taken out
        return None
    place = desk.random.choice(places)
    gone = own[place]
    del names[place], posts[place]
    row.write("signatory", names)
    if any(line != "-" for line in posts):
        row.write("signatory_post", posts)
    elif row.cells["signatory_post"]:
        row.cells["signatory_post"] = ""
    remove(row.record, "signatories", gone)
    return "signatory"


@edit("signatory")
def signatory_added(desk, row):
    _own, names, posts = _signatories(row)
    name, post = desk.fresh("Newman"), desk.fresh("Dean")
    row.record.setdefault("signatories", []).append({"name_as_written": name, "post_as_written": post})
    _write_signatories(row, [*names, name], [*posts, post])
    return "signatory"


@edit("signatory")
def signatories_in_another_order(desk, row):
    own, names, posts = _signatories(row)
    if len(own) < 2 or len(set(zip(names, posts, strict=True))) < len(own):
        return None
    row.record["signatories"] = own[::-1]
    _write_signatories(row, names[::-1], posts[::-1])
    return "signatory"
