"""The addresses that are asked for: of the most frequent values of whatever the database holds, and of known words."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote, urlencode

from django.http import QueryDict

from agreements.filters import AgreementFilter
from api import cursors
from bench import in_process
from register.sql import fetch_rows

LIST, PAGES = "/api/v1/agreements/", "/agreements/"
SAMPLE = 40  # records and pages, one after the other
DEEP = 0.8  # of the list
# Words of `bench.data.words`, by how many records have them.
WORDS = {
    "rare": "glaciology", "uncommon": "fisheries", "common": "health", "ubiquitous": "agreement", "absent": "zzqxy",
    "phrase": '"joint research"', "two words": "health climate", "Korean, common": "의료", "Korean, rare": "빙하학",
}  # fmt: skip
KOREAN = ("의료", "보건의료", "철학", "학술", "빙하학")  # whose recall is compared
_MOST_SQL = """
SELECT value FROM register_tally WHERE kind = 'agreement' AND fact = %(fact)s AND value <> ''
ORDER BY records DESC, value LIMIT %(number)s
"""


def searched(path: str, words: str, **more: str | int) -> str:
    return f"{path}?{urlencode({'q': words, **more})}"


def most(fact: str, number: int = 1) -> list[str]:
    """The values of a fact that most agreements have."""
    return [value for (value,) in fetch_rows(_MOST_SQL, fact=fact, number=number)]


@dataclass
class Questions:
    agreements: int

    @cached_property
    def refs(self) -> list[str]:
        """A sample of agreements, always the same."""
        step = max(1, self.agreements // SAMPLE)
        return [f"A{number}" for number in range(step, self.agreements + 1, step)][:SAMPLE]

    @cached_property
    def record_pages(self) -> list[str]:
        return [unquote(in_process.page_of(f"{PAGES}{ref}")) for ref in self.refs]

    @cached_property
    def largest(self) -> dict[str, str]:
        """Pages of what most agreements have in common."""
        [organization], countries, [topic] = most("party"), most("country", 2), most("topic")
        return {
            "largest organization": unquote(in_process.page_of(f"/organizations/{organization}")),
            "largest country": f"/countries/{countries[0]}",
            "largest topic": unquote(in_process.page_of(f"/topics/{topic}")),
            "largest pair of countries": f"/countries/{'/'.join(sorted(countries))}",
        }

    @cached_property
    def filtered(self) -> dict[str, str]:
        """Lists with all their counts."""
        [country], [form] = most("country"), most("form")
        several = {"form": form, "country": country, "year": "2010s"}
        return {
            "unfiltered": PAGES,
            "one filter": f"{PAGES}?{urlencode({'form': form})}",
            "several filters": f"{PAGES}?{urlencode(several)}",
            "with a search": searched(PAGES, WORDS["common"]),
        }

    @cached_property
    def deep_page(self) -> str:
        """The page of the API's list at `DEEP` of it."""
        [(value, serial)] = fetch_rows(
            "SELECT sort_on::text, serial FROM register_entry WHERE kind = 'agreement' "
            "ORDER BY sort_on DESC, serial DESC OFFSET %(before)s LIMIT 1",
            before=int(self.agreements * DEEP),
        )
        digest = cursors.query_digest("agreement", QueryDict("limit=50"), AgreementFilter.base_filters)
        return f"{LIST}?limit=50&cursor={quote(cursors.encode_cursor([value, serial], digest))}"


def encoded(path: str) -> str:
    """An address as it is sent: letters of other scripts in hexadecimal."""
    return quote(path, safe="/?=&%+")
