"""Finds calls that worked under the Python 3.7 of GALAXY 2.0 and fail under the Python 3.13 of GALAXY 2.1."""
import ast

from findings import finding
from reachable import ast_name

ABSTRACT = "Use collections.abc.{}."
LOOP = "Remove the loop argument."

# Names that are gone: the version that removed them, and what to write instead.
REMOVED = {
    **{
        "collections." + name: ("3.10", ABSTRACT.format(name))
        for name in (
            "Awaitable ByteString Callable Collection Container Coroutine Generator Hashable ItemsView Iterable Iterator "
            "KeysView Mapping MappingView MutableMapping MutableSequence MutableSet Reversible Sequence Set Sized ValuesView"
        ).split()
    },
    "asyncio.Task.all_tasks": ("3.9", "Use asyncio.all_tasks()."),
    "asyncio.Task.current_task": ("3.9", "Use asyncio.current_task()."),
    "asyncio.async": ("3.7", "Use asyncio.ensure_future()."),
    "asyncio.coroutine": ("3.11", "Write async def."),
    "base64.decodestring": ("3.9", "Use base64.decodebytes()."),
    "base64.encodestring": ("3.9", "Use base64.encodebytes()."),
    "cgi.escape": ("3.8", "Use html.escape()."),
    "configparser.SafeConfigParser": ("3.12", "Use configparser.ConfigParser."),
    "fractions.gcd": ("3.9", "Use math.gcd()."),
    "importlib.find_loader": ("3.12", "Use importlib.util.find_spec()."),
    "inspect.formatargspec": ("3.11", "Use inspect.signature()."),
    "inspect.getargspec": ("3.11", "Use inspect.getfullargspec()."),
    "locale.format": ("3.12", "Use locale.format_string()."),
    "locale.resetlocale": ("3.13", 'Use locale.setlocale(locale.LC_ALL, "").'),
    "os.popen2": ("3.0", "Use subprocess."),
    "pkgutil.ImpImporter": ("3.12", "Use importlib."),
    "platform.dist": ("3.8", "Use platform.freedesktop_os_release()."),
    "platform.linux_distribution": ("3.8", "Use platform.freedesktop_os_release()."),
    "platform.popen": ("3.8", "Use subprocess."),
    "ssl.match_hostname": ("3.12", "Let ssl.SSLContext check the host name."),
    "ssl.wrap_socket": ("3.12", "Use ssl.SSLContext.wrap_socket()."),
    "sys.getcheckinterval": ("3.9", "Use sys.getswitchinterval()."),
    "sys.setcheckinterval": ("3.9", "Use sys.setswitchinterval()."),
    "time.clock": ("3.8", "Use time.perf_counter()."),
    "typing.io": ("3.13", "Import from typing."),
    "typing.re": ("3.13", "Import from typing."),
    "unittest.findTestCases": ("3.13", "Use unittest.TestLoader."),
    "unittest.makeSuite": ("3.13", "Use unittest.TestLoader."),
    "xml.etree.cElementTree": ("3.9", "Use xml.etree.ElementTree."),
}

# Arguments that are gone.
REMOVED_ARGUMENTS = {
    ("json.load", "encoding"): ("3.9", "Remove the encoding argument."),
    ("json.loads", "encoding"): ("3.9", "Remove the encoding argument."),
    **{
        ("asyncio." + name, "loop"): ("3.10", LOOP)
        for name in (
            "BoundedSemaphore Condition Event Lock LifoQueue PriorityQueue Queue Semaphore as_completed gather open_connection "
            "shield sleep start_server wait wait_for create_subprocess_exec create_subprocess_shell"
        ).split()
    },
}

# What code catches that has something else ready.
HANDLES_ABSENCE = {"AttributeError", "ImportError", "ModuleNotFoundError", "TypeError"}


def check_file(file):
    names = aliases(file.tree)
    for node, guarded in with_guards(file.tree):
        if guarded:
            continue
        for found, arguments in removed_in(node, names):
            version, remedy = found
            name, argument = arguments
            what = "{}() has no argument {}".format(name, argument) if argument else name + " is gone"
            yield finding(
                "removed-python-api", "error" if file.certain else "warning", file.path,
                "{} since Python {}, so this fails in GALAXY 2.1".format(what, version), remedy, node,
            )


def removed_in(node, names):
    if isinstance(node, ast.ImportFrom) and not node.level:
        for alias in node.names:
            name = "{}.{}".format(node.module, alias.name)
            if name in REMOVED:
                yield REMOVED[name], (name, None)
    elif isinstance(node, ast.Attribute):
        name = full_name(node, names)
        if name in REMOVED:
            yield REMOVED[name], (name, None)
    elif isinstance(node, ast.Call):
        name = full_name(node.func, names)
        for keyword in node.keywords:
            if (name, keyword.arg) in REMOVED_ARGUMENTS:
                yield REMOVED_ARGUMENTS[name, keyword.arg], (name, keyword.arg)


def aliases(tree):
    """What the names of a file stand for: `import json as j` makes `j` stand for `json`."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".")[0]
                names[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            for alias in node.names:
                names[alias.asname or alias.name] = "{}.{}".format(node.module, alias.name)
    return names


def full_name(node, names):
    written = ast_name(node)
    if written is None:
        return None
    first, _, rest = written.partition(".")
    return names[first] + ("." + rest if rest else "") if first in names else None


def with_guards(node, guarded=False):
    """Yields each node, and whether the code around it expects that it may fail."""
    for child in ast.iter_child_nodes(node):
        yield child, guarded
        if isinstance(child, ast.Try):
            expects = guarded or any(handles_absence(handler) for handler in child.handlers)
            for statement in child.body:
                yield statement, expects
                yield from with_guards(statement, expects)
            for part in child.handlers + child.orelse + child.finalbody:
                yield part, guarded or part in child.handlers
                yield from with_guards(part, guarded or part in child.handlers)
        else:
            yield from with_guards(child, guarded or isinstance(child, (ast.If, ast.IfExp)) and asks_version(child.test))


def handles_absence(handler):
    if isinstance(handler.body[-1], ast.Raise):
        return False
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is not None and ast_name(kind) in HANDLES_ABSENCE for kind in kinds)


def asks_version(test):
    return any(
        getattr(node, "attr", None) == "version_info" or getattr(node, "id", None) in ("version_info", "hasattr", "PY2", "PY3")
        for node in ast.walk(test)
    )


def check_plugin_class(files):
    """`create_and_run_plugin(Shop, sys.argv)` needs a class that extends Plugin."""
    for file in files:
        classes = {node.name: node for node in file.tree.body if isinstance(node, ast.ClassDef)}
        for node in ast.walk(file.tree):
            if not isinstance(node, ast.Call) or (ast_name(node.func) or "").split(".")[-1] != "create_and_run_plugin":
                continue
            name = ast_name(node.args[0]) if node.args else None
            if name in classes and not classes[name].bases:
                yield finding(
                    "not-a-plugin-class", "error", file.path,
                    "{} does not extend Plugin, so the Python API refuses it".format(name),
                    "Write class {}(Plugin).".format(name), classes[name],
                )
