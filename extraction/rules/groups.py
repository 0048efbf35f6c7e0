"""Several agreements in one text: which of them each form that is named belongs to, and how they are related."""

import re
from dataclasses import dataclass, field, replace

from agreements.choices import AgreementRelationKind as Kind
from agreements.choices import Form
from extraction.rules.forms import FormMention
from extraction.rules.older import amended_words, change_in, first_signings, older_words
from extraction.rules.skeleton import Item, Skeleton

# Relations by which a text that is about something else, such as a meeting, names its agreement
_BEFORE_ALL = {Kind.BASED_ON.value, Kind.UNDER.value, Kind.FOLLOWS.value}
_CHANGES = {Kind.RENEWS.value, Kind.EXTENDS.value, Kind.AMENDS.value}  # of what remains the same agreement
_NEAR = 400  # letters after a form in the plural
_GENERIC = {Form.AGREEMENT.value, Form.MOU.value, Form.ARRANGEMENT.value}
_DETERMINER = re.compile(
    r"\b(?P<word>an?|the|this|that|its|their|two|three|four|five|six|seven|another|new)"
    r"(?: (?!(?:and|or|of|to|an?|the|signed|this|that)\b)[\w'’-]+| <[A-Z]\d+>){0,4} $",
    re.IGNORECASE,
)
_LISTED = re.compile(r"<F\d+>[^;.]*?(?:,? and|,|;|; and) (?:an?|the|[A-Z\"“‘'])?[^<>]*(?:<[XOL]\d+>[^<>]*)?$")
_HYPOTHETICAL = re.compile(
    r"\b(?:needs?|would|may|might|future|further|additional|feasibility|study|negotiating|towards|possible|"
    r"offer\w*|propos\w*|reject\w*|sought|seeks?|refus\w*|oppos\w*|calls? for|called for|"
    r"planned|any|no|similar|compares? an?|compared "
    r"with)\b[^<>;]{0,40}$",
    re.I,
)
_OWN_YEAR = re.compile(
    r"^(?: \([^()<>]*\))?,? (?:(?:that |which )?(?:was |were |had been )?(?:first |originally |initially |"
    r"previously )?"
    r"(?:of|dated|dates from|dating from|from|signed(?: in| on)?|concluded(?: in| on)?|inked(?: in| on)?|"
    r"entered into(?: in| on)?)) (?:<L\d+>,? (?:in |on )?)?<D(\d+)>|^ \(<D(\d+)>\)"
)
_FURTHER = re.compile(
    r"\b(?:second|third|fourth|fifth|another|separate|parallel|side)(?: (?!of\b)[\w-]+){0,3} $", re.IGNORECASE
)
_CHANGED = re.compile(r"\b(?:the|this) (?:renewed|extended|amended|revised|updated|new) $", re.IGNORECASE)
_FIRST_OF = re.compile(r"\b(?:the|their) (?:first|initial|old) $", re.IGNORECASE)
_NOUN = re.compile(
    r"memorand|agreement|arrangement|protocol|declaration|treaty|contract|plan|letter|pact|accord"
)
_APPOSED = re.compile(r"<F(\d+)>, (?:an?|the) (?:[\w-]+ ){0,3}$")
_SIGNED_NOW = re.compile(  # “under a memorandum that both have signed”, which the text is about
    r"(?: ?\([^()]*\))?,? (?:that|which) [^.;]{0,60}?\b(?:signed|concluded)\b"
)


@dataclass
class Group:
    """One agreement of a text: its form, where it is named first, its year, and its relation to the main one."""

    form: str
    start: int
    end: int
    year: str = ""
    relation: str = ""
    is_plural: bool = False
    is_indefinite: bool = False  # named first as “an agreement”: one of an earlier year is another
    words: tuple[int, int] = (0, 0)  # of the relation
    has_form: bool = True  # otherwise it is known only by what changes it
    is_direct: bool = False  # the relation stands right beside its form: “addendum to the memorandum”
    is_headline: bool = False  # named first in a line that is no sentence
    noun: str = ""  # by which “the agreement” takes it up
    places: list[int] = field(default_factory=list)


def group_agreements(sentences: list[Skeleton]) -> tuple[list[Group], dict[int, int]]:
    """The agreements of a text, and the number of that which each form or day belongs to, by its offset.

    A day is there where it is of an older agreement that has no mention of its own: “renewed the memorandum of 2017”.
    """
    groups: list[Group] = []
    numbers: dict[int, int] = {}
    for skeleton in sentences:
        for item in skeleton.items:
            if item.kind == "F":
                number = _number_of(item, skeleton, groups, numbers)
                if number is not None:
                    numbers[item.start] = number
                    groups[number].places.append(item.start)
    _date_first_signings(sentences, groups, numbers)
    return groups, numbers


