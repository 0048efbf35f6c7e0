"""Background task that looks at the addresses of sources."""

from django.conf import settings
from django.tasks import task

from sources.links.check import check_due_links, check_link
from sources.links.fetch import LinkVisitor
from sources.models import Source

_TURN_SECONDS = 20.0  # of one task, so that others have their turn


@task
def check_links(sources: list[int]) -> None:
    """Look at the addresses of these sources now, then at those that are due."""
    if not settings.LINK_CHECKS:
        return
    visitor = LinkVisitor()
    linked = Source.objects.filter(pk__in=sources).exclude(address="")
    for source in linked.select_related("link_check").prefetch_related("texts"):
        check_link(source, visitor)
    check_due_links(seconds=_TURN_SECONDS)
