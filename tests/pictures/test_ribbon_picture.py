"""The drawing of the ribbon in the README shows the ribbon."""

from xml.etree import ElementTree

from pictures import ribbon

from bdhvs_xl.addin import ribbon_xml


def test_the_committed_drawing_is_what_the_script_draws():
    assert ribbon.PICTURE.read_text("utf-8") == ribbon.draw()


def test_it_shows_every_group_button_and_keytip():
    drawn = [text.text or "" for text in ElementTree.fromstring(ribbon.draw()).findall(".//{*}text")]
    said = " ".join(drawn)
    for group in ribbon_xml.ribbon_groups():
        assert group.label in drawn
        assert [b.label for b in group.buttons if b.keytip not in drawn or b.label not in said] == []
