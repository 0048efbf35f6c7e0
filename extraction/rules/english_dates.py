"""Dates of acts in English text as suggestions, and the days that bound a signing of which no day is stated."""

import re
from collections.abc import Iterator
from typing import Any

from agreements.choices import MilestoneKind
from extraction.rules.acts import Act, act_of, acts_in, distance_of
from extraction.rules.dates import names_day_before
from extraction.rules.english_modality import is_done
from extraction.rules.older import first_signings, is_of_another
from extraction.rules.skeleton import Item, Skeleton
from extraction.suggestions import Suggestion, SuggestionKind

COMPARISON = re.compile(r"\b(?:compares?|compared with|similar to)\b")
_SIGNED = re.compile(
    r"\b(?:signed|signs?|(?:put|affixed) (?:their|its|his|her) (?:names?|signatures?)|"
    r"concluded|concludes|inked|inks|executed|"
    r"entered into|(?<=announced the )signing of|(?<=announced )signing of|renewed|extended)\b"
)
_OF_YEARS = re.compile(r"\b(?:covers?|covering|for) the (?:years|period) from $")
_END_OF_RANGE = re.compile(r"\b[Ff]rom (?:the )?<D\d+> (?:to|through|until|till) (?:the )?$")
_LIKE_IT = re.compile(r"\b(?:similar|comparable|another|other)\b[^.;]{0,30}<F\d+>")
_LAUNCH = re.compile(r"\b(?:launch(?:ed|es)?|unveil(?:ed|s)?)\b")
_UNTIL = re.compile(
    r"\b(?:until|till|valid through|valid to|up to|ends on|ending on|expires on|"
    r"(?:ran|runs?|continu\w+|lasts?) through) (?:the )?$|"
    r"\b(?:extend|prolong|renew)\w* (?:(?:it|them|<F\d+>|(?:the|its|their|this) (?:\w+ )?(?:\w+|<F\d+>)) )?"
    r"(?:from <D\d+> )?(?:to|through) (?:the )?$"
)
_SURE_ACTS = {
    kind.value
    for kind in (
        MilestoneKind.SIGNED,
        MilestoneKind.EXCHANGED,
        MilestoneKind.LAUNCHED,
        MilestoneKind.TAKES_EFFECT,
        MilestoneKind.EXPIRED,
        MilestoneKind.CANCELLED,
    )
}
_YEAR = 4  # letters of a date that is no more than a year
_DAY = 10  # of one that is a day, without which a meeting is one of the past
_SURE_DISTANCE = 45  # signs between a date and the verb of its act


def suggest_dates(text: Any) -> Iterator[Suggestion]:
    dated: set[tuple[int | None, str, str]] = set()
    dateline = dateline_item(text)
    for skeleton in text.sentences:
        acts = acts_in(skeleton)
        for item in skeleton.items:
            if item.kind != "D" or COMPARISON.search(skeleton.text):
                continue
            before, _sign, after = skeleton.text.partition(f"<D{skeleton.items.index(item)}>")
            if _LIKE_IT.search(skeleton.text) and not any(
                other.start in text.numbers for other in skeleton.items if other.kind == "F"
            ):
                continue
            if is_of_another(before) and item.start not in text.numbers:
                continue
            number = _agreement_of(text, skeleton, item, after)
            if text.groups and item.start not in text.numbers and number:
                is_newer = "" < text.groups[number].year < item.value.value[:4]
                number = text.changed_at(number) if is_newer else number
            if _OF_YEARS.search(before) and re.match(r" (?:to|until|till|through) <D", after):
                continue  # the first of the years that it covers, which is of its term
            if _UNTIL.search(before):
                yield Suggestion(
                    SuggestionKind.TERM.value,
                    item.value.value,
                    item.start,
                    item.end,
                    "until",
                    agreement=text.changed_at(number),
                )
                continue
            is_dateline = item is dateline
            act = Act(MilestoneKind.ANNOUNCED.value, 0, 0) if is_dateline else act_of(skeleton, item, acts)
            if act and item in first_signings(skeleton):
                act = Act(MilestoneKind.SIGNED.value, act.start, act.end)
            if not act or not act.role:
                continue
            if act.role == "held" and (len(item.value.value) < _DAY or _END_OF_RANGE.search(before)):
                continue
            number = None if act.role == "held" else number
            if not text.groups and act.role in (MilestoneKind.SIGNED, MilestoneKind.TAKES_EFFECT):
                continue
            mention = item.value
            is_near = item is not dateline and distance_of(skeleton, item, act) <= _SURE_DISTANCE
            is_whole = mention.value[:4].isdigit()
            is_own = skeleton.sentence.start not in text.after_plans
            yield Suggestion(
                SuggestionKind.DATE.value, mention.value, item.start, item.end, act.role,
                sure=is_near and is_whole and is_own and _is_certain_act(act, text, number)
                and (number == 0 or len(mention.value) > _YEAR),
                stated=not mention.is_counted, agreement=number,
            )  # fmt: skip
            dated.add((number, act.role, mention.value[:_YEAR]))
    yield from _bounded_signing(text, dated)


