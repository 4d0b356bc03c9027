"""What people do in Discord, as interactions: builds the payloads a real client's doing would cause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.support import payloads
from tests.support.payloads import Json, walk

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 10, 11
SUBCOMMAND, GROUP = 1, 2


@dataclass(frozen=True)
class Upload:
    """A file given as a command's option."""

    name: str
    content: bytes


class UnknownCommandError(LookupError):
    """The bot registered no such command, or no such option: Discord would not have let the member send it."""


def command_data(
    registered: Sequence[Json],
    path: str,
    options: Mapping[str, Any],
    *,
    focused: str | None,
    attachments: Mapping[str, Json],
) -> Json:
    """Return the data of a slash command such as `therapy` or `curate edit` with its options' values.

    When the bot has registered commands, names and required options are held against them and UnknownCommandError is
    raised for what Discord would not send; when it has registered none, types follow from the values.
    """
    names = path.split()
    command = _registered(registered, names[0])
    level, parents = command, [(names[0], 1)]
    for name in names[1:]:
        level = _option(level, name, path)
        parents.append((name, level["type"] if level else SUBCOMMAND))
    if command is not None and level is not None:
        _check(level, path, options, autocomplete=focused is not None)
    resolved: Json = {}
    values = []
    for name, value in options.items():
        kind = _kind(level, name, path, value)
        values.append({"name": name, "type": kind, "value": _value(kind, name, value, resolved, attachments)})
        if name == focused:
            values[-1]["focused"] = True
    for name, kind in reversed(parents[1:]):
        values = [{"name": name, "type": kind, "options": values}]
    identity = command["id"] if command else str(payloads.snowflake())
    data: Json = {"id": identity, "name": names[0], "type": 1, "options": values}
    return data | ({"resolved": resolved} if resolved else {})


def _registered(registered: Sequence[Json], name: str) -> Json | None:
    if not registered:
        return None
    for command in registered:
        if command["name"] == name and command["type"] == 1:
            return command
    raise UnknownCommandError(f"/{name} is not among {sorted(command['name'] for command in registered)}")


def _option(level: Json | None, name: str, path: str) -> Json | None:
    """Return the option, subcommand or group of that name; None when nothing is registered."""
    if level is None:
        return None
    for option in level.get("options") or []:
        if option["name"] == name:
            return dict(option)
    raise UnknownCommandError(f"/{path} has no {name}")


def _check(level: Json, path: str, options: Mapping[str, Any], *, autocomplete: bool) -> None:
    """Refuse a command with a required option missing; while it is being typed that is allowed."""
    required = {option["name"] for option in level.get("options") or [] if option.get("required")}
    missing = required - set(options)
    if missing and not autocomplete:
        raise UnknownCommandError(f"/{path} needs {sorted(missing)}")


def _kind(level: Json | None, name: str, path: str, value: Any) -> int:
    option = _option(level, name, path)
    if option is not None:
        return int(option["type"])
    if isinstance(value, Upload):
        return ATTACHMENT
    return {bool: BOOLEAN, int: INTEGER, float: NUMBER}.get(type(value), STRING)


def _value(kind: int, name: str, value: Any, resolved: Json, attachments: Mapping[str, Json]) -> Any:
    """Return an option's value as sent; users, roles, channels and files go into `resolved` as well."""
    if kind == ATTACHMENT:
        made = attachments[name]
        resolved.setdefault("attachments", {})[made["id"]] = made
        return made["id"]
    if kind == USER:
        resolved.setdefault("users", {})[str(value)] = payloads.user(int(value), f"member{int(value) % 1000}")
    elif kind == ROLE:
        made = payloads.role(0, 1) | {"id": str(value), "name": f"role {value}"}
        resolved.setdefault("roles", {})[str(value)] = made
    elif kind == CHANNEL:
        made = payloads.channel(0, 0) | {"id": str(value), "permissions": str(payloads.SEND_MESSAGES_AND_VIEW)}
        resolved.setdefault("channels", {})[str(value)] = made
    else:
        return value
    return str(value)


def message_menu_data(registered: Sequence[Json], name: str, content: str, author: int, in_channel: str) -> Json:
    """Return the data of a message menu used on a message with this content."""
    found = [command for command in registered if command["name"] == name and command["type"] == 3]
    if registered and not found:
        raise UnknownCommandError(f"no message menu {name!r}")
    target = payloads.message({"content": content}, in_channel=in_channel)
    target["author"] = payloads.user(author, "somebody")
    target["type"] = 0
    for key in ("webhook_id", "application_id"):
        del target[key]
    identity = found[0]["id"] if found else str(payloads.snowflake())
    resolved = {"messages": {target["id"]: target}}
    return {"id": identity, "name": name, "type": 3, "target_id": target["id"], "resolved": resolved}


def component_data(component: Json, values: Sequence[str]) -> Json:
    """Return the data of a pressed button, or of a menu with these values chosen."""
    data: Json = {"component_type": component["type"], "id": component["id"], "custom_id": component["custom_id"]}
    return data if component["type"] == 2 else data | {"values": list(values)}


def modal_data(modal: Json, values: Mapping[str, Any]) -> Json:
    """Return the data of a submitted modal; fields not given keep the text or the choice they were opened with.

    Raises LookupError for a value whose field the modal has not got.
    """
    fields = {component["custom_id"] for component in walk(modal["components"]) if "custom_id" in component}
    if unknown := set(values) - fields:
        raise LookupError(f"the modal has {sorted(fields)}, not {sorted(unknown)}")
    submitted = [_submitted(component, values) for component in payloads.with_ids(modal["components"])]
    return {"custom_id": modal["custom_id"], "components": submitted}


def _submitted(component: Json, values: Mapping[str, Any]) -> Json:
    """Return what a modal's component sends back."""
    kind = component["type"]
    sent: Json = {"type": kind, "id": component["id"]}
    if kind == 1:
        return sent | {"components": [_submitted(child, values) for child in component["components"]]}
    if kind == 18:
        return sent | {"component": _submitted(component["component"], values)}
    if "custom_id" not in component:
        return sent
    name = component["custom_id"]
    sent["custom_id"] = name
    if kind in {4, 21, 23}:
        empty = {4: "", 21: None, 23: False}[kind]
        return sent | {"value": values.get(name, component.get("value", component.get("default", empty)))}
    preset = [option["value"] for option in component.get("options") or [] if option.get("default")]
    return sent | {"values": list(values.get(name, preset))}
