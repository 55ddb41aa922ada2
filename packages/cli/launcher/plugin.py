"""Starts an integration packed by Galaxy Kit. GALAXY imports this file with its own Python and calls main().

The folder of the integration:

    manifest.json
    plugin.py           this file
    main.cjs            checks the version of Node, runs the bundle, keeps V8's code cache in plugin.cjs.cache
    plugin.cjs          the integration, bundled into one file
    plugin.cjs.lines    the lines of the author's sources, for stack traces in the log
    helper.py           optional, does for the integration what Node cannot do on Windows
    node/node.exe       the runtime on Windows
    node/node           the runtime on macOS and Linux

Without the `node` folder, the launcher uses the Node.js installed by the user. It needs only the standard library of
Python 3.7 to 3.13.
"""
# Only what starting Node requires. Everything else is imported while Node starts.
import os
import sys

WINDOWS = sys.platform == "win32"
HERE = os.path.dirname(os.path.abspath(__file__))
NODE = "node.exe" if WINDOWS else "node"
PACKED_NODE = os.path.join(HERE, "node", NODE)
# On a Mac, GALAXY has the system's PATH, not the PATH of the user's terminal.
COMMON_NODE_FOLDERS = ["/opt/homebrew/bin", "/usr/local/bin"] if sys.platform == "darwin" else []

# Set for the integration: its standard input ends when this process does.
LAUNCHER_VARIABLE = "GALAXY_KIT_LAUNCHER"
# Where the integration can ask the helper, and the token that it has to send.
HELPER_VARIABLE = "GALAXY_KIT_HELPER"
HELPER_SYSTEMS = ("win32",)
# How long a program that connects to the helper may take to send the token.
HELPER_PATIENCE_S = 2
# For the packaged Node only: others may not support them.
NODE_FLAGS = [
    # With a young generation that fits into the processor's cache, a large library needs 20 % less memory and time.
    "--min-semi-space-size=2",
    "--max-semi-space-size=2",
    "--initial-old-space-size=64",
    # Spares each thread a copy of V8's own functions.
    "--no-short-builtin-calls",
    # The integration returns the memory that only its start has used, including that of code that has not run since.
    "--expose-gc",
    "--bytecode-old-age=1",
]
# Variables that a developer may have set for other Node programs are not passed on ...
FOREIGN_PREFIXES = ("NODE_", "UV_", "OPENSSL_CONF")
# ... except for those that configure network access.
NETWORK_VARIABLES = ("NODE_EXTRA_CA_CERTS", "NODE_USE_ENV_PROXY", "NODE_USE_SYSTEM_CA")

# The proxy that a user has set in the settings of Windows. The HTTP client of integrations reads the variables.
PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
INTERNET_SETTINGS = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"

# An integration with a blocked event loop does not notice the end of its standard input. The guard reads the pid of the
# integration, waits for the end of this process, and gives the integration 0.7 s to exit.
GUARD = 'read pid || exit; read _; for _ in 1 2 3 4 5 6 7; do kill -0 "$pid" || exit; sleep 0.1; done; kill -KILL "$pid"'

LEVELS = {"error": 40, "warn": 30, "info": 20, "debug": 10}
# Output that bypasses the integration's log is usually the stack trace of a crash.
UNSTRUCTURED_LEVEL = 40
MAX_LINE_LENGTH = 1024 * 1024
# How long the client's log may take for one line after the integration has ended.
STALLED_MS = 5000
FORMAT = "%(asctime)s - %(name)s - %(levelname)s - %(message)s"

# The Python API's exit code for any other failure.
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
            "Node.js was not found: install Node.js 20.19 or later from https://nodejs.org, "
            "or the package of this integration that includes Node.js"
        )
    try:
        integration = Integration(node, arguments)
    except OSError as error:
        return fail(
            "cannot start %s (%s): it is missing, damaged or for another system; reinstall this integration"
            % (node, os.strerror(error.errno))
        )
    return integration.forward_until_end()


