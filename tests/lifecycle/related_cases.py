"""The rules of lives that depend on other records, one by one, as `lifecycle_cases` has those of one record alone."""

from datetime import date

from lifecycle.frameworks import make_framework_end
from lifecycle.instruments import make_instrument
from lifecycle.periods import compute_periods
from lifecycle.related import Dissolution, Follower, FrameworkEnd, Related, Session
from lifecycle.spans import Span
from tests.lifecycle.lifecycle_cases import Case, act, cites, is_, life, may_be, or_, parties, source, term


def newer(*milestones: dict, ref: str = "A60", **rest) -> dict:
    """The instruments that a newer agreement is to an older one, by the reference of the newer one."""
    return {ref: make_instrument(life(*milestones, ref=ref, **rest))}


def by_newer(kind: str, on: str = "", **rest) -> dict:
    """An act that was done by the newer agreement A60."""
    return act(kind, on, instrument={"ref": "A60"}, **rest)


def party_of(*organizations: str) -> list[dict]:
    """Parties, each an organization with a reference."""
    return [{"key": f"p{ref}", "role": "party", "organization": {"ref": ref}} for ref in organizations]


def ended(state: str, day: str, relation: str = "annexed_to") -> Related:
    """A framework that ended on the day before."""
    first_day_after = date.fromisoformat(day)
    return Related(
        framework_ends=(FrameworkEnd("A9", relation, state, Span(first_day_after, first_day_after)),)
    )


def framework(*milestones: dict, relation: str = "annexed_to", **rest) -> Related:
    """What a framework A9 with this life tells of what belongs to it."""
    body = life(*milestones, **rest)
    end = make_framework_end("A9", relation, body, compute_periods(body))
    return Related(framework_ends=(end,) if end else ())


def held(*days: str, **rest) -> Related:
    """Sessions held on these days."""
    return Related(
        sessions=tuple(Session(f"E{number}", day, "meeting", **rest) for number, day in enumerate(days, 1))
    )


def dissolved(on: str, party: str = "k8", *successors: str) -> Related:
    """A party that was dissolved."""
    return Related(dissolutions=(Dissolution("O8", party, on, successors),))


FIVE_YEARS = life(act("signed", "2018-05-01"), terms=[term("P5Y")])
RENEWED = life(act("signed", "2018-05-01"), by_newer("renewed", "2023-04-06"), terms=[term("P5Y")])
THREE = {"bindingness": "", "involvements": party_of("O1", "O2", "O3")}

