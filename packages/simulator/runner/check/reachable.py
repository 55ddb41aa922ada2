"""Follows the imports of an integration, from its script through its folder."""
import ast
import os
import zipfile
from collections import deque, namedtuple
from functools import lru_cache

from findings import finding, severity
from packages import install_command, packages_of
from stdlib import REMOVED_MODULES, standard_modules
from surroundings import ast_name, nodes

COMPILED = (".pyd", ".so", ".dylib")
# How code imports a module: always, perhaps, or prepared to do without it.
CERTAIN, POSSIBLE, OPTIONAL = WAYS = range(3)
# A package with one of these in its start may have modules without files.
MAKES_MODULES_UP = (b"sys.modules", b"__path__", b"meta_path")

# A Python file that the integration imports.
File = namedtuple("File", "path tree certain")
# An import statement, as far as it is about one module.
Import = namedtuple("Import", "module names file node way")


class Reachable:
    def __init__(self, folder, script):
        self.folder = folder
        self.roots = [folder]
        self.files = []
        # Compiled modules that are imported.
        self.compiled = set()
        self._broken = []
        # The imports of each module that is nowhere, and of each that its package lacks.
        self._missing, self._lacking = {}, {}
        self._seen = set()
        self._available = standard_modules()
        self._changes_path = False
        # The best ways come first, so that a file counts by the best way to it.
        self._waiting = [deque() for _ in WAYS]
        self._waiting[CERTAIN].append(os.path.join(folder, script))
        self._read_all()
        while self._changes_path and self._add_roots_of_missing():
            self._read_all()

    def has(self, module):
        """Whether the folder has a module of its own, which may have the name of one in the standard library."""
        return any(located(root, module.split(".")[0]) for root in self.roots)

    def findings(self):
        yield from self._broken
        missing = {module: min(imports, key=way_of) for module, imports in sorted(self._missing.items())}
        for module, one in missing.items():
            removed = REMOVED_MODULES.get(module)
            if removed:
                yield finding(
                    "removed-python-api", severity(one.way == CERTAIN), one.file,
                    "Python {} removed the module {}, so this import fails in GALAXY 2.1".format(removed, module),
                    "Stop using it.", one.node,
                )
        for way in (CERTAIN, POSSIBLE):
            modules = [module for module, one in missing.items() if one.way == way and module not in REMOVED_MODULES]
            if modules:
                yield missing_modules(self.folder, modules, missing[modules[0]])
        for module, imports in sorted(self._lacking.items()):
            yield lacking_module(module, min(imports, key=way_of))

    def _read_all(self):
        while any(self._waiting):
            way = next(way for way in WAYS if self._waiting[way])
            self._read(self._waiting[way].popleft(), way)

    def _read(self, path, way):
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
            self._broken.append(broken(file, way == CERTAIN, error))
            return
        except (MemoryError, RecursionError):
            self._broken.append(broken(file, way == CERTAIN, "nested too deeply"))
            return
        except OSError:
            return
        self.files.append(File(file, tree, way == CERTAIN))
        if changes_path(tree):
            self._changes_path = True
            self._add_roots(tree)
        for node, around in nodes(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                here = OPTIONAL if around.without_module else POSSIBLE if around.conditional else CERTAIN
                self._follow(node, path, file, max(way, here))

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

    def _add_roots_of_missing(self):
        """The name of a folder may be known only to running code. It is the one with the module that would be missing."""
        known = len(self.roots)
        for folder, _, _ in os.walk(self.folder):
            if folder not in self.roots and any(located(folder, module) for module in self._missing):
                self.roots.append(folder)
                self._follow_again()
        return len(self.roots) > known

    def _follow_again(self):
        """Another file has imported these modules before."""
        for module in [module for module in self._missing if self.has(module)]:
            for one in self._missing.pop(module):
                self._follow_absolute(one)

    def _follow(self, node, path, file, way):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = path
            for _ in range(node.level):
                base = os.path.dirname(base)
            names = [".".join(filter(None, [node.module, alias.name])) for alias in node.names]
            self._follow_in(base, Import(node.module or "", names, file, node, way))
        elif isinstance(node, ast.ImportFrom):
            names = [node.module + "." + alias.name for alias in node.names]
            self._follow_absolute(Import(node.module, names, file, node, way))
        else:
            for alias in node.names:
                self._follow_absolute(Import(alias.name, [alias.name], file, node, way))

    def _follow_absolute(self, one):
        top = one.module.split(".")[0]
        roots = [root for root in self.roots if located(root, top)]
        if roots:
            # The folders of a package without a start may be in several places.
            self._follow_in(next((root for root in roots if lacking_in(root, one.module) is None), roots[0]), one)
        elif top not in self._available and one.way != OPTIONAL:
            self._missing.setdefault(top, []).append(one)

    def _follow_in(self, root, one):
        lacking = lacking_in(root, one.module)
        if lacking is None:
            for name in one.names:
                self._enqueue(root, name, one.way)
        elif one.way != OPTIONAL:
            self._lacking.setdefault(self._name_of(lacking), []).append(one)

    def _name_of(self, path):
        root = max((root for root in self.roots if path.startswith(os.path.join(root, ""))), key=len, default=self.folder)
        return os.path.relpath(path, root).replace(os.sep, ".")

    def _enqueue(self, root, name, way):
        """Adds a module, and the packages around it."""
        parts = name.split(".")
        for length in range(1, len(parts) + 1):
            for path in located(root, *parts[:length]):
                if path.endswith(COMPILED):
                    self.compiled.add(path)
                elif path.endswith(".py"):
                    self._waiting[way].append(path)


def way_of(one):
    return one.way


def lacking_in(root, module):
    """The path of the first module that its package should have and lacks, or None."""
    path = root
    for name in filter(None, module.split(".")):
        if not located(path, name):
            return os.path.join(path, name) if is_complete(path) else None
        path = os.path.join(path, name)
    return None


def is_complete(package):
    """Whether all modules of a package are in its folder. Code at its start can make others up."""
    if not os.path.isdir(package):
        return False
    try:
        with open(os.path.join(package, "__init__.py"), "rb") as stream:
            start = stream.read()
    except OSError:
        return True
    return not any(trace in start for trace in MAKES_MODULES_UP)


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
    wanted = ["-r", requirements] if has_list else packages_of(modules)
    return finding(
        "missing-python-module", severity(one.way == CERTAIN), one.file,
        "{} {} neither in the folder nor in Python's standard library, and GALAXY has nothing else".format(
            ", ".join(modules), "is" if len(modules) == 1 else "are"
        ),
        "Run in the folder: {}".format(install_command(wanted)), one.node,
    )


def lacking_module(module, one):
    package, _, name = module.rpartition(".")
    return finding(
        "missing-python-module", severity(one.way == CERTAIN), one.file,
        "{} is missing: {} is in the folder, but has no module {}".format(module, package, name),
        "Complete {}. If it is a Git submodule: git submodule update --init".format(package), one.node,
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
