"""Walks a syntax tree of any depth, and knows what the code around each node is prepared for."""
import ast
import re
from collections import namedtuple

TRY = (ast.Try, getattr(ast, "TryStar", ast.Try))
# Code below one of these runs only sometimes.
CONDITIONAL = (ast.If, ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, getattr(ast, "Match", ast.If))

# What code handles that has something else ready.
NO_MODULE = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
NO_NAME = {"AttributeError", "ImportError", "ModuleNotFoundError", "TypeError"}
VERSION_NAMES = re.compile(r"version_info|hasattr|TYPE_CHECKING|_?(IS_)?PY_?\d+", re.IGNORECASE)

# `conditional`: may not run. `without_module`, `without_name`: goes on without the module or the name.
Around = namedtuple("Around", "conditional without_module without_name")


def nodes(tree):
    """Yields each node in the order of the source, with what is around it. Not recursive: generated code nests deeper than Python."""
    stack = [(tree, Around(False, False, False))]
    while stack:
        node, around = stack.pop()
        yield node, around
        for field, value in reversed(list(ast.iter_fields(node))):
            children = [child for child in (value if isinstance(value, list) else [value]) if isinstance(child, ast.AST)]
            if children:
                inner = within(node, field, around)
                stack += [(child, inner) for child in reversed(children)]


def within(node, field, around):
    if isinstance(node, TRY) and field != "finalbody":
        in_handler = field == "handlers"
        return widened(
            around,
            conditional=bool(node.handlers),
            without_module=field != "orelse" and any(handles(handler, NO_MODULE) for handler in node.handlers),
            without_name=in_handler or field == "body" and any(handles(handler, NO_NAME) for handler in node.handlers),
        )
    if isinstance(node, (ast.With, ast.AsyncWith)) and field == "body":
        errors = suppressed(node)
        return widened(around, bool(errors), bool(errors & NO_MODULE), bool(errors & NO_NAME))
    if isinstance(node, (ast.If, ast.IfExp)):
        by_version = asks_version(node.test)
        return widened(around, isinstance(node, ast.If), by_version, by_version)
    return widened(around, isinstance(node, CONDITIONAL), False, False)


def widened(around, conditional, without_module, without_name):
    return Around(
        around.conditional or conditional, around.without_module or without_module, around.without_name or without_name
    )


def handles(handler, errors):
    """Whether a handler goes on after one of the errors."""
    if isinstance(handler.body[-1], ast.Raise):
        return False
    if handler.type is None:
        return "BaseException" in errors
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(ast_name(kind) in errors for kind in kinds)


def suppressed(node):
    """The errors of `with contextlib.suppress(...)`."""
    calls = [item.context_expr for item in node.items if isinstance(item.context_expr, ast.Call)]
    suppressing = [call for call in calls if (ast_name(call.func) or "").split(".")[-1] == "suppress"]
    return {ast_name(error) for call in suppressing for error in call.args}


def asks_version(test):
    return any(
        VERSION_NAMES.fullmatch(getattr(node, "attr", None) or getattr(node, "id", None) or "") for node in ast.walk(test)
    )


def ast_name(node):
    """`a.b.c` for an expression of that form."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id] + parts[::-1]) if isinstance(node, ast.Name) else None
