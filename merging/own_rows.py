"""Moves the facts and parts of one record to another."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from merging import facts
from merging.declarations import MergeRules, OwnRows, Relation, relations_to, rules
from merging.doubles import doubled_rows, equal_rows, repoint_rows
from merging.parts import cite_new_keys, fold_facts, is_citation, part_path
from merging.plan import Choice, MergePlan
from register.records import Part, new_part_key


class OwnRowMover:
    """The moves of what a record itself has. ``chosen``: choices in which the value of the one that goes is wanted."""

    def __init__(self, plan: MergePlan, chosen: Collection[str]):
        self.plan, self.chosen = plan, chosen
        self.loser, self.into, self.journal = plan.loser, plan.into, plan.journal
        self.rules: MergeRules = rules()[type(plan.loser)]
        self.stand_ins: dict[
            type[models.Model], dict[Any, Any]
        ] = {}  # parts that stay: the survivor's like it
        self.new_keys: dict[str, str] = {}  # of parts, by their path among the facts

    def run(self) -> None:
        self._take_facts()
        self._add_names()
        for own in self.rules.own:
            self._take_rows(own)
        self._replace_parts_that_stay()
        self._adapt_citations()

    # Facts of the record itself

    def _take_facts(self) -> None:
        together = self.rules.together
        values = {}
        for fact in facts.facts(self.into, self.loser, without=facts.further_names(together)):
            name = f"fact:{fact.name}"
            takes_theirs = name in self.chosen
            if fact.differs:
                self.plan.choices.append(
                    Choice(name, fact.label, fact.ours_words, fact.theirs_words, takes_theirs)
                )
            elif fact.merged != fact.ours:
                self.plan.taken.append((fact.label, fact.theirs_words))
            value = _chosen(fact) if takes_theirs else fact.merged
            if value != fact.ours:
                values[fact.name] = value
        self.taken_facts = {*values}
        written = facts.columns(type(self.into), values, self.loser)
        facts.with_further_columns(written, together, self.loser)
        if written:
            self.journal.update(type(self.into), [self.into.pk], **written)
            self.into.refresh_from_db()

    def _add_names(self) -> None:
        added = list(self.rules.names(self.loser, self.into))
        for row in added:
            self.journal.insert(row)
        if added:
            self.plan.own.append((_("Names that it keeps"), [str(row) for row in added]))

    # Parts

    def _take_rows(self, own: OwnRows) -> None:
        """Take over the rows of the other record, but for those that are doubled or not wanted."""
        pair = {self.loser.pk: self.into.pk}
        doubled = equal_rows(own, pair) | doubled_rows(own, pair)
        rows = [*own.rows_of(self.loser.pk).order_by("pk")]
        if is_citation(own.model):
            rows, unsupported = self._supported(rows)
            self._note(self.plan.left, own, unsupported)
        alone = [row for row in rows if row.pk not in doubled]
        wanted = self._are_wanted(own, alone)
        stand_ins = self.stand_ins.setdefault(own.model, {})
        stand_ins |= doubled if wanted else doubled | dict.fromkeys(row.pk for row in alone)
        self._note(self.plan.own if wanted else self.plan.left, own, alone)
        self._fold_own(own, doubled)
        if not wanted:
            return
        if own.field.primary_key:
            for row in alone:
                self.journal.rekey(own.model, row.pk, self.into.pk)
            return
        self._give_new_keys(own, alone)
        self.journal.update(own.model, [row.pk for row in alone], **{own.field.name: self.into.pk})

    def _are_wanted(self, own: OwnRows, alone: list[models.Model]) -> bool:
        if own.adds_up or not alone:
            return True
        ours = [*own.rows_of(self.into.pk)]
        if not ours:
            return True
        choice = f"rows:{own.model._meta.label_lower}"
        self.plan.choices.append(
            Choice(
                choice, own.label, _row_names(ours), _row_names(alone), choice in self.chosen, is_of_rows=True
            )
        )
        return choice in self.chosen

    def _note(self, listed: list, own: OwnRows, rows: list[models.Model]) -> None:
        if rows and own.many_to_many is not None:
            names = own.many_to_many.related_model._default_manager.in_bulk(
                [getattr(row, f"{own.many_to_many.m2m_reverse_field_name()}_id") for row in rows]
            )
            listed.append((own.label, [str(each) for each in names.values()]))
        elif rows:
            listed.append((own.label, [_row_name(row) for row in rows]))

    def _fold_own(self, own: OwnRows, doubled: dict[Any, Any]) -> None:
        """Fill in what the survivor's doubled rows leave blank, and say what the others said else."""
        if own.many_to_many is None:
            rows = own.model._base_manager.in_bulk([*doubled, *doubled.values()])
            for pk, kept in doubled.items():
                fold_facts(self.plan, rows[kept], rows[pk], own.label)
                self._keep_paths(rows[pk], rows[kept])

    def _give_new_keys(self, own: OwnRows, rows: list[models.Model]) -> None:
        """Give parts another key where the survivor has one of the same."""
        if not issubclass(own.model, Part):
            return
        taken = set(own.rows_of(self.into.pk).values_list("key", flat=True))
        for row in rows:
            if row.key in taken:
                key = new_part_key(taken | {each.key for each in rows})
                self.new_keys[part_path(row)] = part_path(row).replace(row.key, key)
                self.journal.update(own.model, [row.pk], key=key)
                taken.add(key)

    def _replace_parts_that_stay(self) -> None:
        """Where a part that moved points at one that did not: at the survivor's like it, or at none."""
        for model, stand_ins in self.stand_ins.items():
            kept = {pk: other for pk, other in stand_ins.items() if other is not None}
            for relation in relations_to(model) if stand_ins else ():
                repoint_rows(self.journal, relation, self._of_survivor(relation, kept), kept)
                self._unlink_parts(relation, stand_ins.keys() - kept.keys())

    def _of_survivor(self, relation: Relation, pks: Collection[Any]) -> models.QuerySet:
        """Rows that point at one of these parts and are the survivor's by now, or links of many."""
        rows = relation.rows_of(*pks)
        is_part = issubclass(relation.model, Part)
        return rows.filter(**{relation.model.record_field: self.into.pk}) if is_part else rows

    def _unlink_parts(self, relation: Relation, pks: Collection[Any]) -> None:
        """Links to parts that go are emptied; a link of many goes with its part."""
        if pks and relation.field.null:
            rows = [*self._of_survivor(relation, pks)]
            lost = [f"{row}: {relation.field.verbose_name}" for row in rows]
            if lost:
                self.plan.left.append((_("Links between parts"), lost))
            self.journal.update(relation.model, [row.pk for row in rows], **{relation.field.attname: None})

    # Citations

    def _supported(self, rows: list[Any]) -> tuple[list[Any], list[Any]]:
        """Citations that support facts which the survivor has, and those of facts that were not taken over."""
        names = {field.name for field in facts.fact_fields(type(self.loser))}
        differing = {
            choice.name.removeprefix("fact:") for choice in self.plan.choices if not choice.takes_theirs
        }
        gone = names & differing - self.taken_facts
        kept = [row for row in rows if not row.facts or {*row.facts} - gone]
        for row in kept:
            if {*row.facts} & gone:
                self.journal.update(
                    type(row), [row.pk], facts=[each for each in row.facts if each not in gone]
                )
        return kept, [row for row in rows if row not in kept]

    def _adapt_citations(self) -> None:
        """Citations of parts that have another key now name that one; those of parts that stayed name none."""
        for own in self.rules.own:
            for row in own.rows_of(self.into.pk) if is_citation(own.model) else ():
                cite_new_keys(self.journal, row, self.new_keys)

    def _keep_paths(self, row: Any, kept: Any) -> None:
        if isinstance(row, Part):
            self.new_keys[part_path(row)] = part_path(kept)


def _chosen(fact: facts.Fact) -> Any:
    """The other record's value, with what only the survivor's has beside it."""
    if isinstance(fact.theirs, dict) and isinstance(fact.ours, dict):
        return {**fact.ours, **fact.theirs}
    return fact.theirs


def _row_name(row: models.Model) -> str:
    return str(row) or capfirst(str(row._meta.verbose_name))


def _row_names(rows: list[models.Model]) -> str:
    return " · ".join(map(_row_name, rows))
