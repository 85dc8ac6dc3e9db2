"""Addresses of plans, under ke-hoach/."""

from django.urls import path

from lantoa.plans import cascade_urls
from lantoa.plans.views import approving, draft, items, life, listing, obligations, papers, texts

app_name = "plans"

_ITEM = "<str:public_id>/muc/<str:item_id>/"
_OBLIGATION = "<str:public_id>/yeu-cau/<str:obligation_id>/"

urlpatterns = [
    path("", listing.plan_list, name="list"),
    path("doc-thoi-gian/", obligations.explain, name="explain"),
    *cascade_urls.urlpatterns,
    path("tu-duyet/", approving.forced, name="forced"),
    path("<str:public_id>/du-thao/", draft.draft, name="draft"),
    path("<str:public_id>/trinh/", approving.submit, name="submit"),
    path("<str:public_id>/rut-lai/", approving.recall, name="recall"),
    path("<str:public_id>/duyet/", approving.approve, name="approve"),
    path("<str:public_id>/tra-lai/", approving.send_back, name="send_back"),
    path("<str:public_id>/qua-trinh/", life.life, name="life"),
    path("<str:public_id>/dieu-chinh/", life.amend, name="amend"),
    path("<str:public_id>/noi-dung-dieu-chinh/", life.changes, name="changes"),
    path("<str:public_id>/nam-sau/", life.next_year, name="next_year"),
    path("<str:public_id>/dinh-chinh/", life.correct, name="correct"),
    path("<str:public_id>/ban/<str:number>/", life.version, name="version"),
    path("<str:public_id>/so-ban/", life.compare, name="compare"),
    path("<str:public_id>/ban-ky/", life.signed_add, name="signed_add"),
    path("<str:public_id>/ban-ky/<str:file_id>/", life.signed, name="signed"),
    path("<str:public_id>/them-doan/", texts.text_new, name="text_new"),
    path("<str:public_id>/doan/<str:text_id>/", texts.text_edit, name="text"),
    path("<str:public_id>/doan/<str:text_id>/bo/", texts.text_remove, name="text_remove"),
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