def keep_standard_streams():
    """Opens missing standard streams. Otherwise a pipe to the integration could get one of their numbers."""
    number = os.open(os.devnull, os.O_RDWR)
    while number < 3:
        number = os.open(os.devnull, os.O_RDWR)
    os.close(number)


def find_node():
    if os.path.isdir(os.path.dirname(PACKED_NODE)):
        if not WINDOWS:
            restore_execute_permission(PACKED_NODE)
        return PACKED_NODE
    folders = [folder.strip('"') for folder in os.environ.get("PATH", "").split(os.pathsep)] + COMMON_NODE_FOLDERS
    # Absolute folders only: anyone may have put a program into the working directory.
    candidates = [os.path.join(folder, NODE) for folder in folders if os.path.isabs(folder)]
    return next((path for path in candidates if os.path.isfile(path) and os.access(path, os.X_OK)), None)


def restore_execute_permission(node):
    """Unzipping may have dropped the permission."""
    try:
        if not os.access(node, os.X_OK):
            os.chmod(node, os.stat(node).st_mode | 0o111)
    except OSError:
        pass  # starting Node reports the error


def environment(node, helper):
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(FOREIGN_PREFIXES) or name in NETWORK_VARIABLES
    }
    own[LAUNCHER_VARIABLE] = "1"
    if WINDOWS and not has_proxy(own):
        own.update(windows_proxy())
    if node == PACKED_NODE and has_proxy(own):
        # For fetch() and the other clients of Node itself.
        own.setdefault("NODE_USE_ENV_PROXY", "1")
    if helper is not None:
        own[HELPER_VARIABLE] = helper.address
    return own


def has_proxy(variables):
    return any(name.upper() in PROXY_VARIABLES and value for name, value in variables.items())


def windows_proxy():
    """Returns the proxy of the user's settings as variables. Importing urllib, which reads them too, takes as long as starting Node."""
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, INTERNET_SETTINGS) as settings:
            if not winreg.QueryValueEx(settings, "ProxyEnable")[0]:
                return {}
            servers = winreg.QueryValueEx(settings, "ProxyServer")[0]
            try:
                exceptions = winreg.QueryValueEx(settings, "ProxyOverride")[0]
            except OSError:
                exceptions = ""
    except OSError:
        return {}  # nothing is set
    return proxy_variables(str(servers), str(exceptions))


def proxy_variables(servers, exceptions):
    """Converts "host:8080" or "http=host:8080;https=host:8081;socks=host:1080", and exceptions such as "*.example.com;<local>"."""
    by_scheme = dict(server.split("=", 1) for server in servers.split(";") if "=" in server)
    found = {}
    for scheme in ("http", "https"):
        server = by_scheme.get(scheme, "" if by_scheme else servers).strip()
        if server:
            found[scheme.upper() + "_PROXY"] = server if "://" in server else "http://" + server
    if found:
        # Windows does not send these through a proxy either. The variable has no form for "<local>", which is any name without a dot.
        direct = ["localhost", "127.0.0.1", "::1"] + [host.strip() for host in exceptions.split(";")]
        found["NO_PROXY"] = ",".join(host for host in direct if host and host != "<local>")
    return found


