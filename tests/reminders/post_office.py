"""A mail server of tests: takes letters, refuses them, cannot be reached, or the program ends while it is at work."""

from smtplib import SMTPDataError

from django.core.mail.backends.base import BaseEmailBackend

from tests.breaking import Interrupted

MAILERS = {"default": {"BACKEND": "tests.reminders.post_office.PostOffice"}}


class PostOffice(BaseEmailBackend):
    """A backend that takes letters, but for ``answers``: "down", "refused", "killed before", "killed after"."""

    answers: list[str] = []
    taken: list = []

    def open(self):
        if self.answers[:1] == ["down"]:
            self.answers.pop(0)
            raise ConnectionRefusedError("no server")
        return True

    def send_messages(self, messages):
        answer = self.answers.pop(0) if self.answers else ""
        if answer == "refused":
            raise SMTPDataError(451, b"try again later")
        if answer == "killed before":
            raise Interrupted(answer)
        self.taken += messages
        if answer == "killed after":
            raise Interrupted(answer)
        return len(messages)
