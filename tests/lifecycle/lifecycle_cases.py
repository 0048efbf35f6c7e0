"""The rules of an agreement's life, one by one: for `lifecycle`, and for the same question in SQL.

Each case says, for some days, the first state that is possible, how it is known, and all that are possible.
"""

from datetime import date
from typing import NamedTuple

from lifecycle.periods import StatePeriod, compute_periods
from lifecycle.related import NO_RELATED, Related


class Case(NamedTuple):
    name: str
    body: dict
    on: dict[str, tuple[str, str, tuple[str, ...]] | None]  # None: nothing can have begun by then
    related: Related = NO_RELATED
    known_by: date | None = None  # the day on which the body was published

    @property
    def periods(self) -> list[StatePeriod]:
        return compute_periods(self.body, self.related, self.known_by)


def act(kind: str, on: str = "", **rest) -> dict:
    """A milestone as a published body has it."""
    blank = {
        "key": "", "kind": kind, "on": on, "effective_on": "", "until": "", "involvement": None, "by_body": None,
        "instrument": None, "condition": {}, "reason": {}, "legal_basis": "", "wording": "", "is_planned": False,
        "scope": {}, "notice_of": "",
    }  # fmt: skip
    return blank | rest


def term(length: str = "", renewal: str = "not_stated", **rest) -> dict:
    """A term as a published body has it."""
    blank = {
        "key": "", "starts_on": "", "starts_with": "", "length": length, "until": "", "renewal": renewal,
        "renewal_length": "", "maximum_length": "", "non_renewal_notice": "", "wording": "", "milestone": None,
    }  # fmt: skip
    return blank | rest


def life(*milestones: dict, terms: tuple | list = (), **rest) -> dict:
    """The part of an agreement's body that tells its life; parts without a key get one."""
    for number, part in enumerate([*milestones, *terms], start=1):
        part["key"] = part["key"] or f"k{number}"
    blank = {
        "object": "agreement", "nature": "instrument", "form": "mou", "bindingness": "", "review_interval": "",
        "termination_notice": "", "milestones": list(milestones), "terms": list(terms), "relations": [],
    }  # fmt: skip
    return blank | rest


def parties(*keys: str) -> list[dict]:
    """Those who take part, as a published body has them."""
    return [{"key": key, "role": "party"} for key in keys]


def ad_referendum(involvement: str | None = None) -> dict:
    """A signatory as a published body has it, who signed ad referendum."""
    return {"key": "", "act": "ad_referendum", "milestone": None, "involvement": involvement}


def source(key: str, published_on: str, **rest) -> dict:
    """A source as a published body has it, as far as its day goes."""
    return {"key": key, "published_on": published_on, "retrieved_on": None} | rest


def cites(source_key: str, *facts: str) -> dict:
    """A citation of a source: for these facts, without any for the record as a whole."""
    return {"key": "", "source": source_key, "facts": list(facts)}


def is_(state: str, certainty: str) -> tuple:
    """One state, no other."""
    return state, certainty, (state,)


def may_be(*states: str) -> tuple:
    """Not known: it may be in one of these states, and none has begun for certain."""
    return "unknown", "derived", states


def or_(certainty: str, *states: str) -> tuple:
    """The first, with this certainty; it may already be another of these."""
    return states[0], certainty, states


def notice_of_non_renewal(involvements: list[dict], *further: dict, **rest) -> dict:
    """Five years from July 2016, renewed automatically, and a notice in time for the end of the second cycle."""
    return life(
        act("signed", "2016-07-01"),
        act("notice_given", "2025-10-15", notice_of="non_renewal", **rest),
        *further,
        terms=[term("P5Y", "automatic", renewal_length="P5Y", non_renewal_notice="P6M")],
        involvements=involvements,
    )


RUSSIAN_WAR = {"en": "until peace is restored"}
BOTH_NOTIFY = {"en": "on receipt of the later notification"}

