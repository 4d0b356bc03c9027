"""YAML files to models. Every error says `path:line: what is wrong, and what to write instead`.

PyYAML's C parser builds the node tree, which knows its lines; the plain data made of it goes through pydantic in strict
JSON mode; and a validation error's location is looked up in the node tree again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import orjson
import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.knowledge.parsed import ParsedFiles
from bot.knowledge.problems import ContentError, Location, Problem

Model = TypeVar("Model")

LARGEST_FILE = 2 * 1024 * 1024  # bytes; the largest content file today is a tenth of it
DEEPEST = 12  # levels of nesting; content needs seven
LARGEST_NUMBER = 2**53  # up to here a float holds every whole number

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times faster where it was built

_CONTROL_CHARACTER = yaml.reader.Reader.NON_PRINTABLE

_WHAT_TO_WRITE = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a key Oligo knows; remove it or correct its spelling",
    "string_too_long": "is too long; write {max_length} characters or fewer",
    "string_too_short": "is empty; write a sentence or remove the key",
    "string_type": "must be text; put it in quotes if it looks like a number or a date",
    "too_short": "needs at least {min_length} item(s)",
    "too_long": "may have at most {max_length} item(s)",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list; start each item with '- '",
    "model_type": "must be a mapping of keys to values",
    "model_attributes_type": "must be a mapping of keys to values",
    "float_type": "must be a number",
    "date_type": "must be a date like 2026-11-22",
    "date_from_datetime_parsing": "must be a date like 2026-11-22",
    "date_parsing": "must be a date like 2026-11-22",
    "enum": "must be one of {expected}",
    "literal_error": "must be {expected}",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "greater_than": "must be more than {gt}",
    "string_pattern_mismatch": "does not look right; it must match {pattern}",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its plain data, and the line of every key and item."""

    path: str
    data: Any
    lines: dict[Location, int]

    def line(self, location: Location) -> int:
        """Return the line of `location`, or of the nearest thing around it that has one."""
        for length in range(len(location), -1, -1):
            if (found := self.lines.get(location[:length])) is not None:
                return found
        return 1

    def problem(self, location: Location, message: str, rule: str = "form") -> Problem:
        """Say what is wrong at `location`."""
        return Problem(self.path, self.line(location), message, rule)


def parse(text: str, path: str) -> Document:
    """Parse YAML into plain data with lines. Raise `ContentError` for all but plain, unrepeated keys and values."""
    if found := _CONTROL_CHARACTER.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"holds the invisible character U+{ord(found[0]):04X}; delete it"
        raise ContentError([Problem(path, line, message, "form")])
    try:
        if problems := _unwanted(text, path):
            raise ContentError(problems)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = " ".join((getattr(error, "problem", None) or str(error)).split())
        line = mark.line + 1 if mark else 1
        raise ContentError(
            [Problem(path, line, f"is not valid YAML: {said}; compare the lines around it", "form")]
        ) from None
    if node is None:
        raise ContentError([Problem(path, 1, "is empty; write an entry or delete the file", "form")])
    reading = _Reading(path)
    data = reading.plain(node, ())
    if reading.problems:
        raise ContentError(reading.problems)
    return Document(path, data, reading.lines)


def _unwanted(text: str, path: str) -> list[Problem]:
    """Find what content has no use for, before a tree is built of it.

    Aliases grow without bound when nested ("billion laughs"), tags name Python objects, and the parser's own recursion
    ends the process at some ten thousand levels. Only the events know where an alias stands.
    """
    problems = []
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            problems.append(Problem(path, line, "uses a YAML alias (*name); write the text out", "form"))
        elif (tag := getattr(event, "tag", None)) is not None:
            problems.append(Problem(path, line, f"uses a YAML tag ({tag}); remove it", "form"))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            message = f"is nested more than {DEEPEST} levels deep; write it flatter"
            return [*problems, Problem(path, line, message, "form")]
    return problems


