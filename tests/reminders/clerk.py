"""A clerk with a paper diary: works out from plain facts who is to be written to about what. Knows none of our code.

A date in the diary is one line: the file, what is due, the first and the last day that it may be.
"""

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
Entry = tuple[int, str, date, date]  # file, what is due, first day, last day


@dataclass
class File:
    """The cover of a file."""

    signed: date
    until: str = ""  # a day, a month or a year
    renews_each: int = 0  # months; until then the length of the first term as well
    notice: int = 0  # months
    review_each: int = 0  # months
    reviewed: date | None = None
    ended: date | None = None  # by an act
    officer: str = ""
    unit: str = ""
    is_withdrawn: bool = False


@dataclass
class Person:
    """A colleague as the telephone list has them."""

    unit: str = ""
    is_administrator: bool = False
    is_here: bool = True  # works in the house
    has_address: bool = True
    away_until: date | None = None
    wants: str = "daily"

    def can_be_reached(self, day: date) -> bool:
        return self.is_here and self.has_address and not (self.away_until and day <= self.away_until)


def months_after(day: date, months: int) -> date:
    """The same day of a later month; where the month lacks it, the first of the next."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= calendar.monthrange(year, month + 1)[1]:
        return date(year, month + 1, day.day)
    return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)


def possible_days(text: str) -> tuple[date, date]:
    """The first and the last day that a date as written may be."""
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 1:
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    if len(numbers) == 2:
        return date(*numbers, 1), date(*numbers, calendar.monthrange(*numbers)[1])
    return date(*numbers), date(*numbers)


def dates_of(file: File) -> list[tuple[str, date, date]]:
    """The dates of a file, for the next twenty years: what is due, first and last day."""
    if file.is_withdrawn:
        return []
    dates, end = [], None
    if file.until:
        end = possible_days(file.until)
    if file.ended and (end is None or file.ended <= end[1]):
        end = (file.ended, file.ended)
    if end:
        dates.append(("last day", *end))
    if file.renews_each and file.notice:
        first_renewal = months_after(file.signed, file.renews_each)
        for number in range(20):  # each term begins when the one before it has ended
            renewal = months_after(first_renewal, file.renews_each * number)
            day = months_after(renewal, -file.notice) - ONE_DAY
            if not end or day <= end[1]:
                dates.append(("last day for notice", day, day))
    if file.review_each:
        day = months_after(file.reviewed or file.signed, file.review_each)
        if not end or day <= end[1]:
            dates.append(("review due", day, day))
    return dates


@dataclass
class Letter:
    """Lines for one person that go out together. Sealed: it was given to the post once."""

    lines: set[tuple[Entry, int]]
    is_sealed: bool = False


@dataclass
class Clerk:
    """The diary, the telephone list, the files, and copies of what was written."""

    files: dict[int, File] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    diary: set[Entry] = field(default_factory=set)  # lines that were seen in time
    handled: set[Entry] = field(default_factory=set)
    posted_lines: set[tuple[str, Entry, int]] = field(default_factory=set)
    letters: dict[str, list[Letter]] = field(default_factory=dict)
    last_opened: date | None = None  # the last day before today on which the diary was opened
    before: tuple[int, ...] = (90, 30, 7)
    after: tuple[int, ...] = (1, 14)

    def due(self, day: date) -> dict[Entry, int]:
        """The lines of the diary that want a letter on a day, with the step they are at."""
        due = {}
        for number, file in self.files.items():
            for what, first, last in dates_of(file):
                entry = (number, what, first, last)
                is_acted = what == "last day" and file.ended == last
                step = self._step(first, last, day)
                if step is None or entry in self.handled or (is_acted and day > last):
                    continue
                if last >= (self.last_opened or day) - timedelta(days=max(self.after) + 7):
                    due[entry] = step
        return due

    def _step(self, first: date, last: date, day: date) -> int | None:
        passed = [days for days in self.after if (day - last).days >= days]
        if passed:
            return -max(passed)
        near = [days for days in self.before if (first - day).days <= days]
        return min(near) if near else None

    def addressees(self, entry: Entry, step: int, day: date) -> set[str]:
        """Addressees of a letter about a line of the diary."""
        file = self.files[entry[0]]
        reachable = {name for name, person in self.people.items() if person.can_be_reached(day)}
        unit = {name for name in reachable if file.unit and self.people[name].unit == file.unit}
        chiefs = {name for name in reachable if self.people[name].is_administrator}
        officer = {file.officer} & reachable
        people = officer if officer and step > 0 else officer | unit
        if step == -max(self.after):
            people = people | chiefs
        return {name for name in people or chiefs if self.people[name].wants != "never"}

    def open_diary(self, day: date) -> None:
        """Write the letters of a day."""
        for entry, step in self.due(day).items():
            if entry not in self.diary:
                if entry[3] < (self.last_opened or day):
                    continue  # over before anybody could know
                self.diary.add(entry)
            for name in self.addressees(entry, step, day):
                if not self._knows(name, entry, step) and self._has_turn(name, entry, day):
                    self._open_letter(name).lines.add((entry, step))

    def _knows(self, name: str, entry: Entry, step: int) -> bool:
        written = {(name, *line) for letter in self.letters.get(name, []) for line in letter.lines}
        return any(
            (name, entry, other) in self.posted_lines | written
            for other in (*self.before, -1, -14)
            if other <= step
        )

    def _has_turn(self, name: str, entry: Entry, day: date) -> bool:
        if self.people[name].wants != "weekly":
            return True
        monday = day - timedelta(days=day.weekday())
        is_mondays_letter = self.last_opened is None or self.last_opened < monday
        return is_mondays_letter or day <= entry[2] < monday + timedelta(days=7)

    def _open_letter(self, name: str) -> Letter:
        letters = self.letters.setdefault(name, [])
        if not letters or letters[-1].is_sealed:
            letters.append(Letter(set()))
        return letters[-1]

    def still_true(self, name: str, letter: Letter, day: date) -> set[tuple[Entry, int]]:
        """The lines of a letter that still hold on a day."""
        due = self.due(day)
        return {
            (entry, step)
            for entry, step in letter.lines
            if entry in due and name in self.addressees(entry, step, day)
        }

    def strike_out(self, name: str, letter: Letter, day: date) -> None:
        """Take what does not hold any more out of a letter; an empty one is thrown away."""
        letter.lines = self.still_true(name, letter, day)
        if not letter.lines:
            self.letters[name].remove(letter)

    def posted(self, name: str, letter: Letter) -> None:
        """The post has taken a letter."""
        self.posted_lines |= {(name, entry, step) for entry, step in letter.lines}
        self.letters[name].remove(letter)
