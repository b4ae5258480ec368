"""The facts of two official documents, section by section, as the letters made from their regimes must have them.

The survey letter of Ninh Bình (Công văn số 02-CV/TCT) and the plan of a department of Thanh Hóa. Names of people, and
the number and date that the records office fills in, are left out; misprints are mended as the regimes' files say.
"""

from collections.abc import Mapping

from support.letter_text import HEAD

SUBJECT = "Phong trào “Bình dân học vụ số”"
PLAN_01 = "Kế hoạch số 01-KH/TCT, ngày 13/5/2026"
ISSUED_265 = "Kế hoạch số 265-KH/TU ngày 24/4/2025 của Tỉnh ủy Thanh Hóa về việc triển khai Phong trào"
ISSUED_01 = "Kế hoạch số 01-KH/BCĐTW ngày 21/3/2025 của Ban Chỉ đạo Trung ương"

SURVEY: Mapping[str, tuple[str, ...]] = {
    HEAD: (
        "BAN CHỈ ĐẠO CẤP TỈNH VỀ PHÁT TRIỂN", "KHOA HỌC, CÔNG NGHỆ, ĐỔI MỚI", "SÁNG TẠO VÀ CHUYỂN ĐỔI SỐ",
        "TỔ CÔNG TÁC TRIỂN KHAI PHONG TRÀO", "ĐẢNG CỘNG SẢN VIỆT NAM", "-CV/TCT", "Ninh Bình, ngày",
        f"V/v khảo sát, đánh giá {SUBJECT}",
        "Các đảng ủy xã, phường: Nam Định, Ý Yên, Giao Ninh, Hà Nam, Lê Hồ, Nhân Hà, Hoa Lư, Yên Thắng, Nho Quan",
        "- Đoàn TNCS Hồ Chí Minh tỉnh", "- Liên đoàn Lao động tỉnh", "- Hội Liên hiệp phụ nữ tỉnh",
        PLAN_01, "Tổ Công tác thông báo lịch, chương trình làm việc của các Đoàn Khảo sát",
        "- Các đồng chí Thường trực Tỉnh ủy (để báo cáo)", "- Các đồng chí thành viên Đoàn Khảo sát",
        "- Lưu VT, Phòng Khoa giáo, VH-VN", "TRƯỞNG BAN TUYÊN GIÁO", "VÀ DÂN VẬN TỈNH ỦY", "Kiêm",
        "TỔ TRƯỞNG TỔ CÔNG TÁC",
    ),
    "1": ("Mỗi địa phương, đơn vị 1 buổi", "Sáng từ 8h30’", "chiều từ 14h30’"),
    "2 > 2.1": (
        f"- Công tác lãnh đạo, chỉ đạo triển khai {SUBJECT};",
        f"- Kết quả triển khai thực hiện {SUBJECT} tại địa phương, đơn vị;",
        "- Các mô hình hay, cách làm hiệu quả, sáng tạo;",
        "- Những khó khăn, vướng mắc và đề xuất, kiến nghị.",
    ),
    "2 > 2.2": (
        "- Tuyên bố lý do, giới thiệu đại biểu (địa phương, đơn vị trình bày).",
        "- Phát biểu chỉ đạo của đồng chí Trưởng Đoàn Khảo sát.",
        f"- Báo cáo kết quả thực hiện {SUBJECT} (địa phương, đơn vị trình bày).",
        f"- Báo cáo về các mô hình, cách làm tiêu biểu trong thực hiện {SUBJECT}",
        "(đại diện các mô hình, cách làm tiêu biểu)",
        "- Ý kiến của các thành viên của Đoàn Khảo sát.",
        "- Phát biểu kết luận của đồng chí Trưởng Đoàn Khảo sát.",
        "- Tiếp thu ý kiến chỉ đạo của Đoàn Khảo sát (lãnh đạo địa phương, đơn vị).",
    ),
    "3 > 3.1": (
        "không quá 05 trang", "số liệu thực tế tại Phụ lục II", "mô hình tiêu biểu tại Phụ lục III", "theo đề cương",
    ),
    "3 > 3.2": (
        "- Kế hoạch, văn bản chỉ đạo triển khai;", "- Hình ảnh hoạt động;", "- Tài liệu tuyên truyền, tập huấn;",
        "- Số liệu kết quả thực hiện;", "- Các mô hình, sản phẩm tiêu biểu.",
    ),
    "4": (
        "Đoàn Khảo sát tới Trụ sở làm việc của địa phương, đơn vị", "xuống khảo sát tại một số đơn vị cơ sở",
        f"với thành phần trong {PLAN_01} của Tổ Công tác", "đề nghị liên hệ với các đồng chí thư ký Đoàn Khảo sát",
    ),
    "ĐỀ CƯƠNG BÁO CÁO": (
        "TỪ NGÀY 01/7/2025 ĐẾN NGÀY 17/5/2026", "PHỤC VỤ ĐOÀN KHẢO SÁT CỦA TỔ CÔNG TÁC",
        "Kế hoạch số 03-KH/BCĐ, ngày 09/9/2025 của Ban Chỉ đạo cấp tỉnh",
    ),
    "ĐỀ CƯƠNG BÁO CÁO > I > 1": ("quán triệt, triển khai Kế hoạch số 03-KH/BCĐ",),
    "ĐỀ CƯƠNG BÁO CÁO > I > 2": ("Việc ban hành kế hoạch của địa phương, cơ quan, đơn vị", "phân công nhiệm vụ"),
    "ĐỀ CƯƠNG BÁO CÁO > I > 3": (
        "Công tác phối hợp giữa các cơ quan, đơn vị", "huy động nguồn lực, lồng ghép Phong trào",
    ),
    "ĐỀ CƯƠNG BÁO CÁO > I > 4": ("Công tác kiểm tra, đôn đốc, tuyên truyền, hướng dẫn, tháo gỡ khó khăn",),
    "ĐỀ CƯƠNG BÁO CÁO > II > 1 > a)": ("Công tác thông tin, tuyên truyền; ban hành văn bản chỉ đạo, định hướng",),
    "ĐỀ CƯƠNG BÁO CÁO > II > 1 > b)": ("phổ cập kỹ năng số, nâng cao tri thức số cho từng nhóm đối tượng",),
    "ĐỀ CƯƠNG BÁO CÁO > II > 1 > c)": ("tập huấn, bồi dưỡng; khai thác các nền tảng số do Trung ương xây dựng",),
    "ĐỀ CƯƠNG BÁO CÁO > II > 1 > d)": ("các mô hình, phong trào lan tỏa kỹ năng số cho cộng đồng",),
    "ĐỀ CƯƠNG BÁO CÁO > II > 1 > đ)": ("bảo đảm an ninh, an toàn mạng; công tác thi đua, khen thưởng",),
    "ĐỀ CƯƠNG BÁO CÁO > II > 1 > e)": ("Các mô hình hay, cách làm sáng tạo",),
    "ĐỀ CƯƠNG BÁO CÁO > II > 2": ("bộ chỉ số đánh giá kết quả thực hiện Phong trào",),
    "ĐỀ CƯƠNG BÁO CÁO > II > 3 > a)": ("Kết quả nổi bật", "chuyển biến tích cực", "hiệu quả thực tế đối với người dân"),
    "ĐỀ CƯƠNG BÁO CÁO > II > 3 > b)": ("Khó khăn, tồn tại",),
    "ĐỀ CƯƠNG BÁO CÁO > III": ("PHƯƠNG HƯỚNG, NHIỆM VỤ 7 THÁNG CUỐI NĂM 2026",),
    "ĐỀ CƯƠNG BÁO CÁO > IV": ("ĐỀ XUẤT, KIẾN NGHỊ",),
    "Phụ lục I": (
        "LỊCH TRÌNH KHẢO SÁT, ĐÁNH GIÁ", "(Kèm theo Công văn số",
        "Đoàn Công tác số 1\n1 | Xã Giao Ninh | Sáng ngày 22/5/2026\n",
        "2 | Hội Liên hiệp phụ nữ tỉnh | Sáng ngày 25/5/2026\n", "3 | Phường Nam Định | Chiều ngày 25/5/2026\n",
        "4 | Xã Ý Yên | Sáng ngày 26/5/2026\nĐoàn Công tác số 2\n", "5 | Xã Nhân Hà | Sáng ngày 25/5/2026\n",
        "6 | Liên đoàn Lao động tỉnh | Chiều ngày 25/5/2026\n", "7 | Phường Hà Nam | Sáng ngày 26/5/2026\n",
        "8 | Phường Lê Hồ | Chiều ngày 26/5/2026\nĐoàn Công tác số 3\n", "9 | Xã Nho Quan | Sáng ngày 20/5/2026\n",
        "10 | Phường Yên Thắng | Sáng ngày 21/5/2026\n", "11 | Đoàn TNCS Hồ Chí Minh tỉnh | Chiều ngày 21/5/2026\n",
        "12 | Phường Hoa Lư | Sáng ngày 26/5/2026",
    ),
    "Phụ lục II": (
        "TỪ NGÀY 01/7/2025 ĐẾN NGÀY 17/5/2026", "1. Chỉ số về công tác lãnh đạo, chỉ đạo triển khai Phong trào",
        "2. Chỉ số về thực hiện nhiệm vụ, giải pháp triển khai Phong trào",
        "3. Chỉ số thực hiện chỉ tiêu tổng quát của Phong trào từ khi triển khai đến thời điểm báo cáo (17/5/2026)",
    ),
}  # fmt: skip

