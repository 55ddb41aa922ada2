"""Follows the imports of an integration, from its script through its folder."""
import ast
import os

from findings import finding
from stdlib import REMOVED_MODULES, standard_modules

# The names on the package index that differ from the name that is imported.
PACKAGES = {
    "Crypto": "pycryptodome",
    "OpenSSL": "pyOpenSSL",
    "PIL": "pillow",
    "attr": "attrs",
    "bs4": "beautifulsoup4",
    "dateutil": "python-dateutil",
    "galaxy": "galaxy.plugin.api",
    "pythoncom": "pywin32",
    "win32api": "pywin32",
    "win32con": "pywin32",
    "win32gui": "pywin32",
    "win32process": "pywin32",
    "yaml": "PyYAML",
}
COMPILED = (".pyd", ".so", ".dylib")
# An import below one of these happens only sometimes, or may fail.
CONDITIONAL = (ast.If, ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ExceptHandler)


class File:
    """A Python file that the integration imports."""

    def __init__(self, path, name, tree, certain):
        self.path, self.name, self.tree, self.certain = path, name, tree, certain


class Reachable:
    def __init__(self, folder, script):
        self.folder = folder
        self.roots = [folder]
        self.files = []
        # Compiled modules that are imported.
        self.compiled = set()
        self._broken = []
        self._missing = {}
        self._seen = set()
        self._standard = standard_modules()
        # What is certainly imported comes first, so that a file counts as certain if any way to it is.
        self._certain, self._uncertain = [(os.path.join(folder, script), "__main__")], []
        while self._certain or self._uncertain:
            certain = bool(self._certain)
            path, name = (self._certain or self._uncertain).pop(0)
            self._read(path, name, certain)

    def findings(self):
        yield from self._broken
        for module, (file, node, severity) in sorted(self._missing.items()):
            removed = REMOVED_MODULES.get(module)
            if removed:
                yield finding(
                    "removed-python-api", severity, file,
                    "the module {} is gone since Python {}, so this import fails in GALAXY 2.1".format(module, removed),
                    "Stop using it.", node,
                )
        missing = {module: place for module, place in self._missing.items() if module not in REMOVED_MODULES}
        for severity in ("error", "warning"):
            modules = sorted(module for module, place in missing.items() if place[2] == severity)
            if modules:
                file, node, _ = missing[modules[0]]
                yield missing_modules(self.folder, modules, severity, file, node)

    def _read(self, path, name, certain):
        if path in self._seen:
            return
        self._seen.add(path)
        file = os.path.relpath(path, self.folder).replace(os.sep, "/")
        try:
            with open(path, "rb") as stream:
                source = stream.read()
            tree = ast.parse(source, file)
        except (SyntaxError, ValueError) as error:
            self._broken.append(
                finding(
                    "python-syntax", "error" if certain else "warning", file,
                    "invalid syntax: {}".format(getattr(error, "msg", error)), "Fix the syntax.",
                    line=getattr(error, "lineno", None) or 1, column=getattr(error, "offset", None) or 1,
                )
            )
            return
        except OSError:
            return
        self.files.append(File(file, name, tree, certain))
        self._add_roots(tree)
        for node, conditional in imports(tree, False):
            self._follow(node, conditional, path, file, certain)

    def _add_roots(self, tree):
        """`sys.path.insert(0, os.path.join(here, "modules"))` makes modules of a folder top-level ones."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast_name(node.func) in ("sys.path.insert", "sys.path.append"):
                for text in texts(node):
                    path = os.path.join(self.folder, *text.replace("\\", "/").strip("./").split("/"))
                    if os.path.isdir(path) and path not in self.roots:
                        self.roots.append(path)

    def _follow(self, node, conditional, path, file, certain):
        queue = self._uncertain if conditional or not certain else self._certain
        if isinstance(node, ast.ImportFrom) and node.level:
            base = path
            for _ in range(node.level):
                base = os.path.dirname(base)
            names = [".".join(filter(None, [node.module, alias.name])) for alias in node.names] + [node.module or ""]
            for name in names:
                self._enqueue(base, name, queue)
            return
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module]
        for name in names:
            top = name.split(".")[0]
            root = next((root for root in self.roots if located(root, top)), None)
            if root:
                self._enqueue(root, name, queue)
                if isinstance(node, ast.ImportFrom):
                    for alias in node.names:
                        self._enqueue(root, name + "." + alias.name, queue)
            elif top not in self._standard:
                severity = "warning" if queue is self._uncertain else "error"
                if severity == "error" or top not in self._missing:
                    self._missing.setdefault(top, (file, node, severity))
                    if severity == "error" and self._missing[top][2] != "error":
                        self._missing[top] = (file, node, severity)

    def _enqueue(self, root, name, queue):
        """Adds a module, and the packages around it."""
        parts = [part for part in name.split(".") if part]
        for length in range(0, len(parts) + 1):
            for path in located(root, *parts[:length]):
                if path.endswith(COMPILED):
                    self.compiled.add(path)
                elif path.endswith(".py"):
                    queue.append((path, ".".join(parts[:length])))


def texts(node):
    """The strings below a node that can name a folder."""
    for part in ast.walk(node):
        # Python 3.7 has strings of their own in the tree, and Python 3.14 does not.
        text = getattr(part, "value", getattr(part, "s", None))
        if isinstance(text, str) and text.strip("./\\"):
            yield text


def missing_modules(folder, modules, severity, file, node):
    requirements = "requirements.txt"
    has_list = os.path.isfile(os.path.join(folder, requirements))
    wanted = ["-r", requirements] if has_list else sorted({PACKAGES.get(module, module) for module in modules})
    one = len(modules) == 1
    return finding(
        "missing-python-module", severity, file,
        "{} {} neither in the folder nor in Python's standard library, and GALAXY has nothing else".format(
            ", ".join(modules), "is" if one else "are"
        ),
        "Run in the folder: python -m pip install {} --target .".format(" ".join(wanted)), node,
    )


def located(root, *parts):
    """The files of a module: its source, the start of its package, its compiled code; the folder of a package without a start."""
    path = os.path.join(root, *parts)
    found = []
    if os.path.isdir(path):
        start = os.path.join(path, "__init__.py")
        found.append(start if os.path.isfile(start) else path)
    if os.path.isfile(path + ".py"):
        found.append(path + ".py")
    folder, name = os.path.split(path)
    if os.path.isdir(folder):
        found += [
            os.path.join(folder, entry)
            for entry in os.listdir(folder)
            if entry.split(".")[0] == name and entry.endswith(COMPILED)
        ]
    return found


def imports(node, conditional):
    """Yields each import below a node, and whether it may be left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.Import, ast.ImportFrom)):
            yield child, conditional
        elif isinstance(child, ast.Try):
            for statement in child.body:
                guarded = conditional or bool(child.handlers)
                holder = ast.Module(body=[statement], type_ignores=[])
                yield from imports(holder, guarded)
            for part in child.handlers + child.orelse + child.finalbody:
                yield from imports(ast.Module(body=[part], type_ignores=[]), True)
        else:
            yield from imports(child, conditional or isinstance(child, CONDITIONAL))


def ast_name(node):
    """`a.b.c` for an expression of that form."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        owner = ast_name(node.value)
        return owner and owner + "." + node.attr
    return None
