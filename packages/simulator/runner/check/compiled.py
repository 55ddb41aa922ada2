"""Judges compiled modules by their file names and headers."""
import os
import re
import struct

from findings import finding
from packages import install_command, packages_of

X86, X64, ARM64 = 0x14C, 0x8664, 0xAA64
BITS = {X86: "32-bit", X64: "64-bit", ARM64: "ARM"}


def compiled_modules(folder, roots, paths):
    """One finding for everything that GALAXY 2.1 cannot load, because the cause is one: an installation for another Python."""
    wrong = []
    for path in sorted(paths):
        reason = why_not(path)
        if reason:
            wrong.append((path, reason))
    if wrong:
        (path, reason), others = wrong[0], len(wrong) - 1
        packages = packages_of(top_module(roots, path) for path, _ in wrong)
        more = ", and so {} {} more".format("is" if others == 1 else "are", others) if others else ""
        yield finding(
            "compiled-python-module", "error", os.path.relpath(path, folder).replace(os.sep, "/"),
            "is compiled for {}{}; GALAXY 2.1 has Python 3.13 with 64 bits".format(reason, more),
            "Run in the folder: {}".format(install_command(packages, "--upgrade")),
        )


def top_module(roots, path):
    """The module that code imports to get this one."""
    root = max((root for root in roots if path.startswith(os.path.join(root, ""))), key=len)
    return os.path.relpath(path, root).split(os.sep)[0].split(".")[0]


def why_not(path):
    """What a compiled module is for, or None if Python 3.13 can load it."""
    name = os.path.basename(path)
    if ".abi3." in name:
        return None
    tag = re.search(r"\.(?:cp|cpython-)(\d)(\d+)", name)
    if tag and tag.groups() != ("3", "13"):
        return "Python {}.{}".format(*tag.groups())
    if not name.endswith(".pyd"):
        return None
    content = read(path)
    machine = machine_of(content)
    if machine == X86 or "win32" in name:
        return "32-bit Python"
    library = re.search(rb"python3(\d+)\.dll", content, re.IGNORECASE)
    if library and library.group(1) != b"13":
        return "Python 3.{}".format(library.group(1).decode())
    return None


def read(path):
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError:
        return b""


def machine_of(content):
    """The processor that a Windows library is for."""
    if content[:2] != b"MZ" or len(content) < 64:
        return None
    (offset,) = struct.unpack_from("<I", content, 60)
    header = content[offset : offset + 6]
    return struct.unpack("<4xH", header)[0] if len(header) == 6 and header.startswith(b"PE\0\0") else None
