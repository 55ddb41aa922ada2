"""Finds calls that worked under the Python 3.7 of GALAXY 2.0 and fail under the Python 3.13 of GALAXY 2.1."""
import ast

from findings import finding, severity
from surroundings import ast_name, nodes

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
    **{
        "plistlib." + name: ("3.9", "Use plistlib.{}().".format(other))
        for name, other in (
            ("readPlist", "load"), ("readPlistFromBytes", "loads"), ("writePlist", "dump"), ("writePlistToBytes", "dumps"),
        )
    },
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

def check_file(file, has_own):
    """Yields the uses of what is gone. `has_own` tells whether the folder has a module of its own."""
    names = aliases(file.tree)
    for node, around in nodes(file.tree):
        if around.without_name:
            continue
        for name, argument, version, remedy in removed_in(node, names):
            if has_own(name):
                continue
            what = "the argument {} of {}()".format(argument, name) if argument else name
            yield finding(
                "removed-python-api", severity(file.certain), file.path,
                "Python {} removed {}, so this fails in GALAXY 2.1".format(version, what), remedy, node,
            )


def removed_in(node, names):
    """Yields the name, the argument if it is one, the version and the remedy."""
    if isinstance(node, ast.Call):
        name = full_name(node.func, names)
        for keyword in node.keywords:
            if (name, keyword.arg) in REMOVED_ARGUMENTS:
                yield (name, keyword.arg) + REMOVED_ARGUMENTS[name, keyword.arg]
    for name in names_in(node, names):
        if name in REMOVED:
            yield (name, None) + REMOVED[name]


def names_in(node, names):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return ["{}.{}".format(node.module, alias.name) for alias in node.names] + [node.module]
    return [full_name(node, names)] if isinstance(node, ast.Attribute) else []


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
