"""One request to an OpenAI-compatible address: the text with instructions, an answer in JSON."""

import http.client
import json
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings

from agreements.choices import AgreementRelationKind, Form, InvolvementRole, MilestoneKind, SignatureAct
from core.choices import Strength
from extraction.suggestions import SuggestionKind

_LARGEST_ANSWER = 1_000_000  # bytes
_LONGEST_TEXT = 60_000  # letters that are sent
_CODES = {
    SuggestionKind.ORGANIZATION: InvolvementRole, SuggestionKind.PERSON: SignatureAct,
    SuggestionKind.DATE: MilestoneKind, SuggestionKind.PLACE: MilestoneKind,
    SuggestionKind.RELATION: AgreementRelationKind, SuggestionKind.OUTCOME: Strength,
}  # fmt: skip
_INSTRUCTIONS = """You extract facts about agreements (memoranda, treaties, programmes) from the text of a press
release.
Answer with one JSON object:
{"facts": [{"kind": …, "value": …, "role": …, "quote": …, "stated": true, "agreement": 0}]}.
quote: the shortest words of the text that state the fact, copied exactly, letter by letter.
value: as printed for names, posts, titles and topics; EDTF for dates (2014-09-29, 2023-08, [..2014-09-29]);
ISO 8601 for lengths (P5Y); a code for a form; digits for money, with "currency" (ISO 4217).
stated: false where it follows without being said. agreement: 0 for the main one. A post names its "person".
A quoted person is not a signatory. Ignore advertisements and lists of other articles.
No fact that the text does not give.
"""


class ModelError(Exception):
    """The model did not answer, or not with what was asked for."""


def ask_model(text: str, *, language: str | None, published: str | None, title: str | None) -> Any:
    """The answer of the model as parsed JSON. Raises ModelError."""
    known = {"language": language, "published": published, "title": title}
    source = "\n".join(f"{name}: {value}" for name, value in known.items() if value)
    body = {
        "model": settings.EXTRACTION_MODEL,
        "temperature": 0,
        "response_format": {"type": "json_object"},
        "messages": [
            {"role": "system", "content": _INSTRUCTIONS + _vocabulary()},
            {"role": "user", "content": f"{source}\n\n{text[:_LONGEST_TEXT]}"},
        ],
    }
    content = _text_of_answer(_post(body))
    try:
        return json.loads(content)
    except ValueError as error:
        raise ModelError("its answer is not JSON") from error


def _vocabulary() -> str:
    """The kinds of facts and the codes of roles and forms."""
    lines = [f"kind: {', '.join(SuggestionKind.values)}", f"value of a form: {', '.join(Form.values)}"]
    lines += [f"role of {kind.value}: {', '.join(codes.values)}" for kind, codes in _CODES.items()]
    return "\n".join(lines)


def _post(body: dict[str, Any]) -> Any:
    address = settings.EXTRACTION_MODEL_URL.rstrip("/") + "/chat/completions"
    headers = {"Content-Type": "application/json"}
    if settings.EXTRACTION_MODEL_KEY:
        headers["Authorization"] = f"Bearer {settings.EXTRACTION_MODEL_KEY}"
    request = urllib.request.Request(address, json.dumps(body).encode(), headers, method="POST")
    try:
        with _OPENER.open(request, timeout=settings.EXTRACTION_MODEL_TIMEOUT) as response:
            return json.loads(response.read(_LARGEST_ANSWER))
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        raise ModelError(type(error).__name__) from error


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """The text goes to the address that is set and to no other."""

    def redirect_request(self, *_arguments, **_options):
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects)


def _text_of_answer(answer: Any) -> str:
    try:
        content = answer["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError) as error:
        raise ModelError("its answer is none of a chat completion") from error
    if not isinstance(content, str):
        raise ModelError("its answer has no text")
    return content.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
