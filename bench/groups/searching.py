"""Searches, counts, and the pages of what most agreements have in common."""

from functools import partial

from django.http import QueryDict

from agreements.filters import AgreementFilter
from bench.groups import Measured, Setting
from bench.in_process import statements
from bench.lines import Line
from bench.measuring import REFERENCE, interleave
from bench.questions import KOREAN, LIST, PAGES, WORDS, encoded, searched
from bench.references.tantivy import Tantivy
from bench.servers import Server
from register.routers import REGISTER_ALIAS
from register.sql import fetch_rows

_SUBSTRING_SQL = """
SELECT DISTINCT 'A' || agreement_id FROM plain.text WHERE title LIKE %(pattern)s OR summary LIKE %(pattern)s
"""


def fetched(server: Server, path: str) -> None:
    status, _headers, _content = server.get(path)
    assert status == 200, f"{path} answered {status}"


def searches(setting: Setting) -> Measured:
    """Top 25 in the API, newest first, and pages in the order of relevance with all their counts, over HTTP."""
    ours, plain = setting.servers.unkept, setting.servers.plain
    listed = {f"search, {name}": searched(LIST, words, limit=25) for name, words in WORDS.items()}
    ranked = {f"ranked page, {name}": searched(PAGES, words) for name, words in WORDS.items()}
    arms = {name: partial(fetched, ours, path) for name, path in {**listed, **ranked}.items()}
    group = interleave({REFERENCE: partial(fetched, plain, "/three"), **arms}, setting.rounds)
    lines = [Line.of_samples(name, group[name], 50) for name in listed]
    lines += [Line.of_samples(name, group[name], 100) for name in ranked]
    return Measured(group, [*lines, *map(_korean_recall, KOREAN)])


def _korean_recall(words: str) -> Line:
    """Share of the agreements with these syllables in title or summary that a search finds."""
    expected = {ref for (ref,) in fetch_rows(_SUBSTRING_SQL, pattern=f"%{words}%")}
    filterset = AgreementFilter(QueryDict(f"q={words}"))
    assert filterset.is_valid(), words
    found = {*filterset.entries().using(REGISTER_ALIAS).order_by().values_list("ref", flat=True)}
    recall = 100 * len(expected & found) / len(expected) if expected else None
    problem = "" if expected else "no agreement has it"
    return Line(f"Korean recall of {words}", 100, "%", True, recall, ours=float(len(found)), problem=problem)


def counts(setting: Setting) -> Measured:
    """Statements of a list page with all its counts, and the whole pages."""
    questions = setting.questions
    group = interleave(
        {
            REFERENCE: partial(fetched, setting.servers.plain, "/three"),
            **{f"counts, {name}": partial(statements, path) for name, path in questions.filtered.items()},
            **{
                f"page, {name}": partial(fetched, setting.servers.unkept, path)
                for name, path in questions.filtered.items()
            },
        },
        setting.rounds,
    )
    budgets = {"unfiltered": 20, "one filter": 20, "several filters": 60, "with a search": 150}
    lines = [
        Line.of_samples(f"counts, {name}", group[f"counts, {name}"], most) for name, most in budgets.items()
    ]
    return Measured(group, lines)


def largest(setting: Setting) -> Measured:
    """Pages of the organization, the country, the topic and the pair that most agreements have."""
    pages = {name: encoded(path) for name, path in setting.questions.largest.items()}
    arms = {name: partial(fetched, setting.servers.unkept, path) for name, path in pages.items()}
    group = interleave({REFERENCE: partial(fetched, setting.servers.plain, "/three"), **arms}, setting.rounds)
    return Measured(group, [Line.of_samples(f"{name}, page", group[name], 150) for name in pages])


def engines(setting: Setting) -> Measured:
    """The statements of our searches beside Tantivy in process, the limit of a search engine on this machine."""
    with Tantivy(setting.directory) as engine:
        ours = {
            "rare word": searched(LIST, WORDS["rare"], limit=25),
            "phrase": searched(LIST, WORDS["phrase"], limit=25),
            "common word with counts": searched(PAGES, WORDS["common"]),
        }
        group = interleave(
            {
                REFERENCE: partial(fetched, setting.servers.plain, "/three"),
                **{name: partial(statements, path) for name, path in ours.items()},
                "Tantivy: rare word": lambda: engine.search(WORDS["rare"]),
                "Tantivy: phrase": lambda: engine.search(WORDS["phrase"]),
                "Tantivy: common word with counts": lambda: engine.search(WORDS["common"], facets=True),
            },
            setting.rounds,
        )
    lines = [Line.of_samples("rare word, statements", group["rare word"], 20)]
    for name, budget in (("common word with counts", 2), ("phrase", 1)):
        lines.append(Line.of_ratio(f"{name}, statements", group, name, f"Tantivy: {name}", budget))
    return Measured(group, lines)