PLAN: Mapping[str, tuple[str, ...]] = {
    HEAD: (
        "UBND TỈNH THANH HÓA", "SỞ NỘI VỤ", "/KH-SNV", "Thanh Hóa, ngày", "KẾ HOẠCH",
        f"Triển khai {SUBJECT} tại Sở Nội vụ Thanh Hóa", ISSUED_01, ISSUED_265,
        "Công văn số 6360/UBND-VHXH ngày 08/5/2025 của UBND tỉnh Thanh Hóa",
        "Kế hoạch số 265-KH/TU ngày 24/4/2025 của Ban Thường vụ Tỉnh ủy",
        "- Tỉnh ủy Thanh Hóa (b/c)", "- UBND tỉnh (b/c)", "- Sở Khoa học và Công nghệ (b/c)",
        "- Giám đốc, các Phó Giám đốc Sở", "- Các phòng, ban, đơn vị trực thuộc", "- Lưu: VT, VP.",
        "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
    ),
    "I > 1": (
        ISSUED_01, ISSUED_265, "(sau đây viết tắt là Phong trào)", "người lao động (CBCCVC)",
        "phương châm “Người biết chỉ cho người không biết”", "b) Phát huy sức mạnh của cả hệ thống chính trị",
        "c) Nâng cao vai trò, trách nhiệm của các cấp ủy Đảng, chính quyền",
    ),
    "I > 2": (
        "a) Phong trào phải được triển khai toàn diện, sâu rộng",
        "b) Thực hiện bài bản, khoa học, linh hoạt và sáng tạo",
        "c) Triển khai nhanh, rộng khắp, bao trùm", "d) Thường xuyên kiểm tra, đánh giá",
        "đ) Bảo đảm an ninh dữ liệu, an toàn thông tin",
    ),
    "II": (
        "1. Tuyên truyền, phổ biến, tạo sự chuyển biến mạnh mẽ", "2. Xây dựng chính sách, tháo gỡ điểm nghẽn",
        "“không ai bị bỏ lại phía sau”", "“người dân, doanh nghiệp là trung tâm, mục tiêu, động lực của chuyển đổi số”",
        "3. Triển khai toàn diện, đồng bộ các giải pháp", "4. Thi đua tự học về chuyển đổi số",
        "5. Gắn kết Phong trào với triển khai thực hiện Đề án", "đến năm 2025, định hướng đến năm 2030",
        "giai đoạn 2023 - 2030",
    ),
    "III": (
        "1. Năm 2025: [90]% CBCCVC ngành Nội vụ", "sử dụng được các nền tảng, dịch vụ số phục vụ công việc.\n",
        "2. Năm 2026: [100]% CBCCVC ngành Nội vụ", "sử dụng tốt các nền tảng, dịch vụ số phục vụ công việc.",
    ),
    "IV > 1": (
        "a) Thực hiện truyền thông trên Cổng/Trang thông tin điện tử", "b) Huy động những người có ảnh hưởng",
        "c) Hưởng ứng và triển khai “Ngày hội toàn dân học tập số” vào ngày 10/10 hằng năm",
    ),
    "IV > 2": ("a) Triển khai việc hướng dẫn về khung kỹ năng số", "b) Hướng dẫn công tác thi đua, khen thưởng"),
    "IV > 3": (
        "a) Triển khai vận hành và duy trì nền tảng học trực tuyến mở đại trà quốc gia (MOOCs)",
        "b) Phối hợp tổ chức cập nhật, tích hợp các nội dung phổ cập kỹ năng số trên nền tảng tích hợp với VNeID",
        "c) Tổ chức vận hành và duy trì các dịch vụ, nền tảng số",
    ),
    "IV > 4": (
        "a) Triển khai hướng dẫn về việc tổ chức sinh hoạt chuyên đề “Đảng viên tiên phong học tập kỹ năng số”",
        "b) Tổ chức các lớp bồi dưỡng, tập huấn", "c) Lồng ghép, đưa nội dung chuyển đổi số",
    ),
    "V > 1": (
        "1. Văn phòng\n", "a) Lồng ghép thực hiện", "b) Phối hợp với các phòng, đơn vị trực thuộc Sở",
        "c) Theo dõi, đôn đốc các phòng, đơn vị",
    ),
    "V > 2": (
        "2. Phòng Thi đua – Khen thưởng\n", "a) Tham mưu hướng dẫn công tác thi đua, khen thưởng",
        "trong thực hiện Phong trào (hoàn thành tháng 5/2025).", "b) Triển khai thực hiện kế hoạch hưởng ứng",
    ),
    "V > 3": (
        "3. Phòng Công chức, viên chức\n", "a) Tham mưu lồng ghép, đưa các chuyên đề về chuyển đổi số",
        "b) Tham mưu phối hợp với Sở Khoa học và Công nghệ",
    ),
    "V > 4": ("4. Phòng Kế hoạch – Tài chính\n", "Chủ trì xây dựng dự toán hằng năm"),
    "V > 5": (
        "5. Các phòng chuyên môn khác và các đơn vị trực thuộc Sở\n", "a) Căn cứ vào chức năng, nhiệm vụ", ISSUED_265,
        "b) Tuyên truyền phổ biến đến toàn thể CBCCVC", "về Văn phòng Sở (trước ngày 25 hằng tháng).",
        "c) Cung cấp nội dung các tin, bài cho Ban Biên tập Cổng thông tin điện tử Sở Nội vụ",
    ),
    "V > 6": (
        "6. Ban Biên tập Cổng thông tin điện tử Sở Nội vụ\n", "Tăng cường biên tập, đăng tải các tin, bài",
        "tại mục “Chuyển đổi số”", f"Trên đây là Kế hoạch triển khai thực hiện {SUBJECT} của Sở Nội vụ",
        "(qua Văn phòng Sở)", "bổ sung cho phù hợp./.",
    ),
}  # fmt: skip
