"""The editorial rules, one a module. The command line and the curators' modals run the same ones.

A rule is a function from an entry (or the whole library) to findings. To add one, write a module and list it below.
"""

from collections.abc import Callable, Iterator
from datetime import date

from bot.knowledge.checks import (
    advice,
    answered,
    cells,
    citations,
    copying,
    dates,
    figures,
    first_screen,
    helplines,
    hype,
    links,
    numbers,
    reading,
    sources,
    verbs,
)
from bot.knowledge.checks.finding import Finding
from bot.knowledge.library import Library
from bot.knowledge.models import Entry
from bot.knowledge.problems import Problem

EntryRule = Callable[[Entry, Library, date], Iterator[Finding]]
LibraryRule = Callable[[Library, date], Iterator[tuple[str, str, Finding]]]

ENTRY_RULES: dict[str, EntryRule] = {
    "citations": citations.check,
    "numbers": numbers.check,
    "figures": figures.check,
    "verbs": verbs.check,
    "hype": hype.check,
    "cells": cells.check,
    "advice": advice.check,
    "reading": reading.check,
    "first-screen": first_screen.check,
    "dates": dates.check,
    "copying": copying.check,
}
"""Rules for one entry: what a curator's edit must pass."""

LIBRARY_RULES: dict[str, LibraryRule] = {
    "links": links.check,
    "sources": sources.check,
    "helplines": helplines.check,
    "answered": answered.check,
    "reading": reading.check_median,
    "copying": copying.check_rest,
    "hype": hype.check_rest,
}
"""Rules for everything beside the entries, or for all entries together."""


def check_entry(entry: Entry, library: Library, today: date) -> Iterator[tuple[str, Finding]]:
    """Run every rule for one entry; yield the rule's name with each finding."""
    for rule, check in ENTRY_RULES.items():
        for finding in check(entry, library, today):
            yield rule, finding


def check_library(library: Library, today: date) -> list[Problem]:
    """Run every rule over everything; return the problems in the order of files and lines."""
    problems = []
    for entry in library.entries.values():
        origin = library.origin("entry", entry.id)
        for rule, finding in check_entry(entry, library, today):
            problems.append(_placed(origin.problem(finding.location, finding.message, rule), finding))
    for rule, check in LIBRARY_RULES.items():
        for kind, identifier, finding in check(library, today):
            origin = library.origin(kind, identifier)
            problems.append(_placed(origin.problem(finding.location, finding.message, rule), finding))
    return sorted(problems)


def _placed(problem: Problem, finding: Finding) -> Problem:
    return Problem(problem.path, problem.line, problem.message, problem.rule, finding.severity)
