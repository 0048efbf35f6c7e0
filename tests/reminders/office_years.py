"""Years of an office, day by day: what people do, days without a machine, ends in the middle; checked by a clerk."""

import re
from collections import Counter
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from random import Random

from django.contrib.auth.models import Group, User
from django.core.management import call_command

from agreements.assignments import Assignment, agreements_of, hand_over, hand_over_shown, planned_rows
from agreements.models import Agreement, Custody, UnitMember
from desk.fingerprints import fingerprints
from register.publishing import publish, withdraw
from reminders.actions import settle_events
from reminders.models import Digest, Event, Preferences, Reminder, Run
from tests import factories as make
from tests.breaking import Interrupted, broken_at
from tests.reminders.clerk import Clerk, File, Person, possible_days
from tests.reminders.post_office import PostOffice

KINDS = {"end": "last day", "notice": "last day for notice", "review": "review due"}
_LINE = re.compile(
    r"^(?P<day>.+) \([^()]+\): (?P<what>last day for notice|last day|review due)\n.*\n"
    r"(?:Officer.*\n)?\S*/agreement/(?P<number>\d+)/change/",
    re.MULTILINE,
)
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip


def days_of(words: str) -> tuple[date, date]:
    """The first and the last day of a date as letters put it: 8 March 2023, March 2023, 2023."""
    parts = words.split()[::-1]
    numbers = [parts[0], *(f"{_MONTHS.index(month) + 1:02}" for month in parts[1:2]), *parts[2:]]
    return possible_days("-".join(numbers))


