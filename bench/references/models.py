"""Models of the plain Django REST framework app, on tables of ``tables.sql``."""

from django.db import models


class Named(models.Model):
    """A table that is there already."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Plain:
    managed = False


class Organization(Named):
    ref, name, country = models.TextField(), models.TextField(), models.TextField()

    class Meta(Plain):
        db_table = '"plain"."organization"'


class Topic(Named):
    ref, names = models.TextField(), models.JSONField()

    class Meta(Plain):
        db_table = '"plain"."topic"'


class Agreement(Named):
    ref, sort_on, nature, form = (
        models.TextField(),
        models.DateField(),
        models.TextField(),
        models.TextField(),
    )
    bindingness = models.TextField()
    topics = models.ManyToManyField(Topic, through="TopicOf")

    class Meta(Plain):
        db_table = '"plain"."agreement"'


class TopicOf(Named):
    agreement, topic = models.ForeignKey(Agreement, models.CASCADE), models.ForeignKey(Topic, models.CASCADE)

    class Meta(Plain):
        db_table = '"plain"."topic_of"'


class Text(Named):
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="texts")
    key, language, title, summary = (models.TextField() for _column in range(4))

    class Meta(Plain):
        db_table = '"plain"."text"'


class Milestone(Named):
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="milestones")
    key, kind, on = models.TextField(), models.TextField(), models.TextField()

    class Meta(Plain):
        db_table = '"plain"."milestone"'


class Involvement(Named):
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="involvements")
    organization = models.ForeignKey(Organization, models.CASCADE)
    key, role, side, name_as_written = (models.TextField() for _column in range(4))

    class Meta(Plain):
        db_table = '"plain"."involvement"'
