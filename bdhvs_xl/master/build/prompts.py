"""Input messages of the definition tables: how to write the content of a cell, shown when it is selected."""

from collections.abc import Mapping

PROMPTS: Mapping[tuple[str, str], str] = {
    ("tblCauHinh", "value"): "Ngày ghi theo mẫu 22/5/2026. Nhiều dòng thì cách nhau bằng dấu |",
    ("tblDonVi", "code"): "Mã năm chữ số của xã, phường hoặc mã ngắn tự đặt. Mỗi đơn vị một mã, không đổi giữa các kỳ.",
    ("tblDonVi", "kind"): "Chọn trong danh sách.",
    ("tblDonVi", "deadline"): "Để trống nếu theo hạn gửi chung. Ghi theo mẫu 22/5/2026.",
    ("tblDonVi", "successor"): "Mã đơn vị tiếp nhận khi đơn vị này sáp nhập, chia tách.",
    ("tblChiSo", "code"): "Mã là văn bản: 2.10 khác 2.1. Mỗi chỉ số một mã.",
    ("tblChiSo", "kind"): "Nhóm là dòng tiêu đề; các loại khác là chỉ số thuộc nhóm gần nhất phía trên.",
    ("tblChiSo", "over_units"): "Tỉ lệ thì chọn Tổng tử/tổng mẫu. Không tính trung bình cộng của các tỉ lệ.",
    ("tblChiSo", "over_time"): "Cộng dồn các kỳ: số phát sinh trong kỳ. Lấy kỳ cuối: số hiện có tại thời điểm chốt.",
    ("tblChiSo", "needs"): "Điều bắt buộc phải kèm theo số liệu. Để trống nếu không cần.",
    ("tblChiSo", "unit_kinds"): "Để trống nếu hỏi mọi đơn vị. Nhiều loại cách nhau bằng dấu ; ví dụ: Xã; Phường",
    ("tblChiSo", "targets"): "Ghi năm: giá trị, cách nhau bằng dấu ; ví dụ: 2025: 90; 2026: 100",
    (
        "tblChiSo",
        "sentence",
    ): "Chỗ điền số đặt trong ngoặc nhọn: {value}, {people}, {numerator}, {denominator}, {percent}.",
    ("tblQuyTac", "test"): (
        "Viết như công thức Excel, ví dụ: [2.4.people] >= [2.4.value]. "
        "Dùng được: AND OR NOT IF MIN MAX SUM ABS ROUND PREV TARGET UNIT ITEMS ISBLANK."
    ),
    ("tblQuyTac", "severity"): "Lỗi: đơn vị phải sửa. Cảnh báo: sửa hoặc giải thích. Lưu ý: chỉ nhắc.",
    ("tblQuyTac", "missing"): "Quy tắc làm gì khi số nó nhắc đến còn thiếu. Để trống: bỏ qua.",
    ("tblChiSo", "units"): "Mã hoặc tên các đơn vị được hỏi, cách nhau bằng dấu ; (để trống: theo loại đơn vị).",
    ("tblChiSo", "due"): "Ngày phải hoàn thành của nhiệm vụ trả lời Có/Không, ví dụ 31/5/2025.",
    ("tblQuyTac", "unit_kinds"): "Để trống nếu áp dụng cho mọi đơn vị. Ví dụ: Xã; Phường",
    ("tblQuyTac", "on"): "Ghi x để quy tắc có hiệu lực, xóa x để tạm tắt.",
    ("tblDeCuong", "level"): "1, 2 hoặc 3.",
    ("tblDeCuong", "asked"): "Ghi x nếu đơn vị phải viết mục này trong biểu mẫu.",
    ("tblCongVan", "letter"): "Mã tự đặt; các dòng của một văn bản có cùng mã và liền nhau.",
    ("tblCongVan", "part"): "Chọn trong danh sách. Kèm: … là trang kèm theo, lấy từ file tổng hợp.",
    ("tblCongVan", "indicator"): (
        "Mã chỉ số của nhiệm vụ: Nội dung, Ai thực hiện, Thời hạn để trống thì lấy theo trang Chỉ số."
    ),
    ("tblCongVan", "text"): (
        "Chỗ điền: {dispatch} {plan} {subject} {issuer} {period} {deadline} {units} {owing}… "
        "Số liệu: [2.1], [2.4.people], [3.1.target.2026]."
    ),
    ("tblDieuChinh", "unit"): "Để trống: số chốt của toàn tỉnh. Ghi mã: số đính chính của đơn vị đó.",
    ("tblDieuChinh", "column"): "Kết quả, Số người, Tử số hoặc Mẫu số.",
    ("tblDieuChinh", "value"): "Chỉ ghi số, ví dụ 2.610 hoặc 7,6.",
    ("tblDieuChinh", "reason"): "Bắt buộc. Ai báo, khi nào, theo văn bản hay cuộc họp nào.",
    ("tblTheoDoi", "extension"): "Hạn mới khi đơn vị được gia hạn. Ghi theo mẫu 22/5/2026.",
    ("tblTheoDoi", "signed_matches"): "So bản ký với tệp Excel: Khớp hoặc Lệch.",
    ("tblPhanLoi", "quote"): "Ghi x để trích nguyên văn vào báo cáo.",
    ("tblMoHinh", "quote"): "Ghi x để giới thiệu mô hình này trong báo cáo.",
    ("tblKiemTra", "choice"): "Khi có hai bản khác nhau: chọn số được dùng rồi bấm Kiểm tra.",
    ("tblLichKhaoSat", "unit"): "Mã đơn vị có ở trang Đơn vị.",
}
"""By table and column key."""