def read(file: Path, path: str, parsed: ParsedFiles | None = None) -> Document:
    """Read and parse `file`, called `path` in messages; data that `parsed` remembers comes without lines."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise ContentError([Problem(path, 1, f"is larger than {LARGEST_FILE} bytes; split it", "form")])
        content = file.read_bytes()
        if parsed is not None and (data := parsed.get(path, content)) is not None:
            return Document(path, data, {})
        text = content.decode("utf-8")
    except FileNotFoundError:
        raise ContentError([Problem(path, 1, "is missing; restore it", "form")]) from None
    except UnicodeDecodeError:
        raise ContentError([Problem(path, 1, "is not UTF-8 text; save it again as UTF-8", "form")]) from None
    except OSError as error:
        raise ContentError([Problem(path, 1, f"cannot be read: {error.strerror}", "form")]) from None
    document = parse(text, path)
    if parsed is not None:
        parsed.keep(path, content, document.data)
    return document


def build(adapter: TypeAdapter[Model], document: Document, at: Location = ()) -> Model:
    """Validate the part of `document` at `at`. Raise `ContentError` with a line for each thing wrong."""
    data = document.data
    for step in at:
        data = data[step]
    try:
        return adapter.validate_json(orjson.dumps(data))
    except ValidationError as error:
        raise ContentError(_explain(error, document, at)) from None


def _explain(error: ValidationError, document: Document, at: Location) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        if _is_echo(dict(detail)):
            continue
        kind = detail["type"]
        if isinstance(detail["input"], str):
            kind = {"too_short": "string_too_short", "too_long": "string_too_long"}.get(kind, kind)
        words = _WHAT_TO_WRITE.get(kind)
        message = words.format(**detail.get("ctx", {})) if words else detail["msg"].removeprefix("Value error, ")
        location, message = _at_its_key(message, _in_document(detail["loc"], document, at), document)
        missing = detail["loc"][-1:] if kind == "missing" else ()
        name = ".".join(str(step) for step in (*location[len(at) :], *missing)) or "this"
        yield document.problem(location, f"{name} {message}")


def _is_echo(detail: Mapping[str, Any]) -> bool:
    """Tell whether an error only repeats one that says more, of the same value or inside it."""
    if detail["type"] == "too_short" and isinstance(detail["input"], list):
        return bool(len(detail["input"]) >= detail["ctx"]["min_length"])  # items that are wrong were not counted
    in_a_union = "".join(map(str, detail["loc"][-1:])).startswith("literal[")
    return in_a_union and isinstance(detail["input"], dict)  # of "a mapping or this one word", the mapping was meant


def _in_document(location: Location, document: Document, at: Location) -> Location:
    """Follow pydantic's `location` from `at`, leaving out its names for the branches of a union."""
    for step in location:
        if (*at, step) in document.lines:
            at = (*at, step)
    return at


def _at_its_key(message: str, location: Location, document: Document) -> tuple[Location, str]:
    """Move a rule over a whole mapping to the key that its message begins with."""
    key, _, rest = message.partition(" ")
    return ((*location, key), rest) if (*location, key) in document.lines else (location, message)


class _Reading:
    """Turns one file's nodes into plain data, noting every line, refusing what content has no use for."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: dict[Location, int] = {(): 1}
        self.problems: list[Problem] = []
        self._constructor = yaml.constructor.SafeConstructor()

    def plain(self, node: yaml.Node, at: Location) -> Any:
        """Return the plain data of `node`, which stands at `at`."""
        self.lines.setdefault(at, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*at, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at)
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, at: Location) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str):
                self._refuse(key_node, "has a key that is not text; write a word before the colon")
                continue
            self.lines[(*at, key)] = key_node.start_mark.line + 1
            if key in result:
                self._refuse(key_node, f"{key} stands twice; keep one of them")
            result[key] = self.plain(value_node, (*at, key))
        return result

    def _scalar(self, node: yaml.Node) -> Any:
        try:
            value = self._constructor.construct_object(node)
        except (yaml.YAMLError, ValueError, OverflowError):
            return self._refuse(node, f"{node.value!r} cannot be read; put it in quotes")
        if isinstance(value, int | float) and not abs(value) < LARGEST_NUMBER:
            return self._refuse(node, f"{node.value!r} is no number content can hold; put it in quotes if it is text")
        if value is None or isinstance(value, str | bool | int | float | date):
            return value
        return self._refuse(node, f"{node.value!r} is of a kind content does not use; put it in quotes")

    def _refuse(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(self.path, node.start_mark.line + 1, message, "form"))


def dump(model: BaseModel) -> Any:
    """Return `model` as plain data, as a YAML file would hold it."""
    return model.model_dump(mode="json", exclude_none=True)
