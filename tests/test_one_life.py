"""One life on every surface: what pages, lists, tables, API, deadlines, calendar, queue and chart say agrees.

The surfaces are read as people and programs get them: HTML, CSV, JSON and iCalendar.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html import unescape
from random import Random

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from hypothesis import Phase, given, settings
from icalendar import Calendar

from core import edtf
from interchange.actions import import_files
from interchange.management.commands.demo import public_demo_files
from interchange.recipes import uk_treaties
from lifecycle.choices import ENDED_STATES, IN_EFFECT_STATES, State
from lifecycle.phrases import bare_date_phrase
from lifecycle.reasons import ReasonCode
from lifecycle.state_labels import SAYING_WHAT_IS_NOT_KNOWN
from register import entries
from register.models import Entry, Version
from register.publishing import publish
from tests import factories as make
from tests.coverage.test_fact_coverage import RECORDS
from tests.coverage.test_fact_coverage import publish as publish_records
from tests.lifecycle.lifecycle_cases import CASES, act, life
from tests.lifecycle.test_deadlines import REVIEWS
from tests.lifecycle.test_lifecycle import LIVES
from tests.samples import SAMPLES, sample

pytestmark = pytest.mark.django_db

TREATIES = "data/uk-treaties"
_IN_A_CALENDAR = timedelta(days=92)  # what may be on more days than these is left out
_SOON = timedelta(days=90)
_OVERDUE = " – overdue"


@dataclass
class Surfaces:
    """Everything that is told of the agreements of a register today, by reference."""

    client: Client = field(default_factory=Client)
    today: date = field(default_factory=timezone.localdate)

    def text(self, address: str) -> str:
        response = self.client.get(address, follow=True)
        assert response.status_code == 200, (address, response.status_code)
        content = b"".join(response) if response.streaming else response.content
        return content.decode("utf-8-sig")

    def api(self, address: str) -> Iterator[dict]:
        """All results of a list of the API."""
        address = f"/api/v1/{address}"
        while address:
            answer = json.loads(self.text(address))
            yield from answer["results"]
            address = answer["next"] and answer["next"].partition("testserver")[2]

    def statuses(self) -> dict[str, dict | None]:
        return {record["ref"]: record["status"] for record in self.api("agreements/?limit=200")}

    def table(self) -> dict[str, dict]:
        rows = csv.DictReader(self.text("/agreements/export.csv").splitlines())
        return {row["Reference"]: row for row in rows}

    def deadlines(self) -> dict[str, dict[str, dict]]:
        """By reference and kind: what falls due next, from today on, within five years."""
        last = self.today + timedelta(days=5 * 365)
        due: dict[str, dict[str, dict]] = {}
        for row in self.api(f"deadlines/?after={self.today}&before={last}&limit=200"):
            due.setdefault(row["ref"], {}).setdefault(row["kind"], row)
        return due

    def overdue_reviews(self) -> dict[str, dict]:
        """By reference: a review counted from the last one, whose day has passed; of what has ended too."""
        overdue, last = {}, self.today - timedelta(days=1)
        while last.year > 1980:
            first = last - timedelta(days=5 * 365)
            for row in self.api(f"deadlines/?kind=review&after={first}&before={last}&limit=200"):
                if row["reasons"][0]["code"] == ReasonCode.REVIEW_AT_INTERVALS and _latest(row) <= last:
                    overdue[row["ref"]] = row
            last = first - timedelta(days=1)
        return overdue

    def events(self) -> dict[str, dict]:
        calendar = Calendar.from_ical(self.text("/agreements/export.ics"))
        return {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}

    def tags(self) -> dict[str, str]:
        """The tag of each agreement in the list."""
        tags, page = {}, 1
        while True:
            html = self.text(f"/agreements/?page={page}&ordering=-signed")
            rows = html.partition('<ol class="rows"')[2].partition("</ol>")[0]
            for row in rows.split('<li class="row')[1:]:
                [ref] = re.findall(r'class="quiet ref"[^>]*>\s*(A\d+)', row)
                tags[ref] = plain(re.search(r'<strong class="tag[^>]*>(.*?)</strong>', row, re.S)[1])
            if f"page={page + 1}" not in html:
                return tags
            page += 1

    def overview(self, ref: str) -> tuple[str, dict[str, str]]:
        """The tag of a page, and its key facts."""
        html = self.text(f"/agreements/{ref}").partition('id="glance"')[2].partition("</section>")[0]
        tag = plain(re.search(r'<strong class="tag[^>]*>(.*?)</strong>', html, re.S)[1])
        rows = re.findall(r"<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", html, re.S)
        return tag, {plain(label): plain(words) for label, words in rows}

    def queue(self) -> set[str]:
        """References in the staff queue of what is due soon."""
        staff = Client()
        staff.force_login(get_user_model().objects.create_superuser(f"staff{self.today.toordinal()}"))
        found = staff.get("/admin/agreements/agreement/?queue=soon&all=")
        return {agreement.ref for agreement in found.context["cl"].queryset if agreement.ref}

    def charted(self) -> int:
        """Instruments in force this year, by the chart of all countries."""
        html = self.text("/countries/")
        rows = re.findall(r'<th scope="row">(\d{4})</th>(.*?)</tr>', html, re.S)
        totals = {int(year): int(plain(cells).split()[-1].replace(",", "")) for year, cells in rows}
        return totals.get(self.today.year, 0)

    def listed(self, state: str) -> int:
        """Number of agreements that a list of this state says it has."""
        html = self.text(f"/agreements/?state={state}")
        return int(re.search(r'id="count"[^>]*>\s*([\d,]+) agreement', html)[1].replace(",", ""))


def _latest(due: dict) -> date:
    return date.fromisoformat(due["latest"] or due["earliest"])


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def _begins(text: str, beginning: str) -> tuple[str, str]:
    """A text as far as another goes, and that other one."""
    return text[: len(beginning)], beginning


def words(text: str) -> str:
    """A day in EDTF as an English page says it beside “from” and “ends”: 3 December 2024 at the latest."""
    with override("en"):
        return bare_date_phrase(text)


@dataclass
class Report:
    """Contradictions between surfaces, and how much was compared."""

    agreements: int = 0
    compared: Counter = field(default_factory=Counter)
    contradictions: list[str] = field(default_factory=list)

    def expect(self, what: str, ref: str, *said) -> None:
        """All these say the same."""
        self.compared[what] += 1
        if any(each != said[0] for each in said[1:]):
            self.contradictions.append(f"{ref}: {what}: {' | '.join(map(repr, said))}")


def compare(surfaces: Surfaces, *, with_queue: bool = False, pages_of_each: int = 1) -> Report:
    """Everything that two surfaces say of the same agreement, held against each other.

    Of so many agreements the page of one is looked at, with the table, the API and the calendar; of all, the rest.
    """
    report = Report()
    statuses, table, due = surfaces.statuses(), surfaces.table(), surfaces.deadlines()
    events, tags, overdue = surfaces.events(), surfaces.tags(), surfaces.overdue_reviews()
    queue = surfaces.queue() if with_queue else set()
    for number, (ref, status) in enumerate(statuses.items()):
        row, tag = table[ref], tags[ref]
        report.agreements += 1
        day = surfaces.today.isoformat()
        state = status["state"] if status else ""
        report.expect("state in API and table", ref, state, row[f"State on {day} (code)"])
        report.expect(
            "certainty in API and table", ref, status["certainty"] if status else "", row["Certainty (code)"]
        )
        if state and state != State.UNKNOWN:
            report.expect(
                "state in table and tag", ref, row[f"State on {day}"], tag[: len(row[f"State on {day}"])]
            )
            is_presumed = status["certainty"] == "presumed" and state not in SAYING_WHAT_IS_NOT_KNOWN
            report.expect("presumed in tag", ref, ", presumed" in tag, is_presumed)
            parts = bool(status["suspended_parts"])
            for what, told in (("tag", tag), ("table", row[f"State on {day}"])):
                report.expect(
                    f"suspended in part in API and {what}", ref, "in part suspended: " in told, parts
                )
            _compare_evidence(report, ref, status, row, tag)
        if number % pages_of_each:
            continue
        page_tag, facts = surfaces.overview(ref)
        report.expect("tag on page and list", ref, page_tag, tag)
        if "Withheld" in facts.values():
            continue
        _compare_effect(report, ref, status, row, facts)
        _compare_end(report, ref, surfaces, state, row, facts, due.get(ref, {}), events)
        _compare_notice(report, ref, facts, due.get(ref, {}), events)
        is_overdue = _compare_overdue(report, ref, surfaces, facts, overdue.get(ref), events)
        _compare_renewal(report, ref, surfaces, status, facts)
        if with_queue:
            last = (surfaces.today + _SOON).isoformat()
            is_due = any((one["earliest"] or one["latest"]) <= last for one in due.get(ref, {}).values())
            report.expect("queue and deadlines", ref, ref in queue, is_due or is_overdue)
    for state in State.values:
        counted = sum(bool(status) and status["state"] == state for status in statuses.values())
        report.expect("list of a state and API", state, surfaces.listed(state), counted)
    in_force = sum(
        bool(status) and status["state"] == State.IN_FORCE and table[ref]["Nature (code)"] == "instrument"
        for ref, status in statuses.items()
    )
    report.expect("chart and API", "this year", surfaces.charted(), in_force)
    return report


def _compare_evidence(report: Report, ref: str, status: dict, row: dict, tag: str) -> None:
    evidence = status["last_evidence"] or {}
    report.expect("last evidence in API and table", ref, evidence.get("on", ""), row["Last evidence (EDTF)"])
    age = re.search(r"last evidence (\d+) years old", tag)
    is_old = evidence.get("years", 0) >= 5
    report.expect("age of evidence", ref, age and int(age[1]), evidence["years"] if is_old else None)


def _compare_effect(report: Report, ref: str, status: dict | None, row: dict, facts: dict) -> None:
    [label] = {"In effect from", "In force from", "Began"} & facts.keys()
    effect = row["In effect from (EDTF)"]
    without = "Does not apply" if facts[label].startswith("Does not apply") else "Not recorded"
    report.expect(
        "beginning on page and table", ref, *_begins(facts[label], words(effect) if effect else without)
    )
    is_entered = bool(status) and status["state"] in {*IN_EFFECT_STATES} - {State.PROVISIONALLY_APPLIED}
    if is_entered and status["since"]["latest"]:
        # it may have been in effect before, and have ended in between
        latest = edtf.parse(effect).latest if effect else None
        report.expect(
            "beginning in table and API", ref, not latest or str(latest) <= status["since"]["latest"], True
        )


def _compare_end(report, ref, surfaces, state, row, facts, due, events) -> None:
    end = row["Last day (EDTF)"]
    label = "Ended" if "Ended" in facts else "Ends"
    if end:
        report.expect("end on page and table", ref, *_begins(facts[label], words(end)))
        latest = edtf.parse(end).latest or edtf.parse(end).earliest
        report.expect("ended or ends", ref, label == "Ended", latest < surfaces.today)
        if label == "Ended":
            report.expect("ended and in effect", ref, state in IN_EFFECT_STATES, False)
    else:
        report.expect("end on page and table", ref, facts[label][:4].strip().isdigit(), False)
    if "end" in due:
        told = (due["end"]["earliest"], due["end"]["latest"])
        days = edtf.parse(end) if end else None
        bounds = tuple(day and day.isoformat() for day in (days.earliest, days.latest)) if days else ()
        report.expect("end in table and deadlines", ref, bounds, told)
        _compare_event(report, "end in deadlines and calendar", f"{ref}-end", due["end"], events)
    if state in ENDED_STATES and label == "Ended":  # else it is to be revived, or its last day is not known
        report.expect("ended and due", ref, [kind for kind in due if kind != "end"], [])


def _compare_notice(report, ref, facts, due, events) -> None:
    for kind, label in (("notice", "Last day for notice"), ("review", "Next review")):
        if facts.get(label, "").endswith(_OVERDUE):
            continue
        if kind in due:
            report.expect(
                f"{kind} on page and in deadlines", ref, facts.get(label, ""), words(_edtf_of(due[kind]))
            )
            _compare_event(report, f"{kind} in deadlines and calendar", f"{ref}-{kind}", due[kind], events)
        else:
            soon = facts.get(label, "")
            is_far = bool(soon) and int(re.search(r"\d{4}", soon)[0]) >= timezone.localdate().year + 5
            report.expect(f"{kind} on page and in deadlines", ref, bool(soon) and not is_far, False)


def _edtf_of(due: dict) -> str:
    days = (date.fromisoformat(due[name]) if due[name] else None for name in ("earliest", "latest"))
    return edtf.from_bounds(*days, due["qualifier"])


def _compare_overdue(report, ref, surfaces, facts, overdue, events) -> bool:
    """A review whose day has passed, and that nobody recorded: due until it is, or the agreement has ended."""
    told = facts.get("Next review", "")
    is_overdue = bool(overdue) and "Ended" not in facts
    expected = f"{words(_edtf_of(overdue))}{_OVERDUE}" if is_overdue else ""
    report.expect("overdue review", ref, told if told.endswith(_OVERDUE) else "", expected)
    if is_overdue and _latest(overdue) > surfaces.today - timedelta(days=365):
        _compare_event(report, "overdue review in calendar", f"{ref}-review", overdue, events)
    return is_overdue


def _compare_renewal(report, ref, surfaces, status, facts) -> None:
    """The next renewal is a number of cycles after the first, by what the API gives as reasons; it is no deadline."""
    told = facts.get("Renews next", "")
    if not told:
        return
    report.expect("renews and has ended", ref, "Ended" in facts, False)
    renewing = [reason["params"] for reason in status["reasons"] if reason["code"] == "renews_automatically"]
    day = _exact_day(told)
    for terms in renewing:
        length = terms.get("renewal_length") or terms.get("presumed_renewal_length", "")
        cycle, first = _months(length), _first_renewal(terms)
        if day and first and cycle:
            elapsed = (day.year - first.year) * 12 + day.month - first.month
            report.expect("renewal on page and in reasons", ref, elapsed % cycle, 0)
            report.expect(
                "next renewal", ref, day >= surfaces.today and (not elapsed or elapsed >= cycle), True
            )


def _first_renewal(terms: dict) -> date | None:
    if terms.get("until"):
        until = edtf.parse(terms["until"])
        return until.latest + timedelta(days=1) if until.is_exact_day else None
    start, months = (
        edtf.parse(terms["start"]) if terms.get("start") else None,
        _months(terms.get("length", "")),
    )
    if not (start and start.is_exact_day and months):
        return None
    ended = start.latest.year * 12 + start.latest.month - 1 + months
    return date(ended // 12, ended % 12 + 1, 1)


def _months(length: str) -> int:
    """Number of months of a length in years and months; 0 for another."""
    match = re.fullmatch(r"P(?:(\d{1,3})Y)?(?:(\d{1,3})M)?", length)
    return int(match[1] or 0) * 12 + int(match[2] or 0) if match else 0


def _exact_day(told: str) -> date | None:
    """A day as an English page writes it; None for one that is known in part."""
    try:
        return datetime.strptime(told, "%d %B %Y").replace(tzinfo=UTC).date()
    except ValueError:
        return None


def _compare_event(report: Report, what: str, uid: str, due: dict, events: dict) -> None:
    days = [date.fromisoformat(day) for day in (due["earliest"], due["latest"]) if day]
    if days[-1] - days[0] > _IN_A_CALENDAR:
        report.expect(what, uid, uid in events, False)
    else:
        report.expect(what, uid, uid in events and events[uid].decoded("dtstart"), days[0])


# Registers to compare

# Parties, sources and relations of a case hold what a life needs, and less than a page does.
_LIFE_MEMBERS = ("nature", "form", "bindingness", "review_interval", "termination_notice")


def publish_bodies(lives: list[dict]) -> None:
    """Agreements with these milestones and terms, as bodies in the log; all else is that of a plain agreement."""
    agreement = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=agreement)
    make.TermFactory(agreement=agreement)
    publish(agreement, by=None)
    version = Version.objects.filter(kind="agreement").latest("pk")
    plain_body = json.loads(version.body)
    [milestone], [term] = plain_body["milestones"], plain_body["terms"]
    versions = []
    for serial, one in enumerate(filter(_is_dated_in_edtf, lives), start=version.serial + 1):
        facts = {name: one[name] for name in _LIFE_MEMBERS if name in one}
        body = plain_body | facts
        body["milestones"] = [milestone | each for each in one["milestones"]]
        body["terms"] = [term | each for each in one["terms"]]
        versions.append(
            Version(
                ref=f"A{serial}", kind="agreement", serial=serial, number=1, action="published",
                schema=version.schema, body=json.dumps(body, ensure_ascii=False), sha256="0" * 64,
                published_at=version.published_at,
            )
        )  # fmt: skip
    entries.index_versions(Version.objects.bulk_create(versions))


def _is_dated_in_edtf(life: dict) -> bool:
    """No day is a text that the desk would refuse."""
    parts = [*life["milestones"], *life["terms"]]
    days = [part.get(name) for part in parts for name in ("on", "effective_on", "until", "starts_on")]
    return all(_is_edtf(day) for day in days if day)


def _is_edtf(text: str) -> bool:
    try:
        return bool(edtf.parse(text))
    except edtf.EDTFError:
        return False


def summary(report: Report) -> str:
    figures = f"{report.agreements} agreements, {sum(report.compared.values())} comparisons: {dict(report.compared)}"
    return "\n".join([figures, *report.contradictions[:20]])


@pytest.mark.parametrize("pages_of_each", [3, pytest.param(1, marks=pytest.mark.long)])
def test_every_rule_of_a_life_is_told_alike_everywhere(pages_of_each):
    reviewed = [
        life(*map(dict, acts), **{"review_interval": "P1Y", **rest})
        for acts, rest, *_told in REVIEWS.values()
    ]
    publish_bodies([case.body for case in CASES] + reviewed)

    report = compare(Surfaces(), pages_of_each=pages_of_each)

    assert report.contradictions == [], summary(report)
    assert report.agreements > 0.9 * len(CASES)


def random_lives(count: int) -> list[dict]:
    """So many random lives. They are published together: a register is read many times faster than many."""
    lives = []

    @settings(max_examples=count, phases=[Phase.generate], database=None)
    @given(life=LIVES)
    def collect(life):
        lives.append(life)

    collect()
    return lives


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_random_lives_are_told_alike_everywhere(count):
    over_before_edtf = life(act("expired", "1000-01-01~"), act("superseded", "1000-01-01~"))
    publish_bodies([over_before_edtf, *random_lives(count)])

    report = compare(Surfaces())

    assert report.contradictions == [], summary(report)
    assert report.agreements > 20


def test_the_demonstration_and_announcements_that_were_coded_are_told_alike_everywhere(db):
    publish_records([*public_demo_files(), *RECORDS])

    report = compare(Surfaces(), with_queue=True)

    assert report.contradictions == [], summary(report)
    assert report.agreements == Entry.objects.filter(kind="agreement").count() > len(RECORDS)


def only(file: dict, agreements: list[dict]) -> dict:
    """The file with these agreements, and what they name."""
    text = json.dumps(agreements)
    others = {name: [row for row in rows if json.dumps(row["id"]) in text] for name, rows in file.items()}
    return others | {"agreements": agreements}


@sample(TREATIES)
@pytest.mark.parametrize("count", [25, pytest.param(2000, marks=pytest.mark.long)])
def test_treaties_are_told_alike_everywhere(db, count):
    treaties = uk_treaties.records(SAMPLES / TREATIES)
    chosen = Random(count).sample(treaties["agreements"], count)
    import_files([only(treaties, chosen)], publish=True, skip_bad=False, by=None)

    report = compare(Surfaces())

    assert report.contradictions == [], summary(report)
    assert report.agreements == count
