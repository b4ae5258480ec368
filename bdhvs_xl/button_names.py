"""The ids and labels of the buttons, in the order of the ribbon. No other module repeats them."""

from collections.abc import Mapping

BUTTON_NAMES: Mapping[str, str] = {
    "new_master": "Tạo file tổng hợp",
    "rebuild": "Cập nhật cấu trúc",
    "issue_forms": "Tạo biểu mẫu",
    "collect": "Nhận báo cáo",
    "open_unit": "Mở trang đơn vị",
    "return_forms": "Đề nghị chỉnh sửa",
    "validate": "Kiểm tra",
    "roll_up": "Tổng hợp",
    "write_report": "Lập báo cáo",
    "check_report": "Đối chiếu số liệu",
    "write_letter": "Soạn công văn",
    "submit_up": "Báo cáo cấp trên",
    "undo": "Khôi phục",
    "guide": "Hướng dẫn",
}
"""The label of each button by its id, which is also its module in `buttons` and, with `-` for `_`, its command.

`macros/ribbon.xml` is written by hand with the same labels; tests compare it and the README with these.
"""
