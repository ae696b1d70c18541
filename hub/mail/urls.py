"""The addresses of the demo's mailbox."""

from django.urls import path

from hub.mail.mailbox import letter, mailbox

urlpatterns = [
    path("-/mailbox/", mailbox, name="mailbox"),
    path("-/mailbox/<slug:key>/", letter, name="mailbox_letter"),
]
