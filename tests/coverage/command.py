"""Says, fact by fact, where the published records hold what a file of coded cases tells."""

from collections import Counter
from itertools import groupby

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tests.coverage import Fact, coverage_of_cases, read_cases


class Command(BaseCommand):
    help = (
        "Walks a case file (JSON) fact by fact and says where in a published body each is found, or that it has "
        "no place. Ends with the totals by kind of fact."
    )

    def add_arguments(self, parser):
        parser.add_argument("cases", metavar="CASES_FILE", help="A file of coded cases.")
        parser.add_argument("--missing", action="store_true", help="List only what is not found.")

    def handle(self, *args, cases, missing, **options):
        try:
            facts = list(coverage_of_cases(read_cases(cases)))
        except (OSError, ValueError, LookupError) as error:
            raise CommandError(_("This is not a case file: %s") % error) from error
        for case, of_case in groupby(facts, key=lambda fact: fact.case):
            self.print_case(case, list(of_case), missing)
        self.print_totals(facts)

    def print_case(self, case: str, facts: list[Fact], missing: bool) -> None:
        found = sum(bool(fact.where) for fact in facts)
        shown = [fact for fact in facts if not (missing and fact.where)]
        if not shown:
            return
        self.stdout.write(f"\n{_('Case')} {case}: {found}/{len(facts)}")
        for fact in shown:
            where = fact.where or _("no place")
            self.stdout.write(f"  {fact.kind:<24} {where:<40} {fact.path}: {fact.told}")

    def print_totals(self, facts: list[Fact]) -> None:
        told, found = Counter(fact.kind for fact in facts), Counter(fact.kind for fact in facts if fact.where)
        self.stdout.write("")
        for kind in sorted(told):
            self.stdout.write(f"{kind:<24} {found[kind]:>5}/{told[kind]:<5} {found[kind] / told[kind]:>7.1%}")
        share = found.total() / (told.total() or 1)
        self.stdout.write(f"{_('all facts'):<24} {found.total():>5}/{told.total():<5} {share:>7.1%}")
