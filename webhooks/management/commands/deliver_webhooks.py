from django.core.management.base import BaseCommand

from webhooks import tasks
from webhooks.actions import delete_expired, reencrypt_secrets


class Command(BaseCommand):
    help = (
        "Sends webhooks that are due, as a worker does, and removes what was sent long ago. Run it every few minutes: "
        "it finds what a worker that was killed left behind. After SECRET_KEY was changed it encrypts secrets anew."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--seconds", type=float, default=240, help="Begin nothing after so many seconds (%(default)s)."
        )

    def handle(self, *, seconds, **options):
        tasks.run_deliveries(seconds=seconds)
        self.stdout.write(
            f"Removed: {delete_expired()} messages. Encrypted anew: {reencrypt_secrets()} secrets."
        )
