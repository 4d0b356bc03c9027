"""What the rules look at: the repository's files, and its Python as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
BOT = ROOT / "bot"


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of the bot, by its path in the repository."""
    return {
        file.relative_to(ROOT).as_posix(): ast.parse(file.read_text(encoding="utf-8"))
        for file in sorted(BOT.rglob("*.py"))
    }


def text(path: str) -> str:
    """Return a file of the repository."""
    return (ROOT / path).read_text(encoding="utf-8")


def imported(tree: ast.Module) -> Iterator[str]:
    """Name the packages a module imports, inside its functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def names_used(trees: Iterator[ast.Module] | list[ast.Module]) -> set[str]:
    """Return every attribute that is read and every string, as keys are."""
    used: set[str] = set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                used.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                used.add(node.value)
    return used


def spoken(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the strings a module could show to somebody, with their lines.

    Not those are docstrings, what an exception carries and what a log line says.
    """
    silent = {id(part) for node in ast.walk(tree) if _is_for_nobody(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.lineno, node.value


def _is_for_nobody(node: ast.AST) -> bool:
    if isinstance(node, ast.Raise):
        return True
    if isinstance(node, ast.Expr):  # a docstring, or a string below a constant that explains it
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value
        return isinstance(owner, ast.Name) and owner.id in {"log", "logger"}
    return False
