"""A register of agreements, as a program asks it."""

import hashlib
from collections.abc import Iterator
from typing import Any, Unpack

from entente_client import shapes
from entente_client.asking import Altered, Asker, Problem

PLACES = {"A": "agreements", "O": "organizations", "P": "people", "E": "activities", "T": "topics"}


class Register:
    """Everything that is public, by the address of the site: ``Register("https://register.example.org")``.

    Lists are iterators that ask for a page when they come to it. Of what was asked before, only what has changed is
    sent again (``remembered`` answers are kept). Where the register is busy, its word is taken on how long to wait,
    up to ``patience`` seconds a question; ``timeout`` is how long to wait for any answer. A ``key`` raises limits.

    Every question may raise Problem, which says what the register refused and why, or OSError: no answer at all.
    """

    def __init__(
        self,
        address: str,
        *,
        key: str = "",
        patience: float = 60,
        timeout: float = 30,
        remembered: int = 100,
    ):
        self.address = f"{address.rstrip('/')}/api/v1/"
        self.ask = Asker(key=key, origin=address, patience=patience, timeout=timeout, remembered=remembered)

    # Lists

    def agreements(
        self, **question: Unpack[shapes.ListAgreementsParametersQuery]
    ) -> Iterator[shapes.AgreementEntry]:
        """Agreements that answer the question, such as ``country=["KR+GB"], state=["in_force"]``."""
        return self._list("agreements", question)

    def organizations(
        self, **question: Unpack[shapes.ListOrganizationsParametersQuery]
    ) -> Iterator[shapes.OrganizationEntry]:
        return self._list("organizations", question)

    def people(self, **question: Unpack[shapes.ListPeopleParametersQuery]) -> Iterator[shapes.PersonEntry]:
        return self._list("people", question)

    def activities(
        self, **question: Unpack[shapes.ListActivitiesParametersQuery]
    ) -> Iterator[shapes.ActivityEntry]:
        return self._list("activities", question)

    def topics(self, **question: Unpack[shapes.ListTopicsParametersQuery]) -> Iterator[shapes.TopicEntry]:
        return self._list("topics", question)

    # One record. What was merged leads on to what it became; what was withdrawn is a Problem with a ``reason``.

    def agreement(
        self, ref: str, **question: Unpack[shapes.GetAgreementParametersQuery]
    ) -> shapes.AgreementEntry:
        entry: shapes.AgreementEntry = self.ask.json(self._place(ref, "A"), question)
        return entry

    def organization(
        self, ref: str, **question: Unpack[shapes.GetOrganizationParametersQuery]
    ) -> shapes.OrganizationEntry:
        entry: shapes.OrganizationEntry = self.ask.json(self._place(ref, "O"), question)
        return entry

    def person(self, ref: str, **question: Unpack[shapes.GetPersonParametersQuery]) -> shapes.PersonEntry:
        entry: shapes.PersonEntry = self.ask.json(self._place(ref, "P"), question)
        return entry

    def activity(
        self, ref: str, **question: Unpack[shapes.GetActivityParametersQuery]
    ) -> shapes.ActivityEntry:
        entry: shapes.ActivityEntry = self.ask.json(self._place(ref, "E"), question)
        return entry

    def topic(self, ref: str, **question: Unpack[shapes.GetTopicParametersQuery]) -> shapes.TopicEntry:
        entry: shapes.TopicEntry = self.ask.json(self._place(ref, "T"), question)
        return entry

    # What they have to do with each other, and what comes

    def links(
        self, ref: str, **question: Unpack[shapes.ListAgreementLinksParametersQuery]
    ) -> Iterator[shapes.Link]:
        """What a record names and what names it, such as ``direction=["incoming"]``."""
        return self._list(f"{self._place(ref).removeprefix(self.address)}/links", question)

    def deadlines(self, **question: Unpack[shapes.ListDeadlinesParametersQuery]) -> Iterator[shapes.Deadline]:
        """What ends, needs a notice or is to be reviewed, the earliest first: within a year, unless days are given."""
        return self._list("deadlines", question)

    def suggestions(self, **question: Unpack[shapes.ListSuggestionsParametersQuery]) -> list[shapes.Summary]:
        """The records that are most likely meant by what somebody has typed so far, such as ``q="konn"``."""
        told: shapes.Suggestions = self.ask.json(f"{self.address}suggestions/", question)
        return told["results"]

    # What was published, and when

    def versions(self, ref: str) -> list[shapes.Version]:
        """The history of a record, first to last, also after its end."""
        told: shapes.Versions = self.ask.json(f"{self._place(ref)}/versions/")
        return told["results"]

    def version(self, ref: str, number: int, *, sha256: str = "") -> bytes:
        """Exactly the bytes that were published as one version, as UTF-8 JSON.

        Raises Altered if their hash is not ``sha256``; where that is not given, not the one that came with them.
        """
        body, headers = self.ask.exactly(f"{self._place(ref)}/versions/{number}")
        if "X-Record-Version" not in headers:  # it led on to another record
            raise Problem(410, {"code": "merged", "detail": f"{ref} was merged into another record."})
        told = sha256 or headers.get("ETag", "").strip('W/"')
        if hashlib.sha256(body).hexdigest() != told:
            raise Altered(f"Version {number} of {ref} should have the hash {told}.")
        return body

    def changes(self, after: int = 0) -> Iterator[shapes.Change]:
        """What has happened since the change with this id, up to now. Keep the id of the last one to go on from."""
        while True:
            told: shapes.Changes = self.ask.json(f"{self.address}changes/", {"after": after, "limit": 200})
            yield from told["results"]
            if len(told["results"]) < told["limit"]:
                return
            after = told["results"][-1]["id"]

    def vocabularies(self) -> dict[str, dict[str, dict[str, str]]]:
        """The labels of all codes, as ``vocabularies()["form"]["mou"]["ko"]``."""
        told: shapes.Vocabularies = self.ask.json(f"{self.address}vocabularies/")
        return {
            one["name"]: {value["code"]: value["label"] for value in one["values"]} for one in told["results"]
        }

    def _place(self, ref: str, letter: str = "") -> str:
        if ref[:1] not in PLACES or not ref[1:].isdecimal() or not ref.startswith(letter):
            raise ValueError(f"{ref!r} is not a reference such as {letter or 'A'}1.")
        return f"{self.address}{PLACES[ref[0]]}/{ref}"

    def _list(self, plural: str, question: Any) -> Iterator[Any]:
        page = self.ask.json(f"{self.address}{plural}/", question)
        yield from page["results"]
        while page["next"]:
            page = self.ask.json(page["next"])
            yield from page["results"]
