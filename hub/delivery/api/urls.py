"""The addresses below `/api/v1/`, for `hub.urls`; requests come by `hub.delivery.shortcut`."""

from hub.delivery.api.interface import interface

urlpatterns = interface().patterns
