"""Moves the rows by which other records name the one that goes."""

from collections import defaultdict
from typing import Any

from django.apps import apps

from merging.declarations import Mention, mentions_of, relations_to
from merging.doubles import doubled_rows, equal_rows, repoint_rows
from merging.parts import cite_new_keys, fold_facts, is_citation, part_path
from merging.plan import MergePlan, group, owners_of, twice_named
from register.records import Part


class MentionMover:
    """The moves of what names a record, to another."""

    def __init__(self, plan: MergePlan):
        self.plan, self.journal = plan, plan.journal
        self.loser, self.into = plan.loser, plan.into

    def run(self) -> None:
        for mention in mentions_of(type(self.loser)):
            self._move_mention(mention)

    def _move_mention(self, mention: Mention) -> None:
        pks = [*mention.rows_of(self.loser.pk).values_list("pk", flat=True)]
        if not pks:
            return
        ours = mention.rows_of(self.into.pk).values_list("pk", flat=True)
        owners = owners_of(mention, [*pks, *ours])
        self.plan.moved.append(group(mention.label, [owners[pk] for pk in pks]))
        self.plan.touched += [owners[pk] for pk in pks]
        stand_ins = {self.loser.pk: self.into.pk}
        doubled = doubled_rows(mention, stand_ins)
        if issubclass(mention.model, Part):
            doubled = equal_rows(mention, stand_ins) | doubled
        if doubled:
            self._fold_mentions(mention, doubled, owners)
        moving = [pk for pk in pks if pk not in doubled]
        self.journal.update(mention.model, moving, **{mention.field.attname: self.into.pk})
        if mention.many_to_many is None and mention.owner_lookup:
            records = {owners[pk] for pk in moving}
            others = [owner for pk, owner in owners.items() if pk not in doubled and owner in records]
            if twice := twice_named(others):
                self.plan.twice.append(group(mention.label, twice))

    def _fold_mentions(self, mention: Mention, doubled: dict[Any, Any], owners: dict[Any, Any]) -> None:
        """Rows that both records have in the same role become one: that of the survivor."""
        rows = mention.model._base_manager.in_bulk([*doubled, *doubled.values()])
        if mention.many_to_many is None:
            for pk, kept in doubled.items():
                fold_facts(self.plan, rows[kept], rows[pk], f"{mention.label}: {owners[pk]}")
        else:
            self.plan.folded += [(f"{mention.label}: {owners[pk]}", []) for pk in doubled]
        for relation in relations_to(mention.model):  # links that would be doubled go with their row
            repoint_rows(self.journal, relation, relation.rows_of(*doubled), doubled)
        self._name_kept_rows(rows, doubled)
        self.journal.delete(*(rows[pk] for pk in doubled))

    def _name_kept_rows(self, rows: dict[Any, Any], doubled: dict[Any, Any]) -> None:
        """Citations of a doubled part name the one that is kept."""
        paths: dict[Any, dict[str, str]] = defaultdict(dict)
        for pk, kept in doubled.items():
            if isinstance(rows[pk], Part):
                record = rows[pk].record_field, getattr(rows[pk], f"{rows[pk].record_field}_id")
                paths[record][part_path(rows[pk])] = part_path(rows[kept])
        if not paths:
            return
        for model in filter(is_citation, apps.get_models()):
            owners = [pk for name, pk in paths if name == model.record_field]
            for row in model._base_manager.filter(**{f"{model.record_field}__in": owners}):
                new = paths[model.record_field, getattr(row, f"{model.record_field}_id")]
                cite_new_keys(self.journal, row, new)
