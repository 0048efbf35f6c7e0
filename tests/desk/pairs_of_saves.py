"""Random edits by two people of one agreement, as forms are filled in, and an oracle that knows what both typed.

The oracle shares nothing with the merge: it reads the tables before, notes what each person meant to do, and says what
the tables must hold in the end.
"""

import random
from collections import Counter
from dataclasses import dataclass, field

from tests import factories as make

# The facts that are edited, by list of parts: name of the input, and of the column
FACTS = {
    "signatories": ["name_as_written", "post_as_written", "authority", "position"],
    "milestones": ["on", "legal_basis", "position"],
    "identifiers": ["scheme", "value"],
    "contacts": ["office", "visibility", "party"],
    "documents": ["title", "address"],
    "involvements": ["unit", "jurisdiction"],
    "texts": ["title", "summary"],
}
COLUMNS = {"party": "involvement_id"}
DELETABLE = ["signatories", "milestones", "identifiers", "contacts", "documents"]
RECORD_FACTS = ["form_as_written", "disclosure_basis", "ordinal"]
WORDS = ["Ahn", "Baek", "  spaced  out ", "“quoted” & <b>", "한국 외교부", "Çelik", "line", "0", "'; --"]


def make_agreement():
    """An agreement with two or three parts of each kind that is edited."""
    agreement = make.AgreementFactory(titled=True, form_as_written="Note", ordinal=2)
    involvements = [agreement.involvements.get(), make.InvolvementFactory(agreement=agreement)]
    for number in range(3):
        make.SignatoryFactory(agreement=agreement, person=None, post_as_written=f"Post {number}")
    for kind in ("announced", "launched"):
        make.MilestoneFactory(agreement=agreement, kind=kind, on="2020-05")
    for number in range(2):
        make.AgreementIdentifierFactory(agreement=agreement, value=f"I{number}")
        make.ContactFactory(agreement=agreement, office=f"Office {number}", involvement=involvements[number])
        make.DocumentFactory(agreement=agreement, title=f"Text {number}")
    agreement.topics.set([make.TopicFactory(), make.TopicFactory()])
    return agreement


@dataclass
class State:
    """Facts of an agreement as the tables have them; of parts by list and primary key."""

    record: dict
    parts: dict[tuple[str, int], dict]
    topics: set[int]

    @property
    def comparable(self) -> tuple:
        rows = Counter((prefix, *sorted(facts.items())) for (prefix, _pk), facts in self.parts.items())
        return self.record, rows, self.topics


def state_of(agreement) -> State:
    agreement.refresh_from_db()
    parts = {
        (prefix, part.pk): {name: str(getattr(part, COLUMNS.get(name, name))) for name in facts}
        for prefix, facts in FACTS.items()
        for part in getattr(agreement, prefix).all()
    }
    record = {name: str(getattr(agreement, name)) for name in RECORD_FACTS}
    return State(record, parts, {*agreement.topics.values_list("pk", flat=True)})


@dataclass
class Person:
    """What somebody meant to change: values by path, parts to delete, new parts, topics in and out."""

    values: dict[tuple, str] = field(default_factory=dict)  # ((prefix, pk) or None, name): value
    deleted: set[tuple[str, int]] = field(default_factory=set)
    added: list[tuple[str, dict]] = field(default_factory=list)
    topics_in: set[int] = field(default_factory=set)
    topics_out: set[int] = field(default_factory=set)


def random_value(dice: random.Random, name: str, agreement) -> tuple[str, str]:
    """What is typed for a fact, and what is stored then."""
    if name == "position":
        return (number := str(dice.randrange(9)), number)
    if name == "ordinal":
        return (number := str(dice.randrange(3, 9)), number)
    if name == "on":
        return dice.choice([("Aug 2021", "2021-08"), ("2022-03-04", "2022-03-04"), ("2023", "2023")])
    if name == "visibility":
        return (visibility := dice.choice(["staff", "public"]), visibility)
    if name == "address":
        return (address := f"https://example.org/{dice.randrange(99)}.pdf", address)
    if name == "party":
        involvement = dice.choice(list(agreement.involvements.all()))
        return str(involvement.organization_id), str(involvement.pk)
    word = f"{dice.choice(WORDS)} {dice.randrange(10**6 if name == 'value' else 4)}"  # no identifier twice
    return word, word.strip()


