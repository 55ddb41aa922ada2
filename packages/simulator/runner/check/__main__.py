"""Finds what keeps an integration from working under the Python 3.13 of GALAXY 2.1, without running it.

    python -I -S check FOLDER SCRIPT

Prints a JSON list of findings. Uses only the standard library. Runs on Python 3.7 and newer; only Python 3.13 itself knows every
syntax error of Python 3.13.
"""
import json
import sys

from compiled import compiled_modules
from findings import by_place
from reachable import Reachable
from rules import check_file, check_plugin_class


def check(folder, script):
    reachable = Reachable(folder, script)
    found = list(reachable.findings())
    for file in reachable.files:
        found += check_file(file, reachable.has)
    found += check_plugin_class(reachable.files)
    found += compiled_modules(folder, reachable.roots, reachable.compiled)
    return sorted(found, key=by_place)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    print(json.dumps(check(*sys.argv[1:3])))
