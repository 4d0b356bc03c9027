"""One change in a copy of the content that ships is found, in its file and at its line, and is not there before."""

from collections.abc import Callable

import pytest

from bot.knowledge.checks import ENTRY_RULES, LIBRARY_RULES
from bot.knowledge.problems import Problem
from tests.knowledge.builders import Folder, check, copy_of_the_real_content
from tests.knowledge.checks.editorial_faults import EDITORIAL, prepare
from tests.knowledge.checks.faults import FORM, REFERENCES, Fault

Planted = tuple[Folder, list[Problem]]


def planted(root: pytest.TempPathFactory, faults: list[Fault], prepared: Callable[[Folder], None]) -> Planted:
    folder = copy_of_the_real_content(root.mktemp("planted"))
    prepared(folder)
    for fault in faults:
        fault.plant(folder)
    return folder, check(folder)


@pytest.fixture(scope="module")
def malformed(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return planted(tmp_path_factory, FORM, lambda _folder: None)


@pytest.fixture(scope="module")
def unresolved(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return planted(tmp_path_factory, REFERENCES, lambda _folder: None)


@pytest.fixture(scope="module")
def unedited(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return planted(tmp_path_factory, EDITORIAL, prepare)


def assert_found(fault: Fault, planted: Planted, before: list[Problem]) -> None:
    folder, problems = planted
    meant = [problem for problem in problems if fault.is_meant_by(problem)]
    assert meant, f"nothing like {fault.says!r} in {fault.file}; there is: " + "\n".join(
        str(problem) for problem in problems if problem.path.endswith(fault.file)
    )
    lines = fault.lines(folder)
    (here,) = {(problem.line, problem.message) for problem in meant if problem.line in lines}
    already = [problem for problem in before if fault.is_meant_by(problem) and problem.message == here[1]]
    assert len([problem for problem in meant if problem.message == here[1]]) > len(already)


@pytest.mark.parametrize("fault", FORM, ids=lambda fault: fault.sentence)
def test_a_planted_fault_of_form_is_found(fault: Fault, malformed: Planted, shipped_problems: list[Problem]) -> None:
    assert_found(fault, malformed, shipped_problems)


@pytest.mark.parametrize("fault", REFERENCES, ids=lambda fault: fault.sentence)
def test_a_planted_fault_of_reference_is_found(
    fault: Fault, unresolved: Planted, shipped_problems: list[Problem]
) -> None:
    assert_found(fault, unresolved, shipped_problems)


@pytest.mark.parametrize("fault", EDITORIAL, ids=lambda fault: fault.sentence)
def test_a_planted_editorial_fault_is_found(fault: Fault, unedited: Planted, shipped_problems: list[Problem]) -> None:
    assert_found(fault, unedited, shipped_problems)


def test_every_rule_has_a_planted_fault() -> None:
    assert {fault.rule for fault in EDITORIAL} == set(ENTRY_RULES) | set(LIBRARY_RULES)


@pytest.mark.parametrize("faults", [FORM, REFERENCES, EDITORIAL])
def test_no_two_faults_stand_in_one_place_or_share_a_name(faults: list[Fault]) -> None:
    places = [(fault.file, key_path) for fault in faults for key_path in (fault.key_path, *fault.also)]
    assert len(places) == len(set(places))
    assert len({fault.sentence for fault in faults}) == len(faults)
