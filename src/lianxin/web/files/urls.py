"""The addresses of files."""

from __future__ import annotations

from django.urls import path

from lianxin.web.files.attach import attach
from lianxin.web.files.cover import cover
from lianxin.web.files.uploads import upload, uploads
from lianxin.web.files.views import attachment, file_page, file_picture

urlpatterns = [
    path("uploads", uploads, name="uploads"),
    path("uploads/<str:key>", upload, name="upload"),
    path("orders/<str:number>/act/attach", attach, name="attach"),
    path("orders/<str:number>/attachments/<int:pk>", attachment, name="attachment"),
    path("orders/<str:number>/attachments/<int:pk>/view", file_page, name="file"),
    path("orders/<str:number>/attachments/<int:pk>/pages/<int:page>", file_picture, name="file_picture"),
    path("orders/<str:number>/attachments/<int:pk>/cover", cover, name="cover"),
]
