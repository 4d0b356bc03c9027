"""The calls of the command line that read the content: `check` and `show`. Only they pay for loading it."""

import dataclasses
import sys
from datetime import UTC, datetime

import orjson

from bot.answering.answer import Kind
from bot.answering.desk import Desk
from bot.answering.query import Query, View
from bot.knowledge.checks import check_library
from bot.knowledge.library import load
from bot.knowledge.models import SectionId
from bot.knowledge.problems import ContentError, Problem, Severity
from bot.settings import Settings


def check(settings: Settings, *, as_json: bool) -> int:
    """Print what is wrong with the content, one problem a line; return 1 when something is, warnings aside."""
    try:
        library = load(settings.content_dir, settings.seeds_dir)
    except ContentError as error:
        problems: list[Problem] = list(error.problems)
    else:
        problems = check_library(library, datetime.now(UTC).date())
    for problem in problems:
        print(orjson.dumps(dataclasses.asdict(problem)).decode() if as_json else problem)
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def show(settings: Settings, name: str, section: str) -> int:
    """Print an entry's card, all pages of one section; return 1 when there is none, 2 for an unknown section."""
    if section not in set(SectionId):
        print(f"--section: there is no {section}; choose one of {', '.join(SectionId)}", file=sys.stderr)
        return 2
    try:
        desk = Desk(load(settings.content_dir, settings.seeds_dir))
    except ContentError as error:
        print(error, file=sys.stderr)
        return 3
    answer = desk.answer(Query(View.THERAPY, name, section=SectionId(section))).answer
    print(answer.text)
    while answer.query and (
        following := next((a.query for a in answer.actions if _is_next(a.query, answer.query)), None)
    ):
        answer = desk.answer(following).answer
        print(f"\n{answer.text}")
    return 0 if answer.kind is Kind.ANSWER else 1


def _is_next(candidate: Query, shown: Query) -> bool:
    return candidate == dataclasses.replace(shown, page=shown.page + 1)
