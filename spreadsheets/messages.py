"""Messages of a check, kept in every language of the site: its readers need not share that of whoever asked for it."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext, override

from core.localized import in_language


class Message(str):
    """A text in the active language that can be had in any other: ``make`` returns it in the one that is active."""

    make: Callable[[], str]
    texts: dict[str, str] | None = None  # by language, where they are there already

    def __new__(cls, make: Callable[[], str]) -> "Message":
        message = super().__new__(cls, make())
        message.make = make
        return message

    def __mod__(self, values) -> "Message":
        return Message(lambda: self.make() % _translated(values))

    def __deepcopy__(self, _memo) -> "Message":
        return self

    def by_language(self) -> dict[str, str]:
        """The text by the code of each language of the site."""
        if self.texts is not None:
            return {code: in_language(self.texts, code)[0] for code, _name in settings.LANGUAGES}
        texts = {}
        for code, _name in settings.LANGUAGES:
            with override(code):
                texts[code] = str(self.make())
        return texts


def message(text: str) -> Message:
    """As ``gettext``; ``message("…%s") % values`` is a message too, and so may be its values."""
    return Message(partial(gettext, text))


def label_message(label: str | Promise) -> Message:
    """A label that is translated when it is shown."""
    return Message(partial(str, label))


def objection_message(parser: Callable, *values: str) -> Message:
    """The sentences with which a parser refuses these values by a ValidationError."""

    def objection() -> str:
        try:
            parser(*values)
        except ValidationError as error:
            return " ".join(error.messages)
        return ""

    return Message(objection)


def message_of(texts: dict[str, str]) -> Message:
    """A message of texts by language."""
    text = Message(lambda: in_language(texts)[0])
    text.texts = texts
    return text


def _translated(value):
    """The values of a message, those that are messages or labels themselves in the active language."""
    if isinstance(value, Message):
        return value.make()
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, dict):
        return {name: _translated(member) for name, member in value.items()}
    return tuple(map(_translated, value)) if isinstance(value, tuple) else value


def with_all_languages(value):
    """Plain data with each message as its texts by language, or as one text where all are alike."""
    if isinstance(value, Message):
        texts = value.by_language()
        return texts if len(set(texts.values())) > 1 else str(value)
    if isinstance(value, dict):
        return {name: with_all_languages(member) for name, member in value.items()}
    return [with_all_languages(member) for member in value] if isinstance(value, (list, tuple)) else value


def in_active_language(value):
    """The data of which ``with_all_languages`` made these, with its messages in the active language."""
    if isinstance(value, dict) and set(value) == {code for code, _name in settings.LANGUAGES}:
        return in_language(value)[0]
    if isinstance(value, dict):
        return {name: in_active_language(member) for name, member in value.items()}
    return [in_active_language(member) for member in value] if isinstance(value, list) else value
