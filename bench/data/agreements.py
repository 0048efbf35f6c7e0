"""Agreements of a generated register: parties, texts in both languages, and the lives that real ones have.

Each is made from its own number alone, so that several processes make a register together.
"""

import random
from datetime import date, timedelta

from agreements import serializers as shapes
from agreements.disclosure import existence_only_body
from bench.data import words
from bench.data.shapes import blank, key
from bench.data.world import TOPICS, Participant, World
from register.serializers import PlaceSerializer
from sources.serializers import CitationSerializer, SourceSerializer

LAST_SIGNING = date(2026, 9, 1)
FORMS = {
    "mou": 44, "agreement": 18, "student_exchange": 9, "academic_exchange": 6, "contract": 5, "letter_of_intent": 4,
    "arrangement": 4, "implementing_arrangement": 2, "treaty": 2, "protocol": 2, "declaration": 2, "plan": 2,
}  # fmt: skip
FORM_WORDS = {"mou": ("Memorandum of Understanding", "양해각서"), "treaty": ("Treaty", "조약")}
NATURES = {"instrument": 90, "programme": 7, "dialogue": 3}
BINDINGNESS = {"": 40, "non_binding": 35, "binding": 20, "mixed": 5}
ROLES = {"party": 70, "funder": 8, "host": 8, "delivery_partner": 8, "coordinator": 6}
# Lives, with their shares: how long it was to last, and what became of it.
LIVES = {
    "no end": 14, "indefinite": 6, "fixed": 30, "automatic": 26, "evergreen": 5, "extended": 5, "terminated": 4,
    "notice": 2, "suspended": 1, "negotiated": 1, "in effect later": 4, "no dates": 2,
}  # fmt: skip
LENGTHS = {"P1Y": 10, "P2Y": 15, "P3Y": 25, "P5Y": 38, "P10Y": 12}
# Of each so many agreements in a row, the last renews the first, between the same.
ROUND = 12


def agreement_body(world: World, number: int) -> dict:
    """The body of agreement number ``number``, from 1."""
    rng = world.rng("agreement", number)
    place, first = number % ROUND, number - ROUND + 1
    renewed = first if place == 0 and first % ROUND == 1 else None
    parties_rng = world.rng("parties", renewed or number)
    body = {**_AGREEMENT, "ref": f"A{number}", "disclosure": "public"}
    body |= {
        "nature": _drawn(rng, NATURES),
        "form": _drawn(rng, FORMS),
        "bindingness": _drawn(rng, BINDINGNESS),
    }
    parties = world.some_organizations(parties_rng, _number_of_parties(parties_rng))
    body["involvements"] = [_involvement(rng, place, party) for place, party in enumerate(parties)]
    signed_on = _signing_day(world.rng("signing", number))
    if renewed:
        before = _signing_day(world.rng("signing", renewed))
        signed_on = min(LAST_SIGNING, before + timedelta(days=rng.randint(300, 2000)))
        body["relations"] = [
            {**_RELATION, "key": key(rng), "kind": "renews", "agreement": {"ref": f"A{renewed}"}}
        ]
    topics = sorted({int(TOPICS * rng.random() ** 2) + 1 for _topic in range(rng.randint(1, 3))})
    body["topics"] = [{"ref": f"T{topic}"} for topic in topics]
    _add_texts(rng, world, body, parties)
    _add_life(rng, body, parties, signed_on)
    _add_parts(rng, world, body, signed_on)
    if rng.random() < 0.02:
        nothing = {"sources": [], "citations": []}
        return {**existence_only_body({**body, "disclosure": "existence"}), **nothing}
    return body


def _drawn(rng: random.Random, shares: dict[str, int]) -> str:
    return rng.choices([*shares], weights=shares.values())[0]


def _number_of_parties(rng: random.Random) -> int:
    return rng.choices((2, 3, 4, 6, 10, 20), weights=(62, 18, 10, 6, 3, 1))[0]


def _signing_day(rng: random.Random) -> date:
    return LAST_SIGNING - timedelta(days=min(27_000, int(rng.expovariate(1 / 2800))))


def _involvement(rng: random.Random, place: int, party: Participant) -> dict:
    organization = {"ref": party.ref, "name": party.name, "country": party.country}
    role = "party" if place < 2 else _drawn(rng, ROLES)
    return {**_INVOLVEMENT, "key": key(rng), "organization": organization, "role": role}


def _add_texts(rng: random.Random, world: World, body: dict, parties: list[Participant]) -> None:
    noun, korean_noun = FORM_WORDS.get(body["form"], (body["form"].replace("_", " ").capitalize(), "협정"))
    language = rng.choices(("en", "ko", "both"), weights=(65, 12, 23))[0]
    texts = []
    if language != "ko":
        subject = " ".join(world.english.draw(rng, 3))
        title = f"{noun} between {parties[0].name} and {parties[1].name} on {subject}"
        sentences = [words.english_sentence(rng, world.english) for _sentence in range(rng.randint(2, 5))]
        texts.append({"language": "en", "title": title[:400], "summary": " ".join(sentences)})
    if language != "en":
        first, second = (party.korean or party.name for party in parties[:2])
        subject = " ".join(world.korean.draw(rng, 2))
        sentences = [words.korean_sentence(rng, world.korean) for _sentence in range(rng.randint(2, 4))]
        title = f"{first}와 {second} 간의 {subject} 분야 협력에 관한 {korean_noun}"
        texts.append({"language": "ko", "title": title[:400], "summary": " ".join(sentences)})
    body["texts"] = [{**_TEXT, "key": key(rng), **text} for text in texts]


