"""Whole reports about made PCs: what hinders, what is fine, what nobody can tell from here."""

from pathlib import PureWindowsPath

import pytest
import xlsxwriter
from support.fake_windows_pc import ADDIN, EXCEL, HOME, PROFILE, SCRIPTS, XLSTART, pc

from bdhvs_xl.addin import diagnose, install, installed_addin
from bdhvs_xl.addin.windows_pc import OpenExcel
from bdhvs_xl.errors import Finding

POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0"
CLOUD = r"HKCU\Software\Policies\Microsoft\Cloud\Office\16.0"
OWN = r"HKCU\Software\Microsoft\Office\16.0"
TRUSTED = r"\Excel\Security\Trusted Locations"
NO_LOCATIONS = {POLICY + TRUSTED: {"AllLocationsDisabled": 1}}
ASR_POLICY = r"HKLM\Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
ASR_LOCAL = r"HKLM\Software\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
ASR_MANAGED = r"HKLM\Software\Policies\Microsoft\Windows Defender\Policy Manager"
CHILD_PROCESSES = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"
CURVER = r"HKLM\Software\Classes\Excel.Application\CurVer"
APP_PATH = r"HKLM\Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
PYTHONW = SCRIPTS / "pythonw.exe"

LOADED = OpenExcel(XLSTART, str(ADDIN))
WINDOW = "Trong khi chờ, mở file tổng hợp trong Excel rồi làm bằng cửa sổ nút bấm: bdhvs window."
ASK_IT = f"Đề nghị bộ phận CNTT cho phép BDHVS.xlam. {WINDOW}"
ASK_FOR_TRUST = f"Đề nghị bộ phận CNTT đưa thư mục khởi động của Excel vào vị trí tin cậy. {WINDOW}"
AGAIN = "Đóng Excel rồi chạy: bdhvs install-addin."


def disabled_item(path: str) -> bytes:
    """As Excel writes it: a type and two lengths of four bytes each, then path and name in UTF-16."""
    text = f"{path.lower()}\0".encode("utf-16-le")
    return (2).to_bytes(4, "little") + len(text).to_bytes(4, "little") + bytes(4) + text


def healthy_report(excel: str = r": C:\Office16\EXCEL.EXE") -> str:
    return rf"""Không thấy gì cản trở thẻ BDHVS.

Đã ổn:
- Đã cài thẻ BDHVS, đúng bản hiện có: C:\Users\Nguyễn Văn Ệ\AppData\Roaming\Microsoft\Excel\XLSTART\BDHVS.xlam.
- Python của các nút chạy được: C:\Users\Nguyễn Văn Ệ\AppData\Local\BDHVS\python\Scripts\pythonw.exe.
- Có Excel 2016 trở lên hoặc Microsoft 365, 32 hay 64 bit đều được{excel}.
- Không thấy chính sách nào tắt macro trong thư mục khởi động của Excel (theo mặc định là vị trí tin cậy).
- Không thấy thiết đặt nào tắt phần bổ trợ của Excel.
- Không thấy quy tắc nào của Microsoft Defender cấm Excel khởi động chương trình khác.
- Excel đang mở đã nạp thẻ BDHVS.

Không biết chắc từ đây:
- AppLocker, WDAC và phần mềm diệt virus khác có thể chặn pythonw.exe; điều đó không đọc được từ đây."""


def test_a_healthy_pc(tmp_path):
    install.install_addin(pc(tmp_path))
    outcome = diagnose.check_pc(pc(tmp_path, excel=LOADED))
    assert (outcome.message, outcome.findings) == (healthy_report(), [])


