"""Starts an integration that Galaxy Kit has packed. GALAXY imports this file with its own Python and calls main().

The folder around it:

    manifest.json
    plugin.py           this file
    main.cjs            checks Node's version, runs the bundle, keeps V8's compiled code in plugin.cjs.cache
    plugin.cjs          the integration, bundled into one file
    plugin.cjs.map      optional: stack traces then name the sources
    node/node.exe       the runtime on Windows
    node/node           the runtime on macOS and Linux

A package without the folder `node` uses the Node.js of the user. Standard library only; Python 3.7 to 3.13.
"""
# Only what starting Node takes: everything else is imported while Node starts.
import os
import sys

WINDOWS = sys.platform == "win32"
HERE = os.path.dirname(os.path.abspath(__file__))
NODE = "node.exe" if WINDOWS else "node"
PACKED_NODE = os.path.join(HERE, "node", NODE)
# A Mac's GALAXY has the PATH of the system, and not the one of the user's terminal.
USUAL_FOLDERS = ["/opt/homebrew/bin", "/usr/local/bin"] if sys.platform == "darwin" else []

# Tells the integration that its standard input ends when this process does.
LAUNCHER_VARIABLE = "GALAXY_KIT_LAUNCHER"
# For the packed Node, which knows them. A young generation that fits into a processor's cache takes a fifth of the memory and
# of the time off a large library.
NODE_FLAGS = ["--min-semi-space-size=2", "--max-semi-space-size=2", "--initial-old-space-size=64"]
# What a developer has set for other Nodes would change this one ...
FOREIGN_PREFIXES = ("NODE_", "UV_", "OPENSSL_CONF")
# ... but for what says how this network is reached.
NETWORK_VARIABLES = ("NODE_EXTRA_CA_CERTS", "NODE_USE_ENV_PROXY", "NODE_USE_SYSTEM_CA")

# An integration whose event loop is blocked notices no end of file. It gets the time for an orderly end, and no more.
GUARD = 'read _; for _ in 1 2 3 4 5 6 7; do kill -0 "$0" || exit; sleep 0.1; done; kill -KILL "$0"'

LEVELS = {"error": 40, "warn": 30, "info": 20, "debug": 10}
# What bypasses the integration's log is mostly the trace of a crash.
LEVEL_OF_OTHER_TEXT = 40
LONGEST_LINE = 1024 * 1024
FORMAT = "%(asctime)s - %(name)s - %(levelname)s - %(message)s"

# The Python API's exit code for "anything else that failed".
FAILED = 5


def main():
    code = run(sys.argv[1:])
    if code != 0:
        sys.exit(code)


def run(arguments):
    keep_standard_streams()
    node = find_node()
    if node is None:
        return fail(
            "Node.js was not found: install Node.js 20.19 or newer from https://nodejs.org, "
            "or the package of this integration that has its own"
        )
    try:
        integration = Integration(node, arguments)
    except OSError as error:
        return fail(
            "%s cannot be started (%s): it is missing, damaged or made for another system; install this integration again"
            % (node, os.strerror(error.errno))
        )
    return integration.forward_until_end()


def keep_standard_streams():
    """What GALAXY started this process without must not become a pipe to the integration by its number."""
    number = os.open(os.devnull, os.O_RDWR)
    while number < 3:
        number = os.open(os.devnull, os.O_RDWR)
    os.close(number)


def find_node():
    if os.path.isdir(os.path.dirname(PACKED_NODE)):
        if not WINDOWS:
            restore_execute_permission(PACKED_NODE)
        return PACKED_NODE
    folders = [folder.strip('"') for folder in os.environ.get("PATH", "").split(os.pathsep)] + USUAL_FOLDERS
    # Not the working directory, which is whose ever it is.
    candidates = [os.path.join(folder, NODE) for folder in folders if os.path.isabs(folder)]
    return next((path for path in candidates if os.path.isfile(path) and os.access(path, os.X_OK)), None)


def restore_execute_permission(node):
    """Unzipping may have lost it."""
    try:
        if not os.access(node, os.X_OK):
            os.chmod(node, os.stat(node).st_mode | 0o111)
    except OSError:
        pass  # starting it tells what is wrong


def environment():
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(FOREIGN_PREFIXES) or name in NETWORK_VARIABLES
    }
    own[LAUNCHER_VARIABLE] = "1"
    return own