def _bounded_signing(text: Any, dated: set[tuple[int | None, str, str]]) -> Iterator[Suggestion]:
    """A signing without a day is on or before that of the dateline, or of publication."""
    dateline = dateline_item(text)
    day = dateline.value.value if dateline else text.document.day
    acts = {MilestoneKind.SIGNED.value: _SIGNED, MilestoneKind.LAUNCHED.value: _LAUNCH}
    changes = {MilestoneKind.EXTENDED.value, MilestoneKind.RENEWED.value, MilestoneKind.AMENDED.value}
    concluding = {*acts, *changes, MilestoneKind.EXCHANGED.value, MilestoneKind.ADOPTED.value}
    if not day or any(
        role in concluding and (number == 0 or year == day[:_YEAR]) for number, role, year in dated
    ):
        return  # a day is stated, perhaps by a sentence that seems to be about another agreement
    for role, pattern in acts.items():
        for skeleton in text.sentences:
            words = skeleton.sentence.text
            matches = pattern.finditer(words)
            match = next((m for m in matches if is_done(words[: m.start()], words[m.end() :])), None)
            if match and (text.groups if role == MilestoneKind.SIGNED else not text.groups):
                if role == MilestoneKind.SIGNED and text.agreement_at(skeleton, skeleton.sentence.end) != 0:
                    continue
                if role == MilestoneKind.SIGNED and match[0] in ("renewed", "extended"):
                    continue
                if role == MilestoneKind.SIGNED and _has_other_day(text, dateline, day):
                    return
                start = skeleton.sentence.start + match.start()
                end = skeleton.sentence.start + match.end()
                yield Suggestion(
                    SuggestionKind.DATE.value,
                    f"[..{day}]",
                    start,
                    end,
                    role,
                    sure=role == MilestoneKind.SIGNED,
                    stated=False,
                )
                return


def _has_other_day(text: Any, dateline: Item | None, known: str) -> bool:
    """True where the text names a day that may be that of the signing, the dateline aside."""
    days = (
        item.value.value
        for s in text.sentences
        for item in s.items
        if item.kind == "D" and item is not dateline
    )
    return names_day_before(days, known)


def _is_certain_act(act: Act, text: Any, number: int | None) -> bool:
    """False for acts that may be of something else: the end of an agreement that is renewed, the launch of what is."""
    if act.role == MilestoneKind.EXPIRED and number == 0 and any(group.relation for group in text.groups[1:]):
        return False
    return act.role in _SURE_ACTS and not (act.role == MilestoneKind.LAUNCHED and text.groups)


def dateline_item(text: Any) -> Item | None:
    """The day of a dateline: at the beginning of a paragraph, before a dash; or as a page tells of it."""
    for skeleton in text.sentences:
        match = re.match(
            r"(?:[^.;]|\.(?=[, ])){0,90}?<D(\d+)>(?: /[\w<>]+/| \((?:<[OX]\d+>|[A-Z/ ]{2,14})\))?"
            r"(?:[^<>\w]{0,3}[–—-](?!\d)|:)",
            skeleton.text,
        )
        match = match or re.search(r"\bdateline\b[^.;]{0,90}<D(\d+)>", skeleton.text)
        if match and re.fullmatch(r"\d{4}-\d\d-\d\d", skeleton.items[int(match[1])].value.value):
            return skeleton.items[int(match[1])]
    return None


def _agreement_of(text: Any, skeleton: Skeleton, item: Item, after: str) -> int:
    """The number of the agreement of a date: that of the form right after it, “the 2017 agreement”, or the nearest."""
    if item.start in text.numbers:
        return text.numbers[item.start]
    match = re.match(r" (?!an? )(?:[a-z]+ )?<F(\d+)>", after)
    return text.agreement_at(skeleton, item.start, skeleton.items[int(match[1])] if match else None)