def test_a_pc_without_anything(tmp_path):
    outcome = diagnose.check_pc(pc(tmp_path, {}, pythonw=False))
    assert outcome.message == (
        r"""Có 2 việc cần xử lý để dùng được thẻ BDHVS.

Cần xử lý:
- Thẻ BDHVS chưa được cài: không có tệp C:\Users\Nguyễn Văn Ệ\AppData\Roaming\Microsoft\Excel\XLSTART\BDHVS.xlam.
  Cách xử lý: Đóng Excel rồi chạy: bdhvs install-addin.
- Không thấy Excel nào được đăng ký trên máy này.
  Cách xử lý: Cài Microsoft Excel 2013 trở lên (không phải Excel trên web). Chưa có Excel thì dùng lệnh bdhvs.

Đã ổn:
- Không thấy chính sách nào tắt macro trong thư mục khởi động của Excel (theo mặc định là vị trí tin cậy).
- Không thấy thiết đặt nào tắt phần bổ trợ của Excel.
- Không thấy quy tắc nào của Microsoft Defender cấm Excel khởi động chương trình khác.

Không biết chắc từ đây:
- AppLocker, WDAC và phần mềm diệt virus khác có thể chặn pythonw.exe; điều đó không đọc được từ đây."""
    )
    assert outcome.findings[0] == Finding(
        rule="addin.installed",
        severity="error",
        message=f"Thẻ BDHVS chưa được cài: không có tệp {ADDIN}.",
        cure=AGAIN,
    )


def hindrances(tmp_path, registry=EXCEL, **options) -> list[tuple[str, str, str]]:
    """Severity, message and cure of every finding about a PC with the add-in well installed."""
    install.install_addin(pc(tmp_path))
    options.setdefault("excel", LOADED)
    found = diagnose.check_pc(pc(tmp_path, registry, **options)).findings
    return [(finding.severity, finding.message, finding.cure) for finding in found]


# --- macros ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [1, 2, 3, 4])
@pytest.mark.parametrize("root", [POLICY, OWN])
def test_in_a_trusted_location_macros_run_whatever_the_macro_setting_says(tmp_path, root, value):
    assert hindrances(tmp_path, EXCEL | {root + r"\Excel\Security": {"VBAWarnings": value}}) == []


DISABLED = rf"mọi vị trí tin cậy của Excel bị tắt ({POLICY}{TRUSTED}\AllLocationsDisabled = 1)"
ASKED = (
    "warning",
    f"Mỗi lần mở Excel có thể bị hỏi có bật macro của BDHVS.xlam không: {DISABLED}.",
    f"Chọn Bật Macro (Enable Macros). {ASK_FOR_TRUST}",
)


@pytest.mark.parametrize(
    ("value", "hindrance"),
    [
        (1, []),
        (2, [ASKED]),
        (
            3,
            [
                (
                    "error",
                    f"Macro của BDHVS bị chặn: {DISABLED}, và macro không có chữ ký số bị tắt "
                    rf"({POLICY}\Excel\Security\VBAWarnings = 3).",
                    ASK_FOR_TRUST,
                )
            ],
        ),
        (
            4,
            [
                (
                    "error",
                    f"Macro của BDHVS bị chặn: {DISABLED}, và mọi macro bị tắt "
                    rf"({POLICY}\Excel\Security\VBAWarnings = 4).",
                    ASK_FOR_TRUST,
                )
            ],
        ),
    ],
)
def test_outside_trusted_locations_the_macro_setting_decides(tmp_path, value, hindrance):
    registry = EXCEL | NO_LOCATIONS | {POLICY + r"\Excel\Security": {"VBAWarnings": value}}
    assert hindrances(tmp_path, registry) == hindrance


def test_outside_trusted_locations_excel_asks_when_nothing_is_set(tmp_path):
    assert hindrances(tmp_path, EXCEL | NO_LOCATIONS) == [ASKED]


def test_what_the_user_switched_off_the_user_can_switch_on(tmp_path):
    [(severity, _, cure)] = hindrances(tmp_path, EXCEL | {OWN + TRUSTED: {"AllLocationsDisabled": 1}})
    assert (severity, cure) == (
        "warning",
        "Chọn Bật Macro (Enable Macros). Trong Excel: Tệp > Tùy chọn > Trung tâm Tin cậy > Thiết đặt (File > Options > "
        "Trust Center > Settings) > Vị trí Tin cậy (Trusted Locations), bỏ dấu tắt tất cả (Disable all).",
    )


@pytest.mark.parametrize(
    ("cloud", "policy", "own", "hindered"),
    [(0, 1, 1, False), (1, 0, 0, True), (None, 0, 1, False), (None, 1, 0, True), (None, None, 1, True)],
)
def test_cloud_policy_wins_over_group_policy_over_the_user(tmp_path, cloud, policy, own, hindered):
    roots = ((CLOUD, cloud), (POLICY, policy), (OWN, own))
    registry = {root + TRUSTED: {"AllLocationsDisabled": value} for root, value in roots if value is not None}
    assert bool(hindrances(tmp_path, EXCEL | registry)) == hindered