class Integration:
    """The process of the integration, which never outlives this process."""

    def __init__(self, node, arguments):
        stdin, stdin_end = os.pipe()
        # When they close, the integration and its guard know that this process has ended or is about to.
        self.stdin_ends = [stdin_end]
        self.log = Log()
        self.node = node
        self.stopped_by = None
        flags = NODE_FLAGS if node == PACKED_NODE else []
        command = [node] + flags + [os.path.join(HERE, "main.cjs")] + arguments
        self.helper = open_helper()
        env = environment(node, self.helper)
        if WINDOWS:
            self.guard = None
            self.process = start_on_windows(command, stdin, self.log.write_end, env)
            self.job = kill_with_this_process(self.process.pid)
        else:
            ensure_exit_codes()
            delay_signals()
            try:
                self.guard, guard_end = start_guard()
                self.stdin_ends.append(guard_end)
                self.process = Process(command, stdin, self.log.write_end, env, announce_to=guard_end)
                self.process.wait_for_start()
                self.stop_on_signals()
            finally:
                accept_signals()
        os.close(stdin)

    def stop_on_signals(self):
        import signal
        import threading

        if threading.current_thread() is threading.main_thread():
            for number in stopping_signals():
                signal.signal(number, self.stop)

    def stop(self, number, _frame):
        if self.stopped_by is None:
            self.stopped_by = number
            for end in self.stdin_ends:
                os.close(end)

    def forward_until_end(self):
        """Forwards the log until the integration ends, and returns the exit code."""
        self.log.start_forwarding()
        if self.helper is not None:
            self.helper.start()
        # Here rather than on another thread, so that nothing but the end of the integration is waited for, and signals are
        # handled until then.
        code = exit_code(self.process.wait())
        self.dismiss_guard()
        is_stuck = not self.log.finish()
        if code == 0 and self.stopped_by is not None:
            code = 128 + self.stopped_by
        elif code != 0 and not is_stuck:
            self.report_failure(code)
        if is_stuck:
            os._exit(code)  # exiting in order would wait for the client's log, too
        return code

    def dismiss_guard(self):
        if self.guard is not None:
            import signal

            try:
                self.guard.wait_for_start()  # until then, it has no session that could be killed
                os.killpg(self.guard.pid, signal.SIGKILL)
            except OSError:
                pass  # it could not start, or has already exited
            self.guard.wait()

    def report_failure(self, code):
        hint = ""
        if self.log.is_empty:
            hint = " without logging anything: if %s is damaged, reinstall this integration" % self.node
        fail("the integration ended with exit code %d%s" % (code, hint), code)


class Log:
    """The pipe for everything that the integration writes. A thread forwards it to the client's log."""

    def __init__(self):
        self.read_end, self.write_end = os.pipe()
        self.is_empty = True
        self.lines = 0
        # The end of the pipe does not mark the end of the integration: a launched game may have inherited the pipe and keep it
        # open. This line does, and it follows everything that the integration wrote.
        self.end_marker = os.urandom(16).hex().encode()

    def start_forwarding(self):
        import threading

        self.forwarding = threading.Thread(target=self.forward, daemon=True)
        self.forwarding.start()

    def forward(self):
        # For the first line, which then delays nothing: until Node has started, nothing else needs a processor.
        import json
        import logging

        with open(self.read_end, "rb") as pipe:
            for line in iter(lambda: pipe.readline(MAX_LINE_LENGTH), b""):
                line = line.strip(b"\r\n")
                if line == self.end_marker:
                    break
                if line:
                    self.is_empty = False
                    forward(line.decode("utf-8", "backslashreplace"))
                self.lines += 1

    def finish(self):
        """Forwards the rest. Returns False if that is impossible because the client's log has stopped taking lines."""
        import threading

        threading.Thread(target=self.mark_end, daemon=True).start()
        lines = None
        while self.forwarding.is_alive() and self.lines != lines:
            lines = self.lines
            self.forwarding.join(STALLED_MS / 1000)
        return not self.forwarding.is_alive()

    def mark_end(self):
        """Waits for room in the pipe, which the integration may have left full."""
        while True:
            try:
                if not WINDOWS:
                    # Node makes the pipe non-blocking, for this process, too.
                    os.set_blocking(self.write_end, True)
                os.write(self.write_end, b"\n" + self.end_marker + b"\n")
            except BlockingIOError:
                continue  # a game that has inherited the pipe made it non-blocking again
            except OSError:
                pass  # nothing forwards the log any longer
            break
        os.close(self.write_end)


def open_helper():
    path = os.path.join(HERE, "helper.py")
    if sys.platform not in HELPER_SYSTEMS or not os.path.isfile(path):
        return None
    try:
        return Helper(path)
    except OSError as error:
        write(LEVELS["warn"], "galaxy-kit", "the integration has to do without its helper: %s" % error)
        return None


