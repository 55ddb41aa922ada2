"""Logs where an integration is when its event loop has been blocked for seconds: no ping is answered, and the client will kill it."""
import faulthandler
import logging
import os
import sys
import threading
import time
import traceback

# The real client waits ten seconds for the handshake. Tests are in a hurry.
SCALE = float(os.environ.get("GALAXY_KIT_TIME_SCALE") or 1)
LIMIT_S = 8
SAMPLES = 8
INTERVAL_S = SCALE * LIMIT_S / SAMPLES

# Where the main thread is while the event loop waits for something to do.
WAITING = ("selectors.py", "windows_events.py")

# Where the launcher of Galaxy Kit waits for Node, which answers the pings.
LAUNCHER = "forward_until_end"


def start(is_internal):
    """Watches the main thread. `is_internal` says which files to leave out of a stack."""
    # For compiled modules that crash.
    faulthandler.enable()
    threading.Thread(target=_watch, args=(is_internal,), daemon=True).start()


def _watch(is_internal):
    main = threading.main_thread().ident
    blocked = 0
    while True:
        # A compiled module that never lets other threads run stops this one, too.
        faulthandler.dump_traceback_later(INTERVAL_S * (SAMPLES + 1))
        time.sleep(INTERVAL_S)
        frame = sys._current_frames().get(main)
        if frame is None:
            return
        blocked = 0 if _is_waiting(frame) else blocked + 1
        if blocked == SAMPLES:
            stack = [entry for entry in traceback.extract_stack(frame) if not is_internal(entry.filename)]
            lines = "".join(traceback.format_list(stack)).rstrip()
            logging.error("the event loop has been blocked for %d seconds, here:\n%s", LIMIT_S, lines)


def _is_waiting(frame):
    if os.path.basename(frame.f_code.co_filename) in WAITING:
        return True
    return any(caller.f_code.co_name == LAUNCHER for caller, _ in traceback.walk_stack(frame))
