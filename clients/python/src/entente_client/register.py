"""A register of agreements over its API: lists, records, versions, changes."""

import hashlib
from collections.abc import Iterator
from typing import Any, Unpack

from entente_client import shapes
from entente_client.http import Altered, HTTPClient, Problem

_PLURALS = {
    "A": "agreements", "O": "organizations", "P": "people", "E": "activities", "T": "topics", "C": "collections",
}  # fmt: skip


class Register:
    """Everything that is public, by the address of the site: ``Register("https://register.example.org")``.

    Lists are iterators that request a page when they come to it. Repeated requests are conditional: an answer that has
    not changed is not sent again (``remembered`` answers are kept). Where the register is busy, the client waits as it
    requires, up to ``patience`` seconds a request; ``timeout`` is the seconds to wait for any answer. A ``key`` raises
    limits.

    Every method may raise Problem, with the reason why the register refused, or OSError: no answer at all.
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
        self._http = HTTPClient(
            key=key, origin=address, patience=patience, timeout=timeout, remembered=remembered
        )

    # Lists

    def agreements(
        self, **parameters: Unpack[shapes.ListAgreementsParametersQuery]
    ) -> Iterator[shapes.AgreementEntry]:
        """Agreements that match, such as ``country=["KR+GB"], state=["in_force"]``."""
        return self._list("agreements", parameters)

    def organizations(
        self, **parameters: Unpack[shapes.ListOrganizationsParametersQuery]
    ) -> Iterator[shapes.OrganizationEntry]:
        return self._list("organizations", parameters)

    def people(self, **parameters: Unpack[shapes.ListPeopleParametersQuery]) -> Iterator[shapes.PersonEntry]:
        return self._list("people", parameters)

    def activities(
        self, **parameters: Unpack[shapes.ListActivitiesParametersQuery]
    ) -> Iterator[shapes.ActivityEntry]:
        return self._list("activities", parameters)

    def topics(self, **parameters: Unpack[shapes.ListTopicsParametersQuery]) -> Iterator[shapes.TopicEntry]:
        return self._list("topics", parameters)

    def collections(
        self, **parameters: Unpack[shapes.ListCollectionsParametersQuery]
    ) -> Iterator[shapes.CollectionEntry]:
        return self._list("collections", parameters)

    # Single records. A merged one leads on to the record it became; a withdrawn one raises Problem with a ``reason``.

    def agreement(
        self, ref: str, **parameters: Unpack[shapes.GetAgreementParametersQuery]
    ) -> shapes.AgreementEntry:
        entry: shapes.AgreementEntry = self._http.json(self._address(ref, "A"), parameters)
        return entry

    def organization(
        self, ref: str, **parameters: Unpack[shapes.GetOrganizationParametersQuery]
    ) -> shapes.OrganizationEntry:
        entry: shapes.OrganizationEntry = self._http.json(self._address(ref, "O"), parameters)
        return entry

    def person(self, ref: str, **parameters: Unpack[shapes.GetPersonParametersQuery]) -> shapes.PersonEntry:
        entry: shapes.PersonEntry = self._http.json(self._address(ref, "P"), parameters)
        return entry

    def activity(
        self, ref: str, **parameters: Unpack[shapes.GetActivityParametersQuery]
    ) -> shapes.ActivityEntry:
        entry: shapes.ActivityEntry = self._http.json(self._address(ref, "E"), parameters)
        return entry

    def topic(self, ref: str, **parameters: Unpack[shapes.GetTopicParametersQuery]) -> shapes.TopicEntry:
        entry: shapes.TopicEntry = self._http.json(self._address(ref, "T"), parameters)
        return entry

    def collection(
        self, ref: str, **parameters: Unpack[shapes.GetCollectionParametersQuery]
    ) -> shapes.CollectionEntry:
        entry: shapes.CollectionEntry = self._http.json(self._address(ref, "C"), parameters)
        return entry

    # Links, deadlines, suggestions

    def links(
        self, ref: str, **parameters: Unpack[shapes.ListAgreementLinksParametersQuery]
    ) -> Iterator[shapes.Link]:
        """Links from and to a record, such as ``direction=["incoming"]``."""
        return self._list(f"{self._address(ref).removeprefix(self.address)}/links", parameters)

    def deadlines(
        self, **parameters: Unpack[shapes.ListDeadlinesParametersQuery]
    ) -> Iterator[shapes.Deadline]:
        """Ends, notices and reviews to come, the earliest first: within a year, unless days are given."""
        return self._list("deadlines", parameters)

    def suggestions(
        self, **parameters: Unpack[shapes.ListSuggestionsParametersQuery]
    ) -> list[shapes.Summary]:
        """Records whose names or titles begin as somebody has typed so far, such as ``q="konn"``."""
        body: shapes.Suggestions = self._http.json(f"{self.address}suggestions/", parameters)
        return body["results"]

    # Versions and changes

    def versions(self, ref: str) -> list[shapes.Version]:
        """The history of a record, first to last, also after its end."""
        body: shapes.Versions = self._http.json(f"{self._address(ref)}/versions/")
        return body["results"]

    def version(self, ref: str, number: int, *, sha256: str = "") -> bytes:
        """Exactly the bytes that were published as one version, as UTF-8 JSON.

        Raises Altered if their hash is not ``sha256`` or, without that, the one in the headers.
        """
        body, headers = self._http.bytes_and_headers(f"{self._address(ref)}/versions/{number}")
        if "X-Record-Version" not in headers:  # it led on to another record
            raise Problem(410, {"code": "merged", "detail": f"{ref} was merged into another record."})
        expected = sha256 or headers.get("ETag", "").strip('W/"')
        if hashlib.sha256(body).hexdigest() != expected:
            raise Altered(f"Version {number} of {ref} should have the hash {expected}.")
        return body

    def changes(self, after: int = 0) -> Iterator[shapes.Change]:
        """Changes since the one with this id, up to now. Keep the id of the last to go on from it."""
        while True:
            body: shapes.Changes = self._http.json(f"{self.address}changes/", {"after": after, "limit": 200})
            yield from body["results"]
            if len(body["results"]) < body["limit"]:
                return
            after = body["results"][-1]["id"]

    def vocabularies(self) -> dict[str, dict[str, dict[str, str]]]:
        """The labels of all codes, as ``vocabularies()["form"]["mou"]["ko"]``."""
        body: shapes.Vocabularies = self._http.json(f"{self.address}vocabularies/")
        return {
            vocabulary["name"]: {value["code"]: value["label"] for value in vocabulary["values"]}
            for vocabulary in body["results"]
        }

    def _address(self, ref: str, letter: str = "") -> str:
        if ref[:1] not in _PLURALS or not ref[1:].isdecimal() or not ref.startswith(letter):
            raise ValueError(f"{ref!r} is not a reference such as {letter or 'A'}1.")
        return f"{self.address}{_PLURALS[ref[0]]}/{ref}"

    def _list(self, plural: str, parameters: Any) -> Iterator[Any]:
        page = self._http.json(f"{self.address}{plural}/", parameters)
        yield from page["results"]
        while page["next"]:
            page = self._http.json(page["next"])
            yield from page["results"]
