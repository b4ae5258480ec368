"""The raw-copy zip: what goes in comes out, what is not touched stays as it was."""

import io
import random
import zipfile
import zlib

import pytest

from bdhvs_xl.ooxml.zip_archive import DamagedZipError, ZipArchive, deflate

TEXTS = {
    "a.xml": b"<a/>" * 500,
    "thư mục/tệp.xml": "Bình dân học vụ số".encode() * 90,
    "rỗng": b"",
    "stored.bin": b"12345",
}


class Unseekable(io.RawIOBase):
    """A stream that zipfile cannot go back in, so that it writes data descriptors."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.data += bytes(data)
        return len(data)


def made(out: io.IOBase) -> None:
    with zipfile.ZipFile(out, "w") as archive:  # type: ignore[arg-type]
        for name, text in TEXTS.items():
            packing = zipfile.ZIP_STORED if name == "stored.bin" else zipfile.ZIP_DEFLATED
            archive.writestr(name, text, packing)


def plain() -> bytes:
    out = io.BytesIO()
    made(out)
    return out.getvalue()


def with_descriptors() -> bytes:
    out = Unseekable()
    made(out)
    return out.data


def written(zipped: ZipArchive) -> bytes:
    out = io.BytesIO()
    zipped.write(out)
    return out.getvalue()


@pytest.mark.parametrize("data", [plain(), with_descriptors()], ids=["sizes", "descriptors"])
def test_reads_and_rewrites_what_zipfile_wrote(data: bytes) -> None:
    zipped = ZipArchive(data)
    assert {name: zipped.read(name) for name in zipped.names} == TEXTS
    with zipfile.ZipFile(io.BytesIO(written(zipped))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == TEXTS


def test_put_and_remove_leave_the_rest_and_the_order() -> None:
    zipped = ZipArchive(plain())
    zipped.put("a.xml", deflate([b"<b/>", b"<c/>"]))
    zipped.put("mới.xml", deflate([b"<d/>"]))
    zipped.remove("rỗng")
    with zipfile.ZipFile(io.BytesIO(written(zipped))) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    kept = {"thư mục/tệp.xml": TEXTS["thư mục/tệp.xml"], "stored.bin": TEXTS["stored.bin"]}
    assert list(texts.items()) == [("a.xml", b"<b/><c/>"), *kept.items(), ("mới.xml", b"<d/>")]


def test_writing_twice_gives_the_same_bytes() -> None:
    once = written(ZipArchive(plain()))
    assert written(ZipArchive(once)) == once


@pytest.mark.parametrize("sizes", [(0, 0), (1, 0), (0, 7), (100, 1_048_576), (3, 2_500_001)])
def test_joined_texts_carry_the_checksum_of_the_whole(sizes: tuple[int, int]) -> None:
    first, second = (random.Random(size).randbytes(size) for size in sizes)
    joined = deflate([first]) + deflate([second])
    assert (joined.size, joined.crc) == (sum(sizes), zlib.crc32(first + second))
    zipped = ZipArchive(plain())
    zipped.put("a.xml", joined)
    with zipfile.ZipFile(io.BytesIO(written(zipped))) as archive:
        assert archive.read("a.xml") == first + second


@pytest.mark.parametrize("cut", [0, 1, 21, 40, 200])
def test_cut_archives_are_damaged(cut: int) -> None:
    with pytest.raises(DamagedZipError):
        ZipArchive(plain()[:cut])


def test_a_changed_byte_is_noticed() -> None:
    data = bytearray(plain())
    data[data.index(b"12345")] ^= 1
    zipped = ZipArchive(bytes(data))
    with pytest.raises(DamagedZipError):
        zipped.read("stored.bin")


def test_a_missing_member_is_damage() -> None:
    with pytest.raises(DamagedZipError, match=r"no b\.xml"):
        ZipArchive(plain()).read("b.xml")
