"""Parties in English text: who signs a form, between whom it is, with whom it was signed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agreements.choices import Form, InvolvementRole
from core.currencies import CURRENCIES
from extraction.rules.gazetteer import country_code
from extraction.rules.name_kinds import CITY, COUNTRY, ORGANIZATION_KIND, OTHER, Mention
from extraction.rules.party_patterns import (
    ANAPHORA,
    CITY_OF,
    FUNDERS,
    FURTHER_RULES,
    GENERAL,
    IMPLEMENTED,
    IT_SIGNED,
    JOINED,
    MINISTRIES,
    NOT_A_PARTY,
    OF_TALKS,
    OWN_FORM,
    POST_OF,
    RULES,
    SUBJECT,
    THROUGH,
    TOGETHER,
    WHERE_IT_IS,
    WITHIN_ANOTHER,
)
from extraction.rules.skeleton import Item, Skeleton


@dataclass(frozen=True)
class Party:
    """An organization or country in a role in an agreement, by the item of its name."""

    item: Item
    role: str
    form: Item | None  # the form it stands with, where there is one
    is_sure: bool
    skeleton: Skeleton


def parties_in(skeleton: Skeleton) -> Iterator[Party]:
    """The parties that the patterns of grammar find in a sentence."""
    for pattern, is_sure in [*RULES, *FURTHER_RULES]:
        for match in pattern.finditer(skeleton.text):
            form = _item(skeleton, match.groupdict().get("form"))
            for item in skeleton.items_in(match["list"], "OCXL"):
                yield from _party_of(item, InvolvementRole.PARTY, form, is_sure, skeleton)
            for item in skeleton.items_in(match.groupdict().get("other") or "", "OCX"):
                yield from _party_of(item, InvolvementRole.PARTY, form, is_sure, skeleton)
    for match in JOINED.finditer(skeleton.text):
        for item in skeleton.items_in(match["list"], "OCXL"):
            yield from _party_of(item, InvolvementRole.PARTY, None, False, skeleton)
    for match in OWN_FORM.finditer(skeleton.text):
        for item in skeleton.items_in(match["list"], "OC"):
            owner = replace(item, value=replace(item.value, is_possessive=False))
            yield Party(owner, InvolvementRole.PARTY.value, _item(skeleton, match["form"]), False, skeleton)
    subject = SUBJECT.match(skeleton.text)
    if subject and (match := IT_SIGNED.search(skeleton.text, subject.end())):
        for item in skeleton.items_in(subject["list"], "OCX"):
            yield from _party_of(item, InvolvementRole.PARTY, _item(skeleton, match["form"]), True, skeleton)
    yield from _funders(skeleton)
    for match in IMPLEMENTED.finditer(skeleton.text):
        for item in skeleton.items_in(match["list"], "O"):
            yield from _party_of(item, InvolvementRole.IMPLEMENTING_BODY, None, False, skeleton)


def parties_before(skeleton: Skeleton, earlier: list[Skeleton]) -> Iterator[Party]:
    """Those whom “the parties” are, who sign: the names that begin a sentence together before."""
    match = ANAPHORA.search(skeleton.text)
    together = match and next(filter(None, (TOGETHER.match(other.text) for other in reversed(earlier))), None)
    if not match or not together:
        return
    source = next(other for other in reversed(earlier) if TOGETHER.match(other.text))
    for item in source.items_in(together["list"], "OCX"):
        yield from _party_of(item, InvolvementRole.PARTY, _item(skeleton, match["form"]), False, source)


def _funders(skeleton: Skeleton) -> Iterator[Party]:
    for pattern, role in FUNDERS:
        for match in pattern.finditer(skeleton.text):
            through = {int(number) for _kind, number in THROUGH.findall(match["list"])}
            for item in skeleton.items_in(match["list"]):
                is_delivery = skeleton.items.index(item) in through
                yield from _party_of(
                    item, InvolvementRole.DELIVERY_PARTNER if is_delivery else role, None, False, skeleton
                )


def ministries_in(skeleton: Skeleton) -> Iterator[tuple[str, str, Item, Item | None]]:
    """Ministries named in the plural, “the health ministries of A and B”: name, country and item of each."""
    for match in MINISTRIES.finditer(skeleton.text):
        forms = skeleton.items_in(skeleton.text[: match.start()], "F")
        for group in ("first", "last"):
            item = skeleton.items[int(match[group])]
            words = " and ".join(filter(None, (match["field"], match["second"])))
            yield (
                f"{words} ministry of {item.value.text}",
                item.value.country,
                item,
                forms[-1] if forms else None,
            )


def _is_of_cities(form: Item | None) -> bool:
    return form is not None and form.value.form == Form.TWINNING


def _text_before(item: Item, skeleton: Skeleton) -> str:
    return skeleton.text[: skeleton.text.index(f"<{item.kind}{skeleton.items.index(item)}>")]


def _is_surely_named(mention: Mention) -> bool:
    """True for organizations and countries, and for other names that can be of no person or place: "
    "AstraZeneca Korea."""
    if mention.kind in (ORGANIZATION_KIND, COUNTRY):
        return True
    words = mention.text.split()
    return mention.kind == OTHER and len(words) > 1 and any(country_code(word) for word in words[1:])


def _item(skeleton: Skeleton, sign: str | None) -> Item | None:
    items = skeleton.items_in(sign) if sign else []
    return items[0] if items else None


def party_of(item: Item, form: Item | None, skeleton: Skeleton) -> Iterator[Party]:
    """A name as a party that is not sure, unless it can be none."""
    if not item.value.is_possessive:
        yield from _party_of(item, InvolvementRole.PARTY, form, False, skeleton)


def _party_of(item: Item, role, form: Item | None, is_sure: bool, skeleton: Skeleton) -> Iterator[Party]:
    mention = item.value
    if f"<{item.kind}{skeleton.items.index(item)}> / " in skeleton.text:
        return  # a body of which the next is a part
    is_currency = mention.text in CURRENCIES and not country_code(mention.text)  # ROK is an old one, too
    if NOT_A_PARTY.search(mention.text) or mention.is_possessive or is_currency:
        return
    if POST_OF.search(_text_before(item, skeleton)) or WITHIN_ANOTHER.search(_text_before(item, skeleton)):
        return  # “the Minister of Health of Norland”: whose minister it is
    if mention.text.lower() in GENERAL or (
        mention.kind == COUNTRY and WHERE_IT_IS.search(_text_before(item, skeleton))
    ):
        return
    if mention.kind == CITY and not (_is_of_cities(form) or CITY_OF.search(_text_before(item, skeleton))):
        return
    if mention.kind == OTHER and OF_TALKS.search(_text_before(item, skeleton)):
        return
    is_named = mention.kind in (ORGANIZATION_KIND, COUNTRY) or (mention.kind == OTHER and " " in mention.text)
    if (
        mention.kind == OTHER
        and not is_named
        and not re.search(r"[A-Z].*[A-Z]", mention.text)
        and not is_sure
    ):
        return
    yield Party(item, role.value, form, is_sure and _is_surely_named(mention), skeleton)
