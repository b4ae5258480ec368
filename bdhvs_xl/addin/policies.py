"""Policies of the organisation in the registry that forbid macros, add-ins or programs started by Excel."""

from collections.abc import Iterator

from bdhvs_xl.addin import installed_addin, office_settings
from bdhvs_xl.addin.diagnosis import Diagnosis
from bdhvs_xl.addin.office_settings import OfficeSetting, is_on, read_setting
from bdhvs_xl.addin.windows_pc import ADDIN_FILE, WindowsPC

_WINDOW = "Trong khi chờ, mở file tổng hợp trong Excel rồi làm bằng cửa sổ nút bấm: bdhvs window."
_ASK_IT = f"Đề nghị bộ phận CNTT cho phép {ADDIN_FILE}. {_WINDOW}"
_ASK_FOR_TRUST = f"Đề nghị bộ phận CNTT đưa thư mục khởi động của Excel vào vị trí tin cậy. {_WINDOW}"
_TRUST_CENTER = "Tệp > Tùy chọn > Trung tâm Tin cậy > Thiết đặt (File > Options > Trust Center > Settings)"
_SECURITY, _TRUSTED = r"Excel\Security", r"Excel\Security\Trusted Locations"
_SIGNED_ONLY, _ENABLED, _NEVER = 3, 1, 4

_ASR_RULE = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
_ASR_KEYS = (
    r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
    r"Software\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
)
_ASR_MANAGED = r"Software\Policies\Microsoft\Windows Defender\Policy Manager"
_BLOCK, _WARN = 1, 6


def check_macros(machine: WindowsPC) -> Iterator[Diagnosis]:
    """Whether VBA runs in the start-up folder.

    A file in a trusted location runs whatever VBAWarnings says, 4 (all off) included; the user's XLSTART is one from
    the start, unless locations are switched off, left to policy alone, or the folder lies on the network. Sources:
    Microsoft, "Trusted Locations for Office files"; "Macros from the internet are blocked by default in Office"; "Turn
    off Visual Basic for Applications when you deploy Office" (VBAOFF).
    """
    off = read_setting(machine, "Common", "VBAOff")
    if off and is_on(off):
        yield Diagnosis("macros", "error", f"VBA của Office bị tắt hẳn trên máy này ({off.shown}).", _ASK_IT)
        return
    distrusted = _distrusted(machine)
    if distrusted:
        yield _untrusted(*distrusted, read_setting(machine, _SECURITY, "VBAWarnings"))
    else:
        yield Diagnosis(
            "macros",
            "fine",
            "Không thấy chính sách nào tắt macro trong thư mục khởi động của Excel (theo mặc định là vị trí tin cậy).",
        )


def _distrusted(machine: WindowsPC) -> tuple[str, str] | None:
    """Why the start-up folder is not a trusted location, and the cure; None when it is one."""
    none = read_setting(machine, _TRUSTED, "AllLocationsDisabled")
    if none and is_on(none):
        by_user = f"Trong Excel: {_TRUST_CENTER} > Vị trí Tin cậy (Trusted Locations), bỏ dấu tắt tất cả (Disable all)."
        cure = _ASK_FOR_TRUST if none.by_policy else by_user
        return f"mọi vị trí tin cậy của Excel bị tắt ({none.shown})", cure
    users = read_setting(machine, r"Common\Security\Trusted Locations", "Allow User Locations")
    if users and not is_on(users):
        return f"Excel chỉ tin các thư mục do bộ phận CNTT khai báo ({users.shown})", _ASK_FOR_TRUST
    network = read_setting(machine, _TRUSTED, "AllowNetworkLocations")
    if installed_addin.addin_path(machine).drive.startswith("\\\\") and not is_on(network):
        return "thư mục khởi động của Excel nằm trên mạng (AllowNetworkLocations chưa bật)", _ASK_FOR_TRUST
    return None


def _untrusted(reason: str, cure: str, warnings: OfficeSetting | None) -> Diagnosis:
    """The effect of VBAWarnings outside trusted locations: 1 runs, 2 asks (the default), 3 only signed, 4 never."""
    value = warnings.value if warnings else 0
    said = f" ({warnings.shown})" if warnings else ""
    if value in (_SIGNED_ONLY, _NEVER):
        rest = "macro không có chữ ký số bị tắt" if value == _SIGNED_ONLY else "mọi macro bị tắt"
        return Diagnosis("macros", "error", f"Macro của BDHVS bị chặn: {reason}, và {rest}{said}.", cure)
    if value == _ENABLED:
        return Diagnosis("macros", "fine", f"Macro được chạy{said}, dù {reason}.")
    return Diagnosis(
        "macros",
        "warning",
        f"Mỗi lần mở Excel có thể bị hỏi có bật macro của {ADDIN_FILE} không: {reason}.",
        f"Chọn Bật Macro (Enable Macros). {cure}",
    )


def check_addins(machine: WindowsPC) -> Iterator[Diagnosis]:
    """Whether add-ins are forbidden; these settings also hold for files in trusted locations.

    Sources: Microsoft, "Plan security settings for add-ins for Office" (.xlam files are application add-ins); policies
    "List of managed add-ins" (value names are file names; 0 blocked, 1 always on, 2 free) and "Block all unmanaged
    add-ins".
    """
    forbidden = list(_forbidden(machine))
    yield from forbidden or [Diagnosis("addins", "fine", "Không thấy thiết đặt nào tắt phần bổ trợ của Excel.")]


