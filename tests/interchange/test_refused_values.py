"""Values that the admin would refuse are refused by an import, with path and reason; those at the edge are not."""

import pytest

from interchange.actions import import_to_desk
from tests.interchange.refusals import problems


def agreement(**members):
    return {"agreements": [{"id": "a", "texts": [{"language": "en", "title": "T"}], **members}]}


def organization(**members):
    return {"organizations": [{"id": "o", "name": "O", **members}, {"id": "other", "name": "Other"}]}


YEARS = {"valid_from": "2020", "valid_until": "2019"}
NOTHING, MALFORMED = "A length of nothing", "ISO 8601"
OUT_OF_RANGE = [
    *(
        (agreement(terms=[{"length": length}]), "A/terms/1/length", reason)
        for length, reason in {
            "P0Y": NOTHING, "P0M": NOTHING, "P0W": NOTHING, "P0D": NOTHING, "P0Y0M0D": NOTHING, "P00Y": NOTHING,
            "P": MALFORMED, "P-1Y": MALFORMED, "-P1Y": MALFORMED, "P1.5Y": MALFORMED, "PT5H": MALFORMED,
            "p5y": MALFORMED, "1Y": MALFORMED,
            "P1 Y": MALFORMED, "P10000Y": MALFORMED, "P１Y": MALFORMED,
        }.items()
    ),
    *(
        (agreement(terms=[{"length": "P1Y", name: "P0Y"}]), f"A/terms/1/{name}", NOTHING)
        for name in ("renewal_length", "maximum_length", "non_renewal_notice")
    ),
    (agreement(termination_notice="P0D"), "A/termination_notice", NOTHING),
    (agreement(review_interval="P0M"), "A/review_interval", NOTHING),
    (agreement(custody={"retention": "P0Y"}), "A/custody/retention", NOTHING),
    *(
        (agreement(**{parts: [{"text": {"en": "x"}, "quantity": quantity}]}), f"A/{parts}/1", "negative")
        for parts in ("commitments", "results") for quantity in (-1, "-0.5")
    ),
    (agreement(contributions=[{"amount": -1, "currency": "GBP"}]), "A/contributions/1", "negative"),
    (agreement(commitments=[{"text": {"en": "x"}, "quantity": "NaN"}]), "A/commitments/1/quantity", "in digits"),
    (agreement(involvements=[{"name_as_written": "x", "count": -1}]), "A/involvements/1/count", "at least one"),
    (agreement(involvements=[{"name_as_written": "x", "count": 0}]), "A/involvements/1/count", "at least one"),
    (agreement(custody={"originals": -1}), "A/custody/originals", "0"),
    (agreement(ordinal=-1), "A/ordinal", "0"),
    (agreement(terms=[{"starts_on": "2020", "until": "2019"}]), "A/terms/1", "end before"),
    (agreement(milestones=[{"kind": "extended", "on": "2020", "until": "2019"}]), "A/milestones/1", "end"),
    (agreement(contributions=[{"starts_on": "2020", "until": "2019"}]), "A/contributions/1", "end before"),
    (agreement(results=[{"text": {"en": "x"}, "period": "2020/2019"}]), "A/results/1/period", "ends"),
    ({"activities": [{"id": "v", "on": "2020", "until": "2019"}]}, "activities/v", "end before"),
    (organization(founded_on="2020", dissolved_on="2019"), "organizations/o", "dissolved before"),
    (organization(names=[{"text": "x"} | YEARS]), "organizations/o/names/1", "end"),
    (
        organization(relations=[{"kind": "member_of", "other": "other"} | YEARS]),
        "organizations/o/relations/1", "end before",
    ),
    (
        organization() | {"people": [{"id": "p", "name": "P", "positions": [
            {"organization": "o", "post": "x", "held_from": "2020", "held_until": "2019"}]}]},
        "people/p/positions/1", "end before",
    ),
    (organization(identifiers=[{"scheme": "ror", "value": "x"}]), "organizations/o/identifiers/1/value", "ROR"),
    ({"people": [{"id": "p", "name": "P", "identifiers": [{"scheme": "orcid", "value": "1"}]}]},
     "people/p/identifiers/1/value", "ORCID"),
    (agreement(commitments=[{"text": {"en": " "}}]), "A/commitments/1/text", "blank"),
    (agreement(milestones=[{"kind": "signed", "places": [{"city": ""}]}]), "A/milestones/1/places", "A place"),
    *(
        (agreement(contributions=[{"amount": amount, "currency": "USD"}]), "A/contributions/1/amount", "in digits")
        for amount in ("1_000", "１２３", "٣", "1 000", "1,000", True, float("inf"), 1e200, "9" * 5000, "Infinity")
    ),
    *(
        (agreement(contributions=[{"amount": 1, "currency": currency}]), "A/contributions/1/currency", reason)
        for currency, reason in {"XXY": "no currency", "XQX": "no currency", "usd": "no currency"}.items()
    ),
    *(
        ({"people": [{"id": "p", "name": name}]}, "people/p/name", reason)
        for name, reason in {
            "": "blank", "\u200b": "blank", " \u00a0 ": "blank", "\u3164": "blank", "\ufeff": "blank",
            "\u202eevil\u202c name": "U+202E", "A\nB": "line break", "A\u2028B": "line break", "A\x07B": "U+0007",
        }.items()
    ),
    (agreement(commitments=[{"text": {"en": "a\u202eb"}}]), "A/commitments/1/text", "U+202E"),
    (agreement(milestones=[{"kind": "approved", "by_body": {"x": 1}}]), "A/milestones/1/by_body", "as text"),
    (agreement(topics=[1]), "A/topics", "as text"),
    ({"people": [{"id": "p", "name": "P", "positions": [{"post": "x"}]}]},
     "people/p/positions/1/organization", "missing"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "path", "reason"), OUT_OF_RANGE)
