"""Several agreements in one text: which of them each form that is named belongs to, and how they are related."""

import re
from dataclasses import dataclass, field

from agreements.choices import AgreementRelationKind as Kind
from agreements.choices import Form
from extraction.rules.forms import FormMention
from extraction.rules.skeleton import Item, Skeleton

# Relations by which a text that is about something else, such as a meeting, names its agreement
_BEFORE_ALL = {Kind.BASED_ON.value, Kind.UNDER.value, Kind.FOLLOWS.value}
_NEAR = 400  # letters after a form in the plural
_GENERIC = {Form.AGREEMENT.value, Form.MOU.value, Form.ARRANGEMENT.value}
# Words before an older agreement, with what they make of the newer one
_OLDER = [
    (Kind.AMENDS, r"(?:amend(?:s|ed|ing)?|modif(?:y|ies|ying)|addend(?:um|a) to|amendments? (?:to|of))"),
    (Kind.RENEWS, r"(?:renew(?:s|ed|ing|al of)?)"),
    (Kind.EXTENDS, r"(?:extend(?:s|ed|ing)?|extensions? of|prolong(?:s|ed|ing))"),
    (Kind.SUPERSEDES, r"(?:supersed(?:es|ed|ing)|replac(?:es|ed|ing)|succeeds?)"),
    (Kind.CONFIRMS, r"confirm(?:s|ed|ing)"),
    (Kind.BASED_ON, r"(?:based (?:up)?on|on the basis of|builds? (?:up)?on|building (?:up)?on|stems? from|"
        r"grounded in|rooted in)"),
    (Kind.FOLLOWS, r"(?:follow(?:s|ed|ing)(?: on from| up on| up)?|follow-up (?:to|of)|comes? after|in line with)"),
    (Kind.IMPLEMENTS, r"(?:implement(?:s|ing|ation of)?|in implementation of)"),
    (Kind.UNDER, r"(?:under|pursuant to|in accordance with|within the framework of|as part of|in the framework of)"),
    (Kind.IMPLEMENTS, r"(?:the )?underlying"),
    (Kind.FOLLOWS, r"(?:an? |the |their |its )?(?:earlier|previous|original|predecessor|prior|existing)"),
]  # fmt: skip
_OLDER_PATTERNS = [
    (
        kind,
        re.compile(
            rf"\b{words} (?:(?:the|an?|its|their|this|that) )?(?:[\w'’-]+ |<[A-Z]\d+> ?){{0,4}}$",
            re.IGNORECASE,
        ),
    )
    for kind, words in _OLDER
]
_DETERMINER = re.compile(
    r"\b(?P<word>an?|the|this|that|its|their|two|three|four|five|six|seven|another|new)"
    r"(?: (?!(?:and|or|of|to|an?|the|signed|this|that)\b)[\w'’-]+| <[A-Z]\d+>){0,4} $",
    re.IGNORECASE,
)
_LISTED = re.compile(r"<F\d+>[^;.]*?(?:,? and|,|;|; and) (?:an?|the|[A-Z\"“‘'])?[^<>]*(?:<[XOL]\d+>[^<>]*)?$")
_HYPOTHETICAL = re.compile(
    r"\b(?:needs?|would|may|might|future|further|additional|feasibility|study|negotiating|towards|possible|"
    r"planned|any|no|similar|compares? an?|compared "
    r"with)\b[^<>;]{0,40}$",
    re.I,
)
_OWN_YEAR = re.compile(
    r"^ (?:of|dated|dates from|from|signed(?: in| on)?) (?:<L\d+> )?<D(\d+)>|^ \(<D(\d+)>\)"
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
    has_form: bool = True
    places: list[int] = field(default_factory=list)


def group_agreements(sentences: list[Skeleton]) -> tuple[list[Group], dict[int, int]]:
    """The agreements of a text, and the number of that which each form belongs to, by the offset of the form."""
    groups: list[Group] = []
    numbers: dict[int, int] = {}
    for skeleton in sentences:
        for item in skeleton.items:
            if item.kind == "F":
                number = _number_of(item, skeleton, groups, numbers)
                if number is not None:
                    numbers[item.start] = number
                    groups[number].places.append(item.start)
    return groups, numbers


def _number_of(item: Item, skeleton: Skeleton, groups: list[Group], numbers: dict[int, int]) -> int | None:
    mention: FormMention = item.value
    sign = f"<F{skeleton.items.index(item)}>"
    before, _sign, after = skeleton.text.partition(sign)
    if _HYPOTHETICAL.search(before):
        return None
    year = _year_after(after, skeleton) or _year_before(before, skeleton)
    new = Group(
        mention.form,
        item.start,
        item.end,
        year,
        is_plural=mention.is_plural,
        is_indefinite=_is_indefinite(before),
    )
    relation, words = _amended_words(before, skeleton) or _older_words(before)
    if not groups:
        new.relation = relation if relation in _BEFORE_ALL else ""
        return _add(groups, new)
    same = _same(new, groups, is_definite=_is_bare(before))
    if relation:
        if same is not None and same != 0 and not (year and groups[same].year not in ("", year)):
            return same
        is_amended = relation == Kind.AMENDS and words.startswith("<F")
        if same == 0 and not year and not is_amended and not _is_of_old(before, words):
            return 0
        new.relation, new.words = relation, _span_of_words(skeleton, before, words, item)
        return _add(groups, new)
    if year and any(group.year == year and _alike(group, new) for group in groups):
        return next(i for i, group in enumerate(groups) if group.year == year and _alike(group, new))
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
    if same is not None:
        groups[same].year = groups[same].year or year
        return same
    if new.is_plural:
        return None
    if _is_bare(before) and new.form in _GENERIC:
        return len(groups) - 1 if len(groups) == 1 else 0
    return _add(groups, new)


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


def _amended_words(before: str, skeleton: Skeleton) -> tuple[str, str] | None:
    """“Addendum No. 2 to the …”: what it amends."""
    match = re.search(r"<F(\d+)>[^<>]{0,10} to (?:the|an?|its|their) (?:[\w'’-]+ ){0,3}$", before)
    if match and skeleton.items[int(match[1])].value.form == Form.AMENDMENT:
        return Kind.AMENDS.value, match[0]
    return None


def _older_words(before: str) -> tuple[str, str]:
    for kind, pattern in _OLDER_PATTERNS:
        if match := pattern.search(before):
            return kind.value, match[0]
    return "", ""


def _span_of_words(skeleton: Skeleton, before: str, words: str, item: Item) -> tuple[int, int]:
    return skeleton.offset(len(before) - len(words)), item.end


def _year_before(before: str, skeleton: Skeleton) -> str:
    match = re.search(r"\b[Tt]he <D(\d+)> (?:[a-z]+ )?$", before)
    value = skeleton.items[int(match[1])].value.value if match else ""
    return value[:4] if value[:4].isdigit() else ""


def _year_after(after: str, skeleton: Skeleton) -> str:
    match = _OWN_YEAR.match(after)
    if not match:
        return ""
    value = skeleton.items[int(match[1] or match[2])].value.value
    return value[:4] if value[:4].isdigit() else ""
