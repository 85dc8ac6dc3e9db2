"""The trail in the office's words. A test holds that every operation and every object of the product has its words."""

OPERATIONS = {
    "add_agency": "Thêm cơ quan, đơn vị",
    "begin_tree": "Lập cơ quan đứng đầu và người quản trị",
    "edit_agency": "Sửa thông tin cơ quan",
    "move_agency": "Đổi cơ quan cấp trên",
    "plant_units": "Lập địa bàn và UBND cấp xã theo danh mục",
    "import_bodies": "Nhập cơ quan từ bảng",
    "add_territory": "Thêm địa bàn",
    "edit_territory": "Sửa địa bàn",
    "keep_group": "Lập, sửa nhóm cơ quan",
    "retire_group": "Thôi dùng nhóm cơ quan",
    "add_person": "Thêm người dùng",
    "edit_person": "Sửa thông tin người dùng",
    "give_role": "Giao vai trò",
    "end_role": "Kết thúc vai trò",
    "change_password": "Đổi mật khẩu",
    "set_temporary_password": "Cấp mật khẩu tạm",
    "set_active": "Ngừng hoặc cho dùng lại tài khoản",
    "save_preferences": "Đổi cách nhận nhắc việc",
    "receive_document": "Nhận văn bản kế hoạch",
    "read_again": "Đọc lại văn bản",
    "keep_reading": "Lưu bản đọc",
    "fail_reading": "Không đọc được văn bản",
    "remove_secret": "Xóa văn bản có dấu độ mật",
    "save_place": "Sửa một chỗ của bản đọc",
    "confirm_place": "Xác nhận một chỗ của bản đọc",
    "add_place": "Thêm một chỗ vào bản đọc",
    "remove_place": "Bỏ một chỗ của bản đọc",
    "make_draft": "Lập bản dự thảo từ bản đọc",
    "create_draft_plan": "Lập kế hoạch dự thảo",
    "update_plan_header": "Sửa thông tin chung của kế hoạch",
    "drop_draft": "Bỏ kế hoạch dự thảo",
    "add_item": "Thêm mục của kế hoạch",
    "update_item": "Sửa mục của kế hoạch",
    "remove_item": "Bỏ mục của kế hoạch",
    "add_obligation": "Thêm yêu cầu của mục",
    "update_obligation": "Sửa yêu cầu của mục",
    "remove_obligation": "Bỏ yêu cầu của mục",
    "decide_repeat": "Quyết định yêu cầu lặp lại",
    "save_resolution": "Xác định cơ quan thực hiện",
    "save_resolutions": "Xác định cơ quan thực hiện",
    "issue_plan": "Ban hành kế hoạch",
    "record_result": "Ghi kết quả",
    "withdraw_result": "Rút kết quả",
    "undo_result": "Hoàn tác kết quả vừa ghi",
    "verify_result": "Xác nhận kết quả",
    "change_credits": "Sửa nhiệm vụ được tính",
    "state_standing": "Nêu tình hình nhiệm vụ thường xuyên",
    "decide_statement": "Quyết định về nội dung nêu",
    "declare_completion": "Báo hoàn thành mục",
    "decide_completion": "Quyết định về báo hoàn thành",
    "create_regime": "Đặt chế độ báo cáo",
    "bind_report_obligation": "Gắn yêu cầu báo cáo với chế độ",
    "open_report": "Mở báo cáo",
    "save_narrative": "Sửa lời báo cáo",
    "submit_report": "Gửi báo cáo",
    "return_report": "Trả lại báo cáo",
    "accept_report": "Tiếp nhận báo cáo",
    "enter_number": "Ghi số, ngày văn bản",
    "keep_register": "Dùng hoặc thôi dùng sổ văn bản đi",
    "add_series": "Thêm loạt số văn bản",
    "begin_series": "Đặt số đầu tiên của loạt số",
    "open_series": "Mở hoặc ngừng loạt số",
    "take_number": "Lấy số văn bản",
    "edit_entry": "Sửa dòng trong sổ văn bản đi",
    "cancel_entry": "Hủy số văn bản",
    "claim_number": "Gắn số trong sổ với văn bản",
}

OBJECTS = {
    "agencies.agency": "cơ quan",
    "agencies.user": "người dùng",
    "plans.plan": "kế hoạch",
    "plans.item": "mục của kế hoạch",
    "plans.obligation": "yêu cầu",
    "intake.intake": "văn bản nhập",
    "assignments.assignment": "nhiệm vụ được giao",
    "results.result": "kết quả",
    "results.completion": "báo hoàn thành",
    "results.statement": "nội dung nêu",
    "reports.report": "báo cáo",
    "reports.regime": "chế độ báo cáo",
    "register.register": "sổ văn bản đi",
    "register.registerentry": "văn bản đi",
}

FIELDS = {
    "name": "tên",
    "short_name": "tên gọn",
    "kind": "loại",
    "level": "cấp",
    "symbol": "ký hiệu",
    "code": "mã",
    "other_names": "tên khác",
    "parent": "cấp trên",
    "link": "quan hệ",
    "starts_on": "từ ngày",
    "ends_on": "hết hiệu lực từ",
    "username": "tên đăng nhập",
    "email": "thư điện tử",
    "role": "vai trò",
    "post": "chức vụ",
    "is_active": "đang dùng",
    "title": "tên, tiêu đề",
    "happened_on": "ngày thực hiện",
    "quantity": "số lượng",
    "reason": "lý do",
    "note": "ghi chú",
    "state": "tình trạng",
    "status": "tình trạng",
    "number": "số",
    "issued_on": "ngày ban hành",
    "subject": "trích yếu",
    "due_on": "hạn",
    "decision": "quyết định",
    "version": "bản",
}


STATES = {
    "draft": "dự thảo",
    "issued": "đã ban hành",
    "closed": "đã kết thúc",
    "replaced": "đã được thay thế",
    "submitted": "đã gửi",
    "returned": "trả lại",
    "accepted": "đã chấp nhận",
    "declared": "đã khai, chờ xác nhận",
}


def operation_name(operation: str) -> str:
    """What was done, in words; an operation of a later or an earlier version is called by its own name."""
    return OPERATIONS.get(operation, operation)


def value_text(field: str, value: object) -> object:
    """A stored value as the office calls it: a state by its words, anything else as it is."""
    return STATES.get(str(value), value) if field in ("state", "status") else value


def object_name(object_type: str) -> str:
    """What kind of thing it was done to; empty for a kind this version does not know."""
    return OBJECTS.get(object_type, "")