def _forbidden(machine: WindowsPC) -> Iterator[Diagnosis]:
    every, signed = (
        read_setting(machine, _SECURITY, "DisableAllAddins"),
        read_setting(machine, _SECURITY, "RequireAddinSig"),
    )
    if every and is_on(every):
        yield _addins_off(f"Mọi phần bổ trợ của Excel bị tắt ({every.shown}).", every)
    if signed and is_on(signed):
        yield _addins_off(f"Excel chỉ nhận phần bổ trợ có chữ ký số, {ADDIN_FILE} không có ({signed.shown}).", signed)
    listed = read_setting(machine, r"Excel\Resiliency\AddinList", ADDIN_FILE)
    only_listed = read_setting(machine, r"Excel\Resiliency", "RestrictToList")
    if listed and not is_on(listed):
        yield Diagnosis("addins", "error", f"Chính sách cấm riêng {ADDIN_FILE} ({listed.shown}).", _ASK_IT)
    elif only_listed and is_on(only_listed) and listed is None:
        text = f"Excel chỉ nhận phần bổ trợ trong danh sách của bộ phận CNTT ({only_listed.shown})."
        yield Diagnosis("addins", "error", text, _ASK_IT)


def _addins_off(text: str, setting: OfficeSetting) -> Diagnosis:
    by_user = f"Trong Excel: {_TRUST_CENTER} > Phần bổ trợ (Add-ins), bỏ dấu chọn, rồi mở lại Excel."
    return Diagnosis("addins", "error", text, _ASK_IT if setting.by_policy else by_user)


def check_child_processes(machine: WindowsPC) -> Iterator[Diagnosis]:
    """Whether Excel may start Python: Defender's rule "Block all Office applications from creating child processes".

    Sources: Microsoft, "Attack surface reduction rules reference" (1 block, 2 audit, 6 warn); "Troubleshoot Microsoft
    Defender Antivirus settings" (policy, then MDM, then local). Excluded files cannot be read from here.
    """
    state = _asr_state(machine)
    name = f"quy tắc ASR {_ASR_RULE.upper()} của Microsoft Defender"
    if state == _BLOCK:
        text = f"Excel bị cấm khởi động chương trình khác ({name} = 1), nên các nút có thể không chạy."
        yield Diagnosis("child_processes", "error", text, f"Đề nghị bộ phận CNTT loại trừ pythonw.exe. {_WINDOW}")
    elif state == _WARN:
        text = f"Windows có thể chặn và hỏi khi Excel khởi động Python ({name} = 6)."
        yield Diagnosis("child_processes", "warning", text, "Chọn Bỏ chặn (Unblock) trong thông báo của Windows.")
    else:
        text = "Không thấy quy tắc nào của Microsoft Defender cấm Excel khởi động chương trình khác."
        yield Diagnosis("child_processes", "fine", text)


def _asr_state(machine: WindowsPC) -> int | None:
    policy, local = _ASR_KEYS
    managed = str(machine.registry("HKLM", _ASR_MANAGED).get("asrrules", ""))
    rules = dict(rule.lower().split("=", 1) for rule in managed.split("|") if "=" in rule)
    for value in (
        machine.registry("HKLM", policy).get(_ASR_RULE),
        rules.get(_ASR_RULE),
        machine.registry("HKLM", local).get(_ASR_RULE),
    ):
        state = office_settings.registry_number(value)
        if state is not None:
            return state
    return None


def check_script_host(machine: WindowsPC) -> Iterator[Diagnosis]:
    """Whether Windows Script Host is off: the setting stops wscript.exe and cscript.exe.

    The ribbon uses its object WScript.Shell inside Excel. Microsoft does not document whether the setting stops
    that object too, so it is reported as unknown.
    """
    for hive in office_settings.HIVES:
        key = r"Software\Microsoft\Windows Script Host\Settings"
        if office_settings.registry_number(machine.registry(hive, key).get("enabled")) == 0:
            yield Diagnosis(
                "script_host",
                "unknown",
                rf"Windows Script Host đang tắt ({hive}\{key}\Enabled = 0). Thiết đặt này chặn các tệp .vbs, .js; "
                "chưa rõ nó có chặn các nút (đối tượng WScript.Shell) hay không. Nếu bấm nút không thấy gì, báo CNTT.",
            )
            return


def check_disabled_items(machine: WindowsPC) -> Iterator[Diagnosis]:
    """Whether Excel itself put the add-in aside after a crash (`Resiliency\\DisabledItems`, paths in UTF-16).

    Source: Microsoft, "Add-ins are user re-enabled after being disabled by Office programs".
    """
    values = machine.registry("HKCU", office_settings.user_key(machine, r"Excel\Resiliency\DisabledItems")).values()
    texts = [value.decode("utf-16-le", "ignore").casefold() for value in values if isinstance(value, bytes)]
    if any(ADDIN_FILE.casefold() in text for text in texts):
        yield Diagnosis(
            "disabled_items",
            "error",
            f"Excel đã tự tắt {ADDIN_FILE} sau một lần gặp sự cố.",
            "Trong Excel: Tệp > Tùy chọn > Phần bổ trợ (File > Options > Add-ins), ô Quản lý (Manage) chọn "
            "Mục bị vô hiệu hóa (Disabled Items), bấm Đi (Go), chọn BDHVS, bấm Bật (Enable), rồi mở lại Excel.",
        )


def not_checkable(machine: WindowsPC) -> Iterator[Diagnosis]:
    """What cannot be checked from here."""
    yield Diagnosis(
        "outside",
        "unknown",
        "AppLocker, WDAC và phần mềm diệt virus khác có thể chặn pythonw.exe; điều đó không đọc được từ đây.",
    )