@pytest.mark.parametrize(
    ("registry", "reason"),
    [
        (
            {POLICY + r"\Common\Security\Trusted Locations": {"Allow User Locations": 0}},
            "Excel chỉ tin các thư mục do bộ phận CNTT khai báo "
            rf"({POLICY}\Common\Security\Trusted Locations\Allow User Locations = 0)",
        ),
        ({POLICY + r"\Common\Security\Trusted Locations": {"Allow User Locations": 1}}, ""),
    ],
)
def test_locations_may_be_left_to_policy_alone(tmp_path, registry, reason):
    said = [message for _, message, _ in hindrances(tmp_path, EXCEL | registry)]
    assert said == ([f"Mỗi lần mở Excel có thể bị hỏi có bật macro của BDHVS.xlam không: {reason}."] if reason else [])


@pytest.mark.parametrize(("allowed", "count"), [(None, 1), (0, 1), (1, 0)])
def test_a_start_up_folder_on_the_network_is_trusted_only_when_that_is_allowed(tmp_path, allowed, count):
    profile = PROFILE | {"APPDATA": r"\\maychu\hoso\ve"}
    machine = pc(tmp_path, EXCEL | {OWN + TRUSTED: {} if allowed is None else {"AllowNetworkLocations": allowed}},
                 environment=profile)  # fmt: skip
    install.install_addin(machine)
    said = [finding.message for finding in diagnose.check_pc(machine).findings]
    assert (
        said
        == [
            "Mỗi lần mở Excel có thể bị hỏi có bật macro của BDHVS.xlam không: "
            "thư mục khởi động của Excel nằm trên mạng (AllowNetworkLocations chưa bật)."
        ]
        * count
    )


@pytest.mark.parametrize("root", [r"HKLM\Software\Policies\Microsoft\Office\16.0", OWN])
def test_without_vba_no_trusted_location_helps(tmp_path, root):
    assert hindrances(tmp_path, EXCEL | {root + r"\Common": {"VBAOFF": 1}}) == [
        ("error", rf"VBA của Office bị tắt hẳn trên máy này ({root}\Common\VBAOff = 1).", ASK_IT)
    ]


# --- add-ins, child processes, scripts ------------------------------------------------------------------------------

ADDINS_BY_USER = (
    "Trong Excel: Tệp > Tùy chọn > Trung tâm Tin cậy > Thiết đặt (File > Options > Trust Center > Settings) > "
    "Phần bổ trợ (Add-ins), bỏ dấu chọn, rồi mở lại Excel."
)
LISTED = POLICY + r"\Excel\Resiliency\AddinList"
ONLY_LISTED = {POLICY + r"\Excel\Resiliency": {"RestrictToList": 1}}


@pytest.mark.parametrize(
    ("registry", "hindrance"),
    [
        (
            {POLICY + r"\Excel\Security": {"DisableAllAddins": 1}},
            [(rf"Mọi phần bổ trợ của Excel bị tắt ({POLICY}\Excel\Security\DisableAllAddins = 1).", ASK_IT)],
        ),
        (
            {OWN + r"\Excel\Security": {"RequireAddinSig": 1}},
            [
                (
                    "Excel chỉ nhận phần bổ trợ có chữ ký số, BDHVS.xlam không có "
                    rf"({OWN}\Excel\Security\RequireAddinSig = 1).",
                    ADDINS_BY_USER,
                )
            ],
        ),
        (
            {LISTED: {"bdhvs.XLAM": "0"}},
            [(rf"Chính sách cấm riêng BDHVS.xlam ({LISTED}\BDHVS.xlam = 0).", ASK_IT)],
        ),
        (
            ONLY_LISTED,
            [
                (
                    "Excel chỉ nhận phần bổ trợ trong danh sách của bộ phận CNTT "
                    rf"({POLICY}\Excel\Resiliency\RestrictToList = 1).",
                    ASK_IT,
                )
            ],
        ),
        (ONLY_LISTED | {LISTED: {"BDHVS.xlam": "1"}}, []),
        (ONLY_LISTED | {LISTED: {"BDHVS.xlam": "2"}}, []),
        ({POLICY + r"\Excel\Security": {"DisableAllAddins": 0, "RequireAddinSig": 0}}, []),
    ],
)
def test_add_ins_may_be_forbidden(tmp_path, registry, hindrance):
    assert hindrances(tmp_path, EXCEL | registry) == [("error", text, cure) for text, cure in hindrance]


