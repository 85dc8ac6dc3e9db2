"""Titles of invented work, as offices write them. {noi} is the place, {thang} the month, {so} a running number."""

ARTICLES = (
    "{noi}: Người dân hài lòng khi làm thủ tục đất đai tại Trung tâm Phục vụ hành chính công",
    "{noi} hướng dẫn nộp hồ sơ trực tuyến cho người cao tuổi tại nhà",
    "Kết quả cải cách hành chính tháng {thang} của {noi}",
    "{noi} công khai danh mục thủ tục hành chính mới được sửa đổi",
    "Cán bộ {noi} “cầm tay chỉ việc” giúp dân dùng dịch vụ công trực tuyến",
    "{noi}: 100% hồ sơ hộ tịch trong tháng {thang} trả đúng hạn và trước hạn",
    "Tổ công nghệ số cộng đồng {noi} xuống từng thôn cài đặt VNeID",
    "{noi} niêm yết đường dây nóng tiếp nhận phản ánh, kiến nghị",
    "Đối thoại với người dân về giải quyết hồ sơ đất đai tại {noi}",
    "{noi} rút ngắn thời gian chứng thực xuống trong buổi",
    "Sáng kiến “Ngày thứ Sáu không hẹn” của {noi}",
    "{noi} tổ chức Ngày Pháp luật tháng {thang} gắn với cải cách hành chính",
    "Thanh toán phí, lệ phí không dùng tiền mặt ở {noi} tăng nhanh",
    "{noi}: Trả kết quả qua bưu chính công ích, dân đỡ một chuyến đi",
    "Chấn chỉnh kỷ luật, kỷ cương hành chính sau kiểm tra tại {noi}",
    "{noi} công khai tiến độ giải quyết hồ sơ trên trang thông tin điện tử",
)

RADIO = (
    "Bản tin cải cách hành chính số {so} của đài truyền thanh {noi}",
    "Hướng dẫn đăng ký khai sinh trực tuyến, phát trên loa {noi}",
    "Thông báo lịch tiếp công dân và địa chỉ nộp hồ sơ của {noi}",
    "Giải đáp thủ tục cấp phiếu lý lịch tư pháp, phát trên loa {noi}",
    "Chuyên mục “Chính quyền gần dân” số {so} của {noi}",
)

GOOD_PEOPLE = (
    "Gương công chức một cửa {noi} tận tình với người khuyết tật",
    "Trưởng thôn ở {noi} giúp cả thôn nộp hồ sơ trực tuyến",
    "Bí thư chi đoàn {noi} và lớp học dịch vụ công buổi tối",
    "Cán bộ hộ tịch {noi} mang giấy khai sinh đến tận nhà",
)

LAW_DAYS = (
    "Sinh hoạt Ngày Pháp luật tháng {thang} tại {noi}, lồng ghép nội dung cải cách hành chính",
    "Ngày Pháp luật tháng {thang}: {noi} phổ biến quy định mới về cơ chế một cửa",
)

PROGRAMMES = (
    "{viec}, số {so}: Một cửa hiện đại, dân bớt đi lại",
    "{viec}, số {so}: Chuyện từ bộ phận tiếp nhận hồ sơ",
    "{viec}, số {so}: Doanh nghiệp hỏi, cơ quan trả lời",
    "{viec}, số {so}: Chuyển đổi số ở cơ sở",
)

DIALOGUES = (
    "Hội nghị đối thoại giữa Chủ tịch UBND {noi} với người dân, doanh nghiệp về giải quyết thủ tục hành chính",
)
PLANS = ("Kế hoạch tuyên truyền cải cách hành chính năm 2026 của {noi}",)
SUPPLY = ("{noi} cung cấp nội dung tuyên truyền cải cách hành chính tháng {thang}",)
MEETINGS = ("Hội nghị tập huấn nghiệp vụ tuyên truyền cải cách hành chính năm 2026",)
CONTESTS = ("{viec}: tổng kết và trao giải",)
OTHERS = ("{noi}: {viec}",)

STATEMENTS = (
    "Đã niêm yết đầy đủ thủ tục hành chính tại nơi tiếp nhận và trên trang thông tin điện tử; "
    "cập nhật ngay khi có quyết định công bố mới.",
    "Duy trì tiếp phát chương trình của đài cấp trên vào hai buổi sáng, chiều hằng ngày; loa hỏng ở hai cụm đã sửa.",
    "Đã rà soát đội ngũ cộng tác viên ở thôn, tổ dân phố, thay những người chuyển công tác, tập huấn lại một buổi.",
    "Đã phối hợp lồng ghép nội dung vào sinh hoạt định kỳ; tài liệu gửi đến từng thôn, tổ dân phố.",
)

DIFFICULTIES = (
    "Một số thôn ở xa sóng yếu, loa truyền thanh chập chờn khi mưa; đã báo đơn vị kỹ thuật.",
    "Người cao tuổi còn ngại nộp hồ sơ trực tuyến; tổ công nghệ số cộng đồng tiếp tục giúp tại nhà.",
)

MONEY = "Sử dụng kinh phí chi thường xuyên được giao trong năm; không phát sinh ngoài dự toán."
