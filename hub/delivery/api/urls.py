"""The addresses below `/api/v1/`, for `hub.urls`. Requests reach them through `hub.delivery.shortcut`."""

from hub.delivery.api.interface import interface

urlpatterns = interface().patterns
