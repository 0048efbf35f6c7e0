"""Texts of agreements coded in `cases.json`: a folder of restated pages, one a file, with their facts."""

import json
import re
from pathlib import Path

from agreements.choices import AgreementRelationKind as Relation
from bench.extraction_facts import CodedText, Fact, names_of, parsed_date
from core.text import tokens
from spreadsheets.parsing.cells import FORM_PARSER

_UNNAMED = re.compile(
    r"\bnot (?:all )?(?:named|stated)|unnamed|several governments|\bfurther\b|^about \d|members \(set"
)
_PARTY_ROLES = re.compile(r"party|parties|accede|member|signing|country side|side|signatory")
_EVENTS = {
    "signed": "signed concluded dated done executed signing",
    "exchanged": "exchanged",
    "announced": "announced announcement",
    "launched": "launched launch started start",
    "takes_effect": "in force|in force from|effective|takes effect|entry into force|provisional",
    "expired": "expires expired expiry end ended",
    "cancelled": "cancelled",
    "terminated": "terminated",
    "approved": "approved agreed",
    "party_joined": "accession joined acceded",
    "renewed": "renewed renewal",
    "extended": "extended",
    "amended": "amended",
    "published": "published",
    "informed": "cabinet apprised|apprised|informed",
    "suspended": "suspended",
    "ratified": "ratified",
    "adopted": "adopted",
    "held": "held meeting",
}
_EVENT_ROLES = {
    word: role
    for role, words in _EVENTS.items()
    for word in (words.split("|") if "|" in words else words.split())
}
_FORMS = {
    "loan": "funding",
    "addendum": "amendment",
    "renewal": "extension",
    "student exchange": "student_exchange",
    "academic exchange": "academic_exchange",
    "framework": "framework_agreement",
    "executive programme": "plan",
    "declaration": "declaration",
    "twinning": "twinning",
    "sister": "twinning",
    "partnership agreement": "partnership",
    "mou": "mou",
    "memorandum": "mou",
    "letter of intent": "letter_of_intent",
    "implementing": "implementing_arrangement",
    "arrangement": "arrangement",
    "protocol": "protocol",
    "contract": "contract",
    "agreement": "agreement",
    "treaty": "treaty",
    "grant": "funding",
}
_NO_FORM = re.compile(
    r"programme(?! of)|dialogue|working group|fund\b|project|negotiation|call\b|^partnership$|consortium|initiative"
)
_RELATIONS = {
    "under": {Relation.UNDER, Relation.BASED_ON, Relation.IMPLEMENTS},
    "implements": {Relation.IMPLEMENTS, Relation.UNDER, Relation.BASED_ON},
    "based": {Relation.BASED_ON, Relation.UNDER},
    "renews": {Relation.RENEWS, Relation.EXTENDS},
    "extends": {Relation.EXTENDS, Relation.RENEWS},
    "amends": {Relation.AMENDS},
    "follows": {Relation.FOLLOWS, Relation.SUPERSEDES, Relation.BASED_ON},
    "confirms": {Relation.CONFIRMS},
    "succeeds": {Relation.SUPERSEDES, Relation.FOLLOWS, Relation.UNDER},
    "supersedes": {Relation.SUPERSEDES, Relation.FOLLOWS},
    "paired": {Relation.PAIRED_WITH},
    "parallel": {Relation.PAIRED_WITH},
    "annex": {Relation.ANNEXED_TO},
    "supplements": {Relation.AMENDS},
    "supports": {Relation.SUPPORTS},
    "replaces": {Relation.SUPERSEDES},
    "terminates": {Relation.TERMINATES},
    "deepens": {Relation.FOLLOWS},
}


def coded_cases(folder: Path) -> list[CodedText]:
    """The cases of a folder: texts with a heading, and `cases.json`."""
    coded = {
        case["id"]: case for case in json.loads((folder / "cases.json").read_text(encoding="utf-8"))["cases"]
    }
    texts = []
    for path in sorted(folder.glob("*.txt")):
        whole = path.read_text(encoding="utf-8")
        published = re.search(r"^PUBLISHED \(EDTF\): (.*)$", whole, re.M)
        body = (
            re.split(r"^NOTE: .*$", whole, maxsplit=1, flags=re.M)[-1]
            .split("MODELLING DIFFICULTIES")[0]
            .strip()
        )
        case = coded[path.name.split("-")[0]]
        day = published[1].strip() if published and published[1].strip()[:1].isdigit() else ""
        texts.append(_coded_case(path.stem, body, day, case))
    return texts