class Office:
    """An office and its clerk. ``chance`` decides what happens."""

    def __init__(self, seed: int, files: int, time_machine, *, outages=(1, 2, 3, 9, 30), trouble=0.25):
        self.chance, self.clock, self.outages = Random(seed), time_machine, outages
        self.trouble = trouble  # of each day, how likely it is that a run ends in the middle
        self.clerk, self.counts = Clerk(), Counter()
        self.taken_before: dict[str, set] = {}  # lines by Message-ID
        self.uncertain: set[str] = set()  # Message-IDs of which the program never learnt that they were taken
        self.users: dict[str, User] = {}
        self.units = {name: make.OrganizationFactory(name=name) for name in ("North", "South")}
        self.day = date(2023, 1, 2)
        self.set_clock()
        for name, unit in (
            ("ann", "North"),
            ("bo", "North"),
            ("cho", "South"),
            ("dal", ""),
            ("eun", "South"),
        ):
            self.new_person(name, unit)
        self.users["root"] = User.objects.create_superuser("root", "root@office.example")
        self.clerk.people["root"] = Person(is_administrator=True)
        self.clerk.people["bo"].wants = "weekly"
        self.write_person("bo")
        publish(*(self.open_file() for _number in range(files)), by=None)
        self.to_do: list = []

    def set_clock(self) -> None:
        self.clock.move_to(datetime(self.day.year, self.day.month, self.day.day, 7, tzinfo=UTC), tick=False)

    # What people do

    def new_person(self, name: str, unit: str) -> None:
        user = self.users[name] = make.UserFactory(username=name, email=f"{name}@office.example")
        user.groups.add(Group.objects.get(name="Editors"))
        if unit:
            UnitMember.objects.create(user=user, unit=self.units[unit])
        self.clerk.people[name] = Person(unit=unit)

    def new_file(self) -> None:
        publish(self.open_file(), by=None)

    def open_file(self) -> Agreement:
        """A file of a kind by chance, signed some years ago; its dates may have passed already."""
        chance, record = self.chance, make.AgreementFactory(titled=True)
        file = File(signed=self.day - timedelta(days=chance.randrange(30, 1500)))
        if chance.random() < 0.1:
            file.signed = date(2020, 2, 29)
        kind = chance.choice(["until", "until", "month", "year", "renewal", "renewal", "review"])
        term = {}
        if kind in ("until", "month", "year"):
            file.until = self.some_day(kind)
            if (
                kind != "until"
            ):  # else the days before it was signed would be none of those that it may end on
                file.signed = possible_days(file.until)[0] - timedelta(days=400)
            term = {"until": file.until, "length": "", "renewal": "fixed"}
        elif kind == "renewal":
            file.renews_each, file.notice = chance.choice([12, 24]), chance.choice([1, 3, 6])
            term = {
                "length": f"P{file.renews_each}M", "renewal": "automatic", "non_renewal_notice": f"P{file.notice}M",
            }  # fmt: skip
        else:
            file.review_each = chance.choice([6, 12])
            record.review_interval = f"P{file.review_each}M"
            record.save()
            term = {"length": "", "renewal": "indefinite"}
        make.MilestoneFactory(agreement=record, on=file.signed.isoformat())
        make.TermFactory(agreement=record, **term)
        make.CustodyFactory(agreement=record)
        self.clerk.files[record.pk] = file
        self.assign(record.pk)
        return record

    def some_day(self, kind: str = "until") -> str:
        """A day around the present, or a month or a year with one."""
        ahead = [
            0,
            1,
            5,
            29,
            30,
            31,
            91,
            self.chance.randrange(-20, 0),
            *(self.chance.randrange(-5, 130) for _ in "123"),
        ]
        day = self.day + timedelta(days=self.chance.choice(ahead))
        return day.isoformat()[: {"until": 10, "month": 7, "year": 4}[kind]]

    def any_file(self) -> tuple[Agreement, File]:
        number = self.chance.choice(list(self.clerk.files))
        return Agreement.objects.get(pk=number), self.clerk.files[number]

    def any_person(self) -> str:
        return self.chance.choice([name for name in self.users if name != "root"])

    def assign(self, number: int | None = None) -> None:
        number = number or self.chance.choice(list(self.clerk.files))
        file = self.clerk.files[number]
        file.officer = self.chance.choice(["", *self.users])
        file.unit = self.chance.choice(["", *self.units])
        Custody.objects.filter(agreement=number).update(
            officer=self.users.get(file.officer), unit=self.units.get(file.unit)
        )

    def hand_over(self) -> None:
        one, other = self.any_person(), self.any_person()
        if one != other:
            from_officer, to_officer = self.users[one], self.users[other]
            rows = planned_rows(agreements_of(from_officer), Assignment(officer=to_officer))
            shown = hand_over_shown(rows, [])
            hand_over(
                from_officer=from_officer,
                to_officer=to_officer,
                shown=fingerprints(shown),
                by=self.users["root"],
            )
            for file in self.clerk.files.values():
                file.officer = other if file.officer == one else file.officer

    def move_date(self) -> None:
        record, file = self.any_file()
        if file.until and not file.ended and not file.is_withdrawn:
            file.until = self.some_day("until" if len(file.until) == 10 else "month")
            record.terms.update(until=file.until)
            term = record.terms.get()
            term.until = file.until
            term.save()
            publish(record, by=None)

    def end(self) -> None:
        """It is terminated, today or some weeks ago."""
        record, file = self.any_file()
        day = self.day - timedelta(days=self.chance.choice([0, 0, 1, 3, 15]))
        is_over = file.until and possible_days(file.until)[0] <= day
        if not (file.ended or file.is_withdrawn or is_over or file.signed >= day):
            file.ended = day
            make.MilestoneFactory(agreement=record, kind="expired", on=day.isoformat())
            publish(record, by=None)

    def review(self) -> None:
        record, file = self.any_file()
        if file.review_each and not file.ended and not file.is_withdrawn and file.signed < self.day:
            file.reviewed = self.day
            make.MilestoneFactory(agreement=record, kind="reviewed", on=self.day.isoformat())
            publish(record, by=None)

    def withdraw(self) -> None:
        record, file = self.any_file()
        if file.is_withdrawn:
            publish(record, by=None)
        else:
            withdraw(record, reason={"en": "Entered by mistake."}, by=None)
        file.is_withdrawn = not file.is_withdrawn

    def handle(self) -> None:
        if events := list(Event.objects.filter(handled_at=None, is_current=True).order_by("pk")):
            event = self.chance.choice(events)
            settle_events(events=Event.objects.filter(pk=event.pk), by=self.users["root"])
            self.clerk.handled.add((event.object_id, KINDS[event.kind], event.first_day, event.last_day))

    def leave(self) -> None:
        """Somebody leaves the house, or comes back."""
        name = self.any_person()
        self.clerk.people[name].is_here = not self.clerk.people[name].is_here
        self.write_person(name)

    def change_address(self) -> None:
        name = self.any_person()
        self.clerk.people[name].has_address = not self.clerk.people[name].has_address
        self.write_person(name)

    def go_away(self) -> None:
        name = self.any_person()
        self.clerk.people[name].away_until = self.day + timedelta(days=self.chance.randrange(20))
        self.write_person(name)

    def choose(self) -> None:
        name = self.any_person()
        self.clerk.people[name].wants = self.chance.choice(["daily", "daily", "weekly", "never"])
        self.write_person(name)

    def change_unit(self) -> None:
        name = self.any_person()
        self.clerk.people[name].unit = unit = self.chance.choice(["", *self.units])
        UnitMember.objects.filter(user=self.users[name]).delete()
        if unit:
            UnitMember.objects.create(user=self.users[name], unit=self.units[unit])

    def write_person(self, name: str) -> None:
        user, person = self.users[name], self.clerk.people[name]
        user.is_active, user.email = person.is_here, f"{name}@office.example" if person.has_address else ""
        user.save()
        frequency = "none" if person.wants == "never" else person.wants
        values = {"frequency": frequency, "away_until": person.away_until}
        Preferences.objects.update_or_create(user=user, defaults=values)

    # The days

    def live(self, days: int, acts: float) -> None:
        """So many days, with about so many acts a day."""
        outage, last = 0, self.day + timedelta(days=days)
        while self.day < last:
            self.set_clock()
            for _number in range(int(acts + self.chance.random())):
                act = self.next_act()
                act()
                self.counts[act.__name__] += 1
            if outage:
                outage -= 1
                self.counts["days without a run"] += 1
            else:
                self.work()
                outage = self.chance.choice(self.outages) if self.chance.random() < 0.03 else 0
            if Run.objects.filter(day=self.day).exists():
                self.clerk.last_opened = self.day
            self.day += timedelta(days=1)
        self.set_clock()
        self.run_to_the_end()

    def next_act(self):
        """Acts in an order by chance, each as often as the others; those on people once for each thing that changes."""
        if not self.to_do:
            self.to_do = [
                self.assign, self.assign, self.hand_over, self.move_date, self.move_date, self.end, self.end,
                self.review, self.withdraw, self.handle, self.handle, self.new_file, self.leave, self.change_address,
                self.go_away, self.choose, self.change_unit,
            ]  # fmt: skip
            self.chance.shuffle(self.to_do)
        return self.to_do.pop()

    def work(self) -> None:
        """The runs of a day: some end in the middle, and mostly another comes that does not."""
        self.counts["days with a run"] += 1
        while self.chance.random() < self.trouble:
            self.run_killed()
        if self.chance.random() < self.trouble / 2:
            self.run_with(self.chance.choice(["down", "refused", "killed before", "killed after"]))
        if self.chance.random() < 0.95:
            self.run_to_the_end()

    def run_killed(self) -> None:
        """A run of which the program ends at some statement."""
        self.run(broken_at(self.chance.randrange(35), is_once=True))

    def run_with(self, answer: str) -> None:
        PostOffice.answers[:] = [answer]
        self.run()
        PostOffice.answers.clear()
        self.counts[answer] += 1

    def run_to_the_end(self) -> None:
        """A run that nothing stops: after it the clerk has no letter left."""
        assert self.run()
        waiting = {name: letters for name, letters in self.clerk.letters.items() if letters}
        assert waiting == {}, f"{self.day}: never sent: {waiting}"

    def run(self, ending=None) -> bool:
        """A run, compared with the clerk's day. False if it ended in the middle. ``ending``: a context that ends it."""
        was_made = Run.objects.filter(day=self.day).exists()
        PostOffice.taken.clear()
        try:
            with ending or nullcontext():
                call_command("send_reminders", stdout=StringIO())
            is_whole = True
        except Interrupted:
            is_whole = False
            self.counts["ended in the middle"] += 1
        if not was_made and Run.objects.filter(day=self.day).exists():
            self.clerk.open_diary(self.day)
        for message in PostOffice.taken:
            self.check_letter(message, is_last=message is PostOffice.taken[-1])
        self.strike_out_as_it_was_done()
        return is_whole

    def check_letter(self, message, *, is_last: bool) -> None:
        """The clerk wrote the same letter, or it comes again because nobody knew that it was taken."""
        name = message.to[0].partition("@")[0]
        lines = {(int(number), what, *days_of(day)) for day, what, number in _LINE.findall(message.body)}
        assert len(lines) == message.body.count("/change/") > 0, message.body
        identity = message.extra_headers["Message-ID"]
        if identity in self.taken_before:
            assert identity in self.uncertain, f"{self.day}: {name} was sent {identity} twice"
            assert lines <= self.taken_before[identity]
            self.counts["came again under its Message-ID"] += 1
            return
        self.taken_before[identity] = lines
        if is_last and not Digest.objects.filter(pk=identity.split(".")[1], sent_at__isnull=False).exists():
            self.uncertain.add(identity)
        for letter in self.clerk.letters.get(name, []):
            if {entry for entry, _step in self.clerk.still_true(name, letter, self.day)} == lines:
                self.clerk.strike_out(name, letter, self.day)
                self.clerk.posted(name, letter)
                self.counts.update({"letters": 1, "lines": len(lines)})
                return
        raise AssertionError(
            f"{self.day}: nobody wrote this to {name}: {lines}; {self.clerk.letters.get(name)}"
        )

    def strike_out_as_it_was_done(self) -> None:
        """Letters lose the lines that hold no more when they are about to be posted: as far as the run came."""
        kept = set(
            Reminder.objects.filter(digest__sent_at=None).values_list("user__username", "event__object_id")
        )
        sealed = set(
            Digest.objects.filter(sent_at=None)
            .exclude(attempted_at=None)
            .values_list("user__username", flat=True)
        )
        for name, letters in self.clerk.letters.items():
            for letter in [*letters]:
                letter.is_sealed = letter.is_sealed or name in sealed
                gone = {line for line in letter.lines if (name, line[0][0]) not in kept}
                letter.lines -= gone
                if not letter.lines:
                    letters.remove(letter)
