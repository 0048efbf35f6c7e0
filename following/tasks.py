"""Background task of followers: the letters that ask for a confirmation."""

from django.tasks import task

from following import confirmations


@task
def send_confirmations() -> None:
    """Send the letters that wait. In the background, so that nobody sees by the time whether an address is known."""
    confirmations.send_waiting_confirmations()
