"""Lists and records, in process and by requests a second."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from django.db import connection

from bench.groups import Measured, Setting, take_turns
from bench.in_process import answer, body, no_kept_pages
from bench.lines import Line
from bench.measuring import REFERENCE, interleave, per_processor_second, processor_clock, rates
from bench.questions import LIST, PAGES, WORDS, encoded, searched
from bench.references import datasette, plain_app
from bench.servers import Server

PAGE_OF_50 = f"{LIST}?limit=50"
SAME = "the same members"


def in_process(setting: Setting) -> Measured:
    """The API's list, a record and its page, and 304s, beside the same made by hand in the same process.

    In processor time, of this process and of the database.
    """
    questions = setting.questions
    refs, pages = take_turns(questions.refs), take_turns(questions.record_pages)
    page = questions.record_pages[0]
    group = interleave(
        {
            REFERENCE: plain_app.three_queries,
            SAME: plain_app.same_list,
            "list of 50": partial(body, PAGE_OF_50),
            "list of 50, not modified": _not_modified(PAGE_OF_50),
            "list of 50, at 80 %": partial(body, questions.deep_page),
            "record": lambda: body(f"{LIST}{next(refs)}"),
            "record page, made": lambda: _made(next(pages)),
            "record page, kept": partial(body, page),
            "record page, not modified": _not_modified(page),
        },
        setting.rounds * 6,
        clock=processor_clock(_backends()),
    )
    ratio = partial(Line.of_ratio, group=group)
    lines = [
        ratio("API list of 50", arm="list of 50", beside=SAME, budget=0.5),
        ratio("API list of 50", arm="list of 50", beside=REFERENCE, budget=0.8),
        ratio("API list, not modified (304)", arm="list of 50, not modified", beside=REFERENCE, budget=0.4),
        ratio("record, JSON", arm="record", beside=REFERENCE, budget=0.7),
        ratio("record page (HTML), kept", arm="record page, kept", beside=REFERENCE, budget=1.0),
        ratio(
            "record page, not modified (304)", arm="record page, not modified", beside=REFERENCE, budget=0.4
        ),
        ratio("list at 80 % of its depth", arm="list of 50, at 80 %", beside="list of 50", budget=2.5),
    ]
    return Measured(group, lines)


def _made(path: str) -> bytes:
    """A page that nobody asked for before."""
    with no_kept_pages():
        return body(path)


def _backends() -> list[int]:
    """Processes of the database that answer this one."""
    body(PAGE_OF_50)
    return [plain_app.connection().info.backend_pid, connection.connection.info.backend_pid]


def _not_modified(path: str) -> Callable[[], bytes]:
    """Asks for an address with the ETag that it had."""
    etag = answer(path)[1].get("ETag", "")

    def ask() -> bytes:
        assert etag, "it has no ETag"
        return body(path, "304", HTTP_IF_NONE_MATCH=etag)

    return ask


def per_second(setting: Setting) -> Measured:
    """Requests through gunicorn: beside the list by hand, a plain serializer, and Datasette.

    Ours makes each page anew. Judged by processor time; ``wrk`` says besides how many there are in a second that
    passes.
    """
    arms = _served(setting)
    group = per_processor_second(arms, max(3, setting.rounds // 2))
    lines = [Line.of_ratio("API list of 50, requests a second", group, "list of 50", REFERENCE, 1.0)]
    for arm, budget in (
        ("list of 50", 3), ("list page", 2), ("record", 3), ("record page", 1.5), ("ranked search", 1.2),
        ("list with counts", 20),
    ):  # fmt: skip
        lines.append(Line.of_ratio(f"{arm}, requests a second", group, arm, f"Datasette: {arm}", budget))
    by_wrk = rates({name: server.url(path) for name, (server, path) in arms.items()}, 2)
    return Measured({**group, **{f"wrk: {name}": samples for name, samples in by_wrk.items()}}, lines)


def _served(setting: Setting) -> dict[str, tuple[Server, str]]:
    """Server and address of each arm."""
    servers, questions = setting.servers, setting.questions
    ours, sqlite = servers.unkept, servers.datasette
    ref, page = questions.refs[0], encoded(questions.record_pages[0])
    number, tuned = ref[1:], datasette.TUNED
    sql = urlencode({"sql": datasette.RANKED_SQL, "q": WORDS["common"], "_shape": "objects"})
    facets = "".join(f"&_facet={name}" for name in datasette.FACETS)
    return {
        REFERENCE: (servers.plain, "/three"),
        SAME: (servers.plain, "/same"),
        "ModelSerializer": (servers.drf, "/agreements"),
        "list of 50": (ours, PAGE_OF_50),
        "Datasette: list of 50": (sqlite, f"/entente/agreement.json?_size=50&_sort_desc=sort_on&_shape=objects{tuned}"),
        "list page": (ours, PAGES),
        "Datasette: list page": (sqlite, f"/entente/agreement?_size=25&_sort_desc=sort_on{tuned}"),
        "record": (ours, f"{LIST}{ref}"),
        "Datasette: record": (sqlite, f"/entente/agreement/{number}.json"),
        "record page": (ours, page),
        "Datasette: record page": (sqlite, f"/entente/agreement/{number}"),
        "ranked search": (ours, searched(PAGES, WORDS["common"])),
        "Datasette: ranked search": (sqlite, f"/entente.json?{sql}"),
        "list with counts": (ours, questions.filtered["one filter"]),
        "Datasette: list with counts": (
            sqlite, f"/entente/agreement.json?_size=25&form=mou{facets}&_nosuggest=1&_nocount=1",
        ),
    }  # fmt: skip
