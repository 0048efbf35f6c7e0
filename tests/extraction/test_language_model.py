"""A language model is asked only where an address is set, and believed only as far as the text bears it out."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from extraction import language_model
from extraction.extractors import suggest

TEXT = "Alder Hospital and Birch College signed a memorandum of understanding on 2 March 2019 in Oslo."
DAY = {"kind": "date", "role": "signed", "value": "2019-03-02", "quote": "2 March 2019"}


class Stub:
    """An address that answers each request with what it is told, and keeps what it was sent."""

    def __init__(self):
        self.requests, self.status, self.body = [], 200, b""
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers["Content-Length"])
                stub.requests.append((self.path, dict(self.headers), json.loads(self.rfile.read(length))))
                self.send_response(stub.status)
                if stub.status in (301, 302, 307):
                    self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(stub.body)

            def do_GET(self):
                stub.requests.append((self.path, {}, None))
                self.send_error(404)

            def log_message(self, *_arguments):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    def answer(self, content):
        text = content if isinstance(content, str) else json.dumps(content)
        self.body = json.dumps({"choices": [{"message": {"content": text}}]}).encode()

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def model(settings):
    stub = Stub()
    settings.EXTRACTION_MODEL_URL, settings.EXTRACTION_MODEL = stub.address, "small"
    settings.EXTRACTION_MODEL_KEY, settings.EXTRACTION_MODEL_TIMEOUT = "secret", 60
    yield stub
    stub.stop()


def test_no_text_leaves_the_machine_where_no_address_is_set(model, settings):
    settings.EXTRACTION_MODEL_URL = ""

    assert language_model.extract(TEXT) == []
    assert model.requests == []


def test_the_model_is_asked_as_openai_has_it(model):
    model.answer({"facts": [DAY]})

    (day,) = language_model.extract(TEXT, published="2019-03-04", title="A memorandum")

    ((path, headers, body),) = model.requests
    assert (path, headers["Authorization"], body["model"]) == (
        "/v1/chat/completions",
        "Bearer secret",
        "small",
    )
    assert body["messages"][1]["content"] == f"published: 2019-03-04\ntitle: A memorandum\n\n{TEXT}"
    assert (day.kind, day.role, day.value, TEXT[day.start : day.end]) == (
        "date",
        "signed",
        "2019-03-02",
        "2 March 2019",
    )
    assert (day.by_model, day.sure) == (True, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": "3 March 2019"},  # does not stand in the text
        {"quote": ""},
        {"quote": None},
        {"value": "the second of March"},
        {"role": "rejoiced"},
        {"kind": "feeling"},
        {"kind": "person", "role": "signed", "value": "Ada Fenwick"},  # the name is not in its quotation
        {"kind": "money", "role": "", "value": "100", "currency": "XYZ"},
        {"kind": "term", "role": "length", "value": "five years"},
        {"kind": "form", "role": "", "value": "handshake"},
        {"value": "2019" * 200},
    ],
)
def test_what_the_text_or_the_glossaries_do_not_bear_out_is_dropped(model, wrong):
    model.answer({"facts": [DAY | wrong, "not a fact", DAY]})

    assert [s.value for s in language_model.extract(TEXT)] == ["2019-03-02"]


@pytest.mark.parametrize(
    "answer", ["I am sorry", "[]", "{}", '{"facts": "none"}', '{"facts": [[1]]}', "```json\n{}\n```", ""]
)
def test_an_answer_of_another_shape_gives_nothing(model, answer):
    model.answer(answer)

    assert language_model.extract(TEXT) == []


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b""), (302, b""), (307, b""), (200, b"<html>"), (200, b"{}"), (200, b'{"choices": []}')],
)
def test_an_address_that_fails_or_leads_elsewhere_gives_nothing(model, caplog, status, body):
    model.status, model.body = status, body

    assert language_model.extract(TEXT) == []
    assert len(model.requests) == 1
    assert "The language model gave no suggestions" in caplog.text
    assert TEXT not in caplog.text


def test_an_address_where_nobody_answers_gives_nothing(settings):
    settings.EXTRACTION_MODEL_URL = "http://127.0.0.1:9/v1"

    assert language_model.extract(TEXT) == []


@pytest.mark.django_db
def test_the_rules_go_first_and_the_model_adds_to_them(model):
    model.answer({"facts": [DAY, {"kind": "topic", "value": "hospitals", "quote": "Hospital"}]})

    suggestions = suggest(TEXT)

    assert [(s.value, s.by_model) for s in suggestions if s.kind in ("date", "topic")] == [
        ("hospitals", True),
        ("2019-03-02", False),
    ]
