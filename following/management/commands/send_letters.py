from django.core.management.base import BaseCommand

from following import actions, confirmations, sending
from following.models import Letter


class Command(BaseCommand):
    help = (
        "Makes the letters of today to followers and sends those that wait, also those that ask for a confirmation. "
        "Run it every hour: after the hour of the setting the first run of a day makes the letters, and later ones "
        "send what could not be sent. Forgets what was not confirmed; after SECRET_KEY was changed it encrypts "
        "addresses anew."
    )

    def handle(self, **options):
        confirmed = confirmations.send_waiting_confirmations()
        made, sent = sending.send_letters()
        forgotten = actions.forget_unneeded()
        anew = actions.reencrypt_addresses()
        self.stdout.write(
            f"Letters made: {made}. Sent: {sent}. Waiting: {Letter.objects.unsent().count()}. "
            f"Confirmations sent: {confirmed}. Addresses forgotten: {forgotten['addresses']}. Encrypted anew: {anew}."
        )