class Helper:
    """The port on which the integration can ask helper.py. It is open from the start; the rest waits for the first connection."""

    def __init__(self, path):
        import _socket  # `socket` would delay the start of Node

        self.path = path
        self.listener = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen(1)
        self.token = os.urandom(32).hex()

    @property
    def address(self):
        return "%d:%s" % (self.listener.getsockname()[1], self.token)

    def start(self):
        import threading

        # A daemon: it ends with this process.
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        try:
            connection = self.accept_integration()
            self.listener.close()  # the token is good for one connection
            self.load().serve(connection)
        except Exception as error:
            write(LEVELS["warn"], "galaxy-kit", "the helper of the integration has ended: %s" % error)

    def accept_integration(self):
        import hmac
        import socket

        listener = socket.socket(fileno=self.listener.detach())
        self.listener = listener
        while True:
            connection, _ = listener.accept()
            # Any program of this computer can connect, but only the integration knows the token.
            connection.settimeout(HELPER_PATIENCE_S)
            if hmac.compare_digest(read_token(connection, len(self.token)), self.token.encode()):
                connection.settimeout(None)
                return connection
            connection.close()

    def load(self):
        import importlib.util

        spec = importlib.util.spec_from_file_location("galaxy_kit_helper", self.path)
        helper = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(helper)
        return helper


def read_token(connection, length):
    """Reads the token and the line feed that follows it."""
    received = b""
    try:
        while len(received) <= length:
            part = connection.recv(length + 1 - len(received))
            if not part:
                break
            received += part
    except OSError:
        pass  # it took too long, or hung up
    return received[:-1] if received.endswith(b"\n") else b""


def ensure_exit_codes():
    """Resets SIGCHLD. If GALAXY ignores it, this process inherits that, and the system discards exit codes."""
    import _signal  # built in; importing `signal` would delay the start of Node

    try:
        _signal.signal(_signal.SIGCHLD, _signal.SIG_DFL)
    except ValueError:
        pass  # only possible in the main thread


def delay_signals():
    """A signal before its handler is installed would end this process at once, without the integration's exit code."""
    import _signal

    _signal.pthread_sigmask(_signal.SIG_BLOCK, stopping_signals())


def accept_signals():
    import _signal

    _signal.pthread_sigmask(_signal.SIG_UNBLOCK, stopping_signals())


def stopping_signals():
    import _signal

    return _signal.SIGHUP, _signal.SIGINT, _signal.SIGTERM


class Process:
    """A process on macOS or Linux. Importing `subprocess` would take half as long as starting Node."""

    def __init__(self, command, stdin, output, env, new_session=False, announce_to=None):
        self.error, error_end = os.pipe()  # closed when the start succeeds
        self.pid = os.fork()
        if self.pid == 0:
            try:
                if new_session:
                    os.setsid()
                accept_signals_by_default()
                if announce_to is not None:
                    announce(announce_to)
                replace_process(command, stdin, output, env, error_end)
            except OSError as reason:
                os.write(error_end, b"%d" % reason.errno)
            finally:
                os._exit(FAILED)
        os.close(error_end)

    def wait_for_start(self):
        number = os.read(self.error, 16)
        os.close(self.error)
        if number:
            self.wait()
            raise OSError(int(number), os.strerror(int(number)))

    def wait(self):
        """Returns the exit code, or the negated number of a signal."""
        try:
            _, status = os.waitpid(self.pid, 0)
        except ChildProcessError:
            return FAILED  # other code in this process has already waited for it
        return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def accept_signals_by_default():
    """Ends a process that has yet to run its program. Python's own handlers would raise exceptions in it."""
    import _signal

    for number in stopping_signals():
        if callable(_signal.getsignal(number)):
            _signal.signal(number, _signal.SIG_DFL)
    accept_signals()


def announce(guard_end):
    """Tells the guard which process it guards, before that process runs anything else. Its parent may be killed at any time."""
    try:
        os.write(guard_end, b"%d\n" % os.getpid())
    except OSError:
        pass  # there is no guard: see start_guard