class Integration:
    """The process of the integration, which lives no longer than this one."""

    def __init__(self, node, arguments):
        life_line, self.life_line = os.pipe()
        self.log, self.log_end = os.pipe()
        self.node = node
        self.code = None
        self.stopped_by = None
        flags = NODE_FLAGS if node == PACKED_NODE else []
        command = [node] + flags + [os.path.join(HERE, "main.cjs")] + arguments
        if WINDOWS:
            self.guard = None
            self.process = start_on_windows(command, life_line, self.log_end)
            self.job = kill_with_this_process(self.process.pid)
        else:
            notice_ends()
            self.process = Process(command, life_line, self.log_end, environment())
            self.guard = start_guard(life_line, self.process.pid)
            self.stop_on_signals()
        os.close(life_line)

    def stop_on_signals(self):
        import signal
        import threading

        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
                signal.signal(number, self.stop)

    def stop(self, number, _frame):
        if self.stopped_by is None:
            self.stopped_by = number
            os.close(self.life_line)

    def forward_until_end(self):
        """Forwards the log and returns the exit code."""
        import threading

        # A game that was launched may have inherited the log and keep it open: its end does not tell that the integration
        # has ended. This line does, and everything that the integration has written stands before it.
        last_line = os.urandom(16).hex().encode()

        def wait():
            self.code = exit_code(self.process.wait())
            os.write(self.log_end, b"\n" + last_line + b"\n")
            os.close(self.log_end)

        threading.Thread(target=wait, daemon=True).start()
        silent = True
        with open(self.log, "rb") as log:
            for line in iter(lambda: log.readline(LONGEST_LINE), b""):
                line = line.strip(b"\r\n")
                if line == last_line:
                    break
                if line:
                    silent = False
                    forward(line.decode("utf-8", "backslashreplace"))
        self.dismiss_guard()
        return self.report_end(silent)

    def dismiss_guard(self):
        if self.guard is not None:
            import signal

            try:
                os.killpg(self.guard.pid, signal.SIGKILL)
            except OSError:
                pass  # it has done its work
            self.guard.wait()

    def report_end(self, silent):
        if self.code == 0:
            return 0 if self.stopped_by is None else 128 + self.stopped_by
        hint = ""
        if silent:
            hint = " and has logged nothing: if %s is damaged, install this integration again" % self.node
        return fail("the integration has ended with exit code %d%s" % (self.code, hint), self.code)


def notice_ends():
    """Where GALAXY ignores the ends of its processes, so does this one, and exit codes get lost: before the first one ends."""
    import _signal  # built in, where importing `signal` would hold up Node's start

    try:
        _signal.signal(_signal.SIGCHLD, _signal.SIG_DFL)
    except ValueError:
        pass  # only a main thread may


