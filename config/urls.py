"""Addresses of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("careers.urls")),
]

handler404 = "careers.views.errors.not_found"
