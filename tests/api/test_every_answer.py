"""Answers of the API about the full records, beside the lists: each member says what it names."""

import json
import re
from pathlib import Path

from tests.kept_tables import check_kept

ADDRESSES = [
    "agreements/A1/links/", "organizations/O1/links/", "people/P1/links/", "topics/T1/links/", "activities/E1/links/",
    "agreements/A1/versions/", "agreements/A1/versions/2/differences", "agreements/A1?on=2020-02-15",
    "agreements/A4?expand=linked", "activities/E2?expand=linked", "deadlines/?after=2026-01-01&before=2031-01-01",
    "suggestions/?q=agreement", "suggestions/?q=알파", "suggestions/?q=title",
]  # fmt: skip


def test_answers_about_records(full_records, api):
    texts = []
    for address in ADDRESSES:
        answer = api(address)
        assert answer.status_code == 200, answer.content
        data = json.loads(re.sub(r'"[0-9a-f]{64}"', '"a hash"', answer.content.decode()))
        if "record" in data:
            data["record"] = data["record"]["ref"]
        texts.append(f"## {address}\n\n```json\n{json.dumps(data, ensure_ascii=False, indent=1)}\n```\n")

    check_kept(Path(__file__).parent / "kept" / "answers.md", "\n".join(texts))