BLOCKED = (
    "error",
    f"Excel bị cấm khởi động chương trình khác (quy tắc ASR {CHILD_PROCESSES} của Microsoft Defender = 1), "
    "nên các nút có thể không chạy.",
    f"Đề nghị bộ phận CNTT loại trừ pythonw.exe. {WINDOW}",
)
WARNED = (
    "warning",
    "Windows có thể chặn và hỏi khi Excel khởi động Python "
    f"(quy tắc ASR {CHILD_PROCESSES} của Microsoft Defender = 6).",
    "Chọn Bỏ chặn (Unblock) trong thông báo của Windows.",
)


@pytest.mark.parametrize(
    ("registry", "hindrance"),
    [
        ({ASR_POLICY: {CHILD_PROCESSES: "1"}}, [BLOCKED]),
        ({ASR_POLICY: {CHILD_PROCESSES.lower(): "6"}}, [WARNED]),
        ({ASR_POLICY: {CHILD_PROCESSES: "2"}}, []),
        ({ASR_POLICY: {CHILD_PROCESSES: "0"}, ASR_LOCAL: {CHILD_PROCESSES: 1}}, []),
        ({ASR_LOCAL: {CHILD_PROCESSES: 1}}, [BLOCKED]),
        ({ASR_MANAGED: {"ASRRules": f"9E6C4E1F-7D60-472F-BA1A-A39EF669E4B2=2|{CHILD_PROCESSES}=1"}}, [BLOCKED]),
        ({ASR_MANAGED: {"ASRRules": f"{CHILD_PROCESSES}=0"}, ASR_LOCAL: {CHILD_PROCESSES: 1}}, []),
        ({ASR_POLICY: {"9E6C4E1F-7D60-472F-BA1A-A39EF669E4B2": "1"}}, []),
    ],
)
def test_excel_may_be_forbidden_to_start_programs(tmp_path, registry, hindrance):
    assert hindrances(tmp_path, EXCEL | registry) == hindrance


@pytest.mark.parametrize("hive", ["HKCU", "HKLM"])
def test_windows_script_host_switched_off_is_reported_and_not_judged(tmp_path, hive):
    key = rf"{hive}\Software\Microsoft\Windows Script Host\Settings"
    install.install_addin(pc(tmp_path))
    outcome = diagnose.check_pc(pc(tmp_path, EXCEL | {key: {"Enabled": "0"}}, excel=LOADED))
    assert outcome.findings == []
    assert outcome.message.partition("Không biết chắc từ đây:\n")[2].splitlines()[0] == (
        rf"- Windows Script Host đang tắt ({key}\Enabled = 0). Thiết đặt này chặn các tệp .vbs, .js; "
        "chưa rõ nó có chặn các nút (đối tượng WScript.Shell) hay không. Nếu bấm nút không thấy gì, báo CNTT."
    )


@pytest.mark.parametrize(("path", "count"), [(str(ADDIN), 1), (r"C:\khác\xlwings.xlam", 0)])
def test_excel_may_have_put_the_add_in_aside_after_a_crash(tmp_path, path, count):
    items = {OWN + r"\Excel\Resiliency\DisabledItems": {"4A1B2C": disabled_item(path), "note": "text"}}
    assert (
        hindrances(tmp_path, EXCEL | items)
        == [
            (
                "error",
                "Excel đã tự tắt BDHVS.xlam sau một lần gặp sự cố.",
                "Trong Excel: Tệp > Tùy chọn > Phần bổ trợ (File > Options > Add-ins), ô Quản lý (Manage) chọn "
                "Mục bị vô hiệu hóa (Disabled Items), bấm Đi (Go), chọn BDHVS, bấm Bật (Enable), rồi mở lại Excel.",
            )
        ]
        * count
    )


# --- Excel ----------------------------------------------------------------------------------------------------------

STORE = (
    r"C:\Program Files\WindowsApps\Microsoft.Office.Desktop.Excel_16051.14332.0.0_x86__8wekyb3d8bbwe\Office16\EXCEL.EXE"
)


