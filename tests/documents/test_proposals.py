import pytest
from support.small_report_data import material

from bdhvs_xl.documents.content.proposals import OTHERS, find_authority, proposal_blocks


@pytest.mark.parametrize(
    ("sentence", "authority"),
    [
        ("Đề nghị Bộ Công an sớm mở dữ liệu.", "Đối với Trung ương"),
        ("Đề nghị UBND tỉnh bố trí kinh phí.", "Đối với Hội đồng nhân dân, Ủy ban nhân dân tỉnh"),
        ("Kiến nghị Tỉnh ủy quan tâm.", "Đối với Tỉnh ủy, Ban Chỉ đạo cấp tỉnh và Tổ Công tác"),
        ("Đề nghị các sở, ngành cung cấp tài liệu.", "Đối với các sở, ban, ngành, đoàn thể cấp tỉnh"),
        ("Xã đề xuất với VNPT phủ sóng.", "Đối với doanh nghiệp viễn thông, công nghệ số"),
        ("Đề nghị sớm đầu tư hạ tầng để UBND tỉnh theo dõi.", OTHERS),
        ("Cần thêm kinh phí.", OTHERS),
        ("Đề nghị Giám đốc Sở cho bổ sung kinh phí.", "Đối với lãnh đạo cơ quan"),
        ("Đề nghị Giám đốc Sở Y tế cho ý kiến.", "Đối với các sở, ban, ngành, đoàn thể cấp tỉnh"),
    ],
)
def test_a_proposal_goes_to_whom_it_asks(sentence, authority):
    assert find_authority(sentence) == authority


def test_proposals_of_one_authority_stand_together_with_their_units():
    said = [("14212", "Đề nghị Tỉnh ủy quan tâm."), ("LDLD", "Cần thêm máy."), ("13669", "Kiến nghị Tỉnh ủy xem xét.")]
    assert [(block.lead, block.text) for block in proposal_blocks(material(), said)] == [
        (
            "Đối với Tỉnh ủy, Ban Chỉ đạo cấp tỉnh và Tổ Công tác: ",
            "Đề nghị Tỉnh ủy quan tâm (xã Giao Ninh). Kiến nghị Tỉnh ủy xem xét (phường Nam Định).",
        ),
        ("Kiến nghị khác: ", "Cần thêm máy (Liên đoàn Lao động tỉnh)."),
    ]


def test_where_nobody_is_asked_by_name_each_unit_has_an_item():
    said = [("14212", "Cần thêm máy."), ("LDLD", "Cần thêm kinh phí."), ("14212", "Cần thêm người.")]
    assert [(block.lead, block.text) for block in proposal_blocks(material(), said)] == [
        ("Xã Giao Ninh: ", "Cần thêm máy. Cần thêm người."),
        ("Liên đoàn Lao động tỉnh: ", "Cần thêm kinh phí."),
    ]
