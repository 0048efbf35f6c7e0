"""URLs of reminders: pages of one's account, and calendars at private addresses."""

from django.urls import path

from reminders import views

urlpatterns = [
    path("reminders/", views.PreferencesView.as_view(), name="reminders_preferences"),
    path("reminders/calendar/new/", views.new_calendar_view, name="reminders_new_calendar"),
    path("reminders/calendar/end/", views.revoke_calendar_view, name="reminders_revoke_calendar"),
    path("reminders/calendar/<str:secret>.ics", views.calendar_view, name="reminders_calendar"),
]