CASES = [
    # Ended twice
    Case(
        "terminated twice: by the first",
        life(act("signed", "2020-05-13"), act("terminated", "2023-01-01"), act("terminated", "2024-01-01")),
        {"2023-01-01": is_("terminated", "recorded"), "2024-06-01": is_("terminated", "recorded")},
    ),
    Case(
        "superseded, and terminated later: superseded",
        life(act("signed", "2020-05-13"), act("superseded", "2023-01-01"), act("terminated", "2024-01-01")),
        {"2023-01-01": is_("superseded", "recorded"), "2024-06-01": is_("superseded", "recorded")},
    ),
    Case(
        "terminated, renewed, and terminated again",
        life(
            act("signed", "2020-05-13"),
            act("terminated", "2023-01-01"),
            act("renewed", "2024-01-01"),
            act("terminated", "2025-01-01"),
        ),
        {
            "2023-06-01": is_("terminated", "recorded"),
            "2024-06-01": is_("in_force", "recorded"),
            "2025-06-01": is_("terminated", "recorded"),
        },
    ),
    # Signed, and nothing said of its effect
    Case(
        "a memorandum known from a press release of 29 September 2014, no end recorded",
        life(act("signed", "[..2014-09-29]"), act("announced", "2014-09-29")),
        {"1990-01-01": may_be("in_force"), "2026-07-01": is_("in_force", "presumed")},
    ),
    Case(
        "not recorded whether it binds: from its signature",
        life(act("signed", "2015-10-15")),
        {"2015-10-14": None, "2015-10-15": is_("in_force", "presumed")},
    ),
    Case(
        "a treaty, and nothing said of effect: concluded",
        life(act("signed", "2011-11-29"), bindingness="binding", form="treaty"),
        {
            "2011-11-28": None,
            "2011-11-29": is_("concluded", "derived"),
            "2040-01-01": is_("concluded", "derived"),
        },
    ),
    Case(
        "a protocol that is not known to bind, without end by its own terms: concluded",
        life(act("signed", "2011-11-29"), terms=[term(renewal="indefinite")], form="protocol"),
        {"2040-01-01": is_("concluded", "derived")},
    ),
    Case(
        "a protocol that does not bind: from its signature",
        life(act("signed", "2011-11-29"), form="protocol", bindingness="non_binding"),
        {"2040-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "an agreement that was signed and ratified by one side: concluded",
        life(
            act("signed", "2011-11-29"),
            act("ratified", "2012-05-01", involvement="k8"),
            form="agreement",
            involvements=parties("k8", "k9"),
        ),
        {"2011-11-29": is_("concluded", "derived"), "2040-01-01": is_("concluded", "derived")},
    ),
    Case(
        "ratified only: concluded by then",
        life(act("ratified", "2012-05-01"), form="agreement"),
        {"2012-04-30": None, "2012-05-01": is_("concluded", "derived")},
    ),
    Case(
        "acceded to, without any other act: concluded",
        life(act("acceded", "2012-05-01", involvement="k8"), form="convention"),
        {"2012-05-01": is_("concluded", "derived")},
    ),
    Case(
        "a binding contract, nothing said of effect: from its signature",
        life(act("signed", "2011-11-29"), form="contract", bindingness="binding"),
        {"2011-11-29": is_("in_force", "presumed"), "2040-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "a treaty, nothing said of effect, amended later: in force by then",
        life(act("signed", "2011-11-29"), act("amended", "2015-03-01"), form="treaty"),
        {
            "2011-11-29": or_("presumed", "concluded", "in_force"),
            "2015-02-28": or_("presumed", "concluded", "in_force"),
            "2015-03-01": is_("in_force", "presumed"),
            "2040-01-01": is_("in_force", "presumed"),
        },
    ),
    Case(
        "a treaty without end by its own terms, nothing said of effect, amended later",
        life(
            act("signed", "2011-11-29"),
            act("amended", "2015-03-01"),
            terms=[term(renewal="indefinite")],
            form="treaty",
        ),
        {"2015-03-01": is_("in_force", "presumed"), "2040-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "a treaty, nothing said of effect, registered later: in force by then",
        life(act("signed", "2011-11-29"), act("registered", "2013"), form="treaty"),
        {"2013-06-01": or_("presumed", "concluded", "in_force"), "2013-12-31": is_("in_force", "presumed")},
    ),
    Case(
        "a treaty for five years, nothing said of effect: no term runs",
        life(act("signed", "2011-11-29"), terms=[term("P5Y", "fixed")], form="treaty"),
        {"2040-01-01": is_("concluded", "derived")},
    ),
    Case(
        "a convention adopted, and registered later: in force by then",
        life(act("adopted", "2011-11-29"), act("registered", "2013-01-01"), form="convention"),
        {"2013-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "a treaty, nothing said of effect, extended until a day",
        life(act("signed", "2011-11-29"), act("extended", "2015-03-01", until="2019-12-31"), form="treaty"),
        {"2015-03-01": is_("in_force", "presumed"), "2020-01-01": is_("expired", "derived")},
    ),
    Case(
        "a treaty, nothing said of effect, that a party joined: that shows nothing",
        life(act("signed", "2011-11-29"), act("party_joined", "2015-03-01", involvement="k9"), form="treaty"),
        {"2040-01-01": is_("concluded", "derived")},
    ),
    Case(
        "a treaty, nothing said of effect, published: that shows nothing",
        life(act("signed", "2011-11-29"), act("published", "2015-03-01"), form="treaty"),
        {"2040-01-01": is_("concluded", "derived")},
    ),
    Case(
        "a treaty, nothing said of effect, terminated",
        life(act("signed", "2011-11-29"), act("terminated", "2015-03-01"), form="treaty"),
        {"2015-02-28": is_("concluded", "derived"), "2015-03-01": is_("terminated", "recorded")},
    ),
    Case(
        "registered before its entry into force was to come: stays signed",
        life(
            act("signed", "2011-11-29"), act("registered", "2012"), act("takes_effect", "2014"), form="treaty"
        ),
        {"2013-06-01": is_("signed", "recorded")},
    ),
    # Whose signature
    Case(
        "signed by one of two sides: not complete",
        life(
            act("signed", "2020-05-01", involvement="k8"),
            involvements=parties("k8", "k9"),
        ),
        {"2020-04-30": None, "2020-05-01": is_("signed", "derived"), "2040-01-01": is_("signed", "derived")},
    ),
    Case(
        "signed by one of two sides, through another that acts for it: not complete",
        life(
            act("signed", "2020-05-01", involvement="k8"),
            involvements=[*parties("k7", "k9"), {"key": "k8", "role": "party", "acting_for": "k7"}],
        ),
        {"2040-01-01": is_("signed", "derived")},
    ),
    Case(
        "signed by both sides, by one of them through another",
        life(
            act("signed", "2020-05-01", involvement="k8"),
            act("signed", "2020-05-03", involvement="k9"),
            involvements=[*parties("k7", "k9"), {"key": "k8", "role": "party", "acting_for": "k7"}],
        ),
        {"2020-05-02": is_("signed", "recorded"), "2020-05-03": is_("in_force", "presumed")},
    ),
    Case(
        "signed by one of each side, of four parties on two sides",
        life(
            act("signed", "2020-05-01", involvement="k6"),
            act("signed", "2020-05-03", involvement="k9"),
            involvements=[
                {"key": key, "role": "party", "side": side}
                for key, side in (("k6", "KR"), ("k7", "KR"), ("k8", "GB"), ("k9", "GB"))
            ],
        ),
        {"2020-05-03": is_("in_force", "presumed")},
    ),
    Case(
        "signed by all but one that joined later",
        life(
            act("signed", "2020-05-01", involvement="k7"),
            act("signed", "2020-05-03", involvement="k8"),
            act("party_joined", "2022-01-01", involvement="k9"),
            involvements=parties("k7", "k8", "k9"),
        ),
        {"2020-05-03": is_("in_force", "presumed"), "2022-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "signed by one of two sides, amended later: in effect by then",
        life(
            act("signed", "2020-05-01", involvement="k8"),
            act("amended", "2022-01-01"),
            involvements=parties("k8", "k9"),
        ),
        {"2021-01-01": or_("presumed", "signed", "in_force"), "2022-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "signed by one of two sides, then exchanged by both: by the exchange",
        life(
            act("signed", "2020-05-01", involvement="k8"),
            act("exchanged", "2020-06-01"),
            involvements=parties("k8", "k9"),
        ),
        {"2020-05-31": is_("signed", "recorded"), "2020-06-01": is_("in_force", "presumed")},
    ),
    Case(
        "signed by both, exchanged later: by the last signature",
        life(
            act("signed", "2020-05-01", involvement="k8"),
            act("signed", "2020-05-02", involvement="k9"),
            act("exchanged", "2020-06-01"),
            involvements=parties("k8", "k9"),
        ),
        {"2020-05-02": is_("in_force", "presumed")},
    ),
    Case(
        "signed by one of two sides, for three years: no term runs from an incomplete signature",
        life(
            act("signed", "2020-05-01", involvement="k8"),
            terms=[term("P3Y", "fixed", starts_with="signature")],
            involvements=parties("k8", "k9"),
        ),
        {"2040-01-01": is_("signed", "derived")},
    ),
    Case(
        "signed by who is no party: as if by all",
        life(
            act("signed", "2020-05-01", involvement="k7"),
            involvements=[*parties("k8", "k9"), {"key": "k7", "role": "delivery_partner"}],
        ),
        {"2020-05-01": is_("in_force", "presumed")},
    ),
    Case(
        "ratified by one of two sides, no signature recorded: concluded",
        life(
            act("ratified", "2020-05-01", involvement="k8"), involvements=parties("k8", "k9"), form="treaty"
        ),
        {"2020-05-01": is_("concluded", "derived")},
    ),
    Case(
        "signed twice, by whom is not recorded: by the last",
        life(act("signed", "2020-05-01"), act("signed", "2020-06-01")),
        {"2020-05-31": None, "2020-06-01": is_("in_force", "presumed")},
    ),
    Case(
        "signed ad referendum: not complete",
        life(act("signed", "2020-05-01"), signatories=[ad_referendum()]),
        {"2020-05-01": is_("signed", "derived"), "2040-01-01": is_("signed", "derived")},
    ),
    Case(
        "signed ad referendum and confirmed: from its signature",
        life(act("signed", "2020-05-01"), act("confirmed", "2020-09-01"), signatories=[ad_referendum()]),
        {"2020-05-01": is_("in_force", "presumed")},
    ),
    Case(
        "signed ad referendum by both, confirmed by one: not complete",
        life(
            act("signed", "2020-05-01"),
            act("confirmed", "2020-09-01", involvement="k8"),
            signatories=[ad_referendum("k8"), ad_referendum("k9")],
            involvements=parties("k8", "k9"),
        ),
        {"2040-01-01": is_("signed", "derived")},
    ),
    Case(
        "signed ad referendum, in effect from a recorded day",
        life(act("signed", "2020-05-01"), act("takes_effect", "2021-01-01"), signatories=[ad_referendum()]),
        {"2020-12-31": is_("signed", "recorded"), "2021-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "signed ad referendum, its term from a day: not complete",
        life(
            act("signed", "2020-05-13"),
            signatories=[ad_referendum()],
            terms=[term(renewal="fixed", starts_on="2021-01-01", until="2028-12-31")],
        ),
        {"2020-05-13": is_("signed", "derived"), "2021-01-01": is_("signed", "derived")},
    ),
    Case(
        "signed by one of two sides, its term from a day: not complete",
        life(
            act("signed", "2020-05-13", involvement="k8"),
            terms=[term("P5Y", "fixed", starts_on="2021-01-01")],
            involvements=parties("k8", "k9"),
        ),
        {"2020-05-13": is_("signed", "derived"), "2021-01-01": is_("signed", "derived")},
    ),
    Case(
        "signed on a condition, its term from a day: not complete",
        life(
            act("signed", "2020-05-13", condition=BOTH_NOTIFY),
            terms=[term("P5Y", "fixed", starts_on="2021-01-01")],
        ),
        {"2021-01-01": is_("signed", "derived")},
    ),
    Case(
        "signed by one side, later by the other: not complete in between",
        life(
            act("signed", "2020-05-13", involvement="k8"),
            act("signed", "2020-07-20", involvement="k9"),
            involvements=parties("k8", "k9"),
        ),
        {
            "2020-05-12": None,
            "2020-05-14": is_("signed", "recorded"),
            "2020-07-20": is_("in_force", "presumed"),
        },
    ),
    Case(
        "an exchange of notes, one of each side: not complete in between",
        life(
            act("exchanged", "2020-05-13", involvement="k8"),
            act("exchanged", "2020-06-13", involvement="k9"),
            involvements=parties("k8", "k9"),
            form="exchange_of_notes",
        ),
        {"2020-05-13": is_("signed", "recorded"), "2020-06-13": is_("concluded", "derived")},
    ),
    Case(
        "signed by two of three sides, one after the other: not complete since the first",
        life(
            act("signed", "2020-05-13", involvement="k8"),
            act("signed", "2020-07-20", involvement="k9"),
            involvements=parties("k7", "k8", "k9"),
        ),
        {"2020-05-13": is_("signed", "recorded"), "2020-07-20": is_("signed", "derived")},
    ),
    Case(
        "signed by one side, later by the other, in effect from a day in between",
        life(
            act("signed", "2020-05-13", involvement="k8"),
            act("takes_effect", "2020-06-01"),
            act("signed", "2020-07-20", involvement="k9"),
            involvements=parties("k8", "k9"),
        ),
        {"2020-05-13": is_("signed", "recorded"), "2020-07-20": is_("in_force", "presumed")},
    ),
    Case(
        "signed by one side, and by the other on the same day or later",
        life(
            act("signed", "2020-05-13", involvement="k8"),
            act("signed", "2020-05", involvement="k9"),
            involvements=parties("k8", "k9"),
        ),
        {"2020-04-30": None, "2020-05-31": is_("in_force", "presumed")},
    ),
    Case(
        "signed by one side, later by the other, and given up in between",
        life(
            act("signed", "2020-05-13", involvement="k8"),
            act("cancelled", "2020-06-13"),
            act("signed", "2020-07-20", involvement="k9"),
            involvements=parties("k8", "k9"),
        ),
        {"2020-05-13": is_("signed", "recorded"), "2020-06-13": is_("cancelled", "recorded")},
    ),
    Case(
        "signed subject to ratification",
        life(act("signed", "2020-05-01"), act("ratified", "", condition=BOTH_NOTIFY), form="agreement"),
        {"2040-01-01": is_("signed", "derived")},
    ),
    Case(
        "signed on a day, on a condition",
        life(act("signed", "2020-05-01", condition=BOTH_NOTIFY)),
        {"2040-01-01": is_("signed", "derived")},
    ),
    Case(
        "signed on a condition without a day, and announced: planned",
        life(act("announced", "2020-05-01"), act("signed", "", condition=BOTH_NOTIFY)),
        {
            "2020-04-30": None,
            "2020-05-01": is_("planned", "derived"),
            "2040-01-01": is_("planned", "derived"),
        },
    ),
    # Planned acts and forecasts
    Case(
        "a signing that is planned, whether or not its day is over: planned",
        life(act("announced", "2020-05-01"), act("signed", "2020-09-01", is_planned=True)),
        {"2020-05-01": is_("planned", "derived"), "2040-01-01": is_("planned", "derived")},
    ),
    Case(
        "a signing that is planned, and nothing else: planned, since its source at the latest",
        life(
            act("signed", "2020-09-01", is_planned=True),
            sources=[source("s1", "2020-05-01")],
            citations=[cites("s1")],
        ),
        {"2020-05-01": is_("planned", "derived"), "2040-01-01": is_("planned", "derived")},
    ),
    Case(
        "a signing that is planned, its term from a day after it: planned",
        life(
            act("signed", "2027-01-01", is_planned=True),
            terms=[term(renewal="fixed", starts_on="2027-02-01", until="2029-12-31")],
            sources=[source("s1", "2026-10-01")],
            citations=[cites("s1")],
        ),
        {"2026-10-01": is_("planned", "derived"), "2027-06-01": is_("planned", "derived")},
    ),
    Case(
        "a signing that is planned, its last day named: planned",
        life(
            act("signed", "2027-01-01", is_planned=True),
            terms=[term(renewal="fixed", until="2029-12-31")],
            sources=[source("s1", "2026-10-01")],
            citations=[cites("s1")],
        ),
        {"2026-10-01": is_("planned", "derived"), "2030-01-01": is_("planned", "derived")},
    ),
    Case(
        "an effect that is planned, its term from that day: not in effect",
        life(
            act("signed", "2020-05-01"),
            act("takes_effect", "2021-01-01", is_planned=True),
            terms=[term(renewal="fixed", starts_on="2021-01-01", until="2028-12-31")],
        ),
        {"2020-12-31": is_("signed", "derived"), "2021-01-01": is_("concluded", "presumed")},
    ),
    Case(
        "signed after the publication, and no source: planned",
        life(act("signed", "2027-01-01")),
        {"2026-11-29": is_("planned", "derived"), "2027-06-01": is_("planned", "derived")},
        known_by=date(2026, 11, 29),
    ),
    Case(
        "declared void after the publication, and no source: not yet",
        life(act("signed", "2020-05-13"), act("declared_void", "2026-12-30")),
        {"2026-11-29": is_("in_force", "presumed"), "2027-06-01": is_("in_force", "presumed")},
        known_by=date(2026, 11, 29),
    ),
    Case(
        "terminated on the day after the publication, and no source: time zones differ",
        life(act("signed", "2020-05-13"), act("terminated", "2026-11-30")),
        {"2026-11-30": is_("terminated", "recorded")},
        known_by=date(2026, 11, 29),
    ),
    Case(
        "a signing that is planned, then signed",
        life(
            act("announced", "2020-05-01"),
            act("signed", "2020-09-01", is_planned=True),
            act("signed", "2020-09-04"),
        ),
        {"2020-09-03": is_("planned", "derived"), "2020-09-04": is_("in_force", "presumed")},
    ),
    Case(
        "a launch dated after its source: planned",
        life(
            act("announced", "2020-05-01"),
            act("launched", "2020-09-01"),
            nature="programme",
            sources=[source("s1", "2020-05-01")],
            citations=[cites("s1")],
        ),
        {"2020-05-01": is_("planned", "derived"), "2040-01-01": is_("planned", "derived")},
    ),
    Case(
        "a launch dated after one source, and confirmed by a later one",
        life(
            act("announced", "2020-05-01"),
            act("launched", "2020-09-01"),
            nature="programme",
            sources=[source("s1", "2020-05-01"), source("s2", "2020-10")],
            citations=[cites("s1"), cites("s2")],
        ),
        {"2020-08-31": is_("planned", "derived"), "2020-09-01": is_("in_force", "presumed")},
    ),
    Case(
        "signed the day after its source was published: a time zone, no forecast",
        life(act("signed", "2020-05-02"), sources=[source("s1", "2020-05-01")], citations=[cites("s1")]),
        {"2020-05-02": is_("in_force", "presumed")},
    ),
    Case(
        "an entry into force dated after its source: not confirmed from that day on",
        life(
            act("signed", "2020-05-01"),
            act("takes_effect", "2020-09-01"),
            sources=[source("s1", "2020-05-01")],
            citations=[cites("s1")],
        ),
        {
            "2020-05-01": is_("signed", "derived"),
            "2020-08-31": is_("signed", "derived"),
            "2020-09-01": is_("concluded", "presumed"),
            "2040-01-01": is_("concluded", "presumed"),
        },
    ),
    Case(
        "signed with effect from a day that is set in it, after the source: in effect on that day",
        life(
            act("signed", "2020-05-01", effective_on="2020-09-01"),
            sources=[source("s1", "2020-05-01")],
            citations=[cites("s1")],
        ),
        {"2020-08-31": is_("signed", "recorded"), "2020-09-01": is_("in_force", "presumed")},
    ),
    Case(
        "a termination dated after its source: not confirmed",
        life(
            act("signed", "2018-05-01"),
            act("terminated", "2021-01-01"),
            sources=[source("s1", "2020-05-01")],
            citations=[cites("s1")],
        ),
        {"2021-01-02": is_("in_force", "presumed")},
    ),
    Case(
        "an expiry dated after its source: it comes by itself",
        life(
            act("signed", "2018-05-01"),
            act("expired", "2021-01-01"),
            sources=[source("s1", "2020-05-01")],
            citations=[cites("s1")],
        ),
        {"2021-01-02": is_("expired", "recorded")},
    ),
    Case(
        "a termination dated after one source, with another whose day is not known",
        life(
            act("signed", "2018-05-01"),
            act("terminated", "2021-01-01"),
            sources=[source("s1", "2020-05-01"), source("s2", "")],
            citations=[cites("s1"), cites("s2")],
        ),
        {"2021-01-02": is_("terminated", "recorded")},
    ),
    Case(
        "a termination dated after its own source, and a later source of the whole",
        life(
            act("signed", "2018-05-01"),
            act("terminated", "2021-01-01", key="k8"),
            sources=[source("s1", "2020-05-01"), source("s2", "2022")],
            citations=[cites("s1", "milestones/k8"), cites("s2")],
        ),
        {"2021-01-02": is_("terminated", "recorded")},
    ),
    Case(
        "an expiry that is planned: it comes by itself",
        life(act("signed", "2018-05-01"), act("expired", "2021-01-01", is_planned=True)),
        {"2021-01-01": is_("in_force", "presumed"), "2021-01-02": is_("expired", "recorded")},
    ),
    Case(
        "a suspension that is planned",
        life(act("signed", "2018-05-01"), act("suspended", "2021-01-01", is_planned=True)),
        {"2021-01-02": is_("in_force", "presumed")},
    ),
    Case(
        "an extension that is planned prolongs nothing",
        life(
            act("signed", "2018-05-01"),
            act("extended", "2020-06-01", until="2030-12-31", is_planned=True),
            terms=[term("P5Y", "fixed")],
        ),
        {"2023-04-30": is_("in_force", "presumed"), "2023-05-01": is_("expired", "derived")},
    ),
    Case(
        "signed without a day: by the day of its source",
        life(act("signed", ""), sources=[source("s1", "2020-05-01")], citations=[cites("s1")]),
        {"2020-04-30": may_be("in_force"), "2020-05-01": is_("in_force", "presumed")},
    ),
    Case(
        "binding in part counts like not binding",
        life(act("signed", "2011-11-29"), bindingness="mixed"),
        {"2012-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "signed in a month: possible from its first day",
        life(act("signed", "2021-12")),
        {
            "2021-11-30": None,
            "2021-12-01": may_be("in_force"),
            "2022-01-01": is_("in_force", "presumed"),
        },
    ),
    Case(
        "signed on a day that is not recorded",
        life(act("signed", "")),
        {
            "1500-01-01": may_be("in_force"),
            "2025-05-31": may_be("in_force"),
            "2025-06-01": is_("in_force", "presumed"),
        },
        known_by=date(2025, 6, 1),
    ),
    Case(
        "signed on a day that is not recorded, and nobody says by when it was known",
        life(act("signed", "")),
        {"1500-01-01": may_be("in_force"), "2026-01-01": may_be("in_force")},
    ),
    Case(
        "signed on a day that is not recorded, with a source of before it was published here",
        life(act("signed", ""), sources=[source("s1", "2019-03-04")], citations=[cites("s1")]),
        {"2019-03-03": may_be("in_force"), "2019-03-04": is_("in_force", "presumed")},
        known_by=date(2025, 6, 1),
    ),
    Case(
        "signed without a day: by the day of its first source, whatever that is cited for",
        life(
            act("signed", ""),
            sources=[source("s1", "2020-05-01"), source("s2", "2019"), source("s3", "")],
            citations=[cites("s1", "form")],
        ),
        {
            "1900-01-01": may_be("in_force"),
            "2019-12-30": may_be("in_force"),
            "2019-12-31": is_("in_force", "presumed"),
        },
    ),
    Case(
        "signed without a day, its source published on none: by the day it was retrieved",
        life(act("signed", ""), sources=[source("s1", "", retrieved_on="2021-04-21")]),
        {"1900-01-01": may_be("in_force"), "2021-04-21": is_("in_force", "presumed")},
    ),
    Case(
        "signed without a day, its source without one: nothing bounds it",
        life(act("signed", ""), sources=[source("s1", "")], citations=[cites("s1")]),
        {"1900-01-01": may_be("in_force")},
    ),
    Case(
        "signed without a day: by the first later act, not by an announcement or a plan",
        life(
            act("announced", "2001-01-01"),
            act("signed", ""),
            act("amended", "2014-01-01", is_planned=True),
            act("amended", "2022-11"),
            act("reviewed", "2023-01-01"),
            sources=[source("s1", "2024-01-01")],
        ),
        {
            "1900-01-01": may_be("in_force"),
            "2022-11-29": may_be("in_force"),
            "2022-11-30": is_("in_force", "presumed"),
        },
    ),
    Case(
        "signed without a day: by its end, and so never in effect for certain",
        life(act("signed", ""), act("terminated", "2023-01-01"), sources=[source("s1", "2024-01-01")]),
        {
            "1900-01-01": may_be("in_force"),
            "2022-12-31": may_be("in_force"),
            "2023-01-01": is_("terminated", "recorded"),
        },
    ),
    Case(
        "signed on or after a day: by the day of its source",
        life(act("signed", "[2020-05-01..]"), sources=[source("s1", "2026-11-01")], citations=[cites("s1")]),
        {
            "2020-04-30": None,
            "2020-05-01": may_be("in_force"),
            "2026-10-31": may_be("in_force"),
            "2026-11-01": is_("in_force", "presumed"),
        },
    ),
    Case(
        "signed on or after a day, its source before that day: by the day of publication",
        life(
            act("signed", "[2020-05-01..]"),
            sources=[source("s1", "2019"), source("s2", "")],
            citations=[cites("s1"), cites("s2")],
        ),
        {"2020-05-01": may_be("in_force"), "2025-06-01": is_("in_force", "presumed")},
        known_by=date(2025, 6, 1),
    ),
    Case(
        "signed in a year, of which a source of the same year tells: by its day",
        life(act("signed", "2024"), sources=[source("s1", "2024-03-01")]),
        {"2024-02-29": may_be("in_force"), "2024-03-01": is_("in_force", "presumed")},
        known_by=date(2025, 6, 1),
    ),
    Case(
        "signed in a year, says a source of it, and one of another thing of before",
        life(
            act("signed", "2024", key="k1"),
            sources=[source("s1", "2024-09-01"), source("s2", "2024-03-01")],
            citations=[cites("s1", "milestones/k1"), cites("s2", "form")],
        ),
        {"2024-08-31": may_be("in_force"), "2024-09-01": is_("in_force", "presumed")},
    ),
    Case(
        "took effect in a year in which it was published here",
        life(act("takes_effect", "2025")),
        {"2025-05-31": may_be("in_force"), "2025-06-01": is_("in_force", "presumed")},
        known_by=date(2025, 6, 1),
    ),
    Case(
        "signed with effect in the year of its source: the effect may lie ahead",
        life(act("signed", "2024-02-01", effective_on="2024"), sources=[source("s1", "2024-03-01")]),
        {"2024-03-01": or_("presumed", "signed", "in_force"), "2025-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "took effect in the year of its source, by the day from which it counts alone",
        life(act("takes_effect", effective_on="2024"), sources=[source("s1", "2024-03-01")]),
        {"2024-02-29": may_be("in_force"), "2024-03-01": is_("in_force", "presumed")},
    ),
    Case(
        "signed, it is not recorded when, with effect in the month of its publication here",
        life(act("signed", effective_on="2024-06")),
        {"2024-06-09": may_be("signed", "in_force"), "2024-06-10": is_("in_force", "presumed")},
        known_by=date(2024, 6, 10),
    ),
    Case(
        "terminated with effect in the year of its source, it is not recorded when that was done",
        life(
            act("signed", "2010-01-01"),
            act("terminated", effective_on="2024"),
            sources=[source("s1", "2024-03-01")],
        ),
        {
            "2024-02-29": or_("presumed", "in_force", "terminated"),
            "2024-03-01": is_("terminated", "recorded"),
        },
    ),
    Case(
        "terminated on a day with effect in the year of its source: the effect may lie ahead",
        life(
            act("signed", "2010-01-01"),
            act("terminated", "2024-01-10", effective_on="2024"),
            sources=[source("s1", "2024-03-01")],
        ),
        {
            "2024-03-01": or_("presumed", "in_force", "terminated"),
            "2024-12-31": is_("terminated", "recorded"),
        },
    ),
    Case(
        "a notice that was received in the year of its source: by its day",
        life(
            act("takes_effect", "2010-01-01"),
            act("notice_given", "2024-01-10", effective_on="2024"),
            termination_notice="P6M",
            sources=[source("s1", "2024-03-01")],
        ),
        {"2024-08-31": or_("presumed", "in_force", "terminated"), "2024-09-01": is_("terminated", "derived")},
    ),
    Case(
        "suspended without a day: after the first day on which it was in effect",
        life(
            act("signed", "2018-01-01"),
            act("takes_effect", "2019-01-01"),
            act("suspended", ""),
            sources=[source("s1", "2026-11-01")],
        ),
        {
            "2019-01-01": is_("in_force", "recorded"),
            "2019-01-02": or_("presumed", "in_force", "suspended"),
            "2026-11-01": is_("suspended", "recorded"),
        },
    ),
    Case(
        "suspended in the year in which it was signed: after the signature",
        life(act("signed", "2019-06-01"), act("suspended", "2019")),
        {
            "2019-06-01": is_("in_force", "presumed"),
            "2019-06-02": or_("presumed", "in_force", "suspended"),
            "2020-01-01": is_("suspended", "recorded"),
        },
    ),
    Case(
        "notice without a day: its length after the signature at the earliest",
        life(
            act("signed", "2010-01-01"),
            act("notice_given", ""),
            terms=[term(renewal="indefinite")],
            termination_notice="P1Y",
            sources=[source("s1", "2026-11-01")],
        ),
        {
            "2011-01-01": is_("in_force", "presumed"),
            "2011-01-02": or_("presumed", "in_force", "terminated"),
            "2027-11-01": is_("terminated", "derived"),
        },
    ),
    Case(
        "launched without a day: by the day of its source",
        life(act("launched", ""), nature="programme", form="", sources=[source("s1", "2020-05-01")]),
        {"1900-01-01": may_be("in_force"), "2020-05-01": is_("in_force", "presumed")},
    ),
    Case(
        "signed on the ninth, month and year not stated",
        life(act("signed", "XXXX-XX-09"), act("announced", "XXXX-XX-10")),
        {"2025-05-31": may_be("in_force"), "2026-01-01": is_("in_force", "presumed")},
        known_by=date(2025, 6, 1),
    ),
    Case(
        "texts exchanged, no other signature",
        life(act("exchanged", "2025-04-05")),
        {"2025-04-04": None, "2025-04-05": is_("in_force", "presumed")},
    ),
    Case(
        "signed by each party on a day of its own: by the last",
        life(act("signed", "2020-01-10", involvement="k8"), act("signed", "2020-02-15", involvement="k9")),
        {
            "2020-01-10": is_("signed", "recorded"),
            "2020-02-14": is_("signed", "recorded"),
            "2020-02-15": is_("in_force", "presumed"),
        },
    ),
    Case(
        "signed without a day, amended later: signed by then",
        life(act("signed", ""), act("amended", "2022-11-08"), act("terminated", "2023-01-01")),
        {"2022-11-08": is_("in_force", "presumed"), "2023-01-01": is_("terminated", "recorded")},
    ),
    Case(
        "only an amendment is recorded: it was there before",
        life(act("amended", "2022-11-08")),
        {"2022-11-08": is_("in_force", "presumed")},
    ),
    # Before the signature
    Case(
        "negotiated, approved, signed",
        life(act("negotiated", "2013-05"), act("approved", "2014-02-03"), act("signed", "2014-09-29")),
        {
            "2013-04-30": None,
            "2013-05-02": may_be("under_negotiation"),
            "2014-02-02": is_("under_negotiation", "recorded"),
            "2014-02-03": is_("planned", "derived"),
            "2014-09-29": is_("in_force", "presumed"),
        },
    ),
    Case(
        "initialled only: planned",
        life(act("initialled", "2023-02-01"), bindingness="binding"),
        {"2024-01-01": is_("planned", "derived")},
    ),
    Case(
        "a convention adopted, then signed",
        life(act("adopted", "1953-06-26"), act("signed", "1953-09-01"), form="convention"),
        {"1953-07-01": is_("adopted", "recorded"), "1953-09-01": is_("concluded", "derived")},
    ),
    Case(
        "agreed, approved, then signed",
        life(act("agreed", "2020-06-26"), act("approved", "2020-07-01"), act("signed", "2020-09-01")),
        {
            "2020-06-26": is_("adopted", "recorded"),
            "2020-07-02": is_("adopted", "recorded"),
            "2020-09-01": is_("in_force", "presumed"),
        },
    ),
    Case(
        "a memorandum that was agreed: its signature is not recorded",
        life(act("agreed", "2020-06-26")),
        {"2020-06-25": None, "2040-01-01": is_("adopted", "recorded")},
    ),
    Case(
        "an arrangement that was agreed: from then on",
        life(act("agreed", "2020-06-26"), form="arrangement"),
        {"2040-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "an arrangement that was agreed, its signing planned: not signed",
        life(act("agreed", "2020-06-26"), act("signed", "2020-12", is_planned=True), form="arrangement"),
        {"2040-01-01": is_("adopted", "recorded")},
    ),
    Case(
        "an arrangement that was agreed, with a signatory: not signed",
        life(act("agreed", "2020-06-26"), form="arrangement", signatories=[{"key": "k9", "act": "signed"}]),
        {"2040-01-01": is_("adopted", "recorded")},
    ),
    Case(
        "a plan adopted with effect from a day",
        life(act("adopted", "2020-06-26", effective_on="2021-01-01"), form="plan"),
        {"2020-12-31": is_("adopted", "recorded"), "2021-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "a programme that was agreed",
        life(act("agreed", "2020-06-26"), nature="programme", form=""),
        {"2040-01-01": is_("adopted", "recorded")},
    ),
    Case(
        "negotiations opened, then held",
        life(act("negotiations_opened", "2020-06-26"), act("negotiated", "2021-03")),
        {
            "2020-06-26": is_("under_negotiation", "recorded"),
            "2040-01-01": is_("under_negotiation", "recorded"),
        },
    ),
    Case(
        "a cabinet was informed, of what was signed before",
        life(act("signed", "2020-06-26"), act("informed", "2021-03-01")),
        {"2020-06-26": is_("in_force", "presumed"), "2021-03-01": is_("in_force", "presumed")},
    ),
    Case(
        "a cabinet was informed, and nothing else",
        life(act("informed", "2021-03-01")),
        {"2021-03-01": is_("unknown", "presumed")},
    ),
    Case(
        "a declaration that was adopted, and nothing else: adopted",
        life(act("adopted", "2023-11-22"), form="declaration"),
        {
            "2023-11-21": None,
            "2023-11-22": is_("adopted", "recorded"),
            "2026-01-01": is_("adopted", "recorded"),
        },
    ),
    Case(
        "a declaration that was adopted and later reviewed, then replaced",
        life(
            act("adopted", "2023-11-22"),
            act("reviewed", "2024-11-22"),
            act("superseded", "2025-06-01"),
            form="declaration",
        ),
        {"2024-11-22": is_("adopted", "recorded"), "2025-06-01": is_("superseded", "recorded")},
    ),
    Case(
        "a declaration that was signed: from its signature",
        life(act("adopted", "2023-11-22"), act("signed", "2023-11-23"), form="declaration"),
        {"2023-11-22": is_("adopted", "recorded"), "2023-11-23": is_("in_force", "presumed")},
    ),
    Case(
        "a declaration that was adopted for two years",
        life(act("adopted", "2023-11-22"), terms=[term("P2Y", "fixed")], form="declaration"),
        {"2025-11-21": is_("in_force", "presumed"), "2025-11-22": is_("expired", "derived")},
    ),
    Case(
        "agreed minutes that were agreed, then adopted",
        life(act("agreed", "2023-05-22"), act("adopted", "2023-11-22"), form="agreed_minutes"),
        {"2023-06-01": is_("adopted", "recorded"), "2023-11-22": is_("adopted", "recorded")},
    ),
    Case(
        "a binding declaration that was adopted: not signed",
        life(act("adopted", "2023-11-22"), form="declaration", bindingness="binding"),
        {"2026-01-01": is_("adopted", "recorded")},
    ),
    Case(
        "agreed minutes, negotiated and adopted, announced a day later",
        life(
            act("negotiated", "2023-05-01"),
            act("adopted", "2023-11-22"),
            act("announced", "2023-11-23"),
            form="agreed_minutes",
            bindingness="non_binding",
        ),
        {"2023-11-21": is_("under_negotiation", "recorded"), "2023-11-23": is_("adopted", "recorded")},
    ),
    Case(
        "a framework adopted for five years",
        life(act("adopted", "2015-03-18"), terms=[term("P5Y", "fixed")], form="framework_agreement"),
        {"2020-03-17": is_("in_force", "presumed"), "2020-03-18": is_("expired", "derived")},
    ),
    Case(
        "a convention that was adopted, and nothing else: not signed",
        life(act("adopted", "2023-11-22"), form="convention"),
        {"2026-01-01": is_("adopted", "recorded")},
    ),
    Case(
        "a binding agreement that was adopted, and nothing else: not signed",
        life(act("adopted", "2023-11-22"), form="agreement", bindingness="binding"),
        {"2026-01-01": is_("adopted", "recorded")},
    ),
    Case(
        "a plan adopted, in effect on a condition: adopted",
        life(act("adopted", "2023-11-22"), act("takes_effect", "", condition=BOTH_NOTIFY), form="plan"),
        {"2026-01-01": is_("adopted", "recorded")},
    ),
    Case(
        "adopted on a day that is not recorded, in effect from a day",
        life(act("adopted", ""), act("takes_effect", "2024-01-01"), form="plan"),
        {"2023-12-31": None, "2024-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "approved after it was signed: changes nothing",
        life(act("signed", "2021-11"), act("approved", "")),
        {"2021-10-01": None, "2022-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "announced and then signed: planned in between",
        life(act("announced", "2020-01-10"), act("signed", "2020-03-01")),
        {"2020-02-01": is_("planned", "derived"), "2020-03-01": is_("in_force", "presumed")},
    ),
    Case(
        "an instrument of which only an announcement is recorded",
        life(act("announced", "2024-05-06")),
        {
            "2024-05-05": None,
            "2024-05-06": is_("unknown", "presumed"),
            "2030-01-01": is_("unknown", "presumed"),
        },
    ),
    Case(
        "negotiations between 2010 and 2015",
        life(act("negotiated", "2010/2015"), act("signed", "2016-01-01")),
        {
            "2009-12-31": None,
            "2010-06-01": may_be("under_negotiation"),
            "2011-01-01": is_("under_negotiation", "recorded"),
            "2016-01-01": is_("in_force", "presumed"),
        },
    ),
    # Entry into effect
    Case(
        "entry into force recorded, no end: presumed",
        life(act("signed", "1997-05-22"), act("takes_effect", "2000-01-30"), bindingness="binding"),
        {
            "1997-05-22": is_("signed", "recorded"),
            "2000-01-29": is_("signed", "recorded"),
            "2000-01-30": is_("in_force", "presumed"),
        },
    ),
    Case(
        "entry into force recorded, and an end: recorded",
        life(act("signed", "1997-05-22"), act("takes_effect", "2000-01-30"), act("terminated", "2010-06-30")),
        {
            "2000-01-30": is_("in_force", "recorded"),
            "2010-06-29": is_("in_force", "recorded"),
            "2010-06-30": is_("terminated", "recorded"),
        },
    ),
    Case(
        "the signing says when its effect begins",
        life(act("signed", "2022-03-01", effective_on="2022-04-01"), act("completed", "2024-01-01")),
        {"2022-03-31": is_("signed", "recorded"), "2022-04-01": is_("in_force", "recorded")},
    ),
    Case(
        "in effect on the day of the signature, known to the month",
        life(act("signed", "2022-03", effective_on="2022-03"), act("completed", "2024-01-01")),
        {"2022-03-15": may_be("in_force")},
    ),
    Case(
        "retroactive: in effect before it was signed",
        life(
            act("takes_effect", "2020-05-01", effective_on="2020-01-01"),
            act("signed", "2020-05-01"),
            act("terminated", "2021-01-01"),
        ),
        {
            "2019-12-31": None,
            "2020-01-01": is_("in_force", "recorded"),
            "2020-05-01": is_("in_force", "recorded"),
            "2021-01-01": is_("terminated", "recorded"),
        },
    ),
    Case(
        "effect on a condition that is not known to be met: stays signed",
        life(
            act("signed", "2011-11-29"),
            act("takes_effect", "", condition=BOTH_NOTIFY),
            terms=[term(renewal="indefinite")],
        ),
        {"2011-11-29": is_("signed", "derived"), "2026-01-01": is_("signed", "derived")},
    ),
    Case(
        "effect on a condition that was met",
        life(
            act("signed", "2011-11-29"),
            act("takes_effect", "", condition=BOTH_NOTIFY),
            act("takes_effect", "2012-08-17"),
            terms=[term(renewal="indefinite")],
            bindingness="binding",
        ),
        {"2012-08-16": is_("signed", "recorded"), "2012-08-17": is_("in_force", "recorded")},
    ),
    Case(
        "in effect since a day that is not recorded: it has come",
        life(act("signed", "2011-11-29"), act("takes_effect", ""), bindingness="binding"),
        {"2011-11-28": None, "2020-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "provisionally applied, then in force",
        life(
            act("signed", "2010-10-06"),
            act("provisionally_applied", "2011-07-01"),
            act("takes_effect", "2015-12-13"),
            bindingness="binding",
        ),
        {
            "2011-06-30": is_("signed", "recorded"),
            "2011-07-01": is_("provisionally_applied", "recorded"),
            "2015-12-13": is_("in_force", "presumed"),
        },
    ),
    Case(
        "provisionally applied, and nothing more: presumed to go on so",
        life(act("signed", "2010-10-06"), act("provisionally_applied", "2011-07-01"), form="treaty"),
        {
            "2011-07-01": is_("provisionally_applied", "presumed"),
            "2030-01-01": is_("provisionally_applied", "presumed"),
        },
    ),
    Case(
        "provisionally applied for a time, entry into force not recorded: concluded again",
        life(
            act("signed", "2010-10-06"),
            act("provisionally_applied", "2011-07-01", until="2012-06-30"),
            form="treaty",
        ),
        {"2012-06-30": is_("provisionally_applied", "recorded"), "2012-07-01": is_("concluded", "derived")},
    ),
    Case(
        "provisionally applied, then terminated",
        life(
            act("signed", "2010"), act("provisionally_applied", "2011-07-01"), act("terminated", "2013-01-01")
        ),
        {"2012-12-31": is_("provisionally_applied", "recorded"), "2013-01-01": is_("terminated", "recorded")},
    ),
    Case(
        "provisionally applied for a time only",
        life(
            act("signed", "2010-10-06"),
            act("provisionally_applied", "2011-07-01", until="2012-06-30"),
            act("takes_effect", "2015-12-13"),
            bindingness="binding",
        ),
        {
            "2012-06-30": is_("provisionally_applied", "recorded"),
            "2012-07-01": is_("signed", "derived"),
            "2015-12-13": is_("in_force", "presumed"),
        },
    ),
    Case(
        "in force before its provisional application was to end",
        life(
            act("signed", "2010-10-06"),
            act("provisionally_applied", "2011-07-01", until="2016-06-30"),
            act("takes_effect", "2015-12-13"),
            bindingness="binding",
        ),
        {"2015-12-12": is_("provisionally_applied", "recorded"), "2017-01-01": is_("in_force", "presumed")},
    ),
    # Terms
    Case(
        "three years from 13 May 2020 end on 12 May 2023",
        life(act("signed", "2020-05-13"), terms=[term("P3Y", "fixed", starts_with="signature")]),
        {
            "2020-05-13": is_("in_force", "derived"),
            "2023-05-12": is_("in_force", "derived"),
            "2023-05-13": is_("expired", "derived"),
        },
    ),
    Case(
        "a length, and nothing said of renewal: its end is presumed",
        life(act("signed", "2020-05-13"), terms=[term("P3Y")]),
        {"2023-05-12": is_("in_force", "presumed"), "2023-05-13": is_("expired", "presumed")},
    ),
    Case(
        "a term from entry into effect",
        life(
            act("signed", "2020-05-13"),
            act("takes_effect", "2020-07-01"),
            terms=[term("P1Y", "fixed", starts_with="effect")],
        ),
        {
            "2020-06-30": is_("signed", "recorded"),
            "2021-06-30": is_("in_force", "recorded"),
            "2021-07-01": is_("expired", "derived"),
        },
    ),
    Case(
        "a term from signature, where effect came later",
        life(
            act("signed", "2020-05-13"),
            act("takes_effect", "2020-07-01"),
            terms=[term("P1Y", "fixed", starts_with="signature")],
        ),
        {"2021-05-12": is_("in_force", "recorded"), "2021-05-13": is_("expired", "derived")},
    ),
    Case(
        "a binding one whose term waits for its effect does not expire",
        life(
            act("signed", "2001-01-01"),
            terms=[term("P5Y", "fixed", starts_with="effect")],
            bindingness="binding",
        ),
        {"2020-01-01": is_("concluded", "derived")},
    ),
    Case(
        "signed in August 2023 for a year: one or the other in August 2024",
        life(act("signed", "2023-08"), terms=[term("P1Y", "fixed")]),
        {
            "2024-07-31": is_("in_force", "presumed"),
            "2024-08-01": or_("presumed", "in_force", "expired"),
            "2024-08-30": or_("presumed", "in_force", "expired"),
            "2024-08-31": is_("expired", "derived"),
        },
    ),
    Case(
        "signed in 2016 for four years",
        life(act("signed", "2016"), terms=[term("P4Y", "fixed")]),
        {
            "2015-12-31": None,
            "2019-12-31": is_("in_force", "presumed"),
            "2020-06-01": or_("presumed", "in_force", "expired"),
            "2020-12-31": is_("expired", "derived"),
        },
    ),
    Case(
        "signed on or before a day, for three years",
        life(act("signed", "[..2014-09-29]"), terms=[term("P3Y", "fixed")]),
        {"2010-01-01": may_be("in_force", "expired"), "2017-09-29": is_("expired", "derived")},
    ),
    Case(
        "for the years 2022 to 2026, signed without a day",
        life(act("signed", ""), terms=[term(starts_on="2022", until="2026")]),
        {
            "2021-12-31": may_be("signed"),
            "2022-06-01": may_be("signed", "in_force"),
            "2026-01-01": is_("in_force", "derived"),
            "2026-06-01": or_("presumed", "in_force", "expired"),
            "2027-01-01": is_("expired", "derived"),
        },
    ),
    Case(
        "a last day and nothing else",
        life(terms=[term(until="2026-12-31")]),
        {"2000-01-01": may_be("in_force"), "2027-01-01": is_("expired", "derived")},
    ),
    Case(
        "a first and a last day and no act",
        life(terms=[term(starts_on="2020-04-01", until="2022-09-30")]),
        {
            "2020-03-31": None,
            "2020-04-01": is_("in_force", "derived"),
            "2022-10-01": is_("expired", "derived"),
        },
    ),
    Case(
        "a term from the day before the signature: from its stated day",
        life(act("signed", "2020-06-18"), terms=[term(starts_on="2020-06-17", until="2023-06-16")]),
        {
            "2020-06-16": None,
            "2020-06-17": is_("in_force", "derived"),
            "2020-06-18": is_("in_force", "derived"),
            "2023-06-17": is_("expired", "derived"),
        },
    ),
    Case(
        "a term from the month of the signature, binding: never signed and not yet in effect",
        life(
            act("signed", "2020-06-18"),
            terms=[term("P3Y", "fixed", starts_on="2020-06")],
            bindingness="binding",
        ),
        {"2020-06-18": may_be("in_force"), "2020-07-01": is_("in_force", "derived")},
    ),
    Case(
        "a term from a day after the signature: signed before it",
        life(act("signed", "2020-06-18"), terms=[term(starts_on="2020-07-01", until="2023-06-16")]),
        {"2020-06-30": is_("signed", "recorded"), "2020-07-01": is_("in_force", "derived")},
    ),
    Case(
        "two terms with a gap between them",
        life(
            terms=[
                term(starts_on="2010-01-01", until="2014-12-31"),
                term("P2Y", "fixed", starts_on="2016-01-01"),
            ]
        ),
        {
            "2014-12-31": is_("in_force", "derived"),
            "2015-06-01": is_("expired", "derived"),
            "2016-01-01": is_("in_force", "derived"),
            "2018-01-01": is_("expired", "derived"),
        },
    ),
    Case(
        "two terms, one after the other",
        life(
            terms=[term("P5Y", "fixed", starts_on="2015-01-01"), term("P5Y", "fixed", starts_on="2010-01-01")]
        ),
        {
            "2014-12-31": is_("in_force", "derived"),
            "2015-01-01": is_("in_force", "derived"),
            "2019-12-31": is_("in_force", "derived"),
            "2020-01-01": is_("expired", "derived"),
        },
    ),
    Case(
        "25 years, with a review every five",
        life(act("signed", "2024-06-30"), terms=[term("P5Y", "evergreen"), term("P25Y", "fixed")]),
        {
            "2029-06-30": is_("in_force", "presumed"),
            "2049-06-29": is_("in_force", "presumed"),
            "2049-06-30": is_("expired", "derived"),
        },
    ),
    Case(
        "25 years, though another row says that it has no end: the end counts",
        life(act("signed", "2024-06-30"), terms=[term(renewal="indefinite"), term("P25Y", "fixed")]),
        {"2049-06-29": is_("in_force", "presumed"), "2049-06-30": is_("expired", "derived")},
    ),
    Case(
        "launched for two years, under a term of five: the longer counts",
        life(
            act("signed", "2020-01-01"),
            act("launched", "2020-01-01", until="2021-12-31"),
            terms=[term("P5Y", "fixed")],
        ),
        {"2024-12-31": is_("in_force", "recorded"), "2025-01-01": is_("expired", "derived")},
    ),
    Case(
        "launched until a last day",
        life(act("launched", "2020-01-01", until="2021-12-31"), nature="programme", form=""),
        {"2021-12-31": is_("in_force", "recorded"), "2022-01-01": is_("expired", "derived")},
    ),
    Case(
        "a year from 29 February 2020 ends with February 2021",
        life(act("signed", "2020-02-29"), terms=[term("P1Y", "fixed")]),
        {"2021-02-28": is_("in_force", "presumed"), "2021-03-01": is_("expired", "derived")},
    ),
    Case(
        "four years from 29 February 2020 end on 28 February 2024",
        life(act("signed", "2020-02-29"), terms=[term("P4Y", "fixed")]),
        {"2024-02-28": is_("in_force", "presumed"), "2024-02-29": is_("expired", "derived")},
    ),
    Case(
        "a month from 31 January ends with February",
        life(act("signed", "2023-01-31"), terms=[term("P1M", "fixed")]),
        {"2023-02-28": is_("in_force", "presumed"), "2023-03-01": is_("expired", "derived")},
    ),
    Case(
        "a year and six months, two weeks, ten days",
        life(act("signed", "2020-01-01"), terms=[term("P1Y6M2W10D", "fixed")]),
        {"2021-07-24": is_("in_force", "presumed"), "2021-07-25": is_("expired", "derived")},
    ),
    Case(
        "until the end of the year 9999: no end is stated",
        life(act("takes_effect", "2020-01-01"), terms=[term(until="9999-12-31")]),
        {"2020-01-01": is_("in_force", "presumed"), "2026-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "from a day until the end of the year 2999: no end is stated",
        life(terms=[term(starts_on="2020-01-01", until="2999-12-31")]),
        {"2019-12-31": None, "2026-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "for three years, and until the end of the year 9999: three years",
        life(act("signed", "2020-01-01"), terms=[term("P3Y", "fixed", until="9999-12-31")]),
        {"2022-12-31": is_("in_force", "presumed"), "2023-01-01": is_("expired", "derived")},
    ),
    Case(
        "extended until the end of the year 2999: no end is stated",
        life(
            act("takes_effect", "2020-01-01"),
            act("extended", "2022-06-01", until="2999-12-31"),
            terms=[term("P3Y", "fixed")],
        ),
        {"2023-01-01": is_("in_force", "presumed"), "3001-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "a length that reaches past the calendar",
        life(act("signed", "2020-01-01"), terms=[term("P9000Y", "fixed")]),
        {"2500-01-01": is_("in_force", "presumed")},
    ),
    # Terms that go on
    Case(
        "renews itself: one period, derived",
        life(
            act("signed", "2010-03-01"),
            act("takes_effect", "2010-03-01"),
            terms=[term("P5Y", "automatic", non_renewal_notice="P6M")],
        ),
        {"2010-03-01": is_("in_force", "derived"), "2026-03-01": is_("in_force", "derived")},
    ),
    Case(
        "renews itself, 15 years at most",
        life(
            act("signed", "2010-03-01"),
            act("takes_effect", "2010-03-01"),
            terms=[term("P5Y", "automatic", maximum_length="P15Y")],
        ),
        {"2025-02-28": is_("in_force", "derived"), "2025-03-01": is_("expired", "derived")},
    ),
    Case(
        "renews itself, and notice of nothing in particular was given: until the end of the cycle",
        life(
            act("signed", "2010-03-01"),
            act("takes_effect", "2010-03-01"),
            act("notice_given", "2019-01-01"),
            terms=[term("P5Y", "automatic")],
        ),
        {
            "2018-12-31": is_("in_force", "derived"),
            "2020-02-29": is_("in_force", "derived"),
            "2020-03-01": is_("expired", "derived"),
        },
    ),
    Case(
        "renews itself, notice of non-renewal on the last day for it",
        life(
            act("takes_effect", "2022-07-01"),
            act("notice_given", "2026-12-31", notice_of="non_renewal"),
            terms=[term("P5Y", "automatic", non_renewal_notice="P6M")],
        ),
        {"2027-06-30": is_("in_force", "derived"), "2027-07-01": is_("expired", "derived")},
    ),
    Case(
        "renews itself, notice of non-renewal a day too late: at the end of the next cycle",
        life(
            act("takes_effect", "2022-07-01"),
            act("notice_given", "2027-01-01", notice_of="non_renewal"),
            terms=[term("P5Y", "automatic", renewal_length="P1Y", non_renewal_notice="P6M")],
        ),
        {"2028-06-30": is_("in_force", "derived"), "2028-07-01": is_("expired", "derived")},
    ),
    Case(
        "renews itself, notice that was received a day too late",
        life(
            act("takes_effect", "2022-07-01"),
            act("notice_given", "2026-12-31", effective_on="2027-01-01", notice_of="non_renewal"),
            terms=[term("P5Y", "automatic", non_renewal_notice="P6M")],
        ),
        {"2032-06-30": is_("in_force", "derived"), "2032-07-01": is_("expired", "derived")},
    ),
    Case(
        "renews itself after a last day that is named, notice of non-renewal",
        life(
            act("takes_effect", "2022-07-01"),
            act("notice_given", "2026-03-01", notice_of="non_renewal"),
            terms=[term("", "automatic", until="2026-12-31", non_renewal_notice="P6M")],
        ),
        {"2026-12-31": is_("in_force", "derived"), "2027-01-01": is_("expired", "derived")},
    ),
    Case(
        "renews itself, and since when is not known: notice of non-renewal makes it presumed",
        life(act("signed", ""), act("notice_given", "2026-03-01"), terms=[term("P5Y", "automatic")]),
        {"2026-03-01": is_("in_force", "presumed"), "2040-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "renews itself since some day of a year, notice of non-renewal: perhaps in time, perhaps not",
        life(
            act("takes_effect", "2010"),
            act("notice_given", "2014-08-01", notice_of="non_renewal"),
            terms=[term("P5Y", "automatic", non_renewal_notice="P6M")],
        ),
        {
            "2015-12-30": is_("in_force", "derived"),
            "2016-06-01": or_("presumed", "in_force", "expired"),
            "2020-12-31": is_("expired", "derived"),
        },
    ),
    *(
        Case(
            f"notice of {notice_of or 'what is not said'} that names the last day of a term: {renewal}",
            life(
                act("takes_effect", "2022-07-01"),
                act("notice_given", "2024-03-01", notice_of=notice_of, until="2024-08-31"),
                terms=[term("P5Y", renewal)],
                termination_notice=length,
            ),
            {"2024-08-31": is_("in_force", certainty), "2024-09-01": is_(ended, "derived")},
        )
        for notice_of, ended in (
            ("", "terminated"),
            ("termination", "terminated"),
            ("non_renewal", "expired"),
        )
        for renewal, length, certainty in (("automatic", "", "derived"), ("fixed", "P1Y", "recorded"))
    ),
    Case(
        "notice of non-renewal that was withdrawn",
        life(
            act("takes_effect", "2022-07-01"),
            act("notice_given", "2026-03-01", notice_of="non_renewal"),
            act("notice_withdrawn", "2026-04-01"),
            terms=[term("P5Y", "automatic")],
        ),
        {"2026-03-15": is_("in_force", "derived"), "2040-01-01": is_("in_force", "derived")},
    ),
    Case(
        "notice of non-renewal, where termination would be quicker: until the end of the term",
        life(
            act("takes_effect", "2022-07-01"),
            act("notice_given", "2024-03-01", notice_of="non_renewal"),
            terms=[term("P5Y", "automatic")],
            termination_notice="P3M",
        ),
        {"2024-07-01": is_("in_force", "derived"), "2027-07-01": is_("expired", "derived")},
    ),
    Case(
        "notice of termination, length of notice not recorded: presumed to go on",
        life(
            act("takes_effect", "2022-07-01"),
            act("notice_given", "2024-03-01", notice_of="termination"),
            terms=[term("P5Y", "automatic")],
        ),
        {"2024-03-01": is_("in_force", "presumed"), "2040-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "goes on with a review",
        life(act("takes_effect", "2010-03-01"), terms=[term("P5Y", "evergreen")], review_interval="P1Y"),
        {"2030-01-01": is_("in_force", "derived")},
    ),
    Case(
        "without end by its own terms: recorded",
        life(act("signed", "2010-03-01"), terms=[term(renewal="indefinite")]),
        {"2030-01-01": is_("in_force", "recorded")},
    ),
    # Renewed and extended
    Case(
        "renewed before it expired: no gap",
        life(
            act("signed", "1997-10-01"),
            act("renewed", "2002-06-10", effective_on="2002-10-01", key="k7"),
            terms=[term("P5Y", "fixed"), term("P5Y", "fixed", milestone="k7")],
        ),
        {
            "2002-09-30": is_("in_force", "presumed"),
            "2002-10-01": is_("in_force", "presumed"),
            "2007-09-30": is_("in_force", "presumed"),
            "2007-10-01": is_("expired", "derived"),
        },
    ),
    Case(
        "renewed after it expired: a gap",
        life(
            act("signed", "2010-01-01"),
            act("renewed", "2016-07-01", until="2020-12-31"),
            terms=[term("P5Y", "fixed")],
        ),
        {
            "2014-12-31": is_("in_force", "presumed"),
            "2015-01-01": is_("expired", "derived"),
            "2016-06-30": is_("expired", "derived"),
            "2016-07-01": is_("in_force", "recorded"),
            "2021-01-01": is_("expired", "derived"),
        },
    ),
    Case(
        "renewed some time in a year before it expired: recorded all through that year",
        life(
            act("takes_effect", "2010-01-01"),
            act("renewed", "2013", until="2019-12-31"),
            terms=[term("P5Y", "fixed")],
        ),
        {
            "2012-12-31": is_("in_force", "recorded"),
            "2013-01-01": is_("in_force", "recorded"),
            "2013-12-31": is_("in_force", "recorded"),
            "2020-01-01": is_("expired", "derived"),
        },
    ),
    Case(
        "renewed on the first day after: no gap",
        life(
            act("takes_effect", "2010-01-01"),
            act("renewed", "2015-01-01", until="2019-12-31"),
            terms=[term("P5Y", "fixed")],
        ),
        {
            "2014-12-31": is_("in_force", "recorded"),
            "2015-01-01": is_("in_force", "recorded"),
            "2020-01-01": is_("expired", "derived"),
        },
    ),
    Case(
        "extended in the year it would have ended: taken to be in time",
        life(
            act("takes_effect", "2010-01-01"),
            act("extended", "2014", until="2019-12-31"),
            terms=[term("P4Y6M", "fixed")],
        ),
        {
            "2013-12-31": is_("in_force", "recorded"),
            "2014-12-31": is_("in_force", "presumed"),
            "2020-01-01": is_("expired", "derived"),
        },
    ),
    Case(
        "extended until a later day",
        life(
            act("takes_effect", "2010-01-01"),
            act("extended", "2012-05-05", until="2019-12-31"),
            terms=[term(until="2014-12-31")],
        ),
        {
            "2015-01-01": is_("in_force", "recorded"),
            "2019-12-31": is_("in_force", "recorded"),
            "2020-01-01": is_("expired", "derived"),
        },
    ),
    Case(
        "renews itself, and extended until a day: until that day",
        life(
            act("takes_effect", "2021-03-05"),
            act("extended", "2026-01-10", until="2031-03-04"),
            terms=[term("P5Y", "automatic")],
        ),
        {
            "2026-01-09": is_("in_force", "derived"),
            "2031-03-04": is_("in_force", "recorded"),
            "2031-03-05": is_("expired", "presumed"),
        },
    ),
    Case(
        "extended until a day, and its term renews itself: until that day",
        life(
            act("takes_effect", "2021-03-05"),
            act("extended", "2026-01-10", until="2031-03-04", key="k7"),
            terms=[term("P5Y", "automatic", milestone="k7")],
        ),
        {"2031-03-04": is_("in_force", "recorded"), "2031-03-05": is_("expired", "presumed")},
    ),
    Case(
        "renewed without a new end: presumed from then on",
        life(act("takes_effect", "2016-03-02"), act("renewed", "2019-05-01"), terms=[term("P4Y", "fixed")]),
        {
            "2019-04-30": is_("in_force", "recorded"),
            "2019-05-01": is_("in_force", "presumed"),
            "2026-01-01": is_("in_force", "presumed"),
        },
    ),
    Case(
        "renewed on a day that is not recorded",
        life(act("takes_effect", "2016-03-02"), act("renewed", ""), terms=[term("P4Y", "fixed")]),
        {"2016-03-01": None, "2026-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "an amendment that sets a new last day",
        life(
            act("takes_effect", "2016-03-02"),
            act("amended", "2018-01-01", until="2022-12-31"),
            terms=[term("P4Y", "fixed")],
        ),
        {"2022-12-31": is_("in_force", "recorded"), "2023-01-01": is_("expired", "derived")},
    ),
    Case(
        "lapsed, and extended later from the day after: no gap",
        life(
            act("signed", "2019-08-27"),
            act("expired", "2024-08-26"),
            act("extended", "2024-12-13", effective_on="2024-08-27"),
        ),
        {
            "2024-08-26": is_("in_force", "presumed"),
            "2024-08-27": is_("in_force", "presumed"),
            "2026-01-01": is_("in_force", "presumed"),
        },
    ),
    Case(
        "lapsed with its term, and renewed later from the last day until a day: no gap",
        life(
            act("takes_effect", "2019-08-27"),
            act("expired", "2024-08-26"),
            act("renewed", "2024-12-13", effective_on="2024-08-26", until="2026-12-31"),
            terms=[term("P5Y", "fixed")],
        ),
        {
            "2024-08-27": is_("in_force", "recorded"),
            "2026-12-31": is_("in_force", "recorded"),
            "2027-01-01": is_("expired", "derived"),
        },
    ),
    Case(
        "lapsed, and extended later with effect from before the lapse: no gap",
        life(
            act("takes_effect", "2019-08-27"),
            act("expired", "2024-08-26"),
            act("extended", "2024-12-13", effective_on="2024-08-01", until="2026-12-31"),
        ),
        {"2024-08-27": is_("in_force", "recorded"), "2027-01-01": is_("expired", "derived")},
    ),
    Case(
        "a term that ran out, extended later from the day after: no gap, and not presumed to have come in time",
        life(
            act("takes_effect", "2019-08-27"),
            act("extended", "2024-12-13", effective_on="2024-08-27", until="2026-12-31"),
            terms=[term("P5Y", "fixed")],
        ),
        {"2024-08-27": is_("in_force", "recorded"), "2026-12-31": is_("in_force", "recorded")},
    ),
    Case(
        "lapsed, and extended later without a first day: a gap",
        life(act("takes_effect", "2019-08-27"), act("expired", "2024-08-26"), act("extended", "2024-12-13")),
        {"2024-12-12": is_("expired", "recorded"), "2024-12-13": is_("in_force", "presumed")},
    ),
    Case(
        "extended while it ran, then lapsed: stays expired",
        life(
            act("takes_effect", "2019-08-27"),
            act("extended", "2022-08-01", until="2024-08-26"),
            act("expired", "2024-08-26"),
        ),
        {"2024-08-26": is_("in_force", "recorded"), "2024-08-27": is_("expired", "recorded")},
    ),
    Case(
        "terminated, and extended later from the day of its end: stays terminated",
        life(
            act("takes_effect", "2019-08-27"),
            act("expired", "2024-08-26"),
            act("terminated", "2024-09-30"),
            act("extended", "2024-12-13", effective_on="2024-08-27"),
        ),
        {"2024-09-29": is_("in_force", "recorded"), "2026-01-01": is_("terminated", "recorded")},
    ),
    Case(
        "reviewed after it expired: stays expired",
        life(act("signed", "2010-01-01"), act("reviewed", "2018-05-01"), terms=[term("P5Y", "fixed")]),
        {"2018-05-01": is_("expired", "derived")},
    ),
    # Suspended
    Case(
        "suspended until a condition is met",
        life(act("signed", ""), act("suspended", "2022-03-08", condition=RUSSIAN_WAR)),
        {
            "2022-03-07": may_be("in_force"),
            "2022-03-08": is_("suspended", "recorded"),
            "2026-01-01": is_("suspended", "recorded"),
        },
    ),
    Case(
        "suspended and resumed under negotiation: nothing was in effect",
        life(
            act("negotiations_opened", "2024-06-30"),
            act("suspended", "2025-01-01"),
            act("resumed", "2025-06-01"),
        ),
        {
            "2025-01-01": is_("under_negotiation", "recorded"),
            "2026-01-01": is_("under_negotiation", "recorded"),
        },
    ),
    Case(
        "suspended and resumed while it waits for its effect: still signed",
        life(
            act("signed", "2020-05-13"),
            act("takes_effect", "2027-01-01", is_planned=True),
            act("suspended", "2022-01-01"),
            act("resumed", "2023-01-01"),
            form="treaty",
        ),
        {"2022-01-01": is_("signed", "derived"), "2026-01-01": is_("signed", "derived")},
    ),
    Case(
        "suspended while it was applied provisionally, and resumed: so again",
        life(
            act("signed", "2020-05-13"),
            act("provisionally_applied", "2020-08-01"),
            act("suspended", "2022-01-01"),
            act("resumed", "2023-01-01"),
            form="treaty",
        ),
        {
            "2021-12-31": is_("provisionally_applied", "recorded"),
            "2022-01-01": is_("suspended", "recorded"),
            "2023-01-01": is_("provisionally_applied", "presumed"),
        },
    ),
    Case(
        "suspended while it was applied provisionally, until a last day: so again",
        life(
            act("provisionally_applied", "2020-08-01"),
            act("suspended", "2022-01-01", until="2022-12-31"),
            form="treaty",
        ),
        {"2022-12-31": is_("suspended", "recorded"), "2023-01-01": is_("provisionally_applied", "presumed")},
    ),
    Case(
        "suspended in part while it was applied provisionally, and resumed: so again",
        life(
            act("provisionally_applied", "2020-08-01"),
            act("suspended", "2022-01-01", scope={"en": "Article 9"}),
            act("resumed", "2023-01-01"),
            form="treaty",
        ),
        {"2023-01-01": is_("provisionally_applied", "presumed")},
    ),
    Case(
        "a declaration that was suspended and resumed: adopted again",
        life(
            act("adopted", "2024-06-30"),
            act("suspended", "2025-06-30"),
            act("resumed", "2025-12-30"),
            form="declaration",
        ),
        {
            "2024-06-30": is_("adopted", "recorded"),
            "2025-06-30": is_("suspended", "recorded"),
            "2025-12-30": is_("adopted", "recorded"),
        },
    ),
    Case(
        "a treaty, nothing said of effect, suspended: in force by then",
        life(act("signed", "2020-05-13"), act("suspended", "2022-01-01"), form="treaty"),
        {
            "2021-12-31": or_("presumed", "concluded", "in_force"),
            "2022-01-01": is_("suspended", "recorded"),
        },
    ),
    Case(
        "suspended after its fixed term was over: stays expired",
        life(act("signed", "2020-05-13"), act("suspended", "2025-01-01"), terms=[term("P3Y", "fixed")]),
        {"2023-05-13": is_("expired", "derived"), "2025-01-01": is_("expired", "derived")},
    ),
    Case(
        "suspended after a term that may have been renewed: that shows that it went on",
        life(act("signed", "2020-05-13"), act("suspended", "2025-01-01"), terms=[term("P3Y")]),
        {"2023-05-13": is_("expired", "presumed"), "2025-01-01": is_("suspended", "recorded")},
    ),
    Case(
        "suspended and resumed",
        life(act("signed", "2015-01-01"), act("suspended", "2020-03-01"), act("resumed", "2021-09-01")),
        {
            "2020-02-29": is_("in_force", "presumed"),
            "2021-08-31": is_("suspended", "recorded"),
            "2021-09-01": is_("in_force", "presumed"),
        },
    ),
    Case(
        "suspended, and resumed after its fixed term was over: expired",
        life(
            act("signed", "2016-01-01"),
            act("suspended", "2020-06"),
            act("resumed", "2022-01-01"),
            terms=[term("P5Y", "fixed")],
        ),
        {
            "2020-12-31": is_("suspended", "recorded"),
            "2021-01-01": is_("expired", "derived"),
            "2022-01-01": is_("expired", "derived"),
        },
    ),
    Case(
        "resumed after its fixed term was over, with a new last day: in effect again",
        life(
            act("signed", "2016-01-01"),
            act("suspended", "2020-06"),
            act("resumed", "2022-01-01", until="2025-12-31"),
            terms=[term("P5Y", "fixed")],
        ),
        {"2021-01-01": is_("expired", "derived"), "2022-01-01": is_("in_force", "recorded")},
    ),
    Case(
        "resumed after a term that may have been renewed: that shows that it went on",
        life(
            act("signed", "2016-01-01"),
            act("suspended", "2020-06-01"),
            act("resumed", "2022-01-01"),
            terms=[term("P5Y")],
        ),
        {"2021-01-01": is_("expired", "presumed"), "2022-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "extended on a condition that is not known to be met: prolonged by nothing",
        life(
            act("signed", "2019-01-01"),
            act("extended", "2023-12-01", until="2030-12-31", condition={"en": "if the budget is voted"}),
            terms=[term(until="2023-12-31")],
        ),
        {"2023-12-31": is_("in_force", "presumed"), "2024-01-01": is_("expired", "derived")},
    ),
    Case(
        "extended on a condition, with effect from the day on which it was met",
        life(
            act("signed", "2019-01-01"),
            act(
                "extended",
                "2023-11-01",
                effective_on="2023-12-20",
                until="2030-12-31",
                condition={"en": "if the budget is voted"},
            ),
            terms=[term(until="2023-12-31")],
        ),
        {"2024-01-01": is_("in_force", "presumed"), "2031-01-01": is_("expired", "derived")},
    ),
    Case(
        "terminated on a condition that is not known to be met: nothing ends",
        life(act("signed", "2018-03-10"), act("terminated", "2020-01-01", condition=RUSSIAN_WAR)),
        {"2020-01-02": is_("in_force", "presumed")},
    ),
    Case(
        "suspended until a last day",
        life(
            act("takes_effect", "2015-01-01"),
            act("suspended", "2020-03-01", until="2020-12-31"),
            act("completed", "2022-01-01"),
        ),
        {
            "2020-12-31": is_("suspended", "recorded"),
            "2021-01-01": is_("in_force", "derived"),
            "2022-01-01": is_("completed", "recorded"),
        },
    ),
    Case(
        "expired while it was suspended",
        life(act("signed", "2015-01-01"), act("suspended", "2019-03-01"), terms=[term("P5Y", "fixed")]),
        {"2019-12-31": is_("suspended", "recorded"), "2020-01-01": is_("expired", "derived")},
    ),
    # Ended
    Case(
        "cancelled by a body that is not a party",
        life(
            act("signed", "2018"),
            act("cancelled", "2021-04-21", by_body={"ref": "O9", "name": "Commonwealth", "country": "AU"}),
        ),
        {"2021-04-20": is_("in_force", "presumed"), "2021-04-21": is_("cancelled", "recorded")},
    ),
    Case(
        "superseded by a newer instrument",
        life(
            act("signed", "2018-03-10"),
            act("superseded", "2019-01-17", instrument={"ref": "A7"}),
        ),
        {"2019-01-16": is_("in_force", "presumed"), "2019-01-17": is_("superseded", "recorded")},
    ),
    Case(
        "the day it expires is its last",
        life(act("takes_effect", "2020-04-01"), act("expired", "2022-09-30")),
        {"2022-09-30": is_("in_force", "recorded"), "2022-10-01": is_("expired", "recorded")},
    ),
    Case(
        "an expiry that is derived and recorded is told once",
        life(act("signed", "2020-05-13"), act("expired", "2023-05-31"), terms=[term("P3Y", "fixed")]),
        {"2023-05-20": is_("in_force", "presumed"), "2023-06-01": is_("expired", "recorded")},
    ),
    Case(
        "terminated in the year it would have expired: before it did",
        life(act("signed", "2020-05-13"), act("terminated", "2023"), terms=[term("P3Y", "fixed")]),
        {
            "2023-03-01": or_("presumed", "in_force", "terminated"),
            "2023-05-13": is_("terminated", "recorded"),
        },
    ),
    Case(
        "terminated on a day that is not recorded",
        life(act("signed", "2020-05-13"), act("terminated", "")),
        {
            "2020-05-12": None,
            "2020-05-13": is_("in_force", "presumed"),
            "2026-01-01": is_("terminated", "recorded"),
        },
    ),
    Case(
        "amended, and terminated on a day that is not recorded: after the amendment",
        life(act("signed", "2020-05-13"), act("amended", "2022-11-08"), act("terminated", "")),
        {
            "2022-11-07": is_("in_force", "presumed"),
            "2022-11-08": is_("in_force", "presumed"),
            "2022-11-09": is_("terminated", "recorded"),
        },
    ),
    Case(
        "superseded on a day that is not recorded, binding, no effect recorded",
        life(act("signed", "1973-05-28"), act("superseded", ""), bindingness="binding", form="convention"),
        {"1973-05-28": is_("concluded", "derived"), "2026-01-01": is_("superseded", "recorded")},
    ),
    Case(
        "expired on a day that is not recorded, after a session under it",
        life(act("takes_effect", "2001-01-01"), act("reviewed", "2010-06"), act("expired", "")),
        {
            "2010-06-30": is_("in_force", "recorded"),
            "2010-07-02": is_("expired", "recorded"),
            "2026-01-01": is_("expired", "recorded"),
        },
    ),
    Case(
        "completed on a day that is not recorded, within its term: by its end",
        life(act("launched", "2015-01-01", until="2017-12-31"), act("completed", ""), nature="programme"),
        {
            "2015-01-01": is_("in_force", "recorded"),
            "2016-01-01": or_("presumed", "in_force", "completed"),
            "2018-01-01": is_("completed", "recorded"),
        },
    ),
    Case(
        "cancelled on a day that is not recorded: by the day of the source that says so",
        life(
            act("signed", "2018-03-10"),
            act("cancelled", "", key="k8"),
            sources=[source("s1", "2018-03-11"), source("s2", "2021-04-21"), source("s3", "2024-05")],
            citations=[cites("s1"), cites("s3", "milestones/k8/kind"), cites("s2", "milestones/k8")],
        ),
        {
            "2018-03-10": is_("in_force", "presumed"),
            "2021-04-20": or_("presumed", "in_force", "cancelled"),
            "2021-04-21": is_("cancelled", "recorded"),
        },
    ),
    Case(
        "terminated on a day that is not recorded: by the last source of the whole",
        life(
            act("signed", "2018-03-10"),
            act("terminated", ""),
            sources=[source("s1", "2018-03-11"), source("s2", "", retrieved_on="2021-04-21")],
            citations=[cites("s1"), cites("s2")],
        ),
        {
            "2021-04-20": or_("presumed", "in_force", "terminated"),
            "2021-04-21": is_("terminated", "recorded"),
        },
    ),
    Case(
        "terminated on a day that is not recorded, says a source; amended after it",
        life(
            act("signed", "2018-03-10"),
            act("terminated", "", key="k8"),
            act("amended", "2023-01-01"),
            sources=[source("s1", "2021-04-21")],
            citations=[cites("s1", "milestones/k8")],
        ),
        {"2021-04-21": is_("terminated", "recorded"), "2023-01-01": is_("terminated", "recorded")},
    ),
    Case(
        "signed and terminated on days that are not recorded",
        life(act("signed", ""), act("terminated", "")),
        {"2020-01-01": may_be("in_force", "terminated"), "2026-01-01": is_("terminated", "recorded")},
        known_by=date(2025, 6, 1),
    ),
    Case(
        "terminated when a condition is met: not ended",
        life(act("signed", "2018-03-10"), act("terminated", "", condition=RUSSIAN_WAR)),
        {"2026-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "signed and terminated in the same year",
        life(act("signed", "2018"), act("terminated", "2018")),
        {
            "2018-06-01": may_be("in_force", "terminated"),
            "2018-12-31": is_("terminated", "recorded"),
        },
    ),
    Case(
        "cancelled before it was ever signed",
        life(act("negotiated", "2022-04-22"), act("cancelled", "2023-02-01")),
        {"2022-05-01": is_("under_negotiation", "recorded"), "2023-02-01": is_("cancelled", "recorded")},
    ),
    Case(
        "signed anew after its end",
        life(act("signed", "2010-01-01"), act("terminated", "2012-01-01"), act("signed", "2015-01-01")),
        {"2014-12-31": is_("terminated", "recorded"), "2015-01-01": is_("in_force", "presumed")},
    ),
    # Notice
    Case(
        "notice of six months, where the agreement says so",
        life(act("takes_effect", "2010-01-01"), act("notice_given", "2020-08-31"), termination_notice="P6M"),
        {"2021-02-28": is_("in_force", "recorded"), "2021-03-01": is_("terminated", "derived")},
    ),
    Case(
        "notice, and no length of notice recorded",
        life(act("takes_effect", "2010-01-01"), act("notice_given", "2020-01-01")),
        {"2019-12-31": is_("in_force", "recorded"), "2026-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "notice, and a recorded termination",
        life(
            act("takes_effect", "2010-01-01"),
            act("notice_given", "2020-01-01"),
            act("terminated", "2021-12-31"),
            termination_notice="P6M",
        ),
        {"2020-07-01": is_("in_force", "recorded"), "2021-12-31": is_("terminated", "recorded")},
    ),
    Case(
        "notice by one of three parties ends nothing",
        life(
            act("takes_effect", "2010-01-01"),
            act("notice_given", "2020-01-01", involvement="k8"),
            termination_notice="P6M",
            involvements=[{"role": "party"}] * 3,
        ),
        {"2021-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "renewed after notice: the notice is spent",
        life(
            act("takes_effect", "2010-01-01"),
            act("notice_given", "2020-01-01"),
            act("renewed", "2020-03-01"),
            termination_notice="P6M",
        ),
        {"2020-12-31": is_("in_force", "presumed")},
    ),
    Case(
        "notice of non-renewal by one of two parties: to the end of the cycle",
        notice_of_non_renewal(parties("k8", "k9"), involvement="k8"),
        {"2026-06-30": is_("in_force", "presumed"), "2026-07-01": is_("expired", "derived")},
    ),
    Case(
        "notice of non-renewal by nobody in particular of two parties: to the end of the cycle",
        notice_of_non_renewal(parties("k8", "k9")),
        {"2026-06-30": is_("in_force", "presumed"), "2026-07-01": is_("expired", "derived")},
    ),
    Case(
        "notice of non-renewal by one of three parties: it goes on",
        notice_of_non_renewal(parties("k7", "k8", "k9"), involvement="k8"),
        {"2026-07-01": is_("in_force", "presumed"), "2031-07-01": is_("in_force", "presumed")},
    ),
    Case(
        "notice of non-renewal by nobody in particular of three parties: its end is presumed",
        notice_of_non_renewal(parties("k7", "k8", "k9")),
        {"2026-06-30": is_("in_force", "presumed"), "2026-07-01": is_("expired", "presumed")},
    ),
    Case(
        "notice of non-renewal by one of the two that are left of three parties",
        notice_of_non_renewal(
            parties("k7", "k8", "k9"), act("party_left", "2020-01-01", involvement="k7"), involvement="k8"
        ),
        {"2026-06-30": is_("in_force", "presumed"), "2026-07-01": is_("expired", "derived")},
    ),
    Case(
        "notice of non-renewal by one of two parties, and a third that joined later",
        notice_of_non_renewal(
            parties("k7", "k8", "k9"), act("party_joined", "2026-01-01", involvement="k7"), involvement="k8"
        ),
        {"2026-06-30": is_("in_force", "presumed"), "2026-07-01": is_("expired", "derived")},
    ),
    Case(
        "notice of non-renewal by one of two sides of three parties",
        notice_of_non_renewal(
            [
                {"key": key, "role": "party", "side": side}
                for key, side in (("k7", "a"), ("k8", "a"), ("k9", "b"))
            ],
            involvement="k8",
        ),
        {"2026-06-30": is_("in_force", "presumed"), "2026-07-01": is_("expired", "derived")},
    ),
    Case(
        "notice of withdrawal of one of three parties, it is not recorded of which: it goes on",
        life(
            act("takes_effect", "2010-01-01"),
            act("notice_given", "2020-01-01", notice_of="withdrawal"),
            termination_notice="P6M",
            involvements=parties("k7", "k8", "k9"),
        ),
        {"2021-01-01": is_("in_force", "presumed")},
    ),
    # Parties that join and leave
    Case(
        "in effect for a party that joined: the whole was in effect before",
        life(
            act("takes_effect", "2012-06-01"),
            act("party_joined", "2015-09-10", involvement="k8"),
            act("takes_effect", "2016-01-01", involvement="k8"),
            act("terminated", "2020-01-01"),
            involvements=parties("k6", "k7", "k8"),
        ),
        {"2012-06-01": is_("in_force", "recorded"), "2016-01-01": is_("in_force", "recorded")},
    ),
    Case(
        "one of three parties leaves after its notice: it goes on",
        life(
            act("takes_effect", "2012-06-01"),
            act("notice_given", "2018-12-20", involvement="k8"),
            act("party_left", "2019-06-30", involvement="k8"),
            act("terminated", "2024-01-01"),
            termination_notice="P6M",
            involvements=parties("k6", "k7", "k8"),
        ),
        {"2019-06-29": is_("in_force", "recorded"), "2019-07-01": is_("in_force", "recorded")},
    ),
    Case(
        "one of two parties leaves: it ends",
        life(
            act("signed", "2014-05-05"),
            act("party_left", "2019-06-30", involvement="k8"),
            involvements=parties("k7", "k8"),
        ),
        {"2019-06-29": is_("in_force", "presumed"), "2019-06-30": is_("terminated", "derived")},
    ),
    Case(
        "one of two parties leaves when a third has joined: it goes on",
        life(
            act("takes_effect", "2014-05-05"),
            act("party_joined", "2019-06-30", involvement="k9"),
            act("party_left", "2019-06-30", involvement="k8"),
            act("party_left", "2021-01-01", involvement="k7"),
            involvements=parties("k7", "k8", "k9"),
        ),
        {"2019-06-30": is_("in_force", "recorded"), "2021-01-01": is_("terminated", "derived")},
    ),
    Case(
        "one of two parties leaves, and a third joins too late",
        life(
            act("takes_effect", "2014-05-05"),
            act("party_left", "2019-06-30", involvement="k8"),
            act("party_joined", "2020-06-30", involvement="k9"),
            involvements=parties("k7", "k8", "k9"),
        ),
        {"2019-06-29": is_("in_force", "recorded"), "2021-01-01": is_("terminated", "derived")},
    ),
    Case(
        "a party leaves, and who else takes part is not recorded",
        life(
            act("signed", "2014-05-05"),
            act("party_left", "2019-06-30", involvement="k8"),
            involvements=parties("k8"),
        ),
        {"2019-07-01": is_("in_force", "presumed")},
    ),
    Case(
        "one of three parties suspends its own part: the others go on",
        life(
            act("takes_effect", "2015-01-01"),
            act("suspended", "2020-03-01", involvement="k8"),
            act("resumed", "2021-03-01", involvement="k8"),
            act("completed", "2022-01-01"),
            involvements=parties("k6", "k7", "k8"),
        ),
        {"2020-03-01": is_("in_force", "recorded"), "2021-12-31": is_("in_force", "recorded")},
    ),
    Case(
        "two rows on one side, three in all: what one side does ends it",
        life(
            act("takes_effect", "2015-01-01"),
            act("notice_given", "2020-01-01", involvement="k8"),
            termination_notice="P6M",
            involvements=[*parties("k6", "k7"), {"key": "k8", "role": "party", "acting_for": "k7"}],
        ),
        {"2020-06-30": is_("in_force", "recorded"), "2020-07-01": is_("terminated", "derived")},
    ),
    Case(
        "one of two parties on a side leaves: it goes on",
        life(
            act("takes_effect", "2015-01-01"),
            act("party_left", "2020-01-01", involvement="k8"),
            involvements=[
                {"key": key, "role": "party", "side": side}
                for key, side in (("k6", "KR"), ("k7", "GB"), ("k8", "GB"))
            ],
        ),
        {"2020-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "terminated by one of three: for the others it goes on",
        life(
            act("takes_effect", "2015-01-01"),
            act("terminated", "2020-01-01", involvement="k8"),
            involvements=parties("k6", "k7", "k8"),
        ),
        {"2020-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "terminated by one of two: ended",
        life(
            act("takes_effect", "2015-01-01"),
            act("terminated", "2020-01-01", involvement="k8"),
            involvements=parties("k7", "k8"),
        ),
        {"2020-01-01": is_("terminated", "recorded")},
    ),
    Case(
        "two of three terminate: one is left, so it ends",
        life(
            act("takes_effect", "2015-01-01"),
            act("terminated", "2020-01-01", involvement="k8"),
            act("terminated", "2021-01-01", involvement="k7"),
            involvements=parties("k6", "k7", "k8"),
        ),
        {"2020-12-31": is_("in_force", "recorded"), "2021-01-01": is_("terminated", "derived")},
    ),
    Case(
        "effect by notification of both: the later one",
        life(
            act("signed", "2014-05-01"),
            act("takes_effect", "2015-01-01", involvement="k7"),
            act("takes_effect", "2016-01-01", involvement="k8"),
            act("terminated", "2020-01-01"),
            involvements=parties("k7", "k8"),
        ),
        {"2015-06-01": is_("signed", "recorded"), "2016-01-01": is_("in_force", "recorded")},
    ),
    Case(
        "of three, each from its own day: the whole by the first",
        life(
            act("takes_effect", "2015-01-01", involvement="k6"),
            act("takes_effect", "2016-01-01", involvement="k7"),
            act("terminated", "2020-01-01"),
            involvements=parties("k6", "k7", "k8"),
        ),
        {"2015-01-01": is_("in_force", "recorded")},
    ),
    # In part, and void
    Case(
        "suspended in part: in force",
        life(
            act("takes_effect", "2015-01-01"),
            act("suspended", "2020-01-01", scope={"en": "articles 4 to 6"}),
            act("terminated", "2023-01-01"),
        ),
        {"2020-01-01": is_("in_force", "recorded"), "2023-01-01": is_("terminated", "recorded")},
    ),
    Case(
        "suspended in part and resumed",
        life(
            act("takes_effect", "2015-01-01"),
            act("suspended", "2020-01-01", scope={"en": "articles 4 to 6"}),
            act("resumed", "2021-01-01"),
        ),
        {"2020-01-01": is_("in_force", "recorded"), "2021-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "suspended in part until a last day",
        life(
            act("takes_effect", "2015-01-01"),
            act("suspended", "2020-01-01", scope={"en": "articles 4 to 6"}, until="2020-12-31"),
            act("terminated", "2023-01-01"),
        ),
        {"2020-12-31": is_("in_force", "recorded"), "2021-01-01": is_("in_force", "recorded")},
    ),
    # Several notices, several suspensions, and parts
    Case(
        "two notices of termination: the first that comes to its end ends it",
        life(
            act("signed", "2018-05-13"),
            act("notice_given", "2020-10-01", notice_of="termination"),
            act("notice_given", "2021-06-01", notice_of="termination"),
            termination_notice="P1Y",
        ),
        {"2021-09-30": is_("in_force", "presumed"), "2021-10-01": is_("terminated", "derived")},
    ),
    Case(
        "each of two parties gives notice, one withdraws its own: that of the other stands",
        life(
            act("signed", "2018-05-13"),
            act("notice_given", "2020-03-15", notice_of="termination", involvement="k8"),
            act("notice_given", "2020-04-15", notice_of="termination", involvement="k9"),
            act("notice_withdrawn", "2020-06-01", involvement="k9"),
            termination_notice="P1Y",
            involvements=parties("k8", "k9"),
        ),
        {"2021-03-14": is_("in_force", "presumed"), "2021-03-15": is_("terminated", "derived")},
    ),
    Case(
        "notice of non-renewal in time, and a second by the other party that is too late",
        life(
            act("signed", "2016-06-13"),
            act("notice_given", "2020-09-01", notice_of="non_renewal", involvement="k8"),
            act("notice_given", "2021-03-01", notice_of="non_renewal", involvement="k9"),
            terms=[term("P5Y", "automatic", non_renewal_notice="P6M")],
            involvements=parties("k8", "k9"),
        ),
        {"2021-06-12": is_("in_force", "presumed"), "2021-06-13": is_("expired", "derived")},
    ),
    Case(
        "notice of termination of a part: the whole goes on",
        life(
            act("signed", "2018-05-13"),
            act("notice_given", "2020-06-01", notice_of="termination", scope={"en": "Annex C"}),
            termination_notice="P6M",
        ),
        {"2022-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "notice of non-renewal of a part: the whole renews itself",
        life(
            act("signed", "2016-06-13"),
            act("notice_given", "2020-06-01", notice_of="non_renewal", scope={"en": "Annex C"}),
            terms=[term("P5Y", "automatic", non_renewal_notice="P6M")],
        ),
        {"2022-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "notice of the whole and of a part, that of the part withdrawn: the other stands",
        life(
            act("signed", "2018-05-13"),
            act("notice_given", "2020-05-01", notice_of="termination"),
            act("notice_given", "2020-06-01", notice_of="termination", scope={"en": "Annex C"}),
            act("notice_withdrawn", "2020-07-01", scope={"en": "Annex C"}),
            termination_notice="P6M",
        ),
        {"2020-10-31": is_("in_force", "presumed"), "2020-11-01": is_("terminated", "derived")},
    ),
    Case(
        "notice of the whole, and a part terminated: the notice stands",
        life(
            act("signed", "2018-05-13"),
            act("notice_given", "2020-05-01", notice_of="termination"),
            act("terminated", "2020-08-01", scope={"en": "Annex C"}),
            termination_notice="P6M",
        ),
        {"2020-10-31": is_("in_force", "presumed"), "2020-11-01": is_("terminated", "derived")},
    ),
    Case(
        "renewed in part: the whole ends with its term",
        life(
            act("signed", "2015-05-13"),
            act("renewed", "2018-05-01", until="2023-12-31", scope={"en": "Annex 2"}),
            terms=[term("P3Y", "fixed")],
        ),
        {"2018-05-12": is_("in_force", "presumed"), "2018-05-13": is_("expired", "derived")},
    ),
    Case(
        "extended in part after its end: it revives nothing",
        life(
            act("signed", "2015-05-13"),
            act("extended", "2018-06-01", until="2023-12-31", scope={"en": "Annex 2"}),
            terms=[term("P3Y", "fixed")],
        ),
        {"2018-05-13": is_("expired", "derived"), "2019-01-01": is_("expired", "derived")},
    ),
    Case(
        "suspended on a condition, without a day: no suspension yet",
        life(act("signed", "2018-05-13"), act("suspended", "", condition={"en": "if funds fail"})),
        {"2026-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "suspended, and a part of it resumed: suspended",
        life(
            act("signed", "2018-05-13"),
            act("suspended", "2020-01-01"),
            act("resumed", "2021-06-01", scope={"en": "Article 1"}),
        ),
        {"2021-06-01": is_("suspended", "recorded")},
    ),
    Case(
        "both parties suspend, one resumes, then the other",
        life(
            act("signed", "2018-05-13"),
            act("suspended", "2020-01-01", involvement="k8"),
            act("suspended", "2020-03-01", involvement="k9"),
            act("resumed", "2021-01-01", involvement="k8"),
            act("resumed", "2022-01-01", involvement="k9"),
            involvements=parties("k8", "k9"),
        ),
        {"2021-01-01": is_("suspended", "recorded"), "2022-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "two of three parties suspend, one by one: with one left it is suspended",
        life(
            act("signed", "2018-05-13"),
            act("suspended", "2020-01-01", involvement="k7"),
            act("suspended", "2020-03-01", involvement="k8"),
            act("resumed", "2021-01-01", involvement="k7"),
            involvements=parties("k7", "k8", "k9"),
        ),
        {
            "2020-01-01": is_("in_force", "presumed"),
            "2020-03-01": is_("suspended", "recorded"),
            "2021-01-01": is_("in_force", "presumed"),
        },
    ),
    Case(
        "one of two suspensions has run out: the other goes on",
        life(
            act("signed", "2018-05-13"),
            act("suspended", "2020-01-01", until="2020-12-31"),
            act("suspended", "2020-12-01", until="2021-12-31"),
        ),
        {"2021-12-31": is_("suspended", "recorded"), "2022-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "suspended without an end, later with one: it is the last day of the suspension",
        life(
            act("signed", "2018-05-13"),
            act("suspended", "2020-01-01"),
            act("suspended", "2020-12-01", until="2021-12-31"),
        ),
        {"2021-12-31": is_("suspended", "recorded"), "2022-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "one of three parties suspends, and another leaves: with one left it is suspended",
        life(
            act("signed", "2018-05-13"),
            act("suspended", "2020-01-01", involvement="k7"),
            act("party_left", "2021-01-01", involvement="k8"),
            involvements=parties("k7", "k8", "k9"),
        ),
        {"2020-12-31": is_("in_force", "presumed"), "2021-01-01": is_("suspended", "recorded")},
    ),
    Case(
        "three of four parties suspend, one resumes and another leaves: it goes on",
        life(
            act("signed", "2018-05-13"),
            act("suspended", "2020-01-01", involvement="k6"),
            act("suspended", "2020-02-01", involvement="k7"),
            act("suspended", "2020-03-01", involvement="k8"),
            act("resumed", "2021-01-01", involvement="k7"),
            act("party_left", "2021-06-01", involvement="k6"),
            involvements=parties("k6", "k7", "k8", "k9"),
        ),
        {
            "2020-12-31": is_("suspended", "recorded"),
            "2021-01-01": is_("in_force", "recorded"),
            "2021-06-01": is_("in_force", "presumed"),
        },
    ),
    Case(
        "notice in some month of a year, and a second on a day: it ends no later than by the second",
        life(
            act("signed", "2010-05-13"),
            act("notice_given", "2015", notice_of="termination"),
            act("notice_given", "2015-06-01", notice_of="termination"),
            termination_notice="P1Y",
        ),
        {"2015-12-31": is_("in_force", "presumed"), "2016-06-01": is_("terminated", "derived")},
    ),
    Case(
        "terminated in part: in force",
        life(act("takes_effect", "2015-01-01"), act("terminated", "2020-01-01", scope={"en": "annex II"})),
        {"2020-01-01": is_("in_force", "presumed")},
    ),
    Case(
        "declared void: never in effect",
        life(
            act("announced", "2014-01-01"),
            act("signed", "2015-01-01"),
            act("takes_effect", "2015-06-01"),
            act("declared_void", "2020-01-01"),
            terms=[term("P10Y", "fixed", starts_on="2015-02-01")],
        ),
        {
            "2014-12-31": is_("unknown", "presumed"),
            "2015-01-01": is_("cancelled", "recorded"),
            "2018-01-01": is_("cancelled", "recorded"),
        },
    ),
    Case(
        "declared void, and nothing else recorded",
        life(act("declared_void", "2020-01-01")),
        {"2019-12-31": None, "2020-01-01": is_("cancelled", "recorded")},
    ),
    # Programmes and dialogues
    Case(
        "a programme launched",
        life(act("launched", "2024-12-02"), nature="programme", form=""),
        {"2024-12-01": None, "2024-12-02": is_("in_force", "presumed")},
    ),
    Case(
        "a programme launched and completed",
        life(act("launched", "2019-04-22"), act("completed", "2023-03-31"), nature="programme", form=""),
        {"2019-04-22": is_("in_force", "recorded"), "2023-03-31": is_("completed", "recorded")},
    ),
    Case(
        "a programme announced, for three years",
        life(act("announced", "2024-05-06"), terms=[term("P3Y", "fixed")], nature="programme", form=""),
        {
            "2024-05-05": None,
            "2024-05-06": is_("planned", "derived"),
            "2027-05-06": is_("planned", "derived"),
        },
    ),
    Case(
        "a programme announced before it was launched",
        life(act("announced", "2018-11-01"), act("launched", "2019-04-22"), nature="programme", form=""),
        {"2019-04-21": is_("planned", "derived"), "2019-04-22": is_("in_force", "presumed")},
    ),
    Case(
        "a dialogue announced",
        life(act("announced", "2021-09"), nature="dialogue", form=""),
        {"2021-08-31": None, "2022-01-01": is_("planned", "derived")},
    ),
    Case("a dialogue of which no act is recorded", life(nature="dialogue", form=""), {"2022-01-01": None}),
    Case(
        "in force and terminated before it was signed: the late signature revives nothing",
        life(
            act("takes_effect", "1957-06-30"),
            act("terminated", "1957-06-30"),
            act("signed", "1957-12-06"),
            form="exchange_of_notes",
        ),
        {"1957-06-30": is_("terminated", "recorded"), "1957-12-06": is_("terminated", "recorded")},
    ),
    Case(
        "signed, given up, and signed once more: from the second signature",
        life(act("cancelled", "2019-03-01"), act("signed", "2020-01-01")),
        {"2019-03-01": is_("cancelled", "recorded"), "2020-01-01": is_("in_force", "presumed")},
    ),
    # What cannot be
    Case(
        "suspended before it was signed, and resumed after it ended",
        life(
            act("suspended", "2001-01-01"),
            act("signed", "2005-01-01"),
            act("expired", "2006-12-31"),
            act("resumed", "2010-01-01"),
        ),
        {
            "2001-01-01": is_("suspended", "recorded"),
            "2007-01-01": is_("expired", "recorded"),
            "2010-01-01": is_("expired", "recorded"),
        },
    ),
    Case(
        "a last day before the signature",
        life(act("signed", "2020-01-01"), terms=[term(until="2015-12-31")]),
        {"2019-12-31": None, "2020-01-01": is_("expired", "derived")},
    ),
    Case(
        "days that cannot be read",
        life(act("signed", "soon"), act("terminated", "2023-99"), terms=[term("three years", until="?")]),
        {"2026-01-01": is_("terminated", "recorded")},
        known_by=date(2025, 6, 1),
    ),
]