def _coded_case(key: str, body: str, published: str, case: dict) -> CodedText:
    text = CodedText(key, body, published)
    gathered: dict[tuple, tuple[Fact, set[int]]] = {}
    for number, agreement in enumerate(case["agreements"]):
        for fact in _facts_of(agreement, text):
            identity = (fact.kind, fact.role, fact.value.lower(), fact.names)
            gathered.setdefault(identity, (fact, set()))[1].add(number)
    for fact, numbers in gathered.values():
        text.facts.append(Fact(**{**vars(fact), "agreements": frozenset(numbers)}))
    for activity in case["activities"]:
        if activity.get("date"):
            text.facts.append(Fact("date", activity["date"][:10], "held"))
    text.uncoded = {
        ("attendance", "spoke_for"),
        ("attendance", "delegate"),
        ("attendance", "led"),
        ("attendance", "present"),
        ("place", "held"),
        ("outcome", ""),
    }
    if any(fact.kind == "attendance" for fact in text.facts):
        text.uncoded.discard(("attendance", "present"))
    return text


def _facts_of(agreement: dict, text: CodedText):
    for party in agreement.get("parties") or []:
        if not _UNNAMED.search(party["name"]):
            role = (
                "party"
                if _PARTY_ROLES.search(party["role"].lower()) and "not party" not in party["role"]
                else party["role"]
            )
            names = names_of(party["name"], party.get("acronym"), party.get("name_en"))
            is_state = party["kind"] in ("state", "government")
            yield Fact(
                "organization",
                party["name"],
                role.replace(" ", "_").replace("implementing_agency", "implementing_body"),
                names,
                party["country"] if is_state else "",
            )
    people = [(p, "person", "signed") for p in agreement.get("signatories") or []]
    people += [(p, "person", "witnessed") for p in agreement.get("witnesses") or []]
    people += [(p, "attendance", "present") for p in agreement.get("attendees") or []]
    for person, kind, role in people:
        if not _UNNAMED.search(person["name"]) and person["name"]:
            names = names_of(person["name"])
            yield Fact(kind, person["name"], role, names)
            if person.get("role"):
                yield Fact("post", person["role"], "", names)
    yield from _dates(agreement, text)
    for place in agreement.get("places") or []:
        for name in re.split(r" / ", place["name"]):
            yield Fact("place", name, _place_role(place["role"]))
    if form := _form(agreement["type"]):
        yield Fact("form", form)
    yield from _terms(agreement.get("duration") or {})
    if agreement.get("title_given_in_source") and _stands_in(agreement["title"], text.text):
        yield Fact("title", agreement["title"])
    for money in agreement.get("money") or []:
        if money.get("amount"):
            yield Fact("money", f"{money['amount']} {money['currency']}")
    for relation in agreement.get("relations") or []:
        if kinds := next(
            (kinds for word, kinds in _RELATIONS.items() if relation["type"].startswith(word)), None
        ):
            yield Fact("relation", relation["target"], "|".join(sorted(kinds)))
    for area in agreement.get("areas") or []:
        yield Fact("topic", area)


def _stands_in(title: str, text: str) -> bool:
    """True where nearly all words of a title stand in a text: the coder had the page, not what is restated of it."""
    words = {word for word in tokens(title) if len(word) > 3}
    return bool(words) and len(words & set(tokens(text))) / len(words) >= 0.8


def _dates(agreement: dict, text: CodedText):
    for date in agreement.get("dates") or []:
        role = _EVENT_ROLES.get(date["event"].lower()) or _EVENT_ROLES.get(
            date["event"].split()[0].lower().strip(","), date["event"]
        )
        value = re.sub(r"-Q([1-4])$", lambda quarter: f"-{32 + int(quarter[1])}", date["value"])
        if not value or not parsed_date(value.rstrip("?~%")):
            text.open_dates.add(role)
        else:
            role = "signed|renewed" if role == "signed" and agreement["type"] == "renewal" else role
            yield Fact("date", value.rstrip("?~%"), role, is_approximate=value[-1] in "?~%")


def _place_role(role: str) -> str:
    return "signed" if re.match(r"sign|exchang|conclu|done", role) else "announced"


def _form(words: str) -> str:
    words = words.lower()
    if parsed := FORM_PARSER.find(words):
        return parsed[0]
    if _NO_FORM.search(words):
        return ""
    return next((form for word, form in _FORMS.items() if word in words), "")


def _terms(duration: dict):
    if duration.get("length"):
        is_indefinite = duration["length"] == "indefinite"
        yield Fact("term", duration["length"], "renewal" if is_indefinite else "length")
    if duration.get("renewal"):
        yield Fact("term", duration["renewal"], "renewal")
    for name, role in (("start", "starts_on"), ("end", "until")):
        if duration.get(name):
            yield Fact("term", duration[name], role)
    if str(duration.get("notice", "")).startswith("P"):
        yield Fact("notice", duration["notice"])
