"""The one address of this app: the health check."""

from django.urls import path

from lantoa.web.health import healthz

app_name = "web"
urlpatterns = [path("healthz", healthz, name="healthz")]