def edit(dice: random.Random, agreement, state: State, form) -> Person:
    """Change a form at random, one to eight facts or parts of it; the same fact only once."""
    person = Person()
    rows = {
        (prefix, int(form[f"{prefix}-{number}-id"][0])): f"{prefix}-{number}"
        for prefix in FACTS
        for number in range(int(form[f"{prefix}-INITIAL_FORMS"][0]))
    }
    for _step in range(dice.randint(1, 8)):
        kind = dice.choices(["fact", "record", "delete", "add", "topic"], [6, 2, 2, 2, 1])[0]
        if kind == "fact":
            part = dice.choice(sorted(rows))
            name = dice.choice(FACTS[part[0]])
            if part not in person.deleted:
                set_value(dice, agreement, state, form, person, (part, name), f"{rows[part]}-{name}")
        elif kind == "record":
            name = dice.choice(RECORD_FACTS)
            set_value(dice, agreement, state, form, person, (None, name), name)
        elif kind == "delete":
            part = dice.choice([part for part in sorted(rows) if part[0] in DELETABLE])
            if not any(of == part for of, _name in person.values):
                form[f"{rows[part]}-DELETE"] = ["on"]
                person.deleted.add(part)
        elif kind == "add":
            add_part(dice, form, person)
        else:
            change_topics(dice, state, form, person)
    return person


def set_value(dice, agreement, state: State, form, person: Person, path: tuple, name: str) -> None:
    typed, stored = random_value(dice, path[1], agreement)
    before = state.parts[path[0]] if path[0] else state.record
    if path not in person.values and before[path[1]] != stored:
        form[name] = [typed]
        person.values[path] = stored


def add_part(dice, form, person: Person) -> None:
    """A new part, now and then one that the other person may add as well, word by word."""
    prefix = dice.choice(["signatories", "identifiers", "contacts", "milestones"])
    word = f"New {dice.choice(WORDS).strip()} {dice.randrange(3)}"
    typed = {
        "signatories": {"name_as_written": word},
        "identifiers": {"scheme": "other", "value": word},
        "contacts": {"office": word, "visibility": "staff"},
        "milestones": {"kind": "announced", "on": "2019"},
    }[prefix]
    if (prefix, typed) in person.added:
        return
    form.add(prefix, **typed)
    person.added.append((prefix, typed))


def change_topics(dice, state: State, form, person: Person) -> None:
    out = dice.choice(sorted(state.topics))
    new = make.TopicFactory().pk
    person.topics_in, person.topics_out = {new}, {out}
    form["topics"] = [str(pk) for pk in sorted(state.topics - {out} | {new})]


# The oracle


def path_of(path: tuple) -> str:
    """The path by which the page of a conflict names a fact, or a whole part where its name is empty."""
    part, name = path
    return f"{part[0]}:{part[1]}:{name}" if part else f"::{name}"


def conflicts(first: Person, second: Person) -> set[str]:
    """Paths of what the second one has to choose."""
    same_fact = {path for path, value in second.values.items() if first.values.get(path, value) != value}
    deleted_by_first = {(part, "") for part, _name in second.values if part in first.deleted}
    deleted_by_second = {(part, "") for part, _name in first.values if part in second.deleted}
    return {path_of(path) for path in same_fact | deleted_by_first | deleted_by_second}


def expected(base: State, first: Person, second: Person, choices: dict[str, str]) -> State:
    """The facts after both have saved, the second one with these choices."""

    def side(path: tuple) -> str:
        return choices.get(path_of(path), "yours")

    record = {name: _value(base.record[name], (None, name), first, second, side) for name in base.record}
    parts: dict[tuple[str, int], dict] = {}
    for part, facts in base.parts.items():
        merged = {name: _value(value, (part, name), first, second, side) for name, value in facts.items()}
        if part in first.deleted:
            is_kept = any(of == part for of, _name in second.values) and side((part, "")) == "yours"
            merged = {name: second.values.get((part, name), value) for name, value in facts.items()}
        else:
            changed = any(of == part for of, _name in first.values)
            is_kept = part not in second.deleted or (changed and side((part, "")) == "theirs")
        if is_kept:
            parts[part] = merged
    added = [*first.added, *(new for new in second.added if new not in first.added)]
    for number, (prefix, typed) in enumerate(added):
        parts[prefix, -number - 1] = blank_part(prefix) | {
            name: value for name, value in typed.items() if name in FACTS[prefix]
        }
    out = first.topics_out | second.topics_out
    return State(record, parts, base.topics - out | first.topics_in | second.topics_in)


def _value(base: str, path: tuple, first: Person, second: Person, side) -> str:
    if path in second.values and (path not in first.values or side(path) == "yours"):
        return second.values[path]
    return first.values.get(path, base)


def blank_part(prefix: str) -> dict:
    return {
        name: {"position": "0", "party": "None", "visibility": "staff"}.get(name, "")
        for name in FACTS[prefix]
    }
