import re
from dataclasses import fields
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from organizations.models import Organization
from spreadsheets.answers import ImportAnswers
from spreadsheets.columns import COLUMNS_BY_NAME, guess_columns
from spreadsheets.exports.relational import is_relational_workbook
from spreadsheets.files.reader import read_table
from spreadsheets.files.table import ReadingOptions, SheetError, SheetTable
from spreadsheets.imports.answer_checks import UnknownAnswer, check_answers
from spreadsheets.imports.apply import RowsWithErrors, apply_import
from spreadsheets.imports.error_rows import write_error_rows
from spreadsheets.imports.planner import plan_import
from spreadsheets.matching.organizations import NEW_ORGANIZATION
from spreadsheets.parsing.cells import split_values
from spreadsheets.plan import ImportPlan, RowPlan

_MOST_OPTIONS = 12  # of a question in lines of their own


class Command(BaseCommand):
    help = (
        "Reads a list of agreements, CSV or XLSX (docs/spreadsheets.md), and tells what it would change; with --apply "
        "it is kept, all of it or nothing. Exit code 0: it is sound; 1: there are errors, and nothing is kept unless "
        "--skip-bad leaves them out."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument(
            "--name", required=True, help="of the list: the next upload under it finds its rows again"
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADER=COLUMN",
            help=f"what a column means, where it is not guessed; nothing after the sign: kept in the internal note; "
            f"one of {', '.join(COLUMNS_BY_NAME)}",
        )
        parser.add_argument(
            "--choose",
            action="append",
            default=[],
            metavar="NAME=O12",
            help="which organization a name means: a reference, a primary key, new, or the names that it really holds, "
            "separated by semicolons",
        )
        parser.add_argument(
            "--reading",
            action="append",
            default=[],
            metavar="MEMBER=VALUE",
            help="how the file is read, where that is not seen rightly: "
            f"{', '.join(member.name for member in fields(ReadingOptions))} (docs/spreadsheets.md)",
        )
        parser.add_argument(
            "--answer",
            action="append",
            default=[],
            metavar="KEY=VALUE",
            help="the answer to a question about the list, by its key, as the questions are printed",
        )
        parser.add_argument("--apply", action="store_true", help="keep it; without, nothing is changed")
        parser.add_argument(
            "--skip-bad", action="store_true", help="leave rows with errors out and keep the others"
        )
        parser.add_argument(
            "--bad-rows", metavar="OUT", help="write the rows with errors to this .csv or .xlsx file"
        )

    def handle(self, *args, file, name, **options):
        out = Path(options["bad_rows"] or "bad.csv")
        if out.suffix not in {".csv", ".xlsx"}:
            raise CommandError("Rows with errors are written to a .csv or .xlsx file.")
        try:
            data = Path(file).read_bytes()
            if is_relational_workbook(data):
                raise CommandError("This is an export of whole records: read it back with import_relational.")
            table = read_table(data, file, _reading_options(options["reading"]))
            mapping = _column_mapping(table, options["map"])
            answers = ImportAnswers(
                dict(_parse_choice(argument) for argument in options["choose"]),
                dict(_parse_answer(argument) for argument in options["answer"]),
            )
            plan = plan_import(table, mapping, answers, name=name)
            check_answers(plan, answers, table)
        except (OSError, SheetError, UnknownAnswer) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(_notice_lines(table)))
        for header, column in zip(table.headers, mapping, strict=True):
            self.stdout.write(
                f"{header}: {COLUMNS_BY_NAME[column].label if column else 'kept in the internal note'}"
            )
        self.stdout.write("\n".join(_plan_lines(plan)))
        if options["bad_rows"]:
            out.write_bytes(write_error_rows(table, plan, out.suffix.removeprefix(".")))
        if not options["apply"]:
            self.stdout.write("Nothing was kept: this was a dry run.")
        else:
            self.apply(table, mapping, answers, name, plan, skip_errors=options["skip_bad"])
        if plan.counts["error"] and not options["skip_bad"]:
            raise CommandError(f"{plan.counts['error']} rows have errors, see above.", returncode=1)

    def apply(self, table, mapping, answers, name, plan: ImportPlan, *, skip_errors: bool):
        """Apply the plan, all of it or nothing."""
        try:
            apply_import(
                table, mapping, answers, name=name, digest=plan.digest, by=None, skip_errors=skip_errors
            )
        except RowsWithErrors:
            self.stdout.write("Nothing was kept.")
        else:
            self.stdout.write(self.style.SUCCESS("Recorded."))


