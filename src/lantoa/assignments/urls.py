"""Addresses of issue."""

from django.urls import path

from lantoa.assignments.views import delegating, difficulties, extending, issuing, life, reminding, resolving, stages

app_name = "assignments"

urlpatterns = [
    path("don-doc/", reminding.reminders, name="reminders"),
    path("don-doc/moi/", reminding.remind, name="remind"),
    path("don-doc/<str:public_id>/", reminding.reminder, name="reminder"),
    path("don-doc/<str:public_id>/cong-van.docx", reminding.docx, name="reminder_docx"),
    path("don-doc/<str:public_id>/cong-van.pdf", reminding.pdf, name="reminder_pdf"),
    path("don-doc/<str:public_id>/tra-loi/<str:agency_id>/", reminding.answer, name="answer_reminder"),
    path("moc-nhac-viec/", stages.stages_for_all, name="stages_for_all"),
    path("moc-nhac-viec/<str:public_id>/", stages.stages, name="stages"),
    path("trong-co-quan/", delegating.index, name="inside"),
    path("trong-co-quan/excel/", delegating.index_xlsx, name="inside_xlsx"),
    path("trong-co-quan/viec/<str:public_id>/", delegating.duty, name="give_duty"),
    path("trong-co-quan/nhiem-vu/<str:public_id>/", delegating.assignment, name="give_assignment"),
    path("trong-co-quan/<str:public_id>/", delegating.delegation, name="delegation"),
    path("gia-han/", extending.index, name="extensions"),
    path("gia-han/excel/", extending.index_xlsx, name="extensions_xlsx"),
    path("gia-han/viec/<str:public_id>/", extending.ask, name="ask_extension"),
    path("gia-han/<str:public_id>/", extending.extension, name="extension"),
    path("kho-khan/", difficulties.index, name="difficulties"),
    path("kho-khan/excel/", difficulties.index_xlsx, name="difficulties_xlsx"),
    path("kho-khan/neu/", difficulties.begin, name="raise"),
    path("kho-khan/tep/<str:public_id>/", difficulties.file, name="difficulty_file"),
    path("kho-khan/<str:public_id>/", difficulties.difficulty, name="difficulty"),
    path("<str:public_id>/", issuing.issue, name="issue"),
    path("<str:public_id>/dieu-chinh/", life.amendment, name="amendment"),
    path("<str:public_id>/dieu-chinh/tac-dong/", life.effect, name="effect"),
    path("<str:public_id>/thu-hoi/", life.withdraw, name="withdraw"),
    path("<str:public_id>/ket-thuc/", life.close, name="close"),
    path("<str:public_id>/viec-se-giao/", issuing.work, name="work"),
    path("<str:public_id>/nhac-lai/", issuing.repeat, name="repeat"),
    path("<str:public_id>/cach-giao/", issuing.share, name="share"),
    path("<str:public_id>/co-quan/<str:key>/", resolving.words, name="words"),
]
