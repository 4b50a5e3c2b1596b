"""Prints the edges of imports between the files whose paths come on standard input, as CPython would find them.

Statements come from `ast`, modules from `importlib.machinery.PathFinder`, which executes nothing. The search path of a file is the
folder above its outermost package, or its own folder outside of packages, then the folders of which a package of the name is known,
shallow first. `from package import name` takes the attribute of the package before its submodule, as the interpreter does.
"""

import ast
import functools
import importlib.machinery
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")
paths = sorted(json.load(sys.stdin))
known = set(paths)


@functools.cache
def tree_of(path):
    try:
        with open(path, "rb") as file:
            return ast.parse(file.read())
    except (SyntaxError, ValueError, OSError, RecursionError):
        return None


def is_package(folder):
    return any(os.path.isfile(os.path.join(folder, name)) for name in ("__init__.py", "__init__.pyi"))


def root_of(path):
    folder = os.path.dirname(path)
    while folder and is_package(folder):
        folder = os.path.dirname(folder)
    return folder


roots = sorted({root_of(path) for path in paths} | {"", "src"}, key=lambda root: (root.count("/") + bool(root), root))


@functools.cache
def spec_in(name, folders):
    return importlib.machinery.PathFinder.find_spec(name, [os.path.join(os.getcwd(), each) for each in folders])


def find(parts, folders):
    """The file of a module, and the folders in which its submodules are looked for."""
    where = folders
    for part in parts:
        spec = spec_in(part, tuple(where)) if where else None
        if spec is None:
            return None
        where = [os.path.relpath(each) for each in spec.submodule_search_locations or []]
    origin = os.path.relpath(spec.origin) if spec.origin and spec.has_location else None
    return origin, where


def binds(path, name):
    tree = tree_of(path)
    for node in ast.walk(tree) if tree else []:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name == name:
            return True
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name:
            return True
        if isinstance(node, ast.ImportFrom) and node.module and any((each.asname or each.name) == name for each in node.names):
            return True
    return False


def targets(path, node):
    folder = os.path.dirname(path)
    own = [root_of(path)] + [root for root in roots if root != root_of(path)]
    if isinstance(node, ast.Import):
        for each in node.names:
            parts = each.name.split(".")
            if parts[0] not in sys.stdlib_module_names:
                found = find(parts, own)
                if found:
                    yield found[0]
        return
    parts = node.module.split(".") if node.module else []
    if node.level:
        base = folder.split("/") if folder else []
        if node.level - 1 > len(base):
            return
        above = "/".join(base[: len(base) - (node.level - 1)])
        found = find(parts, [above]) if parts else (next((p for p in (above + "/__init__.py", above + "/__init__.pyi") if p in known), None), [above])
    elif parts and parts[0] in sys.stdlib_module_names:
        return
    else:
        found = find(parts, own)
    if not found:
        return
    origin, where = found
    for each in node.names:
        inner = find([each.name], where) if where and each.name != "*" else None
        if inner and inner[0] and not (origin in known and origin != path and binds(origin, each.name)):
            yield inner[0]
        else:
            yield origin


edges = set()
for path in paths:
    for node in ast.walk(tree_of(path) or ast.Module([], [])):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            edges.update((path, to) for to in targets(path, node) if to in known and to != path)
json.dump([{"from": a, "to": b} for a, b in sorted(edges)], sys.stdout)