def _date_first_signings(sentences: list[Skeleton], groups: list[Group], numbers: dict[int, int]) -> None:
    """Days on which the agreement was signed at first are of the older one that is renewed, extended or followed."""
    change = change_in(" ".join(skeleton.text for skeleton in sentences))
    years = {item.value.value[:4] for skeleton in sentences for item in skeleton.items if item.kind == "D"}
    for skeleton in sentences if groups else ():
        for item in first_signings(skeleton):
            year = item.value.value[:4]
            if item.start in numbers or not year.isdigit() or (change == Kind.FOLLOWS and max(years) <= year):
                continue
            numbers[item.start] = _older(groups, groups[0], year, change)


def _older(groups: list[Group], new: Group, year: str, relation: str) -> int:
    """The number of the agreement of that year, which is added where there is none: it is named only by its change."""
    for number, group in enumerate(groups):
        if number and (group.year == year or (not group.year and not group.has_form)):
            group.year = group.year or year
            return number
    return _add(groups, Group(new.form, new.start, new.end, year, relation, has_form=False))


def _number_of(item: Item, skeleton: Skeleton, groups: list[Group], numbers: dict[int, int]) -> int | None:
    mention: FormMention = item.value
    sign = f"<F{skeleton.items.index(item)}>"
    before, _sign, after = skeleton.text.partition(sign)
    if _HYPOTHETICAL.search(before):
        return None
    dated = _date_after(after, skeleton) or _date_before(before, skeleton)
    year = dated.value.value[:4] if dated and dated.value.value[:4].isdigit() else ""
    new = Group(
        mention.form,
        item.start,
        item.end,
        year,
        is_plural=mention.is_plural,
        is_indefinite=_is_indefinite(before),
        is_headline=not skeleton.text.endswith("."),
        noun=_noun_of(item, skeleton),
    )
    relation, words = amended_words(before, skeleton) or older_words(before)
    is_change = (
        relation in _CHANGES and not _is_of_old("", words.rstrip()) and not re.search(r"<F\d+>", before)
    )
    if is_change and (not groups or _same(new, groups[:1], is_definite=True) == 0 or dated):
        if not groups:
            _add(groups, replace(new, year="", places=[]))
        if _alike(groups[0], new):
            older = _older(groups, new, year, relation)
            if dated:
                numbers[dated.start] = older
            return 0
    if not groups:
        is_itself = relation == Kind.UNDER.value and (_is_bare(before) or bool(_SIGNED_NOW.match(after)))
        new.relation = relation if relation in _BEFORE_ALL and not is_itself else ""
        return _add(groups, new)
    if (
        new.form == Form.AMENDMENT
        and _is_bare(before)
        and any(group.relation in _CHANGES for group in groups)
    ):
        return 0  # “the amendment” by which it is extended
    if (
        _FIRST_OF.search(before)
        and year
        and _same(replace(new, year=""), groups, is_definite=True) is not None
    ):
        return _older(groups, new, year, Kind.FOLLOWS.value)
    if beside := re.search(r"<F(\d+)> \($", before):  # “the Memorandum of Agreement (MoA)”
        return numbers.get(skeleton.items[int(beside[1])].start)
    if apposed := _APPOSED.search(before):
        return numbers.get(skeleton.items[int(apposed[1])].start)
    if _FURTHER.search(before) and not _is_definite(before):
        return _add(groups, new)
    same = _same(new, groups, is_definite=_is_bare(before))
    if year and (known := _of_year(new, groups)):
        return known
    if relation:
        if same is not None and same != 0 and not (year and groups[same].year not in ("", year)):
            return same
        is_amended = relation == Kind.AMENDS and words.startswith("<F")
        if same == 0 and not year and not is_amended and not _is_of_old(before, words):
            return 0
        new.relation, new.is_direct = relation, is_amended
        new.words = _span_of_words(skeleton, before, words, item)
        return _add(groups, new)
    if year and groups[0].year == year and _alike(groups[0], new):
        return 0
    is_listed = bool(_LISTED.search(before)) and any(
        i.start in numbers for i in skeleton.items[: skeleton.items.index(item)]
    )
    if (
        is_listed
        and not _is_definite(before)
        and (new.form != _last_in(skeleton, item, groups, numbers) or year)
    ):
        return _add(groups, new)
    if year and same is not None and groups[same].year not in ("", year):
        return _add(groups, new)
    if same is not None and year and groups[same].is_indefinite and _is_definite(before):
        return _add(groups, new)
    if (
        len(groups) == 1
        and groups[0].is_headline
        and groups[0].form == Form.AGREEMENT
        and not new.is_headline
    ):
        groups[0] = replace(new, relation=groups[0].relation, places=groups[0].places)
        return 0  # the headline has a general word for it
    if same is not None:
        groups[same].year = groups[same].year or year
        return same
    if new.is_plural:
        return None
    if (_is_bare(before) or _CHANGED.search(before)) and new.form in _GENERIC:
        return _taken_up(new, groups)
    return _add(groups, new)


