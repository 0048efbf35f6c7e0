"""The register's own names: organizations of the desk that a text mentions, whatever their words, and all topics."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from agreements.models import Topic
from organizations.models import Organization, OrganizationName

_MOST_WORDS = 7  # of a name that is looked up
_WORD = re.compile(r"[^\s,;:()\[\]“”\"'‘’]+")
_PARTICLE = re.compile(r"(?<=[가-힣A-Za-z])(?:에서는|에서|에게|으로|은|는|이|가|와|과|을|를|의|에|로)$")
_SHORTEST = 3  # letters; shorter acronyms mean too many things


@dataclass(frozen=True)
class KnownNames:
    """Primary keys by name: of the organizations that a text names, and of the topics of the register."""

    organizations: Mapping[str, int] = field(default_factory=dict)
    topics: Mapping[str, int] = field(default_factory=dict)


def known_names(text: str) -> KnownNames:
    """The names of the register that may stand in a text."""
    return KnownNames(known_organizations(text), known_topics())


def known_topics() -> dict[str, int]:
    """Primary keys of the topics of the desk by their names in any language; none for a name that two have."""
    owners: dict[str, set[int]] = {}
    for pk, names in Topic.objects.values_list("pk", "names"):
        for name in names.values():
            owners.setdefault(name, set()).add(pk)
    return {name: pks.pop() for name, pks in owners.items() if len(pks) == 1}


def known_organizations(text: str) -> dict[str, int]:
    """Primary keys by name of the organizations of the desk whose names stand in a text, whole and as written.

    A name that several have is left out: which of them is meant has to be decided by somebody.
    """
    written = _runs_of_words(text)
    if not written:
        return {}
    owners: dict[str, set[int]] = {}
    for pk, name in Organization.objects.filter(name__in=written).values_list("pk", "name"):
        owners.setdefault(name, set()).add(pk)
    rows = OrganizationName.objects.filter(text__in=written).values_list("organization_id", "text")
    for pk, name in rows:
        owners.setdefault(name, set()).add(pk)
    return {name: pks.pop() for name, pks in owners.items() if len(pks) == 1}


def _runs_of_words(text: str) -> set[str]:
    """Runs of words of a text that can be a name: that begin with a capital, or with a letter that has none."""
    names: set[str] = set()
    for line in text.splitlines():
        words = list(_WORD.finditer(line))
        for first, word in enumerate(words):
            if word[0][0].islower() or not word[0][0].isalnum():
                continue
            for last in words[first : first + _MOST_WORDS]:
                run = line[word.start() : last.end()].rstrip(".")
                names |= {run, _PARTICLE.sub("", run)}
    return {name for name in names if len(name) >= _SHORTEST}
