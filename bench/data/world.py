"""Organizations, people and topics of a generated register; the same for each seed, whoever generates a part of it.

Three organizations take part in a tenth of all agreements each, the others the less the later they come.
"""

import random
from dataclasses import dataclass
from itertools import accumulate

from agreements.topics.serializers import TopicSerializer
from bench.data import words
from bench.data.shapes import blank, key
from organizations.serializers import (
    IdentifierSerializer,
    OrganizationBodySerializer,
    OrganizationNameSerializer,
    OrganizationRelationSerializer,
)
from people.serializers import PersonBodySerializer, PositionSerializer

COUNTRIES = """
KR US CN JP VN DE FR GB ID UZ MN IN TH PH AU CA MY KZ RU TR BR MX PL IT ES NL SE AE SA EG KE ET ZA NG GH
TZ UG RW MA DZ TN LA KH MM NP BD LK PK SG NZ AR CL CO PE EC PY UY BO CR PA GT HN SV NI DO CU JM AT BE CH
CZ DK FI NO IE PT GR HU RO BG UA SK SI HR RS EE LV LT GE AM AZ KG TJ TM IL IR IQ JO KW LB OM QA YE BH AL
BA MK MD BY IS LU CY MT FJ PG TL BN CI CM SN ML
""".split()
GIANTS = ("Ministry of Health and Welfare", "보건복지부"), ("Seoul Capital University", "서울수도대학교"), (
    "Korea Institute of Health Industry", "한국보건산업원"
)  # fmt: skip
GIANT_SHARE = 0.1  # of all agreements, each
_KINDS = {  # share, words in English and Korean
    "university": (45, "University", "대학교"), "ministry": (10, "Ministry", "부"), "agency": (6, "Agency", "청"),
    "research_institute": (14, "Research Institute", "연구원"), "company": (12, "Corporation", "주식회사"),
    "hospital": (5, "Hospital", "병원"), "foundation": (4, "Foundation", "재단"),
    "association": (4, "Association", "협회"),
}  # fmt: skip
_SURNAMES = """
Kim Lee Park Choi Jung Smith Müller García Nguyen Tanaka Wang Ivanov Rossi Silva Kowalski Haddad Okafor
Larsen Dubois
""".split()
_GIVEN = "Min Seo Ji Jun Anna Omar Linh Maria Yuki Ivan Chen Fatima Paul Aisha Lars Elena Tariq Sofia Bo Ines".split()
_SUBJECTS = {
    "Health": "보건", "Climate": "기후", "Engineering": "공학", "Arts": "예술", "Law": "법률", "Energy": "에너지",
    "Agriculture": "농업", "Education": "교육", "Business": "경영", "Security": "안보",
}  # fmt: skip
TOPICS = 60


@dataclass(frozen=True)
class Participant:
    """An organization or a person as agreements mention them."""

    ref: str
    name: str
    country: str = ""
    korean: str = ""
    organization: int = 0


