"""Tantivy beside us: its index of the same texts, and the process that searches it."""

import json
import subprocess
from pathlib import Path

import psycopg

from bench.references import environment

_PROGRAM = Path(__file__).with_name("tantivy_process.py")
_DOCUMENTS_SQL = """
SELECT json_build_object(
    'text', ARRAY[title || ' ' || summary || ' ' || title_ko || ' ' || summary_ko], 'ref', ARRAY[ref],
    'form', ARRAY[form], 'nature', ARRAY[nature], 'country', ARRAY[coalesce(country, '')],
    'party', ARRAY(SELECT organization_id::text FROM plain.involvement WHERE agreement_id = flat.id),
    'year', ARRAY[coalesce(year, 0)::text]
) FROM plain.flat
"""


class Tantivy:
    """A process with the index open, as long as we are inside."""

    def __init__(self, size_directory: Path):
        self.interpreter = environment.python(size_directory.parent)
        self.place = size_directory / "tantivy"

    def make(self, url: str) -> dict:
        """Makes the index. Returns how many documents, how long it took, how large it is."""
        documents = self.place.with_suffix(".jsonl")
        with (
            psycopg.connect(url) as source,
            source.cursor(name="documents") as cursor,
            documents.open("w") as lines,
        ):
            for (document,) in cursor.execute(_DOCUMENTS_SQL):
                lines.write(json.dumps(document) + "\n")
        command = [self.interpreter, "-P", _PROGRAM, self.place, documents]
        made = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        documents.unlink()
        return json.loads(made)

    def __enter__(self) -> "Tantivy":
        command = [self.interpreter, "-P", _PROGRAM, self.place]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_error) -> None:
        self.process.communicate()

    def search(self, words: str, *, facets: bool = False) -> float:
        """Milliseconds of the top 25, and of counts."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"q": words, "facets": facets}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())["ms"]
