"""Help: what the product understands, shown by letting it answer."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.adapters import clock
from lantoa.agencies.access import signed_in
from lantoa.catalogue.queries import working_days
from lantoa.domain.working_days import WorkingDays
from lantoa.plans.previews import Preview, previews_of
from lantoa.plans.timings import read_phrase
from lantoa.web.forms import whole_number
from lantoa.web.htmx import render_part

LONGEST_PHRASE = 400
YEARS = range(2000, 2100)

# Families of phrases: a title, what to know about them, phrases as plans write them ({nam} is the year shown).
FAMILIES = (
    (
        "Bao nhiêu trong mỗi kỳ",
        "Kỳ là ngày, tuần, tháng, quý, 6 tháng, năm. “Ít nhất” không giới hạn trên; “tối đa” không đòi phải làm.",
        ("03-04 số/tháng", "Ít nhất 05 tin, bài/tháng", "Mỗi quý 01 hội nghị", "Tối đa 02 buổi/ngày", "15 số/năm",
         "02 tin và 01 bài/tháng", "01 tin, bài/đơn vị/quý", "20 tin, bài/năm, trong đó có 05 phóng sự"),
    ),
    (
        "Tổng số kèm nhịp",
        "Tổng đứng trên nhịp: năm có 53 tuần thì “52 số (01 số/tuần)” vẫn là 52 số.",
        ("48 số (04 số/tháng)", "52 số/năm (01 số/tuần)", "12 số/năm, mỗi tháng 01 số"),
    ),
    (
        "Nhịp không kèm số",
        "Mỗi kỳ một lần. Liệt kê nhiều nhịp là nhiều yêu cầu.",
        ("Hằng tháng", "Định kỳ hằng quý, 6 tháng, năm", "6 tháng một lần", "Hằng tuần từ Quý II/{nam}"),
    ),
    (
        "Trong khoảng nào",
        "Không nói gì là cả năm của kế hoạch. “Từ Quý II” là đến hết năm.",
        ("Quý II/{nam}", "Quý I-III/{nam}", "Từ Quý II/{nam}", "Tháng 10", "Từ tháng 3 đến tháng 11/{nam}",
         "6 tháng đầu năm", "Từ ngày 10/10 đến ngày 15/10/{nam}", "Giai đoạn 2026 - 2030"),
    ),
    (
        "Hạn nào",
        "“Trước ngày 30” thì ngày 29 là ngày cuối; “chậm nhất ngày 30”, “đến hết ngày 30” thì tính cả ngày 30.",
        ("Trước ngày 30/6/{nam}", "Chậm nhất ngày 25 hằng tháng", "Trước ngày 05 của tháng sau",
         "Chậm nhất ngày 20 của tháng cuối quý", "Trước ngày 20/3, 20/6, 20/9, 20/12", "17 giờ thứ Sáu hằng tuần",
         "Trước ngày 15/12 hằng năm", "Mỗi quý ít nhất 01 tin, bài; trước ngày 20 tháng cuối quý"),
    ),
    (
        "Luân phiên, mỗi kỳ một hạn",
        "Mỗi khoảng giữ hạn riêng của nó.",
        ("Quý I: chậm nhất 20/3; Quý II: chậm nhất 20/6", "Tháng 1,2,3: Văn phòng; tháng 4,5,6: Thanh tra"),
    ),
    (
        "Thường xuyên",
        "Việc không đếm số lượng, không quá hạn; chỉ hỏi còn mới hay nêu kết quả mỗi kỳ báo cáo.",
        ("Thường xuyên trong năm", "24/7", "Cả năm, cao điểm tháng 10"),
    ),
    (
        "Phụ thuộc việc khác",
        "Giữ nguyên lời văn, chưa tính hạn cho đến khi có ngày.",
        ("Theo lịch Ban Tuyên giáo Tỉnh ủy", "Khi có văn bản chỉ đạo", "Năm học {nam}-{nam_sau}"),
    ),
    (
        "Chữ máy quét đọc sai",
        "Đọc như lời đúng.",
        ("03-04 s6/thang", "Quy I-111/{nam}", "Thuong xuyén trong nam"),
    ),
    (
        "Không tính thành việc",
        "Năm trong tên văn bản, số ký hiệu, tỷ lệ chung không phải là hạn; nhịp chưa có tên thì nói là chưa hiểu.",
        ("Kế hoạch CCHC năm {nam}", "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ", "2 năm một lần"),
    ),
)  # fmt: skip

WORDS = (
    ("Nhiệm vụ được giao", "một yêu cầu của kế hoạch đã rơi vào một cơ quan cụ thể."),
    ("Việc trong kỳ", "nhiệm vụ ấy trong một tháng, quý…: bao nhiêu, hạn nào, đã làm mấy."),
    ("Phối hợp", "được ghi kết quả, không bị đếm thiếu và không quá hạn."),
    ("Đề nghị", "gửi tới cơ quan Đảng, Hội đồng, Mặt trận, đoàn thể: ghi nhận, không bao giờ quá hạn."),
    ("Trước ngày ban hành", "kỳ đã qua khi kế hoạch ban hành: không bị tính thiếu, đã làm thì vẫn được ghi."),
    ("Chưa nêu", "việc thường xuyên chưa có ai nêu kết quả trong kỳ: không phải là quá hạn."),
)


@dataclass(frozen=True)
class Example:
    """A phrase and what the grammar makes of it."""

    phrase: str
    previews: tuple[Preview, ...]
    rest: str


@dataclass(frozen=True)
class Family:
    """Phrases of one kind, with what a person should know about them."""

    title: str
    note: str
    examples: tuple[Example, ...]


@require_safe
@signed_in()
def index(request: HttpRequest) -> HttpResponse:
    """The pages of help, and the words that people ask about."""
    pages = [
        (
            reverse("desk:help_timing"),
            "Cách viết số lượng, thời hạn",
            "Những cụm từ trong kế hoạch mà phần mềm hiểu, và ô để gõ thử.",
        )
    ]
    return render(request, "desk/help_index.html", {"pages": pages, "words": WORDS})


@require_safe
@signed_in()
def timing(request: HttpRequest) -> HttpResponse:
    """The grammar of timing by its families; in: ?cum-tu=, ?nam=; for htmx the answer alone."""
    this_year = clock.today().year
    phrase = request.GET.get("cum-tu", "").strip()[:LONGEST_PHRASE]
    typed = request.GET.get("nam", "").strip()
    number = whole_number(typed)
    year = number if number in YEARS else None
    context: dict[str, object] = {"phrase": phrase, "year": typed or this_year, "reading": None}
    if typed and year is None:
        context["fault"] = f"Năm phải từ {YEARS[0]} đến {YEARS[-1]}."
    elif phrase:
        reading = read_phrase(phrase, year or this_year)
        context |= {"reading": reading, "previews": previews_of(reading, working_days()), "open": True}
    context |= {"families": families(year or this_year), "crumbs": [("Trợ giúp", reverse("desk:help"))]}
    return render_part(request, "desk/help_timing.html", "desk/help_answer.html", context)


@lru_cache(maxsize=8)
def families(year: int) -> tuple[Family, ...]:
    """The families with every example answered by the grammar; kept, as nothing but the year changes it."""
    return tuple(
        Family(title, note, tuple(_example(words.format(nam=year, nam_sau=year + 1), year) for words in phrases))
        for title, note, phrases in FAMILIES
    )


def _example(phrase: str, year: int) -> Example:
    reading = read_phrase(phrase, year)
    return Example(phrase, tuple(previews_of(reading, WorkingDays())), reading.rest)