class World:
    """The records that agreements mention."""

    def __init__(self, organizations: int, seed: str = "entente"):
        self.seed = seed
        self.english, self.korean = words.english(), words.korean()
        self._countries = [*accumulate((rank + 1.5) ** -1.1 for rank in range(len(COUNTRIES)))]
        self.organizations = [self._organization(number) for number in range(organizations)]
        self.people = [self._person(number) for number in range(organizations * 2)]

    def rng(self, *names: str | int) -> random.Random:
        """Random numbers for one thing of this world, the same in every process."""
        return random.Random(" ".join(map(str, (self.seed, *names))))

    def some_organizations(self, rng: random.Random, number: int) -> list[Participant]:
        """Different ones, as skewed as in real registers."""
        giants = len(GIANTS)
        chosen = dict.fromkeys(one for one in range(giants) if rng.random() < GIANT_SHARE)
        while len(chosen) < number:
            place = int(len(self.organizations) * rng.random() ** 3)
            if place >= giants:
                chosen[place] = None
        return [self.organizations[one] for one in chosen]

    @property
    def records(self) -> int:
        """Number of topics, organizations and people."""
        return TOPICS + len(self.organizations) + len(self.people)

    def body(self, place: int) -> dict:
        """Body of a topic, an organization or a person, by its place among all of them, in this order."""
        if place < TOPICS:
            return self._topic_body(place)
        if (place := place - TOPICS) < len(self.organizations):
            return self._organization_body(place, self.organizations[place])
        number = place - len(self.organizations)
        return self._person_body(number, self.people[number])

    def _organization(self, number: int) -> Participant:
        rng = self.rng("organization", number)
        if number < len(GIANTS):
            return Participant(f"O{number + 1}", GIANTS[number][0], "KR", GIANTS[number][1])
        kind = _kind(rng)
        _share, noun, korean_noun = _KINDS[kind]
        [country] = rng.choices(COUNTRIES, cum_weights=self._countries)
        first, second = (self.english.rarer_than(200, rng).capitalize() for _word in "12")
        name = rng.choice((f"{first} {noun}", f"{noun} of {first} {second}", f"{first} {second} {noun}"))
        korean = f"{self.korean.rarer_than(70, rng)}{korean_noun}"
        is_known_in_korean = country == "KR" or rng.random() < 0.3
        return Participant(f"O{number + 1}", name, country, korean if is_known_in_korean else "")

    def _person(self, number: int) -> Participant:
        rng = self.rng("person", number)
        middle = self.english.rarer_than(200, rng).capitalize()
        employer = int(len(self.organizations) * rng.random() ** 2)
        name = f"{rng.choice(_GIVEN)} {middle} {rng.choice(_SURNAMES)}"
        return Participant(f"P{number + 1}", name, organization=employer)

    def _topic_body(self, number: int) -> dict:
        english, korean = [*_SUBJECTS.items()][number % len(_SUBJECTS)]
        issue = f" {number // len(_SUBJECTS)}" if number >= len(_SUBJECTS) else ""
        parent = {"ref": f"T{number % len(_SUBJECTS) + 1}"} if issue else None
        names = {"en": f"{english}{issue}", "ko": f"{korean}{issue}"}
        return {**blank(TopicSerializer()), "ref": f"T{number + 1}", "names": names, "parent": parent}

    def _organization_body(self, number: int, organization: Participant) -> dict:
        rng = self.rng("body of organization", number)
        kind = "ministry" if number == 0 else _kind(self.rng("organization", number))
        names = (
            [{"text": organization.korean, "language": "ko", "kind": "official"}]
            if organization.korean
            else []
        )
        if rng.random() < 0.15:
            initials = "".join(word[0] for word in organization.name.split() if word[0].isupper())
            names.append({"text": f"{initials}{number}", "language": "en", "kind": "acronym"})
        body = {
            "ref": organization.ref, "name": organization.name, "kind": kind, "country": organization.country,
            "names": [{**_NAME, **name, "key": key(rng)} for name in names],
        }  # fmt: skip
        if rng.random() < 0.5:
            value = f"Q{100_000 + number}"
            address = f"http://www.wikidata.org/entity/{value}"
            body["identifiers"] = [
                {**_IDENTIFIER, "key": key(rng), "scheme": "wikidata", "value": value, "address": address}
            ]
        if rng.random() < 0.6:
            body["founded_on"] = str(rng.randint(1880, 2015))
        if number > len(GIANTS) and rng.random() < 0.01:  # it took over from the one before
            before = self.organizations[number - 1]
            other = {"ref": before.ref, "name": before.name, "country": before.country}
            body["relations"] = [{**_RELATION, "key": key(rng), "kind": "succeeds", "organization": other}]
        return {**_ORGANIZATION, **body}

    def _person_body(self, number: int, person: Participant) -> dict:
        rng = self.rng("body of person", number)
        employer = self.organizations[person.organization]
        mention = {"ref": employer.ref, "name": employer.name, "country": employer.country}
        post = {"post": rng.choice(("President", "Minister", "Director", "Rector")), "held_from": "2015"}
        position = {**_POSITION, "key": key(rng), "organization": mention, **post}
        return {**_PERSON, "ref": person.ref, "name": person.name, "positions": [position]}


def _kind(rng: random.Random) -> str:
    [kind] = rng.choices([*_KINDS], weights=[share for share, *_words in _KINDS.values()])
    return kind


_ORGANIZATION, _NAME = blank(OrganizationBodySerializer()), blank(OrganizationNameSerializer())
_IDENTIFIER, _RELATION = blank(IdentifierSerializer()), blank(OrganizationRelationSerializer())
_PERSON, _POSITION = blank(PersonBodySerializer()), blank(PositionSerializer())
