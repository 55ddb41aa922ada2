"""Follows the imports of an integration, from its script through its folder."""
import ast
import os
import zipfile
from collections import deque, namedtuple
from functools import lru_cache

from findings import finding, severity
from stdlib import REMOVED_MODULES, standard_modules
from surroundings import ast_name, nodes

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

# A Python file that the integration imports.
File = namedtuple("File", "path tree certain")
# An import statement, as far as it is about one module.
Import = namedtuple("Import", "module names file node certain is_expected_to_fail")


class Reachable:
    def __init__(self, folder, script):
        self.folder = folder
        self.roots = [folder]
        self.files = []
        # Compiled modules that are imported.
        self.compiled = set()
        self._broken = []
        # The imports of each module that is nowhere.
        self._missing = {}
        self._seen = set()
        self._available = standard_modules()
        # What is certainly imported comes first, so that a file counts as certain if any way to it is.
        self._certain, self._uncertain = deque([os.path.join(folder, script)]), deque()
        while self._certain or self._uncertain:
            certain = bool(self._certain)
            self._read((self._certain or self._uncertain).popleft(), certain)

    def has(self, module):
        """Whether the folder has a module of its own, which may have the name of one in the standard library."""
        return self._root_of(module.split(".")[0]) is not None

    def findings(self):
        yield from self._broken
        missing = {module: max(imports, key=is_certain) for module, imports in sorted(self._missing.items())}
        for module, one in missing.items():
            removed = REMOVED_MODULES.get(module)
            if removed:
                yield finding(
                    "removed-python-api", severity(one.certain), one.file,
                    "the module {} is gone since Python {}, so this import fails in GALAXY 2.1".format(module, removed),
                    "Stop using it.", one.node,
                )
        for certain in (True, False):
            modules = [module for module, one in missing.items() if one.certain is certain and module not in REMOVED_MODULES]
            if modules:
                yield missing_modules(self.folder, modules, missing[modules[0]])

    def _read(self, path, certain):
        # A link may lead to a folder around it.
        real = os.path.realpath(path)
        if real in self._seen:
            return
        self._seen.add(real)
        file = os.path.relpath(path, self.folder).replace(os.sep, "/")
        try:
            with open(path, "rb") as stream:
                source = stream.read()
            tree = ast.parse(source, file)
        except (SyntaxError, ValueError) as error:
            self._broken.append(broken(file, certain, error))
            return
        except (MemoryError, RecursionError):
            self._broken.append(broken(file, certain, "nested too deeply"))
            return
        except OSError:
            return
        self.files.append(File(file, tree, certain))
        if changes_path(tree):
            self._add_roots(tree)
        for node, around in nodes(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                self._follow(node, around, path, file, certain and not around.conditional)

    def _add_roots(self, tree):
        """`sys.path.insert(0, os.path.join(here, "modules"))` makes modules of a folder, or of an archive, top-level ones."""
        names = [os.path.join(*text.replace("\\", "/").strip("./").split("/")) for text in texts(tree)]
        known = len(self.roots)
        for root in self.roots:
            for path in (os.path.join(root, name) for name in names):
                if os.path.isdir(path) and not any(os.path.samefile(path, other) for other in self.roots):
                    self.roots.append(path)
                elif os.path.isfile(path) and zipfile.is_zipfile(path):
                    self._available |= modules_in(path)
        if len(self.roots) > known:
            self._follow_again()

    def _follow_again(self):
        """Another file has imported these modules before."""
        for module in [module for module in self._missing if self.has(module)]:
            for one in self._missing.pop(module):
                self._follow_absolute(one)

    def _follow(self, node, around, path, file, certain):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = path
            for _ in range(node.level):
                base = os.path.dirname(base)
            for name in [".".join(filter(None, [node.module, alias.name])) for alias in node.names]:
                self._enqueue(base, name, certain)
        elif isinstance(node, ast.ImportFrom):
            names = [node.module + "." + alias.name for alias in node.names]
            self._follow_absolute(Import(node.module, names, file, node, certain, around.without_module))
        else:
            for alias in node.names:
                self._follow_absolute(Import(alias.name, [alias.name], file, node, certain, around.without_module))

    def _follow_absolute(self, one):
        top = one.module.split(".")[0]
        root = self._root_of(top)
        if root:
            for name in one.names:
                self._enqueue(root, name, one.certain)
        elif top not in self._available and not one.is_expected_to_fail:
            self._missing.setdefault(top, []).append(one)

    def _root_of(self, top):
        return next((root for root in self.roots if located(root, top)), None)

    def _enqueue(self, root, name, certain):
        """Adds a module, and the packages around it."""
        parts = name.split(".")
        for length in range(1, len(parts) + 1):
            for path in located(root, *parts[:length]):
                if path.endswith(COMPILED):
                    self.compiled.add(path)
                elif path.endswith(".py"):
                    (self._certain if certain else self._uncertain).append(path)


def is_certain(one):
    return one.certain


def broken(file, certain, error):
    reason = str(getattr(error, "msg", error))
    return finding(
        "python-syntax", severity(certain), file,
        reason if reason.startswith("invalid syntax") else "invalid syntax: " + reason, "Fix the syntax.",
        line=getattr(error, "lineno", None) or 1, column=max(getattr(error, "offset", None) or 1, 1),
    )


def changes_path(tree):
    """Whether a file makes Python look for modules elsewhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("sys", "site"):
            if any(alias.name in ("path", "addsitedir") for alias in node.names):
                return True
        elif isinstance(node, ast.Attribute) and ast_name(node) in ("sys.path", "site.addsitedir"):
            return True
    return False


def modules_in(archive):
    try:
        with zipfile.ZipFile(archive) as opened:
            return {name.split("/")[0].split(".")[0] for name in opened.namelist()}
    except (OSError, zipfile.BadZipFile):
        return set()


def texts(node):
    """The strings below a node that can name a folder."""
    for part in ast.walk(node):
        # Python 3.7 has strings of their own in the tree, and Python 3.14 does not.
        text = getattr(part, "value", getattr(part, "s", None))
        if isinstance(text, str) and text.strip("./\\") and text.isprintable():
            yield text


def missing_modules(folder, modules, one):
    requirements = "requirements.txt"
    has_list = os.path.isfile(os.path.join(folder, requirements))
    wanted = ["-r", requirements] if has_list else sorted({PACKAGES.get(module, module) for module in modules})
    return finding(
        "missing-python-module", severity(one.certain), one.file,
        "{} {} neither in the folder nor in Python's standard library, and GALAXY has nothing else".format(
            ", ".join(modules), "is" if len(modules) == 1 else "are"
        ),
        "Run in the folder: python -m pip install {} --target .".format(" ".join(wanted)), one.node,
    )


def located(root, *parts):
    """The files of a module: its source, the start of its package, its compiled code; the folder of a package without a start."""
    folder, name = os.path.join(root, *parts[:-1]), parts[-1]
    found = []
    for entry in entries(folder).get(name, ()):
        path = os.path.join(folder, entry)
        if entry == name and os.path.isdir(path):
            start = os.path.join(path, "__init__.py")
            found.append(start if os.path.isfile(start) else path)
        elif (entry == name + ".py" or entry.endswith(COMPILED)) and os.path.isfile(path):
            found.append(path)
    return found


@lru_cache(maxsize=None)
def entries(folder):
    """The contents of a folder by the module that each may belong to. A folder may have thousands, and be asked for as many."""
    by_module = {}
    try:
        for entry in sorted(os.listdir(folder)):
            by_module.setdefault(entry.split(".")[0], []).append(entry)
    except OSError:
        pass  # not a folder, or not readable
    return by_module
