from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sources.links.check import check_due_links
from sources.models import LinkCheck


class Command(BaseCommand):
    help = (
        "Looks at the addresses of sources that are due: whether they still answer, and whether a page says something "
        "else than the text that is kept of it. Run it every night. Needs LINK_CHECKS=1."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--seconds", type=float, default=3000, help="Begin nothing after so many seconds (%(default)s)."
        )

    def handle(self, *, seconds, **options):
        if not settings.LINK_CHECKS:
            raise CommandError("Links are not checked: set LINK_CHECKS=1 where this machine may call others.")
        checked = check_due_links(seconds=seconds)
        if checked is None:
            self.stdout.write("Another process is looking at them.")
            return
        dead, changed = LinkCheck.objects.dead().count(), LinkCheck.objects.changed().count()
        self.stdout.write(f"Looked at: {checked}. Dead links: {dead}. Texts that changed: {changed}.")