@pytest.mark.parametrize(
    ("registry", "text", "cure"),
    [
        (
            {APP_PATH: {"": STORE}},
            f"Excel trên máy cài từ Microsoft Store ({STORE}), các nút không điều khiển được bản này.",
            "Gỡ bản này, rồi cài Office bằng bộ cài của cơ quan hoặc tải từ trang tài khoản Microsoft 365.",
        ),
        (
            {CURVER: {"": "Excel.Application.14"}},
            "Excel 2010 quá cũ, thẻ BDHVS cần Excel 2013 trở lên.",
            "Nâng cấp Office, hoặc dùng lệnh bdhvs.",
        ),
        (
            {},
            "Không thấy Excel nào được đăng ký trên máy này.",
            "Cài Microsoft Excel 2013 trở lên (không phải Excel trên web). Chưa có Excel thì dùng lệnh bdhvs.",
        ),
    ],
)
def test_excel_must_be_one_that_programs_can_reach(tmp_path, registry, text, cure):
    assert hindrances(tmp_path, registry) == [("error", text, cure)]


def test_settings_are_read_under_the_version_of_excel(tmp_path):
    old, new = r"HKCU\Software\Microsoft\Office\15.0", OWN
    registry = {CURVER: {"": "Excel.Application.15"}, new + TRUSTED: {"AllLocationsDisabled": 1}}
    assert hindrances(tmp_path, registry) == []
    assert len(hindrances(tmp_path, registry | {old + TRUSTED: {"AllLocationsDisabled": 1}})) == 1


def test_an_excel_without_a_known_path_is_fine(tmp_path):
    install.install_addin(pc(tmp_path))
    outcome = diagnose.check_pc(pc(tmp_path, {CURVER: {"": "Excel.Application.16"}}, excel=LOADED))
    assert outcome.message == healthy_report(excel="")


@pytest.mark.parametrize(
    ("excel", "hindrance"),
    [
        (
            OpenExcel(XLSTART, ""),
            (
                "warning",
                "Excel đang mở chưa nạp thẻ BDHVS.",
                "Đóng mọi cửa sổ Excel rồi mở lại từ Start; Excel do chương trình khác mở thì không nạp phần bổ trợ.",
            ),
        ),
        (
            OpenExcel(XLSTART, r"C:\Office16\XLSTART\BDHVS.xlam"),
            (
                "warning",
                r"Excel đang nạp một bản BDHVS khác: C:\Office16\XLSTART\BDHVS.xlam.",
                "Xóa bản đó rồi mở lại Excel, để chỉ còn bản trong thư mục khởi động.",
            ),
        ),
        (
            OpenExcel(PureWindowsPath(r"H:\XLSTART"), ""),
            (
                "error",
                r"Excel đang mở dùng thư mục khởi động khác: H:\XLSTART.",
                f"Chép {ADDIN} vào thư mục đó, hoặc hỏi bộ phận CNTT vì sao thư mục này bị chuyển.",
            ),
        ),
    ],
)
def test_an_open_excel_is_asked(tmp_path, excel, hindrance):
    assert hindrances(tmp_path, excel=excel) == [hindrance]


def test_a_closed_excel_leaves_it_open_whether_the_tab_shows(tmp_path):
    install.install_addin(pc(tmp_path))
    assert (
        "- Thẻ BDHVS đã hiện trong Excel hay chưa: Excel đang đóng hoặc không trả lời. "
        "Mở một file trong Excel rồi chạy lại để biết."
    ) in diagnose.check_pc(pc(tmp_path)).message.partition("Không biết chắc từ đây:")[2].splitlines()


# --- the installed copy ---------------------------------------------------------------------------------------------


def test_another_version_is_told(tmp_path):
    machine = pc(tmp_path, excel=LOADED)
    machine.disk(XLSTART).mkdir(parents=True)
    with xlsxwriter.Workbook(machine.disk(ADDIN)) as book:
        book.add_worksheet("bdhvs").write("A1", str(PYTHONW))
    assert [(f.severity, f.message, f.cure) for f in diagnose.check_pc(machine).findings] == [
        ("warning", f"Tệp {ADDIN} khác bản đi kèm bdhvs hiện có (thường là bản cũ).", AGAIN)
    ]


