"""Addresses of plans, under ke-hoach/."""

from django.urls import path

from lantoa.plans import cascade_urls
from lantoa.plans.views import draft, items, listing, obligations, papers

app_name = "plans"

_ITEM = "<str:public_id>/muc/<str:item_id>/"
_OBLIGATION = "<str:public_id>/yeu-cau/<str:obligation_id>/"

urlpatterns = [
    path("", listing.plan_list, name="list"),
    path("doc-thoi-gian/", obligations.explain, name="explain"),
    *cascade_urls.urlpatterns,
    path("<str:public_id>/du-thao/", draft.draft, name="draft"),
    path("<str:public_id>/dau-van-ban/", draft.header, name="header"),
    path("<str:public_id>/bo-du-thao/", draft.drop, name="drop"),
    path("<str:public_id>/word/", papers.docx, name="docx"),
    path("<str:public_id>/pdf/", papers.pdf, name="pdf"),
    path("<str:public_id>/nhac-lai/", draft.repeat, name="repeat"),
    path("<str:public_id>/them-muc/<str:kind>/", items.item_new, name="item_new"),
    path(_ITEM, items.item_edit, name="item"),
    path(_ITEM + "vi-tri/", items.item_move, name="item_move"),
    path(_ITEM + "bo/", items.item_remove, name="item_remove"),
    path(_ITEM + "them-yeu-cau/", obligations.obligation_new, name="obligation_new"),
    path(_OBLIGATION, obligations.obligation_edit, name="obligation"),
    path(_OBLIGATION + "bo/", obligations.obligation_remove, name="obligation_remove"),
]
