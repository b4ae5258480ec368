"""The window's picture in the README can be taken anew."""

import struct

import pytest
from pictures import screen, small_window
from support.masters import made_master


def test_a_pressed_window_has_its_picture_taken(tmp_path):
    if reason := screen.why_none():
        pytest.skip(reason)
    png = small_window.draw(made_master(tmp_path, {}))
    width, height = struct.unpack(">2I", png[16:24])
    assert (png[:4], width <= screen.SIZE[0], height <= screen.SIZE[1]) == (b"\x89PNG", True, True)
    assert len(png) > 10_000, "all of one colour"
