from django.urls import path

from referrals.consent import hand_over, views, wizard

NEW = "people/<slug:ref>/sharing/new/"

urlpatterns = [
    path("people/<slug:ref>/sharing/", views.sharing, name="sharing"),
    path("people/<slug:ref>/sharing/nothing/", wizard.share_nothing, name="share_nothing"),
    path(f"{NEW}<slug:step>/", wizard.new_agreement, name="new_agreement"),
    path("sharing/<slug:ref>/", views.agreement, name="agreement"),
    path("sharing/<slug:ref>/give/", views.give, name="give"),
    path("sharing/<slug:ref>/stop/", views.stop_sharing, name="stop_sharing"),
    path("h/<slug:token>/", hand_over.hand_over, name="hand_over"),
]