RELATED_CASES = [
    # Newer agreements as instruments
    Case(
        "a newer agreement that renews it changes nothing by itself",
        FIVE_YEARS,
        {"2023-04-30": is_("in_force", "presumed"), "2023-07-06": is_("expired", "presumed")},
        Related(followers=(Follower("A60", "renews"),)),
    ),
    Case(
        "renewed by a newer agreement that has the term",
        RENEWED,
        {
            "2023-05-01": is_("in_force", "presumed"),
            "2028-04-05": is_("in_force", "presumed"),
            "2028-04-06": is_("expired", "derived"),
        },
        Related(newer(act("signed", "2023-04-06"), terms=[term("P5Y", "fixed")])),
    ),
    Case(
        "renewed by a newer agreement that names the last day",
        RENEWED,
        {"2030-12-31": is_("in_force", "presumed"), "2031-01-01": is_("expired", "derived")},
        Related(newer(act("signed", "2023-04-06"), terms=[term(until="2030-12-31")])),
    ),
    Case(
        "renewed by a newer agreement, with a last day of its own",
        life(
            act("signed", "2018-05-01"),
            by_newer("renewed", "2023-04-06", until="2025-12-31"),
            terms=[term("P5Y")],
        ),
        {"2025-12-31": is_("in_force", "presumed"), "2026-01-01": is_("expired", "derived")},
        Related(newer(act("signed", "2023-04-06"), terms=[term(until="2030-12-31")])),
    ),
    Case(
        "renewed by a newer agreement without a term",
        RENEWED,
        {"2023-05-01": is_("in_force", "presumed"), "2040-01-01": is_("in_force", "presumed")},
        Related(newer(act("signed", "2023-04-06"))),
    ),
    Case(
        "renewed by a newer agreement that renews itself",
        RENEWED,
        {"2040-01-01": is_("in_force", "presumed")},
        Related(newer(act("signed", "2023-04-06"), terms=[term("P5Y", "automatic")])),
    ),
    Case(
        "renewed by a newer agreement that waits for its condition",
        RENEWED,
        {"2023-04-30": is_("in_force", "presumed"), "2023-05-01": is_("expired", "presumed")},
        Related(
            newer(
                act("signed", "2023-04-06"), act("takes_effect", condition={"en": "x"}), terms=[term("P5Y")]
            )
        ),
    ),
    Case(
        "renewed by a newer agreement that took effect after it had ended: a gap",
        RENEWED,
        {
            "2023-05-01": is_("expired", "presumed"),
            "2023-09-01": is_("in_force", "recorded"),
            "2028-09-01": is_("expired", "derived"),
        },
        Related(
            newer(
                act("signed", "2023-04-06"), act("takes_effect", "2023-09-01"), terms=[term("P5Y", "fixed")]
            )
        ),
    ),
    Case(
        "renewed without a day, by a newer agreement that took effect on one",
        life(act("signed", "2018-05-01"), by_newer("renewed"), terms=[term("P5Y")]),
        {"2023-05-01": is_("in_force", "presumed"), "2028-04-06": is_("expired", "derived")},
        Related(newer(act("signed", "2023-04-06"), terms=[term("P5Y", "fixed")])),
    ),
    Case(
        "a lapse that is bridged by a newer agreement with effect from the day of the lapse",
        life(
            act("signed", "2019-08-27"),
            act("expired", "2024-08-26"),
            by_newer("extended", "2024-12-13"),
            terms=[term("P5Y")],
        ),
        {"2024-08-27": is_("in_force", "presumed"), "2029-08-27": is_("expired", "derived")},
        Related(
            newer(
                act("signed", "2024-12-13", effective_on="2024-08-27"),
                terms=[term("P5Y", "fixed", starts_with="effect")],
            )
        ),
    ),
    Case(
        "renewed by an agreement of long before: its effect is not that of the act",
        life(act("signed", "2018-05-01"), by_newer("renewed", "2023-04-06"), terms=[term("P5Y")]),
        {"2018-05-01": is_("in_force", "presumed"), "2023-05-01": is_("in_force", "presumed")},
        Related(newer(act("signed", "2010-01-01"), terms=[term(until="2030-12-31")])),
    ),
    Case(
        "renewed by a newer agreement that was extended itself: until the same day",
        RENEWED,
        {
            "2028-04-06": is_("in_force", "presumed"),
            "2032-12-31": is_("in_force", "presumed"),
            "2033-01-01": is_("expired", "derived"),
        },
        Related(
            newer(
                act("signed", "2023-04-06"),
                act("extended", "2028-01-10", until="2032-12-31"),
                terms=[term("P5Y", "fixed")],
            )
        ),
    ),
    Case(
        "renewed by a newer agreement that was renewed itself by a term",
        RENEWED,
        {"2033-04-05": is_("in_force", "presumed"), "2033-04-06": is_("expired", "derived")},
        Related(
            newer(
                act("signed", "2023-04-06"),
                act("renewed", "2028-01-10", effective_on="2028-04-06", key="k9"),
                terms=[term("P5Y", "fixed"), term("P5Y", "fixed", milestone="k9")],
            )
        ),
    ),
    Case(
        "renewed by a newer agreement that was renewed itself, until when is not recorded",
        RENEWED,
        {"2028-04-06": is_("in_force", "presumed"), "2050-01-01": is_("in_force", "presumed")},
        Related(
            newer(act("signed", "2023-04-06"), act("renewed", "2028-01-10"), terms=[term("P5Y", "fixed")])
        ),
    ),
    Case(
        "renewed by a newer agreement without a term, which was extended until a day",
        RENEWED,
        {"2032-12-31": is_("in_force", "presumed"), "2033-01-01": is_("expired", "derived")},
        Related(newer(act("signed", "2023-04-06"), act("extended", "2028-01-10", until="2032-12-31"))),
    ),
    Case(
        "renewed until a day of its own by a newer agreement that was extended itself",
        life(
            act("signed", "2018-05-01"),
            by_newer("renewed", "2023-04-06", until="2025-12-31"),
            terms=[term("P5Y")],
        ),
        {"2025-12-31": is_("in_force", "presumed"), "2026-01-01": is_("expired", "derived")},
        Related(newer(act("signed", "2023-04-06"), act("extended", "2024-01-10", until="2032-12-31"))),
    ),
    Case(
        "renewed by a newer agreement whose extension is planned, or waits for its condition",
        RENEWED,
        {"2028-04-05": is_("in_force", "presumed"), "2028-04-06": is_("expired", "derived")},
        Related(
            newer(
                act("signed", "2023-04-06"),
                act("extended", "2028-01-10", until="2032-12-31", is_planned=True),
                act("extended", "2028-01-11", until="2033-12-31", condition={"en": "if it is voted"}),
                terms=[term("P5Y", "fixed")],
            )
        ),
    ),
    Case(
        "renewed by a newer agreement that was extended only after both had expired: this one stays expired",
        RENEWED,
        {"2028-04-06": is_("expired", "derived"), "2030-01-01": is_("expired", "derived")},
        Related(
            newer(
                act("signed", "2023-04-06"),
                act("extended", "2029-01-10", until="2032-12-31"),
                terms=[term("P5Y", "fixed")],
            )
        ),
    ),
    Case(
        "terminated, and the newer agreement that had renewed it was extended later",
        life(
            act("signed", "2018-05-01"),
            by_newer("renewed", "2023-04-06"),
            act("terminated", "2025-06-01"),
            terms=[term("P5Y")],
        ),
        {"2025-06-01": is_("terminated", "recorded"), "2030-01-01": is_("terminated", "recorded")},
        Related(
            newer(
                act("signed", "2023-04-06"),
                act("extended", "2028-01-10", until="2032-12-31"),
                terms=[term("P5Y", "fixed")],
            )
        ),
    ),
    Case(
        "an extension of the newer agreement that no source of the older one can have seen",
        RENEWED | {"sources": [source("s1", "2023-06-01")], "citations": [cites("s1")]},
        {"2032-12-31": is_("in_force", "presumed"), "2033-01-01": is_("expired", "derived")},
        Related(
            newer(
                act("signed", "2023-04-06"),
                act("extended", "2028-01-10", until="2032-12-31"),
                terms=[term("P5Y", "fixed")],
            )
        ),
    ),
    Case(
        "only superseded by a newer agreement, which was extended itself: it does not come back",
        life(act("signed", "2018-05-01"), by_newer("superseded", "2023-04-06"), terms=[term("P5Y")]),
        {"2023-04-06": is_("superseded", "recorded"), "2030-01-01": is_("superseded", "recorded")},
        Related(newer(act("signed", "2023-04-06"), act("extended", "2028-01-10", until="2032-12-31"))),
    ),
    Case(
        "renewed by a newer agreement among some of its parties",
        life(act("signed", "2018-05-01"), by_newer("renewed", "2023-04-06"), terms=[term("P5Y")], **THREE),
        {"2028-04-05": is_("in_force", "presumed"), "2028-04-06": is_("expired", "presumed")},
        Related(
            newer(
                act("signed", "2023-04-06"), terms=[term("P5Y", "fixed")], involvements=party_of("O1", "O2")
            )
        ),
    ),
    *(
        Case(
            f"superseded {words} by a newer agreement of two of three parties",
            life(act("signed", "2018-01-01"), by_newer("superseded", on), **THREE),
            {"2022-12-31": is_("in_force", "presumed"), "2023-01-01": is_("superseded", "presumed")},
            Related(newer(act("signed", "2023-01-01"), involvements=party_of("O1", "O2"))),
        )
        for words, on in (("without a day", ""), ("on a day", "2023-01-01"))
    ),
    Case(
        "terminated by a newer agreement of all parties that are left",
        life(
            act("signed", "2018-01-01"),
            act("party_left", "2020-01-01", involvement="pO3"),
            by_newer("terminated", "2023-01-01"),
            **THREE,
        ),
        {"2023-01-01": is_("terminated", "recorded")},
        Related(newer(act("signed", "2023-01-01"), involvements=party_of("O1", "O2"))),
    ),
    Case(
        "superseded by a newer agreement that a successor of a party concluded",
        life(act("signed", "2018-01-01"), by_newer("superseded", "2023-01-01"), **THREE),
        {"2023-01-01": is_("superseded", "recorded")},
        Related(
            newer(act("signed", "2023-01-01"), involvements=party_of("O1", "O2", "O9")),
            dissolutions=(Dissolution("O3", "pO3", "2020-01-01", ("O9",)),),
        ),
    ),
    Case(
        "superseded on a day by a newer agreement that is void from the start",
        life(act("signed", "2018-01-01"), by_newer("superseded", "2023-01-01")),
        {"2022-12-31": is_("in_force", "presumed"), "2023-01-01": is_("superseded", "presumed")},
        Related(newer(act("signed", "2023-01-01"), act("declared_void", "2024-01-01"))),
    ),
    Case(
        "superseded without a day by a newer agreement that is void from the start",
        life(act("signed", "2018-01-01"), by_newer("superseded")),
        {"2026-01-01": is_("in_force", "presumed")},
        Related(newer(act("signed", "2023-01-01"), act("declared_void", "2024-01-01"))),
    ),
    Case(
        "superseded without a day by an agreement that took effect on one",
        life(act("signed", "1973-05-28"), by_newer("superseded")),
        {"1999-12-31": is_("in_force", "presumed"), "2000-01-01": is_("superseded", "recorded")},
        Related(newer(act("signed", "1999-06-01"), act("takes_effect", "2000-01-01"))),
    ),
    Case(
        "superseded without a day by an agreement that has not taken effect",
        life(act("signed", "1973-05-28"), by_newer("superseded")),
        {"2000-01-01": is_("in_force", "presumed")},
        Related(newer(act("initialled", "1999-06-01"))),
    ),
    Case(
        "renewed by an agreement that is not public",
        RENEWED,
        {"2023-05-01": is_("in_force", "presumed")},
    ),
    # Sessions held
    Case(
        "a dialogue of which only sessions are known",
        life(nature="dialogue", form=""),
        {"2015-03-01": may_be("in_force"), "2015-03-02": is_("in_force", "presumed")},
        held("2015-03-02", "2019-05-03"),
    ),
    Case(
        "a dialogue of which the first session is known",
        life(nature="dialogue", form=""),
        {"2015-03-01": None, "2015-03-02": is_("in_force", "presumed")},
        held("2015-03-02", is_first=True),
    ),
    Case("a session of no day", life(nature="dialogue", form=""), {"2015-03-01": None}, held("")),
    Case(
        "a programme goes on after its term by what was held under it",
        life(act("launched", "2015-01-01"), terms=[term("P3Y", "fixed")], nature="programme", form=""),
        {"2018-01-01": is_("in_force", "presumed"), "2025-01-01": is_("in_force", "presumed")},
        held("2019-05-03"),
    ),
    Case(
        "a programme ended by record, and a session after it",
        life(act("launched", "2015-01-01"), act("completed", "2018-06-01"), nature="programme", form=""),
        {"2018-06-01": is_("completed", "recorded"), "2025-01-01": is_("completed", "recorded")},
        held("2019-05-03"),
    ),
    Case(
        "a programme whose awards run on after its end",
        life(act("launched", "2015-01-01"), act("completed", "2018-06-01"), nature="programme", form=""),
        {"2018-06-01": is_("completed", "recorded")},
        held("2018-01-01", until="2021-12-31"),
    ),
    Case(
        "a programme of which a call has closed",
        life(act("launched", "2015-01-01"), nature="programme", form=""),
        {"2018-06-01": is_("in_force", "presumed")},
        Related(sessions=(Session("E1", "2018-05-01", "call", closes="2018-06-30"),)),
    ),
    Case(
        "an instrument whose term is not said to be its end goes on by a session",
        FIVE_YEARS,
        {"2023-05-01": is_("in_force", "presumed")},
        held("2024-05-03"),
    ),
    Case(
        "an instrument with a fixed term ends with it whatever is held after",
        life(act("signed", "2018-05-01"), terms=[term("P5Y", "fixed")]),
        {"2023-05-01": is_("expired", "derived"), "2024-06-01": is_("expired", "derived")},
        held("2024-05-03"),
    ),
    Case(
        "a binding agreement signed, and a session held under it",
        life(act("signed", "2010-01-01"), bindingness="binding"),
        {"2012-05-03": is_("in_force", "presumed")},
        held("2012-05-03"),
    ),
    Case(
        "an instrument of which only a session is known",
        life(),
        {"2012-05-03": is_("in_force", "presumed")},
        held("2012-05-03"),
    ),
    Case(
        "sessions during a suspension",
        life(act("signed", "2010-01-01"), act("suspended", "2012-01-01")),
        {"2013-01-01": is_("suspended", "recorded")},
        held("2012-05-03"),
    ),
    Case(
        "a dialogue of which sessions were held while it is suspended, and one before",
        life(act("launched", "2015-01-01"), act("suspended", "2022-01-01"), nature="dialogue", form=""),
        {
            "2021-06-01": is_("in_force", "recorded"),
            "2022-01-01": is_("suspended", "recorded"),
            "2026-01-01": is_("suspended", "recorded"),
        },
        held("2020-05-05", "2024-05-05", "2025-05-05"),
    ),
    # Frameworks
    Case(
        "an annex ends with what it is annexed to",
        life(act("signed", "2010-01-01")),
        {"2019-12-31": is_("in_force", "presumed"), "2020-01-01": is_("terminated", "presumed")},
        ended("terminated", "2020-01-01"),
    ),
    Case(
        "an annex that had ended before",
        life(act("signed", "2010-01-01"), act("expired", "2015-12-31")),
        {"2016-01-01": is_("expired", "recorded"), "2020-01-01": is_("expired", "recorded")},
        ended("terminated", "2020-01-01"),
    ),
    Case(
        "an annex that was amended after the end of its framework",
        life(act("signed", "2010-01-01"), act("amended", "2021-01-01")),
        {"2020-01-01": is_("in_force", "presumed"), "2022-01-01": is_("in_force", "presumed")},
        ended("expired", "2020-01-01"),
    ),
    Case(
        "an annex signed after the end of its framework",
        life(act("signed", "2021-01-01")),
        {"2020-06-01": None, "2021-01-01": is_("in_force", "presumed")},
        ended("expired", "2020-01-01"),
    ),
    Case(
        "an implementing arrangement stays after the end of its framework",
        life(act("signed", "2010-01-01")),
        {"2020-01-01": is_("in_force", "presumed")},
        ended("terminated", "2020-01-01", relation="implements"),
    ),
    Case(
        "an annex of a framework that is void from the start never was in effect either",
        life(act("signed", "2019-01-01")),
        {
            "2018-12-31": None,
            "2019-01-01": is_("cancelled", "presumed"),
            "2026-01-01": is_("cancelled", "presumed"),
        },
        framework(act("signed", "2018-01-01"), act("declared_void", "2024-01-01")),
    ),
    Case(
        "an annex of before its framework, which is void, nobody recorded since when",
        life(act("signed", "2017-01-01")),
        {"2017-01-01": is_("cancelled", "presumed"), "2027-01-01": is_("cancelled", "presumed")},
        framework(act("signed", "2018-01-01"), act("declared_void"), sources=[source("s", "2026-10-01")]),
    ),
    Case(
        "an annex that was reviewed after its framework was declared void",
        life(act("signed", "2019-01-01"), act("reviewed", "2025-01-01")),
        {"2026-01-01": is_("in_force", "presumed")},
        framework(act("signed", "2018-01-01"), act("declared_void", "2024-01-01")),
    ),
    Case(
        "an annex that had ended before its framework was declared void",
        life(act("signed", "2019-01-01"), act("terminated", "2022-01-01")),
        {"2021-01-01": is_("in_force", "presumed"), "2026-01-01": is_("terminated", "recorded")},
        framework(act("signed", "2018-01-01"), act("declared_void", "2024-01-01")),
    ),
    Case(
        "a framework of which a part is void",
        life(act("signed", "2019-01-01")),
        {"2026-01-01": is_("in_force", "presumed")},
        framework(act("signed", "2018-01-01"), act("declared_void", "2024-01-01", scope={"en": "Article 9"})),
    ),
    Case(
        "an implementing arrangement stays beside a framework that is void",
        life(act("signed", "2019-01-01")),
        {"2026-01-01": is_("in_force", "presumed")},
        framework(act("signed", "2018-01-01"), act("declared_void", "2024-01-01"), relation="implements"),
    ),
    Case(
        "an annex stays while its framework is suspended",
        life(act("signed", "2019-01-01")),
        {"2026-01-01": is_("in_force", "presumed")},
        framework(act("signed", "2018-01-01"), act("suspended", "2024-01-01")),
    ),
    # Dissolved parties
    Case(
        "a party of two was dissolved",
        life(act("signed", "2010-01-01"), involvements=parties("k8", "k9")),
        {"2014-12-31": is_("in_force", "presumed"), "2015-01-01": is_("unknown", "presumed")},
        dissolved("2015-01-01"),
    ),
    Case(
        "a party of two was dissolved, and its term ended later",
        life(act("signed", "2010-01-01"), terms=[term("P10Y", "fixed")], involvements=parties("k8", "k9")),
        {"2015-01-01": is_("unknown", "presumed"), "2020-01-01": is_("expired", "derived")},
        dissolved("2015-01-01"),
    ),
    Case(
        "a party of two was dissolved and succeeded",
        life(act("signed", "2010-01-01"), terms=[term("P10Y", "fixed")], involvements=parties("k8", "k9")),
        {
            "2014-12-31": is_("in_force", "presumed"),
            "2015-01-01": is_("in_force", "presumed"),
            "2020-01-01": is_("expired", "derived"),
        },
        dissolved("2015-01-01", "k8", "O9"),
    ),
    Case(
        "a party of three was dissolved",
        life(act("signed", "2010-01-01"), involvements=parties("k7", "k8", "k9")),
        {"2015-01-01": is_("in_force", "presumed")},
        dissolved("2015-01-01"),
    ),
    Case(
        "a party of two was dissolved, and it was amended after that",
        life(act("signed", "2010-01-01"), act("amended", "2016-01-01"), involvements=parties("k8", "k9")),
        {"2015-01-01": is_("in_force", "presumed"), "2017-01-01": is_("in_force", "presumed")},
        dissolved("2015-01-01"),
    ),
    Case(
        "one of two parties on a side was dissolved",
        life(
            act("signed", "2010-01-01"),
            involvements=[
                {"key": key, "role": "party", "side": side}
                for key, side in (("k8", "a"), ("k9", "a"), ("k7", "b"))
            ],
        ),
        {"2015-01-01": is_("in_force", "presumed")},
        dissolved("2015-01-01"),
    ),
    Case(
        "a party that had left was dissolved",
        life(
            act("signed", "2010-01-01"),
            act("party_left", "2012-01-01", involvement="k8"),
            involvements=parties("k7", "k8", "k9"),
        ),
        {"2015-01-01": is_("in_force", "presumed")},
        dissolved("2015-01-01"),
    ),
    Case(
        "a treaty signed that is of international law, and a session held under it",
        life(act("signed", "2010-01-01"), bindingness="binding", form="treaty"),
        {"2010-01-01": or_("presumed", "concluded", "in_force"), "2012-05-03": is_("in_force", "presumed")},
        held("2012-05-03"),
    ),
    Case(
        "terminated without a day, after the last session that was held",
        life(act("signed", "2010-01-01"), act("terminated")),
        {"2012-05-03": is_("in_force", "presumed")},
        held("2012-05-03"),
    ),
    Case(
        "a party of two was dissolved after the end",
        life(act("signed", "2010-01-01"), act("terminated", "2012-01-01"), involvements=parties("k8", "k9")),
        {"2015-01-01": is_("terminated", "recorded")},
        dissolved("2015-01-01"),
    ),
    Case(
        "a party of two was dissolved, and it was terminated after that",
        life(act("signed", "2010-01-01"), act("terminated", "2016-01-01"), involvements=parties("k8", "k9")),
        {"2015-01-01": is_("unknown", "presumed"), "2016-01-01": is_("terminated", "recorded")},
        dissolved("2015-01-01"),
    ),
]