class Process:
    """A process on macOS or Linux. Importing `subprocess` takes as long as half of Node's start."""

    def __init__(self, command, stdin, output, env, new_session=False):
        error, error_end = os.pipe()  # closed by a start that succeeds
        self.pid = os.fork()
        if self.pid == 0:
            try:
                become(command, stdin, output, env, new_session, error_end)
            except OSError as reason:
                os.write(error_end, b"%d" % reason.errno)
            finally:
                os._exit(FAILED)
        os.close(error_end)
        number = os.read(error, 16)
        os.close(error)
        if number:
            self.wait()
            raise OSError(int(number), os.strerror(int(number)))

    def wait(self):
        """Returns the exit code, or a signal as a negative number."""
        try:
            _, status = os.waitpid(self.pid, 0)
        except ChildProcessError:
            return FAILED  # it has ended, and somebody else knows how
        return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def become(command, stdin, output, env, new_session, error_end):
    if new_session:
        os.setsid()
    os.dup2(stdin, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    # What GALAXY may have passed on. There are seldom more: macOS allows 256.
    os.closerange(3, error_end)
    os.closerange(error_end + 1, 256)
    os.execve(command[0], command, env)


def start_on_windows(command, stdin, output):
    import subprocess

    return subprocess.Popen(
        command, stdin=stdin, stdout=output, stderr=output, env=environment(), creationflags=subprocess.CREATE_NO_WINDOW
    )


def start_guard(life_line, pid):
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        # What a terminal sends to all of its processes is not meant for this one.
        return Process(["/bin/sh", "-c", GUARD, str(pid)], life_line, nowhere, os.environ, new_session=True)
    except OSError:
        return None  # the integration ends by itself, unless its event loop is blocked
    finally:
        os.close(nowhere)


def exit_code(code):
    if code < 0:
        return 128 - code
    # Windows counts up to 2**32, where sys.exit() takes what a C int holds.
    return code - 2 ** 32 if code >= 2 ** 31 else code


def fail(message, code=FAILED):
    write(LEVELS["error"], "galaxy-kit", message)
    return code


def forward(line):
    import json

    try:
        entry = json.loads(line)
        level, name, message = LEVELS[entry.pop("level")], entry.pop("logger"), entry.pop("message")
        entry.pop("time", None)  # the log has its own
        stack = take_stack(entry.get("error"))
        text = "%s %s" % (message, json.dumps(entry, ensure_ascii=False)) if entry else message
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        write(LEVEL_OF_OTHER_TEXT, "galaxy-kit", line)
    else:
        write(level, name, text, stack)


def take_stack(error):
    return error.pop("stack") if isinstance(error, dict) and isinstance(error.get("stack"), str) else None


def write(level, name, message, trace=None):
    import logging

    # Does nothing where GALAXY has set up the log.
    logging.basicConfig(level=logging.DEBUG, format=FORMAT)
    root = logging.getLogger()
    if root.isEnabledFor(level):
        levelname = logging.getLevelName(level)
        trace = trace and encodable(trace, root)
        record = {"name": name, "levelno": level, "levelname": levelname, "msg": encodable(message, root), "exc_text": trace}
        root.handle(logging.makeLogRecord(record))


def encodable(text, root):
    """A log that is not in UTF-8, as Windows has them, loses lines with letters that its encoding lacks."""
    text = str(text)
    for handler in root.handlers:
        encoding = getattr(getattr(handler, "stream", None), "encoding", None)
        if encoding is not None:
            text = text.encode(encoding, "backslashreplace").decode(encoding)
    return text


PROCESS_TERMINATE = 0x0001
PROCESS_SET_QUOTA = 0x0100
JOB_OBJECT_EXTENDED_LIMIT_INFORMATION = 9
JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK = 0x1000
JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE = 0x2000


def kill_with_this_process(pid):
    """Windows ends the integration when this process ends, however that happens. Returns what must be kept until then.

    learn.microsoft.com/windows/win32/procthread/job-objects and .../api/winnt/ns-winnt-jobobject_extended_limit_information
    """
    import ctypes

    kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    handle, boolean, dword = ctypes.c_void_p, ctypes.c_int32, ctypes.c_uint32
    # Without these, ctypes takes a handle for an int, and cuts it off where a pointer has 64 bits.
    kernel32.CreateJobObjectW.restype = handle
    kernel32.CreateJobObjectW.argtypes = [handle, ctypes.c_wchar_p]
    kernel32.SetInformationJobObject.restype = boolean
    kernel32.SetInformationJobObject.argtypes = [handle, ctypes.c_int32, handle, dword]
    kernel32.OpenProcess.restype = handle
    kernel32.OpenProcess.argtypes = [dword, boolean, dword]
    kernel32.AssignProcessToJobObject.restype = boolean
    kernel32.AssignProcessToJobObject.argtypes = [handle, handle]
    kernel32.CloseHandle.restype = boolean
    kernel32.CloseHandle.argtypes = [handle]

    limits = job_limits()
    # No security attributes: the handle is not inherited, or a game that was launched would keep the job open.
    job = kernel32.CreateJobObjectW(None, None)
    process = kernel32.OpenProcess(PROCESS_SET_QUOTA | PROCESS_TERMINATE, False, pid)
    tied = (
        job
        and process
        and kernel32.SetInformationJobObject(
            job, JOB_OBJECT_EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        and kernel32.AssignProcessToJobObject(job, process)
    )
    if not tied:
        # Its standard input still tells it, unless its event loop is blocked.
        reason = ctypes.FormatError(ctypes.get_last_error())
        write(LEVELS["warn"], "galaxy-kit", "the integration may outlive a crash of this process: %s" % reason)
    if process:
        kernel32.CloseHandle(process)
    return job


def job_limits():
    """Ends what is in the job with its last handle. What the integration starts, such as a game, is not in it.

    The types are those of winnt.h, with their sizes on Windows: `long` has other ones elsewhere.
    """
    from ctypes import Structure, c_int64, c_size_t, c_uint32, c_uint64

    class BasicLimitInformation(Structure):
        _fields_ = [
            ("PerProcessUserTimeLimit", c_int64),
            ("PerJobUserTimeLimit", c_int64),
            ("LimitFlags", c_uint32),
            ("MinimumWorkingSetSize", c_size_t),
            ("MaximumWorkingSetSize", c_size_t),
            ("ActiveProcessLimit", c_uint32),
            ("Affinity", c_size_t),
            ("PriorityClass", c_uint32),
            ("SchedulingClass", c_uint32),
        ]

    class IoCounters(Structure):
        _fields_ = [
            ("ReadOperationCount", c_uint64),
            ("WriteOperationCount", c_uint64),
            ("OtherOperationCount", c_uint64),
            ("ReadTransferCount", c_uint64),
            ("WriteTransferCount", c_uint64),
            ("OtherTransferCount", c_uint64),
        ]

    class ExtendedLimitInformation(Structure):
        _fields_ = [
            ("BasicLimitInformation", BasicLimitInformation),
            ("IoInfo", IoCounters),
            ("ProcessMemoryLimit", c_size_t),
            ("JobMemoryLimit", c_size_t),
            ("PeakProcessMemoryUsed", c_size_t),
            ("PeakJobMemoryUsed", c_size_t),
        ]

    limits = ExtendedLimitInformation()
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK
    return limits


if __name__ == "__main__":
    main()
