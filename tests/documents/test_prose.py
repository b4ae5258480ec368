import pytest

from bdhvs_xl.documents.content.quotes import whole_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \n - \n", []),
        ("đã mở 05 lớp", ["Đã mở 05 lớp."]),
        ("Đạt 7.6% kế hoạch. 43/43 thôn có tổ! Tốt?", ["Đạt 7.6% kế hoạch.", "43/43 thôn có tổ!", "Tốt?"]),
        ("Phối hợp với TP. Hoa Lư và ông A. Đã xong.", ["Phối hợp với TP. Hoa Lư và ông A. Đã xong."]),
        ("Đã làm:\n- Mở 05 lớp;\n- Phát 2.000 tờ rơi.\nTốt", ["Đã làm: Mở 05 lớp; Phát 2.000 tờ rơi.", "Tốt."]),
        ("- Đã họp.\n- Có 02 văn bản, gồm:\n+ Kế hoạch A.\n+ Quyết định B.\n- Đã xong.",
         ["Đã họp.", "Có 02 văn bản, gồm: Kế hoạch A; Quyết định B.", "Đã xong."]),
        ("Đã làm:\n+ Mở lớp. Rất đông.\n+ Phát tờ rơi. Hết.",
         ["Đã làm: Mở lớp.", "Rất đông.", "Phát tờ rơi.", "Hết."]),
        ("1. Một là quán triệt\n2. Hai là kiểm tra;", ["Một là quán triệt.", "Hai là kiểm tra."]),
        ("“Gia đình số” tốt. “Chợ số” cũng tốt.", ["“Gia đình số” tốt.", "“Chợ số” cũng tốt."]),
        ("Có chợ , trường , v.v. và nhà văn hóa", ["Có chợ, trường, v.v. và nhà văn hóa."]),
        ("a & b <c>\x0b\ue000\ttiếp", ["A & b <c> tiếp."]),
    ],
)  # fmt: skip
def test_sentences_are_whole(text, expected):
    assert whole_sentences(text) == expected
