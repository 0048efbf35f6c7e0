from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import override

from reminders import sending
from reminders.models import Digest
from reminders.planning import Plan, plan_day
from reminders.situation import Situation


class Command(BaseCommand):
    help = (
        "Makes the digests of reminders of today and sends those that wait. Run it every hour: after the hour of the "
        "setting the first run of a day makes the digests, and later ones send what could not be sent."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Say who would be reminded of what if digests were made now; nothing is changed or sent.",
        )

    def handle(self, *, dry_run, **options):
        if dry_run:
            self._describe(plan_day(Situation(timezone.localdate())))
            return
        lines, sent = sending.remind()
        self.stdout.write(
            f"Reminders: {lines}. E-mails sent: {sent}. Waiting: {Digest.objects.unsent().count()}."
        )

    def _describe(self, plan: Plan) -> None:
        """Write the lines of a plan, person by person."""
        names = dict(ContentType.objects.values_list("pk", "model"))
        with override("en"):
            for pk, lines in sorted(plan.lines.items()):
                user = plan.colleagues[pk].user
                self.stdout.write(f"{user.get_username()} <{user.email}>")
                for line in sorted(lines, key=lambda line: line.key.first_day):
                    key, step = line.key, line.step
                    when = f"{step} days before" if step >= 0 else f"{-step} days after"
                    self.stdout.write(
                        f"  {key.first_day} {key.kind} of {names[key.content_type]} no. {key.object_id} ({when})"
                    )
        self.stdout.write(f"People: {len(plan.lines)}. New events: {len(plan.new)}.")