def _add_life(rng: random.Random, body: dict, parties: list[Participant], signed_on: date) -> None:
    life = _drawn(rng, LIVES)
    if life == "no dates":
        return
    act = "negotiated" if life == "negotiated" else "signed"
    place = {**_PLACE, "country": parties[0].country}
    _add_act(rng, body, act, _as_known(rng, signed_on), places=[place])
    ended_on = signed_on + timedelta(days=rng.randint(200, 2500))
    is_past = ended_on < LAST_SIGNING
    if life in {"fixed", "automatic", "evergreen", "indefinite", "extended"}:
        renewal = {"extended": "fixed"}.get(life, life)
        length = "" if life == "indefinite" else _drawn(rng, LENGTHS)
        term = {"starts_with": "signature", "length": length, "renewal": renewal}
        if life == "automatic":
            term["non_renewal_notice"] = "P3M"
        body["terms"] = [{**_TERM, "key": key(rng), **term}]
    if body["form"] == "treaty" and is_past:
        _add_act(rng, body, "ratified", (signed_on + timedelta(days=90)).isoformat())
    if life == "in effect later" or body["form"] == "treaty":
        _add_act(rng, body, "takes_effect", (signed_on + timedelta(days=120)).isoformat())
    if life == "extended" and is_past:
        until = ended_on + timedelta(days=rng.randint(400, 1500))
        _add_act(rng, body, "extended", ended_on.isoformat(), until=until.isoformat())
    if life == "terminated" and is_past:
        _add_act(rng, body, "terminated", ended_on.isoformat())
    if life == "notice" and is_past:
        _add_act(rng, body, "notice_given", ended_on.isoformat(), notice_of="termination")
        body["termination_notice"] = "P6M"
    if life == "suspended" and is_past:
        _add_act(rng, body, "suspended", ended_on.isoformat())


def _as_known(rng: random.Random, day: date) -> str:
    """A day, a month, a year, or one that is only about right."""
    text = day.isoformat()
    return rng.choices((text, text[:7], text[:4], f"{text[:4]}~"), weights=(80, 10, 8, 2))[0]


def _add_act(rng: random.Random, body: dict, kind: str, on: str, **facts) -> None:
    body["milestones"] = [
        *body["milestones"],
        {**_MILESTONE, "key": key(rng), "kind": kind, "on": on, **facts},
    ]


def _add_parts(rng: random.Random, world: World, body: dict, signed_on: date) -> None:
    """Signatories, commitments, sources: of some."""
    signing = next((act["key"] for act in body["milestones"] if act["kind"] == "signed"), None)
    if rng.random() < 0.4 and signing:
        for involvement in body["involvements"][:2]:
            person = world.people[int(len(world.people) * rng.random() ** 2)]
            signatory = {
                "key": key(rng), "involvement": involvement["key"], "milestone": signing, "act": "signed",
                "person": {"ref": person.ref, "name": person.name}, "post": "President",
            }  # fmt: skip
            body["signatories"] = [*body["signatories"], {**_SIGNATORY, **signatory}]
    if rng.random() < 0.3:
        aim = {"kind": "aim", "text": {"en": words.english_sentence(rng, world.english)}, "progress": "open"}
        by = [body["involvements"][0]["key"]]
        body["commitments"] = [{**_COMMITMENT, "key": key(rng), **aim, "by": by}]
    if rng.random() < 0.5:
        published_on = signed_on + timedelta(days=1)
        source = {
            "key": "s1", "title": words.english_sentence(rng, world.english, 4, 8), "kind": "press_release",
            "publisher": body["involvements"][0]["organization"]["name"], "language": "en",
            "address": f"https://news.example.org/{rng.getrandbits(32)}", "published_on": published_on.isoformat(),
        }  # fmt: skip
        body["sources"] = [{**_SOURCE, **source}]
        body["citations"] = [{**_CITATION, "key": key(rng), "source": "s1", "basis": "stated"}]


_AGREEMENT, _TEXT = blank(shapes.AgreementBodySerializer()), blank(shapes.AgreementTextSerializer())
_INVOLVEMENT, _MILESTONE = blank(shapes.InvolvementSerializer()), blank(shapes.MilestoneSerializer())
_TERM, _SIGNATORY = blank(shapes.TermSerializer()), blank(shapes.SignatorySerializer())
_RELATION, _COMMITMENT = blank(shapes.AgreementRelationSerializer()), blank(shapes.CommitmentSerializer())
_PLACE = blank(PlaceSerializer())
_SOURCE, _CITATION = blank(SourceSerializer()), blank(CitationSerializer())
