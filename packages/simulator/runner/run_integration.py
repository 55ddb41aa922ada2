"""Starts an integration like GALAXY's own plugin_runner.py, as far as its behavior is known.

    python run_integration.py FOLDER SCRIPT TOKEN PORT LOG_FILE

Uses only the standard library. Runs on Python 3.7 (GALAXY 2.0) to 3.13 (GALAXY 2.1).
"""
import datetime
import importlib
import json
import logging
import logging.handlers
import os
import site
import sys

# The embeddable Python for Windows does not look in the folder of the script.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import watchdog

# The format of GALAXY's log files.
FORMAT = "%(asctime)s - %(name)s - %(levelname)s - %(message)s"
MAX_LOG_FILE_BYTES = 10 * 1024 * 1024
MAX_OLD_LOG_FILES = 3

# Exit codes of the Python API: "no valid plugin" and "an error while running".
NO_VALID_PLUGIN = 4
FAILED = 5


class JsonLines(logging.Formatter):
    """Formats each record as one line of JSON, even if its message or traceback has several lines."""

    # json.dumps would create an encoder for each line, and logging blocks the integration.
    to_json = json.JSONEncoder(ensure_ascii=False).encode

    def format(self, record):
        time = datetime.datetime.fromtimestamp(record.created, datetime.timezone.utc)
        line = {
            "time": time.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": level_name(record.levelno),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        elif record.exc_text:
            # As the launcher of a packed integration passes on the stack of an error.
            line["exception"] = record.exc_text
        if record.stack_info:
            line["stack"] = self.formatStack(record.stack_info)
        return self.to_json(line)


def level_name(number):
    """Maps a level to one of the four that the framework uses; an integration can define others."""
    levels = [(logging.ERROR, "error"), (logging.WARNING, "warn"), (logging.INFO, "info")]
    return next((name for minimum, name in levels if number >= minimum), "debug")


def set_up_streams():
    # By default, a pipe uses the encoding of the locale, which may not support every character.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def set_up_logging(log_file):
    root = logging.getLogger()
    root.setLevel(logging.DEBUG)
    add_handler(root, logging.StreamHandler(sys.stderr), JsonLines())
    problem = None
    # Debug logs may contain secrets: only this user can read them.
    umask = os.umask(0o077)
    try:
        os.makedirs(os.path.dirname(log_file), exist_ok=True)
        file = logging.handlers.RotatingFileHandler(
            log_file, maxBytes=MAX_LOG_FILE_BYTES, backupCount=MAX_OLD_LOG_FILES, encoding="utf-8"
        )
        add_handler(root, file, logging.Formatter(FORMAT))
    except OSError as error:
        problem = error
    finally:
        os.umask(umask)
    if problem is not None:
        root.error("cannot write a log file: %s", problem)


def add_handler(logger, handler, formatter):
    handler.setFormatter(formatter)
    logger.addHandler(handler)


def set_up_path(folder):
    """Puts the integration's folder first and removes the folder of this file. Only the standard library is left besides."""
    here = os.path.dirname(os.path.realpath(__file__))
    sys.path[:] = [folder] + [path for path in sys.path if os.path.realpath(path or ".") != here]


def set_up_builtins():
    """Python has no `exit()` when it starts without site-packages."""
    site.setquit()


def module_name(script):
    return os.path.splitext(os.path.normpath(script))[0].replace(os.sep, ".")


def failure():
    """Returns the current exception without the traceback entries of this file and importlib."""
    kind, error, trace = sys.exc_info()
    while trace is not None and is_internal(trace.tb_frame.f_code.co_filename):
        trace = trace.tb_next
    return kind, error, trace


def is_internal(filename):
    return filename in (__file__, importlib.__file__) or filename.startswith("<frozen importlib")


def run(folder, script, token, port, log_file):
    set_up_streams()
    set_up_logging(log_file)
    set_up_path(folder)
    set_up_builtins()
    watchdog.start(is_internal)
    sys.argv = [os.path.join(folder, script), token, port, log_file]
    try:
        module = importlib.import_module(module_name(script))
    except Exception:
        logging.critical("cannot import %s", script, exc_info=failure())
        return NO_VALID_PLUGIN
    main = getattr(module, "main", None)
    if not callable(main):
        logging.critical("%s has no function main(): GALAXY imports the script and calls main()", script)
        return NO_VALID_PLUGIN
    try:
        main()
    except Exception:
        logging.critical("main() of %s failed", script, exc_info=failure())
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:6]))