def _reading_options(arguments: list[str]) -> ReadingOptions:
    """The options of ``MEMBER=VALUE``. Raises CommandError."""
    chosen: dict[str, str | int] = {}
    kinds = {member.name: type(member.default) for member in fields(ReadingOptions)}
    for argument in arguments:
        name, _sign, value = argument.partition("=")
        if name not in kinds or not value or (kinds[name] is int and not value.isdigit()):
            raise CommandError(f"--reading {argument}: one of {', '.join(kinds)}, with a value.")
        chosen[name] = kinds[name](value)
    return ReadingOptions.from_json(chosen)


def _column_mapping(table: SheetTable, arguments: list[str]) -> list[str]:
    """Column names of the headers: as guessed, or as given by ``HEADER=COLUMN``. Raises CommandError."""
    mapping = guess_columns(table.headers, table.rows)
    for argument in arguments:
        header, _sign, column = argument.rpartition("=")
        if header not in table.headers:
            raise CommandError(f"There is no column “{header}” in the file.")
        mapping[table.headers.index(header)] = column
    return mapping


def _parse_choice(argument: str) -> tuple[str, int | str | list[str]]:
    """Name and decision of ``NAME=O12``: a primary key, new, or the names that the cell really holds, parted by ;.

    Raises CommandError.
    """
    name, _sign, choice = argument.rpartition("=")
    if choice == NEW_ORGANIZATION or choice.isdigit():
        return name, choice
    organization = Organization.objects.filter(ref=choice).first() if choice else None
    if not organization and choice and not re.fullmatch(r"O\d+", choice):
        return name, split_values(choice)
    if not organization:
        raise CommandError(f"There is no organization {choice}.")
    return name, organization.pk


def _notice_lines(table: SheetTable):
    """The notices of the reader, each with its rows and examples."""
    for notice in table.notices:
        rows = f" ({', '.join(map(str, notice.rows))})" if notice.rows else ""
        yield f"{notice.sentence}{rows}"
        yield from (f"    {example}" for example in notice.examples)


def _parse_answer(argument: str) -> tuple[str, str]:
    """Key and value of ``KEY=VALUE``. Raises CommandError."""
    key, sign, value = argument.rpartition("=")
    if not sign:
        raise CommandError(f"An answer is KEY=VALUE, not {argument}.")
    return key, value


def _list_lines(plan: ImportPlan):
    """The questions about the list with their answers, what is said once, and agreements that have no row."""
    for question in plan.questions:
        yield f"{'answered' if question.answer else '?'} {question.text} ({len(question.rows)} rows)"
        for value, label in question.options[:_MOST_OPTIONS]:
            sign = "*" if value == (question.answer or question.suggested) else " "
            yield f'  {sign} --answer "{question.key}={value}"  {label}'
        if further := question.options[_MOST_OPTIONS:]:
            yield f"    or {', '.join(value for value, _label in further)}"
    for notice in plan.notices:
        if notice.column:  # those of the file itself are printed before
            yield f"{notice.column}: {notice.reason} ({len(notice.rows)} rows)"
    for _pk, title in plan.missing:
        yield f"in no row any more: {title}"


def _plan_lines(plan: ImportPlan):
    for row in plan.rows:
        if row.state != "unchanged":
            yield from _row_lines(row)
    yield from _list_lines(plan)
    yield ", ".join(f"{count} {state}" for state, count in plan.counts.items())


def _row_lines(row: RowPlan):
    yield f"{row.number} {row.state}: {row.label}"
    for change in row.changes:
        was = f"{change.old} → " if change.old else ""
        yield f"    {change.label}: {was}{change.new}".replace("\n", " / ")
    for problem in [*row.problems, *row.warnings]:
        sign = "!" if problem in row.problems else "?"
        parts = (problem.column, problem.value, f"{problem.reason} {problem.advice}")  # of a row: no column
        yield f"  {sign} {': '.join(filter(None, parts))}".replace("\n", " / ")
    for candidates in row.candidates:
        for pk, label, similarity in candidates.options:
            yield f'    --choose "{candidates.name}={pk}"  {label}, {similarity:.0%} alike'
