"""Prints fact coverage: fact by fact, where the published records hold a file of coded cases."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from django.utils import timezone

from tests.coverage import schema
from tests.coverage.cases import Fact, coverage_of_cases, read_cases
from tests.coverage.states import states_of_cases


def main(arguments: Sequence[str]) -> None:
    """Walk a case file; print the path of each fact in a published body, and the totals by kind of fact.

    Raises SystemExit with a sentence where the file is not a case file.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.coverage", description=__doc__)
    parser.add_argument("cases", metavar="CASES_FILE", help="a file of coded cases (JSON)")
    parser.add_argument("--missing", action="store_true", help="list only facts without a place")
    parser.add_argument(
        "--states", action="store_true", help="coded statuses beside derived states, as a table"
    )
    options = parser.parse_args(arguments)
    try:
        cases = read_cases(options.cases)
        if options.states:
            sys.stdout.write("\n".join([*_lines_of_states(cases), ""]))
            return
        facts = list(coverage_of_cases(cases))
    except (OSError, ValueError, LookupError) as error:
        raise SystemExit(f"This is not a case file: {error}") from error
    lines = []
    for case, facts_of_case in groupby(facts, key=lambda fact: fact.case):
        lines += _case_lines(case, list(facts_of_case), is_missing_only=options.missing)
    sys.stdout.write("\n".join([*lines, *_total_lines(facts), *_lines_of_not_walked(cases), ""]))


def _case_lines(case: str, facts: list[Fact], *, is_missing_only: bool) -> list[str]:
    covered = sum(bool(fact.path_in_body) for fact in facts)
    shown = [fact for fact in facts if not (is_missing_only and fact.path_in_body)]
    if not shown:
        return []
    heading = ["", f"Case {case}: {covered}/{len(facts)}"]
    return heading + [
        f"  {fact.kind:<24} {fact.path_in_body or 'no place':<40} {fact.path}: {fact.value}" for fact in shown
    ]


def _total_lines(facts: list[Fact]) -> list[str]:
    totals = Counter(fact.kind for fact in facts)
    covered = Counter(fact.kind for fact in facts if fact.path_in_body)
    rows = [(kind, covered[kind], totals[kind]) for kind in sorted(totals)]
    rows.append(("all facts", covered.total(), totals.total()))
    return [
        "",
        *(f"{name:<24} {part:>5}/{whole:<5} {part / (whole or 1):>7.1%}" for name, part, whole in rows),
    ]


def _lines_of_not_walked(cases: list[dict]) -> list[str]:
    """Members that no fact is made of, with the reason."""
    counts = sorted(schema.not_walked(cases).items())
    return ["", "Not walked:", *(f"  {number:>4} {member}" for member, number in counts)] if counts else []


def _lines_of_states(cases: list[dict]) -> list[str]:
    """A table in Markdown, as it stands in docs/coverage.md, and its counts."""
    rows = list(states_of_cases(cases, timezone.localdate()))
    counts = Counter(row.verdict for row in rows)
    return [
        "| case | record | on | coded | derived | |",
        "|---|---|---|---|---|---|",
        *(
            f"| {row.case}{row.letter} | {row.record} | {row.on} | {row.coded} | {row.derived} | {row.verdict}"
            f"{f': {row.why}' if row.why else ''} |"
            for row in rows
        ),
        "",
        ", ".join(f"{number} {verdict}" for verdict, number in sorted(counts.items())),
    ]
