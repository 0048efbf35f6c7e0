"""A person in English text, with the post as printed, and the names that can be one's."""

import re
from dataclasses import dataclass, replace

from extraction.rules.english_words import ABSTRACT, ORGANIZATION
from extraction.rules.gazetteer import country_of_adjective
from extraction.rules.name_kinds import CITY, COUNTRY, ORGANIZATION_KIND, OTHER, Mention
from extraction.rules.people_patterns import JOINT_POST, MOST_WORDS, VENUES


@dataclass(frozen=True)
class Person:
    """A person in a sentence by the offsets of the name, with the post as printed and its own offsets."""

    start: int
    end: int
    name: str
    post: str = ""
    post_start: int = 0
    post_end: int = 0
    organization: Mention | None = None
    closes: int = 0  # the end of what belongs to the person: name, brackets, post after it
    opens: int = 0  # where it begins: post before the name

    @property
    def is_sure(self) -> bool:
        """There is a post beside the name."""
        return bool(self.post)


def may_be_person(mention: Mention) -> bool:
    """True for a name that can be that of a person: two to six words, none of organizations or subjects."""
    words = re.split(r"[ ]", mention.text)
    if mention.kind in (CITY, COUNTRY) or not (1 < len(words) <= MOST_WORDS):
        return False
    folded = {word.lower() for word in words}
    if JOINT_POST.match(mention.text):
        return False
    if mention.kind != OTHER or mention.other or folded & (ABSTRACT | ORGANIZATION | VENUES):
        return False
    if any(
        re.search(r"\d|&", word) or (len(word) > 3 and word.isupper() and len(words) > 3) for word in words
    ):
        return False
    return not any(country_of_adjective(word) for word in words[1:] if len(word) > 4)


def without_acronym(person: Person) -> Person:
    """“DEA Gregory M. Millard”: the name without the acronym of the organization right before it."""
    first, _blank, rest = person.name.partition(" ")
    if not (first.isupper() and len(first) > 2 and first.isalpha()) or len(rest.split()) < 2:
        return person
    start = person.start + len(first) + 1
    body = Mention(
        person.start, person.start + len(first), first, ORGANIZATION_KIND, closes=person.start + len(first)
    )
    return replace(person, start=start, name=rest, organization=person.organization or body)
