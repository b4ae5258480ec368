"""Archives whose names play tricks, and things in a folder that are no plain files."""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from attack import Attack, attack, form
from packing import blown_up, packed, with_raw

UNSAFE, BROKEN = "không an toàn", "bị hỏng"
OUTSIDE = "outside"
"""The folder beside the collected one that nothing may read from a trick or write into."""


def archives() -> Iterator[Attack]:
    """The attacks by archives, each with the victim's form under a bad name or a bomb beside nothing."""
    group = "archives"
    for number, name in enumerate((
        "../{o}/x.xlsx", "a/../../{o}/x.xlsx", "/tmp/{o}/x.xlsx", "C:\\{o}\\x.xlsx", "..\\{o}\\x.xlsx", "C:x.xlsx",
        "\\\\server\\share\\x.xlsx", "x.xlsx:stream", "a/..",
    )):  # fmt: skip
        content = partial(packed, {name.format(o=OUTSIDE): form()})
        yield attack(group, f"trick {number}.zip", content, says=UNSAFE)
    for number, name in enumerate((
        "CON.xlsx", "nul.xlsx", "COM1.tar.xlsx", "a./b. /x.xlsx", "x.xlsx.", " x .xlsx ", "báo cáo.xlsx",
        "ệ" * 300 + ".xlsx", "x." + "y" * 400, "a/" * 400 + "x.xlsx", "x\x01\x1b\n.xlsx", "\u202exslx.x",
        "*?<>|\".xlsx", "-rf.xlsx",
        "=cmd|' /C calc'!A0.xlsx",
    )):  # fmt: skip
        yield attack(group, f"name {number}.zip", partial(packed, {name: form()}), "taken")
    spaces = partial(blown_up, b" " * (1 << 20))
    empty = packed({})
    many = partial(with_raw, empty)
    yield attack(group, "bomb.zip", lambda: many([("a.xlsx", spaces(3_000), 3_000 << 20)]))
    yield attack(group, "16 bombs.zip", lambda: many([(f"{n}.xlsx", spaces(60), 60 << 20) for n in range(16)]))
    yield attack(group, "bomb that lies.zip", lambda: many([("a.xlsx", spaces(10_000), 99)]), says=BROKEN)
    overlapping = [(f"{n}.xlsx", spaces(1), 1 << 20) for n in range(900)]
    yield attack(group, "overlapping.zip", lambda: with_raw(empty, overlapping, shared=True))
    yield attack(group, "nested bombs.zip", partial(_nested, 5, spaces))
    yield attack(group, "wide nest of bombs.zip", partial(_wide_nest, spaces))
    yield attack(
        group, "itself.zip", lambda: packed({"a.zip": packed({"b.zip": packed({"c.xlsx": form()})})}), says="lớp"
    )
    yield attack(group, "20,000 members.zip", lambda: packed({f"{n}.txt": b"" for n in range(20_000)}))
    yield attack(group, "locked.zip", lambda: with_raw(empty, [("a.xlsx", b"x" * 99, 99)], flags=1), says="mật khẩu")
    yield attack(group, "empty.zip", lambda: empty)
    yield attack(group, "cut.zip", lambda: packed({"a.xlsx": form()})[:-40], says=BROKEN)
    yield attack(group, "no archive.zip", lambda: b"abc", says=BROKEN)
    yield attack(group, "0 bytes.zip", lambda: b"", says="rỗng")
    yield attack(group, "link.zip", _with_link, says="")
    yield attack(group, "locked workbook.zip", lambda: packed({"a.xlsx": b""}), says="rỗng")
    yield attack(group, "bad method.zip", _badly_packed, says=BROKEN)


def _nested(levels: int, spaces: Callable[[int], bytes]) -> bytes:
    data = with_raw(packed({}), [("a.xlsx", spaces(60), 60 << 20)])
    for level in range(levels):
        data = packed({f"{level}-{n}.zip": data for n in range(4)})
    return data


def _wide_nest(spaces: Callable[[int], bytes]) -> bytes:
    inner = with_raw(packed({}), [(f"{n}.xlsx", spaces(60), 60 << 20) for n in range(16)])
    return packed({f"{n}.zip": inner + bytes(50 << 20) for n in range(16)})


def _badly_packed() -> bytes:
    """An archive whose only member tells of a way to pack that nobody knows."""
    data = bytearray(packed({"a.xlsx": form()}))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.find(mark) + place] = 99
    return bytes(data)