def _noun_of(item: Item, skeleton: Skeleton) -> str:
    """The noun of a form: agreement of “Research Funding Agreement”, memorandum of “memorandum of understanding”."""
    words = skeleton.sentence.text[item.start - skeleton.sentence.start : item.end - skeleton.sentence.start]
    match = _NOUN.search(words.lower())
    return match[0] if match else ""


def _taken_up(new: Group, groups: list[Group]) -> int:
    """The number of the agreement that “the agreement” is: the last that has this noun, or else the main one."""
    named = [number for number, group in enumerate(groups) if group.noun == new.noun and not group.relation]
    return max(named, key=lambda number: max(groups[number].places, default=0)) if named else 0


def is_umbrella(groups: list[Group], number: int) -> bool:
    """True for “four arrangements: a memorandum …”: several agreements that are named one by one after it."""
    group = groups[number]
    following = [other for other in groups[number + 1 :] if other.start - group.end < _NEAR]
    return group.is_plural and len(following) > 1


def _add(groups: list[Group], new: Group) -> int:
    groups.append(new)
    return len(groups) - 1


def _last_in(skeleton: Skeleton, item: Item, groups: list[Group], numbers: dict[int, int]) -> str:
    earlier = [
        other
        for other in skeleton.items
        if other.kind == "F" and other.start < item.start and other.start in numbers
    ]
    return groups[numbers[earlier[-1].start]].form if earlier else ""


def _is_definite(before: str) -> bool:
    match = _DETERMINER.search(before)
    return bool(match) and match["word"].lower() in {"the", "this", "that", "its", "their"}


def _is_indefinite(before: str) -> bool:
    match = _DETERMINER.search(before)
    return bool(match) and match["word"].lower() in {"a", "an"}


def _is_bare(before: str) -> bool:
    """True for “the memorandum”, which is one that was named before, whatever its form is called."""
    return bool(re.search(r"\b(?:the|this|that|said) $", before, re.IGNORECASE))


def _is_of_old(before: str, words: str) -> bool:
    """True for “an earlier memorandum”, “under a memorandum”: another one than that the text is about."""
    return bool(
        re.search(r"\b(?:underlying|earlier|previous|original|predecessor|prior|an?)\b", words, re.IGNORECASE)
    )


def _of_year(new: Group, groups: list[Group]) -> int:
    """The number of an agreement besides the main one that is of the same year, whatever its form is called; or 0."""
    return next(
        (i for i, group in enumerate(groups) if i and group.year == new.year and _alike(group, new)), 0
    )


def _alike(group: Group, new: Group) -> bool:
    return group.form == new.form or (group.form in _GENERIC and new.form in _GENERIC)


def _same(new: Group, groups: list[Group], *, is_definite: bool) -> int | None:
    """The number of the agreement that a form is another mention of: of the same form, or a general word for it."""
    for number in [0, *range(len(groups) - 1, 0, -1)]:
        group = groups[number]
        is_alike = group.form == new.form or (is_definite and new.form in _GENERIC and len(groups) == 1)
        if is_alike and not (new.year and group.year and new.year != group.year):
            return number
    return None


def _span_of_words(skeleton: Skeleton, before: str, words: str, item: Item) -> tuple[int, int]:
    return skeleton.offset(len(before) - len(words)), item.end


def _date_before(before: str, skeleton: Skeleton) -> Item | None:
    match = re.search(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir) <D(\d+)> (?:[a-z-]+ ){0,2}$", before)
    return skeleton.items[int(match[1])] if match else None


def _date_after(after: str, skeleton: Skeleton) -> Item | None:
    match = _OWN_YEAR.match(after)
    return skeleton.items[int(match[1] or match[2])] if match else None
