"""Starts an integration the way GALAXY's own plugin_runner.py does, as far as that is known.

    python run_integration.py FOLDER SCRIPT TOKEN PORT LOG_FILE

Standard library only; runs on Python 3.7 (GALAXY 2.0), 3.13 (GALAXY 2.1) and what lies between.
"""
import datetime
import importlib
import json
import logging
import logging.handlers
import os
import sys

# What GALAXY writes into its log file.
FORMAT = "%(asctime)s - %(name)s - %(levelname)s - %(message)s"
LOG_FILE_BYTES = 10 * 1024 * 1024
LOG_FILES_KEPT = 3

# The Python API's exit codes for "no valid plugin" and "anything else that failed while running".
NO_VALID_PLUGIN = 4
FAILED = 5


class JsonLines(logging.Formatter):
    """One JSON object for each record, however many lines its text and its traceback have."""

    # json.dumps would make an encoder for each line, and an integration waits for its log.
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
        if record.stack_info:
            line["stack"] = self.formatStack(record.stack_info)
        return self.to_json(line)


def level_name(number):
    """The four that our own log has; an integration may have made more."""
    levels = [(logging.ERROR, "error"), (logging.WARNING, "warn"), (logging.INFO, "info")]
    return next((name for least, name in levels if number >= least), "debug")


def set_up_streams():
    # A pipe has the encoding of the system's locale, which cannot write everything.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def set_up_logging(log_file):
    root = logging.getLogger()
    root.setLevel(logging.DEBUG)
    add_handler(root, logging.StreamHandler(sys.stderr), JsonLines())
    problem = None
    # What is logged at DEBUG is nobody else's business.
    umask = os.umask(0o077)
    try:
        os.makedirs(os.path.dirname(log_file), exist_ok=True)
        file = logging.handlers.RotatingFileHandler(
            log_file, maxBytes=LOG_FILE_BYTES, backupCount=LOG_FILES_KEPT, encoding="utf-8"
        )
        add_handler(root, file, logging.Formatter(FORMAT))
    except OSError as error:
        problem = error
    finally:
        os.umask(umask)
    if problem is not None:
        root.error("no log file is written: %s", problem)


def add_handler(logger, handler, formatter):
    handler.setFormatter(formatter)
    logger.addHandler(handler)


def set_up_path(folder):
    """Imports see the integration's folder first, and not the one of this file."""
    here = os.path.dirname(os.path.realpath(__file__))
    sys.path[:] = [folder] + [path for path in sys.path if os.path.realpath(path or ".") != here]


def module_name(script):
    return os.path.splitext(os.path.normpath(script))[0].replace(os.sep, ".")


def failure():
    """The exception, with the integration's part of its traceback: the rest is about this file and importlib."""
    kind, error, trace = sys.exc_info()
    while trace is not None and is_ours(trace.tb_frame.f_code.co_filename):
        trace = trace.tb_next
    return kind, error, trace


def is_ours(filename):
    return filename in (__file__, importlib.__file__) or filename.startswith("<frozen importlib")


def run(folder, script, token, port, log_file):
    set_up_streams()
    set_up_logging(log_file)
    set_up_path(folder)
    sys.argv = [os.path.join(folder, script), token, port, log_file]
    try:
        module = importlib.import_module(module_name(script))
    except Exception:
        logging.critical("%s cannot be imported", script, exc_info=failure())
        return NO_VALID_PLUGIN
    main = getattr(module, "main", None)
    if not callable(main):
        logging.critical("%s has no function main(): GALAXY imports the script and calls main()", script)
        return NO_VALID_PLUGIN
    try:
        main()
    except Exception:
        logging.critical("main() of %s has failed", script, exc_info=failure())
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:6]))