def test_a_file_that_is_no_add_in_of_ours_is_told(tmp_path):
    machine = pc(tmp_path, excel=LOADED)
    machine.disk(XLSTART).mkdir(parents=True)
    machine.disk(ADDIN).write_bytes(b"PK half a download")
    assert [(f.severity, f.message, f.cure) for f in diagnose.check_pc(machine).findings] == [
        (
            "error",
            f"Tệp {ADDIN} không đọc được, hoặc không phải phần bổ trợ của BDHVS.",
            f"Chuyển tệp đó sang thư mục khác. {AGAIN}",
        )
    ]


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        (ADDIN, AGAIN),
        (
            PYTHONW,
            f"Trong thư mục {SCRIPTS}, bấm chuột phải vào tệp, chọn Thuộc tính (Properties), "
            "đánh dấu Bỏ chặn (Unblock), bấm OK.",
        ),
    ],
)
@pytest.mark.parametrize(("zone", "count"), [(2, 0), (3, 1), (4, 1)])
def test_a_mark_of_the_web_is_told(tmp_path, path, cure, zone, count):
    install.install_addin(pc(tmp_path))
    machine = pc(tmp_path, excel=LOADED)
    mark = machine.disk(PureWindowsPath(f"{path}:Zone.Identifier"))
    mark.write_text(f"[ZoneTransfer]\r\nZoneId={zone}\r\n")
    assert [(f.severity, f.message, f.cure) for f in diagnose.check_pc(machine).findings] == [
        (
            "warning",
            f"Windows ghi nhận tệp {path} là tải từ Internet (Zone.Identifier) nên có thể chặn hoặc hỏi lại mỗi lần.",
            cure,
        )
    ] * count


def installed_with(tmp_path, named: str, **options):
    """A PC whose installed add-in names another Python."""
    machine = pc(tmp_path, excel=LOADED, **options)
    machine.disk(XLSTART).mkdir(parents=True)
    installed_addin.addin_with_python(machine, named).save(machine.disk(ADDIN))
    return machine


STORE_PYTHON = HOME / r"AppData\Local\Microsoft\WindowsApps\pythonw.exe"


@pytest.mark.parametrize(
    ("python", "options", "text", "cure"),
    [
        ("", {}, "Tệp BDHVS.xlam chưa ghi Python nào để chạy các nút.", AGAIN),
        (
            r"%LOCALAPPDATA%\đã gỡ\pythonw.exe",
            {},
            rf"Không thấy Python của các nút ở {HOME}\AppData\Local\đã gỡ\pythonw.exe.",
            f"Cài lại bdhvs nếu đã gỡ. {AGAIN}",
        ),
        (
            str(PYTHONW),
            {"runs": False},
            f"Python {PYTHONW} không chạy được bdhvs hoặc xlwings.",
            f"Cài lại bdhvs vào Python này, không dùng pip install --user. {AGAIN}",
        ),
        (
            str(STORE_PYTHON),
            {"python": STORE_PYTHON.with_name("python.exe")},
            f"Python của các nút ({STORE_PYTHON}) cài từ Microsoft Store, "
            "dùng thư mục AppData riêng mà Excel không thấy.",
            f"Cài Python từ python.org, cài lại bdhvs. {AGAIN}",
        ),
        (
            str(PYTHONW),
            {
                "base": PureWindowsPath(
                    r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.11_qbz5n2kfra8p0"
                )
            },
            f"Python của các nút ({PYTHONW}) cài từ Microsoft Store, dùng thư mục AppData riêng mà Excel không thấy.",
            f"Cài Python từ python.org, cài lại bdhvs. {AGAIN}",
        ),
    ],
)
def test_the_python_of_the_buttons_must_work(tmp_path, python, options, text, cure):
    findings = diagnose.check_pc(installed_with(tmp_path, python, **options)).findings
    assert [(f.severity, f.message, f.cure) for f in findings] == [("error", text, cure)]


def test_another_python_than_this_one_may_run_the_buttons(tmp_path):
    other = PureWindowsPath(r"D:\BDHVS\pythonw.exe")
    pc(tmp_path, python=other.with_name("python.exe"))
    outcome = diagnose.check_pc(installed_with(tmp_path, str(other)))
    assert outcome.findings == []
    assert (
        rf"- Python của các nút chạy được: {other}, khác Python đang chạy lệnh này ({SCRIPTS}\python.exe)."
        in outcome.message.splitlines()
    )
