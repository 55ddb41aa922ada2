"""Does for an integration what Node cannot do on Windows: lists processes with their programs, reads the registry, protects data, and
keeps track of the processes of a launch. Loaded when the integration asks for the first time.

The integration connects to a port of this computer and sends a token that only it knows. Each side then writes one JSON object per
line: {"id": 1, "do": "processes"} is answered with {"id": 1, "result": ...} or {"id": 1, "error": "..."}.
"""
import json
import sys

WINDOWS = sys.platform == "win32"
MAX_LINE_LENGTH = 16 * 1024 * 1024


def serve(connection):
    """Answers requests until the integration closes the connection."""
    answers = Answers()
    with connection, connection.makefile("rwb") as stream:
        for line in iter(lambda: stream.readline(MAX_LINE_LENGTH), b""):
            stream.write(answer(answers, line) + b"\n")
            stream.flush()


def answer(answers, line):
    number = None
    try:
        request = json.loads(line.decode("utf-8"))
        number = request.pop("id")
        name = request.pop("do")
        handler = getattr(answers, name, None)
        if name.startswith("_") or handler is None:
            raise ValueError("there is no request %r" % name)
        response = {"id": number, "result": handler(**request)}
    except Exception as error:  # a request that fails must not end the others
        response = {"id": number, "error": "%s: %s" % (type(error).__name__, error)}
    return json.dumps(response).encode("ascii")


class Answers:
    """The requests, by name."""

    def __init__(self):
        self._windows = Windows() if WINDOWS else None
        self._known = {}
        self._jobs = {}

    def system(self):
        return {"platform": sys.platform, "python": "%d.%d.%d" % sys.version_info[:3], "bits": 64 if sys.maxsize > 2 ** 32 else 32}

    def processes(self):
        """The ids of all processes, and the details of those that have started since the last request."""
        self._require_windows()
        current, started = {}, []
        for pid, parent, name in self._windows.snapshot():
            with self._windows.open_process(pid, QUERY_LIMITED_INFORMATION) as process:
                start = self._windows.start_time(process)
                key = (pid, start)
                if key not in self._known:
                    started.append([pid, parent, start, name, self._windows.program(process), self._windows.command_line(process)])
                current[key] = True
        self._known = current
        return {"all": [pid for pid, _ in current], "started": started}

    def registry(self, key, view=None):
        """The values and the names of the subkeys of a key, or None if it does not exist. `view` is 32, 64 or None."""
        self._require_windows()
        import winreg

        hive, _, path = key.partition("\\")
        access = winreg.KEY_READ | {32: winreg.KEY_WOW64_32KEY, 64: winreg.KEY_WOW64_64KEY, None: 0}[view]
        try:
            with winreg.OpenKey(getattr(winreg, HIVES[hive]), path, 0, access) as opened:
                subkeys, values, _ = winreg.QueryInfoKey(opened)
                return {
                    "values": dict(registry_value(*winreg.EnumValue(opened, index)) for index in range(values)),
                    "keys": [winreg.EnumKey(opened, index) for index in range(subkeys)],
                }
        except FileNotFoundError:
            return None

    def protect(self, data):
        """Encrypts data, given as base64, so that only this user can read it."""
        self._require_windows()
        return self._windows.protect(data)

    def unprotect(self, data):
        self._require_windows()
        return self._windows.unprotect(data)

    def open_job(self, job, pid):
        """From now on, everything that the process starts is in the job."""
        self._require_windows()
        self._jobs[job] = self._windows.job_of(pid)

    def job_processes(self, job):
        self._require_windows()
        return self._windows.job_processes(self._jobs[job])

    def close_job(self, job):
        """The processes keep running."""
        self._require_windows()
        handle = self._jobs.pop(job, None)
        if handle is not None:
            self._windows.close(handle)

    def _require_windows(self):
        if self._windows is None:
            raise OSError("only Windows can do this")


HIVES = {
    "HKCU": "HKEY_CURRENT_USER",
    "HKLM": "HKEY_LOCAL_MACHINE",
    "HKCR": "HKEY_CLASSES_ROOT",
    "HKU": "HKEY_USERS",
}


