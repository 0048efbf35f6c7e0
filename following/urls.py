"""URLs of following: the pages on which something is followed, and those that links in letters open."""

from django.urls import path

from following import own_views, views

app_name = "follow"
urlpatterns = [
    path("search", views.FollowSearchView.as_view(), name="search"),
    path("sent", views.SentView.as_view(), name="sent"),
    path("confirm/<str:token>", own_views.ConfirmView.as_view(), name="confirm"),
    path("manage/<str:token>", own_views.ManageView.as_view(), name="manage"),
    path("leave/<str:token>", own_views.LeaveView.as_view(), name="leave"),
    path("<ref:ref>", views.FollowRecordView.as_view(), name="record"),
    path("<ref:ref>.atom", views.RecordFeedView.as_view(), name="feed"),
    path("<slug:plural>/", views.FollowListView.as_view(), name="list"),
]