def test_a_value_out_of_range_is_refused_by_the_rules_of_the_admin(db, file, path, reason):
    [problem] = problems(file)

    assert problem.startswith(f"{path.replace('A/', 'agreements/a/')}: ")
    assert reason in problem


WITHIN_RANGE = [
    agreement(terms=[{"length": length}]) for length in ("P1D", "P0Y1M", "P9999Y", "P99Y11M", "P10W", "P101D")
] + [
    agreement(terms=[{"length": "P1Y "}, {"length": "P2Y\n"}]),
    agreement(
        contributions=[
            {"amount": a, "currency": "DEM"} for a in (" 5 ", "1e2", 0.1, "-0", "1234567890123456")
        ]
    ),
    {"people": [{"id": "p", "name": "علی\u200cرضا"}, {"id": "q", "name": "\u2067דן\u2069 Dan\u200f"}]},
    agreement(commitments=[{"text": {"en": "a\n\tb"}}]),
    agreement(terms=[{"starts_on": "2020", "until": "2020"}]),
    agreement(terms=[{"starts_on": "2020-05", "until": "2020"}]),
    agreement(milestones=[{"kind": "signed", "on": "2020", "effective_on": "2010"}]),
    agreement(
        commitments=[
            {"text": {"en": "x"}, "quantity": 0},
            {"text": {"en": "x"}, "quantity": 150, "unit": "%"},
        ]
    ),
    organization(names=[{"text": "x", "valid_from": "2020~", "valid_until": "2020-01-01"}, {"text": "y"}]),
    organization(names=[{"text": "x", "valid_until": "2020"}, {"text": "y", "valid_from": "2020"}]),
]


@pytest.mark.parametrize("file", WITHIN_RANGE)
def test_a_value_at_the_edge_of_its_range_is_accepted(db, file):
    assert import_to_desk([file], by=None).created


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'\xef\xbb\xbf{"people": [{"id": "p", "name": "P"}]}', ""),
        ('{"people": []}'.encode("utf-16"), "not in UTF-8"),
        (
            b'{"agreements": [{"id": "a", "ordinal": ' + b"9" * 5000 + b"}]}",
            "a/ordinal: Write a whole number",
        ),
        (b'{"agreements": [{"id": "a", "ordinal": NaN}]}', "a/ordinal: Write a whole number"),
        (b"", "not JSON"),
    ],
)
def test_files_as_editors_write_them_are_read_or_refused_in_a_sentence(db, tmp_path, content, reason):
    path = tmp_path / "list.json"
    path.write_bytes(content)

    if reason:
        [problem] = problems(path)
        assert reason in problem
    else:
        assert import_to_desk([path], by=None).created == {"people": ["p"]}