def replace_process(command, stdin, output, env, error_end):
    os.dup2(stdin, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    # Close descriptors inherited from GALAXY. There are rarely more than 256, the limit on macOS.
    os.closerange(3, error_end)
    os.closerange(error_end + 1, 256)
    os.execve(command[0], command, env)


def start_on_windows(command, stdin, output, variables):
    import subprocess

    return subprocess.Popen(
        command, stdin=stdin, stdout=output, stderr=output, env=variables, creationflags=subprocess.CREATE_NO_WINDOW
    )


def start_guard():
    """Returns the process, and the other end of its standard input.

    Nothing waits until it has started. If it cannot start, the integration still ends unless its event loop is blocked.
    """
    stdin, stdin_end = os.pipe()
    null = os.open(os.devnull, os.O_WRONLY)
    # In its own session, so that a terminal does not send its signals to the guard.
    guard = Process(["/bin/sh", "-c", GUARD], stdin, null, os.environ, new_session=True)
    os.close(stdin)
    os.close(null)
    return guard, stdin_end


def exit_code(code):
    if code < 0:
        return 128 - code
    # Windows exit codes are unsigned 32-bit numbers; sys.exit() takes a C int.
    return code - 2 ** 32 if code >= 2 ** 31 else code


def fail(message, code=FAILED):
    write(LEVELS["error"], "galaxy-kit", message)
    return code


def forward(line):
    import json

    try:
        entry = json.loads(line)
        level, name, message = LEVELS[entry.pop("level")], entry.pop("logger"), entry.pop("message")
        entry.pop("time", None)  # the log adds its own
        stack = take_stack(entry.get("error"))
        text = "%s %s" % (message, json.dumps(entry, ensure_ascii=False)) if entry else message
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        write(UNSTRUCTURED_LEVEL, "galaxy-kit", line)
    else:
        write(level, name, text, stack)


def take_stack(error):
    """Removes the stack of an error and those of its causes, and returns them as one text: in JSON, they would be one long line."""
    stacks = []
    while isinstance(error, dict) and isinstance(error.get("stack"), str):
        stacks.append(error.pop("stack"))
        error = error.get("cause")
    return "\nCaused by: ".join(stacks) or None


def write(level, name, message, trace=None):
    try:
        write_record(level, name, message, trace)
    except Exception:
        import traceback

        traceback.print_exc()  # like `logging`: a broken log of the client must not end the integration


def write_record(level, name, message, trace):
    import logging

    # Has no effect if GALAXY has configured logging.
    logging.basicConfig(level=logging.DEBUG, format=FORMAT)
    root = logging.getLogger()
    if root.isEnabledFor(level):
        levelname = logging.getLevelName(level)
        trace = trace and encodable(trace, root)
        record = {"name": name, "levelno": level, "levelname": levelname, "msg": encodable(message, root), "exc_text": trace}
        root.handle(logging.makeLogRecord(record))


def encodable(text, root):
    """Escapes characters that the log cannot encode. On Windows, logs are often not UTF-8 and would lose the whole line."""
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
    """Makes Windows end the integration when this process ends for any reason. Returns a handle that must stay open until then.

    learn.microsoft.com/windows/win32/procthread/job-objects and .../api/winnt/ns-winnt-jobobject_extended_limit_information
    """
    import ctypes

    kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    handle, boolean, dword = ctypes.c_void_p, ctypes.c_int32, ctypes.c_uint32
    # By default, ctypes treats a handle as an int and truncates it on 64-bit systems.
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
    # No security attributes: a launched game must not inherit the handle, or it would keep the job open.
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
        # The end of standard input still stops it, unless its event loop is blocked.
        reason = ctypes.FormatError(ctypes.get_last_error())
        write(LEVELS["warn"], "galaxy-kit", "the integration may outlive a crash of this process: %s" % reason)
    if process:
        kernel32.CloseHandle(process)
    return job


def job_limits():
    """Ends the processes of the job when its last handle is closed. Games that the integration starts are not part of the job.

    The types have the sizes of those in winnt.h on Windows; `long` has different sizes elsewhere.
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
