"""What the check reports. Becomes a diagnostic of the command line."""


def finding(code, severity, file, message, remedy, node=None, line=1, column=1):
    return {
        "code": code,
        "severity": severity,
        "file": file,
        "line": getattr(node, "lineno", line),
        "column": getattr(node, "col_offset", column - 1) + 1,
        "message": message,
        "remedy": remedy,
    }


def severity(certain):
    """Code that may not run may work all the same."""
    return "error" if certain else "warning"


def by_place(one):
    return one["file"], one["line"], one["column"], one["message"]
