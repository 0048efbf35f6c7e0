"""Tantivy in a process of its own, run by the interpreter of the references: ``INDEX`` directory, questions by lines.

With documents as a second argument (a file of JSON lines) it makes the index first. A question is JSON: ``q``, and
``facets``; the answer is JSON: milliseconds and the number found.
"""

import json
import shutil
import sys
import time
from pathlib import Path

import tantivy

FACETS = ("form", "nature", "country", "party", "year")


def schema():
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False)
    builder.add_text_field("ref", stored=True, tokenizer_name="raw")
    for name in FACETS:
        builder.add_text_field(name, stored=False, fast=True, tokenizer_name="raw")
    return builder.build()


def make_index(place: Path, documents: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    index = tantivy.Index(schema(), path=str(place))
    writer = index.writer(300_000_000, 1)
    started = time.perf_counter()
    with documents.open() as lines:
        for line in lines:
            writer.add_document(tantivy.Document(**json.loads(line)))
    writer.commit()
    writer.wait_merging_threads()
    size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
    seconds = time.perf_counter() - started
    index.reload()
    number = index.searcher().num_docs
    print(json.dumps({"documents": number, "seconds": seconds, "megabytes": size / 1e6}), flush=True)


def answer(index, searcher, question: dict) -> dict:
    started = time.perf_counter()
    query = index.parse_query(question["q"], ["text"])
    found = searcher.search(query, 25)
    for _score, address in found.hits:
        searcher.doc(address)
    if question.get("facets"):
        terms = {name: {"terms": {"field": name, "size": 10}} for name in FACETS}
        searcher.aggregate(query, terms)
    return {"ms": (time.perf_counter() - started) * 1000, "found": found.count}


def main() -> None:
    place = Path(sys.argv[1])
    if len(sys.argv) > 2:
        make_index(place, Path(sys.argv[2]))
        return
    index = tantivy.Index.open(str(place))
    index.reload()
    searcher = index.searcher()
    for line in sys.stdin:
        print(json.dumps(answer(index, searcher, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
