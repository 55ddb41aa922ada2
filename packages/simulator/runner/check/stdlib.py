"""The standard library of Python 3.13, as far as it differs from that of the interpreter that runs the check."""
import os
import sys

# Modules that Python 3.7 had and Python 3.13 has not, and the version that removed them.
REMOVED_MODULES = {
    **dict.fromkeys(["dummy_threading", "_dummy_threading"], "3.9"),
    **dict.fromkeys(["formatter", "parser", "symbol", "macpath"], "3.10"),
    **dict.fromkeys(["binhex"], "3.11"),
    **dict.fromkeys(["asynchat", "asyncore", "distutils", "imp", "smtpd"], "3.12"),
    **dict.fromkeys(
        "aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap msilib nis nntplib ossaudiodev pipes sndhdr spwd "
        "sunau telnetlib uu xdrlib".split(),
        "3.13",
    ),
}

# Part of the library on some systems only, or newer than Python 3.7.
ELSEWHERE_OR_NEWER = set(
    "__main__ _winapi _winreg crypt curses fcntl graphlib grp msvcrt nt posix pwd readline resource syslog termios tomllib tty winreg "
    "winsound zoneinfo _overlapped".split()
)


def standard_modules():
    """The names that `import` finds without anything in the folder."""
    known = set(sys.builtin_module_names) | ELSEWHERE_OR_NEWER
    if hasattr(sys, "stdlib_module_names"):
        known |= sys.stdlib_module_names
    else:
        library = os.path.dirname(os.__file__)
        for folder in (library, os.path.join(library, "lib-dynload")):
            if os.path.isdir(folder):
                known |= {name.split(".")[0] for name in os.listdir(folder)}
    return known - set(REMOVED_MODULES)
