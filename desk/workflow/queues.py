"""Work queues of the workflow: what waits for me, and what came back to me."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from desk.queues import Queue
from desk.workflow.models import Review, ReviewState
from register.choices import EditorialState


def workflow_queues(model) -> list[Queue]:
    """Queues of a kind of record."""
    reviews = Review.objects.about_model(model)

    def is_in_review_by(user) -> Q:
        mine = reviews.filter(state=ReviewState.OPEN, reviewer=user)
        return Q(Exists(mine.filter(object_id=OuterRef("pk"))))

    def came_back_to(user) -> Q:
        """Sent back to whoever sent it, and not sent to review, or published, since."""
        newest = reviews.filter(object_id=OuterRef(OuterRef("pk"))).order_by("-sent_at", "-pk")
        came_back = Review.objects.filter(
            pk=newest.values("pk")[:1], state=ReviewState.SENT_BACK, sent_by=user
        )
        return Q(Exists(came_back)) & ~Q(editorial_state=EditorialState.PUBLISHED, is_edited=False)

    return [
        Queue("for_me", _("waiting for my review"), is_in_review_by, is_personal=True),
        Queue("sent_back", _("sent back to me"), came_back_to, is_personal=True),
    ]
