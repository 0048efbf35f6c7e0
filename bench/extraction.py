"""Precision and recall of suggestions on texts that were coded by hand, by kind of fact, and the time of a text.

    ./dev manage shell -c "import bench.extraction; bench.extraction.run()"
    ./dev manage shell -c "import bench.extraction; bench.extraction.run('bench/announcements', show=50)"

The texts are those of ENTENTE_SAMPLES (see tests/samples.py), `seeds` and `cases`, or of a folder of cases.
docs/extraction.md says when a suggestion counts as right. Facts that the coding has no place for are not counted, and
told apart. The topics of the register are those of the demonstration.
"""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction

from agreements.models import Topic
from bench.extraction_cases import coded_cases
from bench.extraction_facts import CodedText, Fact
from bench.extraction_match import is_same
from bench.extraction_seeds import coded_seeds
from extraction.known_names import known_topics
from extraction.rules import extract
from extraction.suggestions import Suggestion
from tests.samples import SAMPLES

_DEMO = Path(settings.BASE_DIR) / "interchange/demo"
ANNOUNCEMENTS = [
    Path(settings.BASE_DIR) / "bench" / name
    for name in (
        "announcements",
        "announcements2",
        "announcements3",
        "announcements4",
        "announcements5",
        "announcements6",
        "announcements7",
        "announcements8",
        "announcements9",
        "announcements10",
        "announcements11",
        "announcements12",
    )
]


@dataclass
class Tally:
    """Counts for one kind of fact."""

    facts: int = 0
    offered: int = 0
    right: int = 0
    reached: int = 0  # facts
    sure: int = 0
    sure_right: int = 0
    sure_reached: int = 0


@dataclass
class Measure:
    """What suggestions for some texts came to."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    mistakes: list[tuple[str, Suggestion]] = field(default_factory=list)
    missed: list[tuple[str, Fact]] = field(default_factory=list)
    not_counted: Counter = field(default_factory=Counter)
    in_right_agreement: list[bool] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def measure(texts: list[CodedText]) -> Measure:
    """Suggestions for each text compared with its facts."""
    result = Measure()
    for coded in texts:
        begun = time.perf_counter()
        suggestions = extract(coded.text, published=coded.published or None)
        result.seconds.append(time.perf_counter() - begun)
        _compare(coded, suggestions, result)
    return result


def _compare(coded: CodedText, suggestions: list[Suggestion], result: Measure) -> None:
    reached, surely, pairs = set(), set(), []
    for suggestion in suggestions:
        same = [fact for fact in coded.facts if is_same(suggestion, fact)]
        if not same and _is_uncoded(coded, suggestion, suggestions):
            result.not_counted[suggestion.kind] += 1
            continue
        tally = result.tallies[suggestion.kind]
        tally.offered += 1
        tally.sure += suggestion.sure
        if same:
            tally.right += 1
            tally.sure_right += suggestion.sure
            reached |= set(same)
            surely |= set(same) if suggestion.sure else set()
            pairs += [(suggestion.agreement, fact.agreements) for fact in same if fact.agreements]
        else:
            result.mistakes.append((coded.key, suggestion))
    for fact in coded.facts:
        tally = result.tallies[fact.kind]
        tally.facts += 1
        tally.reached += fact in reached
        tally.sure_reached += fact in surely
        if fact not in reached:
            result.missed.append((coded.key, fact))
    result.in_right_agreement += _grouped(pairs)


def _is_uncoded(coded: CodedText, suggestion: Suggestion, others: list[Suggestion]) -> bool:
    """True for what the coding has no place for: people who are quoted, acts that are coded without a day."""
    if (suggestion.kind, suggestion.role) in coded.uncoded or (suggestion.kind, "") in coded.uncoded:
        return True
    if suggestion.kind == "date" and not suggestion.stated and suggestion.role in coded.open_dates:
        return not any(fact.kind == "date" and fact.role == suggestion.role for fact in coded.facts)
    if suggestion.kind == "post":
        holders = [
            s
            for s in others
            if s.kind in ("attendance", "person") and s.value == suggestion.details.get("person")
        ]
        return bool(holders) and all((s.kind, s.role) in coded.uncoded for s in holders)
    return False


def _grouped(pairs: list[tuple[int | None, frozenset[int]]]) -> list[bool]:
    """For each right suggestion of an agreement, whether it is in that one, agreements being paired as fits best."""
    counts: dict[int, Counter] = defaultdict(Counter)
    for number, agreements in pairs:
        if number is not None:
            counts[number].update(agreements)
    best = {number: count.most_common(1)[0][0] for number, count in counts.items()}
    return [best[number] in agreements for number, agreements in pairs if number is not None]


def table(result: Measure) -> str:
    """The figures by kind as rows of Markdown."""
    rows = [
        "| kind | facts | offered | precision | recall | sure | precision of sure | recall of sure |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    total = Tally()
    for kind, tally in sorted(result.tallies.items(), key=lambda pair: -pair[1].facts):
        rows.append(_row(kind, tally))
        for name in vars(total):
            setattr(total, name, getattr(total, name) + getattr(tally, name))
    return "\n".join([*rows, _row("**all**", total)])


def _row(kind: str, tally: Tally) -> str:
    def share(part: int, whole: int) -> str:
        return f"{part / whole:.2f}" if whole else "–"

    cells = [
        kind, tally.facts, tally.offered, share(tally.right, tally.offered), share(tally.reached, tally.facts),
        tally.sure, share(tally.sure_right, tally.sure), share(tally.sure_reached, tally.facts),
    ]  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def coded_texts(folder: Path = SAMPLES) -> list[CodedText]:
    """The seeds and cases of a folder, as far as they are there; of a folder of cases, these."""
    seeds, cases = folder / "seeds", folder if (folder / "cases.json").exists() else folder / "cases"
    texts = coded_seeds(seeds) if (seeds / "facts.json").exists() else []
    return texts + (coded_cases(cases) if (cases / "cases.json").exists() else [])


@contextmanager
def demo_topics() -> Iterator[None]:
    """The topics of the demonstration as those of the register, as long as the block lasts."""
    with transaction.atomic():
        known = known_topics()
        for row in json.loads((_DEMO / "topics.json").read_text(encoding="utf-8"))["topics"]:
            if not known.keys() & set(row["names"].values()):
                Topic.objects.create(names=row["names"])
        yield
        transaction.set_rollback(True)


def run(folder: str = "", *, show: int = 0) -> None:
    """Print the table. ``show``: how many mistakes, and facts that were not found, are shown."""
    texts = coded_texts(Path(folder) if folder else SAMPLES)
    with demo_topics():
        _print(texts, show)


def _print(texts: list[CodedText], show: int) -> None:
    result = measure(texts)
    print(f"{len(texts)} texts\n\n{table(result)}\n")
    right = result.in_right_agreement
    print(f"in the right agreement: {sum(right)} of {len(right)}; not counted: {dict(result.not_counted)}")
    print(
        f"time of a text: {max(result.seconds) * 1000:.0f} ms at "
        f"most, {sum(result.seconds) / len(texts) * 1000:.0f} ms on average"
    )
    for key, suggestion in result.mistakes[:show]:
        words = next(text.text for text in texts if text.key == key)[suggestion.start : suggestion.end]
        sure = "SURE " if suggestion.sure else ""
        print(
            f"wrong   {key[:24]:<24} {sure}{suggestion.kind} {suggestion.role}: {suggestion.value!r} "
            f"A{suggestion.agreement} <- {words!r}"
        )
    for key, fact in result.missed[:show]:
        print(f"missed  {key[:24]:<24} {fact.kind} {fact.role}: {fact.value!r}")
