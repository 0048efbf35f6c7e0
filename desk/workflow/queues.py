"""Work queues of the workflow: what waits for me, what came back to me, what has a time set."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from desk.queues import Queue
from desk.scope import may_publish
from desk.workflow.models import Comment, Review, ReviewState, ScheduledPublication, ScheduleState
from register.choices import EditorialState


def workflow_queues(model) -> list[Queue]:
    """Queues of a kind of record."""
    reviews = Review.objects.about_model(model)

    def is_in_review_by(user) -> Q:
        """In review by this user, or by anybody who may publish where they may and did not send it themselves."""
        mine = Q(reviewer=user)
        if may_publish(user, model):
            mine |= Q(reviewer=None) & ~Q(sent_by=user)
        waiting = reviews.filter(mine, state=ReviewState.OPEN)
        return Q(Exists(waiting.filter(object_id=OuterRef("pk"))))

    def came_back_to(user) -> Q:
        """Sent back to whoever sent it, and not sent to review, or published, since."""
        newest = reviews.filter(object_id=OuterRef(OuterRef("pk"))).order_by("-sent_at", "-pk")
        came_back = Review.objects.filter(
            pk=newest.values("pk")[:1], state=ReviewState.SENT_BACK, sent_by=user
        )
        return Q(Exists(came_back)) & ~Q(editorial_state=EditorialState.PUBLISHED, is_edited=False)

    def has_schedule(state: ScheduleState) -> Q:
        return Q(Exists(_schedules_of_outer_record(model, state)))

    return [
        Queue("for_me", _("waiting for my review"), is_in_review_by, is_personal=True),
        Queue("sent_back", _("sent back to me"), came_back_to, is_personal=True),
        Queue(
            "not_published", _("not published at the set time"), lambda: has_schedule(ScheduleState.REFUSED)
        ),
        Queue("scheduled", _("to be published at a set time"), lambda: has_schedule(ScheduleState.WAITING)),
    ]


def publish_at_of_outer_record(model) -> Subquery:
    """The time that is set for the publication of the record of the outer query; NULL for none."""
    return Subquery(_schedules_of_outer_record(model, ScheduleState.WAITING).values("publish_at")[:1])


def open_comments_of_outer_record(model) -> Coalesce:
    """Number of open comments on the record of the outer query."""
    comments = Comment.objects.about_model(model).filter(object_id=OuterRef("pk"), resolved_at=None)
    counted = comments.order_by().values("object_id").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _schedules_of_outer_record(model, state: ScheduleState):
    return ScheduledPublication.objects.about_model(model).filter(object_id=OuterRef("pk"), state=state)
