"""Pages of the staff area: briefs."""

from django.contrib import admin
from django.urls import path

from briefs.views import brief_view

urlpatterns = [path("brief/", admin.site.admin_view(brief_view), name="brief")]