def registry_value(name, value, kind):
    """A text for all kinds of text, a number, a list of texts, or {"base64": ...}."""
    if isinstance(value, bytes):
        import base64

        value = {"base64": base64.b64encode(value).decode("ascii")}
    return name, value


QUERY_LIMITED_INFORMATION = 0x1000
SET_QUOTA_AND_TERMINATE = 0x0101
SNAPSHOT_PROCESSES = 0x2
COMMAND_LINE_INFORMATION = 60
BASIC_PROCESS_ID_LIST = 3
UI_FORBIDDEN = 0x1
ERROR_MORE_DATA = 234
# Between the beginnings of the calendars of Windows (1601) and Unix, in units of 100 ns.
UNIX_EPOCH = 116444736000000000
MAX_PATH_LENGTH = 32768


class Windows:
    """The functions of Windows. learn.microsoft.com/windows/win32/api describes each of them by its name."""

    def __init__(self):
        import ctypes

        self.ctypes = ctypes
        self.kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        self.ntdll = ctypes.WinDLL("ntdll")
        handle, pointer, dword, boolean = ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int32
        # By default, ctypes treats a handle as an int and truncates it on 64-bit systems.
        declare(self.kernel32.CreateToolhelp32Snapshot, handle, dword, dword)
        declare(self.kernel32.Process32FirstW, boolean, handle, pointer)
        declare(self.kernel32.Process32NextW, boolean, handle, pointer)
        declare(self.kernel32.OpenProcess, handle, dword, boolean, dword)
        declare(self.kernel32.CloseHandle, boolean, handle)
        declare(self.kernel32.GetProcessTimes, boolean, handle, pointer, pointer, pointer, pointer)
        declare(self.kernel32.QueryFullProcessImageNameW, boolean, handle, dword, pointer, pointer)
        declare(self.kernel32.CreateJobObjectW, handle, pointer, pointer)
        declare(self.kernel32.AssignProcessToJobObject, boolean, handle, handle)
        declare(self.kernel32.QueryInformationJobObject, boolean, handle, ctypes.c_int32, pointer, dword, pointer)
        declare(self.kernel32.LocalFree, pointer, pointer)
        declare(self.ntdll.NtQueryInformationProcess, ctypes.c_int32, handle, ctypes.c_int32, pointer, dword, pointer)
        self.entry_type = process_entry_type(ctypes)

    def snapshot(self):
        """(pid, parent, name) of each process."""
        ctypes = self.ctypes
        snapshot = self.check(self.kernel32.CreateToolhelp32Snapshot(SNAPSHOT_PROCESSES, 0))
        try:
            entry = self.entry_type()
            entry.size = ctypes.sizeof(entry)
            found = self.kernel32.Process32FirstW(snapshot, ctypes.byref(entry))
            while found:
                yield entry.pid, entry.parent, entry.name
                found = self.kernel32.Process32NextW(snapshot, ctypes.byref(entry))
        finally:
            self.kernel32.CloseHandle(snapshot)

    def open_process(self, pid, access):
        return OpenHandle(self, self.kernel32.OpenProcess(access, False, pid))

    def start_time(self, process):
        """In milliseconds since 1970; 0 if Windows does not reveal it."""
        ctypes = self.ctypes
        times = [ctypes.c_uint64() for _ in range(4)]
        if not process or not self.kernel32.GetProcessTimes(process, *[ctypes.byref(time) for time in times]):
            return 0
        return (times[0].value - UNIX_EPOCH) / 10000

    def program(self, process):
        ctypes = self.ctypes
        path, size = ctypes.create_unicode_buffer(MAX_PATH_LENGTH), ctypes.c_uint32(MAX_PATH_LENGTH)
        found = process and self.kernel32.QueryFullProcessImageNameW(process, 0, path, ctypes.byref(size))
        return path.value if found else None

    def command_line(self, process):
        """Its buffer begins with a UNICODE_STRING that points behind itself."""
        ctypes = self.ctypes
        buffer, size = ctypes.create_string_buffer(2 * MAX_PATH_LENGTH + 32), ctypes.c_uint32()
        arguments = (buffer, ctypes.sizeof(buffer), ctypes.byref(size))
        if not process or self.ntdll.NtQueryInformationProcess(process, COMMAND_LINE_INFORMATION, *arguments) != 0:
            return None
        length = int.from_bytes(buffer.raw[:2], "little")
        text = ctypes.c_void_p.from_buffer(buffer, ctypes.sizeof(ctypes.c_void_p)).value
        return ctypes.wstring_at(text, length // 2) if text else None

    def job_of(self, pid):
        job = self.check(self.kernel32.CreateJobObjectW(None, None))
        with self.open_process(pid, SET_QUOTA_AND_TERMINATE) as process:
            if not process or not self.kernel32.AssignProcessToJobObject(job, process):
                error = self.last_error()
                self.kernel32.CloseHandle(job)
                raise error
        return job

    def job_processes(self, job):
        """JOBOBJECT_BASIC_PROCESS_ID_LIST: two numbers, then the ids, each as long as a pointer."""
        ctypes = self.ctypes
        room = 64
        while True:
            ids = (ctypes.c_size_t * (room + 1))()
            arguments = (ctypes.byref(ids), ctypes.sizeof(ids), None)
            if self.kernel32.QueryInformationJobObject(job, BASIC_PROCESS_ID_LIST, *arguments):
                break
            if ctypes.get_last_error() != ERROR_MORE_DATA:
                raise self.last_error()
            room *= 2
        numbers = ctypes.cast(ids, ctypes.POINTER(ctypes.c_uint32))
        count, first = numbers[1], 8 // ctypes.sizeof(ctypes.c_size_t)
        return list(ids[first:first + count])

    def protect(self, data):
        return self.crypt("CryptProtectData", data)

    def unprotect(self, data):
        return self.crypt("CryptUnprotectData", data)

    def crypt(self, name, data):
        import base64

        ctypes = self.ctypes

        class Blob(ctypes.Structure):
            _fields_ = [("size", ctypes.c_uint32), ("data", ctypes.c_void_p)]

        function = getattr(ctypes.WinDLL("crypt32", use_last_error=True), name)
        declare(function, ctypes.c_int32, *[ctypes.c_void_p] * 5, ctypes.c_uint32, ctypes.c_void_p)
        plain = base64.b64decode(data)
        buffer = ctypes.create_string_buffer(plain, len(plain))
        source, result = Blob(len(plain), ctypes.addressof(buffer)), Blob()
        if not function(ctypes.byref(source), None, None, None, None, UI_FORBIDDEN, ctypes.byref(result)):
            raise self.last_error()
        try:
            return base64.b64encode(ctypes.string_at(result.data, result.size)).decode("ascii")
        finally:
            self.kernel32.LocalFree(result.data)

    def close(self, handle):
        self.kernel32.CloseHandle(handle)

    def check(self, handle):
        if not handle or handle == self.ctypes.c_void_p(-1).value:
            raise self.last_error()
        return handle

    def last_error(self):
        return self.ctypes.WinError(self.ctypes.get_last_error())


class OpenHandle:
    """The handle of a process, or None if Windows refuses it."""

    def __init__(self, windows, handle):
        self.windows = windows
        self.handle = handle

    def __enter__(self):
        return self.handle

    def __exit__(self, *_):
        if self.handle:
            self.windows.close(self.handle)


def declare(function, result, *arguments):
    function.restype = result
    function.argtypes = list(arguments)


def process_entry_type(ctypes):
    class ProcessEntry(ctypes.Structure):  # PROCESSENTRY32W
        _fields_ = [
            ("size", ctypes.c_uint32),
            ("usage", ctypes.c_uint32),
            ("pid", ctypes.c_uint32),
            ("heap", ctypes.c_size_t),
            ("module", ctypes.c_uint32),
            ("threads", ctypes.c_uint32),
            ("parent", ctypes.c_uint32),
            ("priority", ctypes.c_int32),
            ("flags", ctypes.c_uint32),
            ("name", ctypes.c_wchar * 260),
        ]

    return ProcessEntry
