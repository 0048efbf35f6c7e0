"""Words of a history: acts with what they changed, from the formatter that publications use."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.colleagues import colleague_name
from desk.history.bodies import DeskBody, RowNames, fixed_members, kind_of_model
from history.models import Act
from history.states import RecordHistory, State
from history.tracked import SECRET_COLUMNS
from pages.body_formatter import BodyFormatter
from pages.mentions import Mention, RecordDirectory
from pages.value_formats import format_edtf, format_text
from register.diff import Difference, diff_bodies
from register.fact_labels import model_field


class _RowDirectory(RecordDirectory):
    """Directory for the names of parts: mentions in these bodies have their names with them."""

    def mention(self, member: dict | None, *, with_successor: bool = True) -> Mention:
        return Mention(member["name"] if member else "")

    def mention_by_title(self, member: dict | None) -> Mention:
        return self.mention(member)


class DeskBodyFormatter(BodyFormatter):
    """Formatter of bodies of states, of which some parts have no key and some values are no words."""

    def __init__(self, record_model: type[models.Model], *bodies: DeskBody):
        super().__init__(
            kind_of_model(record_model), *(each.body for each in bodies),
            directory=_RowDirectory([]), is_in_every_language=True,
        )  # fmt: skip

    def rows(self, differences: Iterable[Difference]) -> list[dict]:
        """Rows of a table: label, before, after."""
        return self.table_rows(each for each in differences if not each[0].startswith("sources"))

    def seen_rows(self, differences: Iterable[Difference]) -> list[dict]:
        """The same without moments that read alike: a form cuts what it does not show when it is saved."""
        return self.rows(each for each in differences if not self._reads_alike(*each))

    def _reads_alike(self, path: str, before, after) -> bool:
        name, key, member = self._split_path(path)
        model, column = (self._part_model(name), member) if key else (self._model, name)
        is_moment = model is not None and isinstance(model_field(model, column), models.DateTimeField)
        return bool(is_moment and before and after) and _moment_in_words(before) == _moment_in_words(after)

    def _part_model(self, name: str) -> type[models.Model] | None:
        relation = model_field(self._model, name)
        is_single = isinstance(relation, models.OneToOneRel)
        return relation.related_model if is_single else super()._part_model(name)

    def _format(self, value, field, name: str) -> str:
        if name == "passages":
            return format_text(" ".join(f"“{passage['quote']}”" for passage in value))
        if isinstance(value, dict) and not _has_only_texts(value) and not {"ref", "city"} & {*value}:
            return format_text(json.dumps(value, ensure_ascii=False))
        return super()._format(value, field, name)

    def _format_text(self, value: str, field, name: str) -> str:
        if name in SECRET_COLUMNS:
            return "•••"
        if isinstance(field, models.DateTimeField) and (words := _moment_in_words(value)):
            return words
        return (
            format_edtf(value)
            if isinstance(field, models.DateField)
            else super()._format_text(value, field, name)
        )


def _moment_in_words(value: str) -> str:
    moment = parse_datetime(value)
    return date_format(localtime(moment), "DATETIME_FORMAT") if moment else ""


def _has_only_texts(value: dict) -> bool:
    return all(isinstance(text, str) for text in value.values())


@dataclass(frozen=True)
class WordedAct:
    """An act on the page of a history."""

    act: Act
    number: int
    who: str
    rows: list[dict]
    is_restorable: bool  # there was something before, other than what only actions change
    redacted: str = ""  # in how many places words of the record were redacted


def worded_acts(history: RecordHistory, start: int, end: int) -> list[WordedAct]:
    """The acts at these positions in words, the latest first."""
    acts = history.acts(start, end)
    states: list[State] = [acts[0].after, *(each.before for each in acts)] if acts else []
    names = RowNames(states)
    bodies = [DeskBody(history.record_model, state, names) for state in states]
    fixed = fixed_members(history.record_model)
    return [
        WordedAct(
            recorded.act,
            recorded.number,
            actor_name(recorded.act),
            _table_rows(*pair),
            is_restorable=bool(recorded.before) and _differs_besides(fixed, *pair),
            redacted=_redacted_in_words(recorded.redacted_places),
        )
        for recorded, *pair in zip(acts, bodies[1:], bodies[:-1], strict=True)
    ]


def _differs_besides(fixed: set[str], before: DeskBody, after: DeskBody) -> bool:
    """More differs than these members: a record that is gone, or a fact that can be restored."""
    return not after.body or any(path not in fixed for path, *_ in diff_bodies(before.body, after.body))


def _redacted_in_words(places: int) -> str:
    sentence = ngettext(
        "Redacted in %(count)d place, with versions and history.",
        "Redacted in %(count)d places, with versions and history.",
        places,
    )
    return sentence % {"count": places} if places else ""


def _table_rows(before: DeskBody, after: DeskBody) -> list[dict]:
    old, new = before.body, after.body
    if not old or not new:  # the record as a whole: its parts one by one
        old, new = old or _emptied(new), new or _emptied(old)
    return DeskBodyFormatter(before.record_model, after, before).seen_rows(diff_bodies(old, new))


def _emptied(body: dict) -> dict:
    return {name: [] for name, value in body.items() if isinstance(value, list)}


def actor_name(act: Act) -> str:
    """Name of the account that acted, or else of the role at the database and the program."""
    if act.by:
        return colleague_name(act.by)
    words = _("database role %(role)s (%(software)s)") if act.program else _("database role %(role)s")
    return words % {"role": act.role, "software": act.program}


def title_of(record_model: type[models.Model], state: State) -> str:
    """A name of a record that was deleted: its last title or name, else its key."""
    pk = next((pk for name, pk in state if name == record_model._meta.label_lower), "")
    texts: Sequence[str] = [
        str(row[column])
        for row in state.values()
        for column in ("title", "name", "username")
        if row.get(column)
    ]
    return texts[0] if texts else f"{record_model._meta.verbose_name} {pk}"