def _with_link() -> bytes:
    """An archive that holds a symbolic link in the way of Unix."""
    import zipfile
    from io import BytesIO

    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        member = zipfile.ZipInfo("a.xlsx", (2026, 5, 1, 8, 0, 0))
        member.external_attr = 0o120777 << 16
        archive.writestr(member, "/etc/passwd")
    return out.getvalue()


def places() -> Iterator[Attack]:
    """The attacks by what is no plain file."""
    group = "things in the folder"

    def made(
        name: str, make: Callable[[Path], object], becomes: str = "rejected", says: str = "", **more: int
    ) -> Attack:
        return Attack(group, name, lambda folder: make(folder / name), becomes, says, **more)  # type: ignore[arg-type]

    yield made("link to a secret.xlsx", lambda path: path.symlink_to(_secret(path)), says=BROKEN)
    yield made("link to itself.xlsx", lambda path: path.symlink_to(path))
    yield made("dangling.xlsx", lambda path: path.symlink_to("nothing"), says="không còn ở đó")
    yield made("dangling.zip", lambda path: path.symlink_to("nothing"), says="không còn ở đó")
    yield made("endless.xlsx", lambda path: path.symlink_to("/dev/zero"), says="không phải tệp thường")
    yield made("endless.zip", lambda path: path.symlink_to("/dev/zero"), says="không phải tệp thường")
    yield made("linked folder", lambda path: path.symlink_to(_secret(path).parent), says="đường tắt")
    yield made("loop", lambda path: path.symlink_to(".."), says="đường tắt")
    yield made("pipe.xlsx", os.mkfifo, says="không phải tệp thường")
    yield made("pipe.zip", os.mkfifo, says="không phải tệp thường")
    yield made("socket.xlsx", _socket, says="không phải tệp thường")
    yield made("secret.xlsx", lambda path: (path.write_bytes(form()), path.chmod(0)), says="không được phép")
    yield made("secret folder", _closed_folder, says="không được phép")
    yield made("sparse.xlsx", lambda path: _sparse(path, 40 << 30), says="quá lớn")
    yield made("sparse.zip", lambda path: _sparse(path, 40 << 30), says="quá lớn")
    yield made("sparse.pdf", lambda path: _sparse(path, 40 << 30), says="quá lớn")
    yield made("being written.xlsx", _restless, says=BROKEN)
    yield made("a folder.xlsx", lambda path: (path.mkdir(), (path / "x.xlsx").write_bytes(form())), "taken")
    yield made("deep", _deep, "taken")
    for name in (
        "~$form.xlsx",
        ".form.xlsx",
        "~form.xlsx.tmp",
        "A1B2C3.tmp",
        "Thumbs.db",
        "desktop.ini",
        ".~lock.a.xlsx#",
    ):
        yield made(name, lambda path: path.write_bytes(form()), "left out", results=0)
    for number, name in enumerate(
        (b"\xff\xfe\xe1.xlsx", b"a\nb\x1b[31m.xlsx", b"x. .xlsx", b"aux.xlsx", "ệ".encode() * 82 + b".xlsx")
    ):
        put = partial(_raw_name, name)
        yield Attack(group, f"name of bytes {number}", put, "taken")


def _secret(path: Path) -> Path:
    return next(p for p in path.parents if (p / OUTSIDE).is_dir()) / OUTSIDE / "secret.txt"


def _socket(path: Path) -> None:
    here = os.open(path.parent, os.O_RDONLY)
    try:
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(f"/proc/self/fd/{here}/{path.name}")
    finally:
        os.close(here)


def _closed_folder(path: Path) -> None:
    path.mkdir()
    (path / "x.xlsx").write_bytes(form())
    path.chmod(0)


def _sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(size)


def _deep(path: Path) -> None:
    path.joinpath(*["d"] * 200).mkdir(parents=True)
    path.joinpath(*["d"] * 200, "x.xlsx").write_bytes(form())


def _raw_name(name: bytes, folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(form())


def _restless(path: Path) -> None:
    """A file that another program writes for as long as the test runs: always half there."""
    half = form()[: len(form()) // 2]
    path.write_bytes(half)

    def write() -> None:
        number = 0
        while path.parent.exists():
            number += 1
            try:
                with path.open("r+b") as file:
                    file.write(half)
                    file.seek(500)
                    file.write(b"%d" % number)
                    file.truncate(len(half) - number % 100)
            except OSError:
                return

    threading.Thread(target=write, daemon=True).start()
