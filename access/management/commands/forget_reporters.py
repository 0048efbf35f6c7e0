from django.core.management.base import BaseCommand

from access.reports.actions import forget_reporters


class Command(BaseCommand):
    help = (
        "Deletes the e-mail addresses of readers whose reports are older than 90 days, and the marks against too many "
        "reports after a day. Run it every day."
    )

    def handle(self, *args, **options):
        emails, attempts = forget_reporters()
        self.stdout.write(f"Deleted: {emails} e-mail addresses, {attempts} attempts.")
