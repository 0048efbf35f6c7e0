"""Admin of followers: how many there are of what, and the runs of letters. Addresses are shown to nobody."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from desk.read_only import ReadOnlyAdmin
from following.models import LetterRun, Subject
from register.kinds import kind_named


@admin.register(Subject)
class SubjectAdmin(ReadOnlyAdmin):
    """Followed questions with the number of their followers."""

    list_display = ["scope_label", "query", "followers"]
    list_display_links = None
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(follower_count=Count("follows"))

    @admin.display(description=_("followed"), ordering="scope")
    def scope_label(self, subject):
        words = {"record": _("record"), "search": _("search")}
        return words.get(subject.scope) or kind_named(subject.scope).heading

    @admin.display(description=_("followers"), ordering="-follower_count")
    def followers(self, subject):
        return subject.follower_count


@admin.register(LetterRun)
class LetterRunAdmin(ReadOnlyAdmin):
    """Days on which letters were made, with their counts."""

    list_display = ["day", "made_at", "questions", "findings", "letters"]
    list_display_links = None
    show_full_result_count = False
