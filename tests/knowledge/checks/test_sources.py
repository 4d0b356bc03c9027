from dataclasses import replace

from bot.knowledge.checks.sources import FEWEST_SOURCES, check
from bot.knowledge.library import Library
from bot.knowledge.problems import Severity
from tests.knowledge.builders import TODAY, changed, said_of_all, with_record


def test_a_shelf_that_is_all_used_passes(small: Library) -> None:
    assert said_of_all("sources", small) == []


def test_a_record_that_nobody_cites_is_a_warning(small: Library) -> None:
    spare = changed(small.evidence["tea-lab"], "id", "tea-spare")
    library = replace(small, evidence={**small.evidence, "tea-spare": spare})
    ((kind, name, finding),) = check(library, TODAY)
    assert (kind, name, finding.severity) == ("evidence", "tea-spare", Severity.WARNING)
    assert finding.message == "is cited by no entry; cite it or remove it"


def test_a_therapy_on_one_publication_is_found_however_many_records_it_became(small: Library) -> None:
    assert FEWEST_SOURCES == 2
    library = small
    for name in ("tea-teeth", "tea-lab", "lamp-guide"):
        library = with_record(library, name, "source.url", "https://doi.org/10.0000/one")
    assert said_of_all("sources", library) == ["entry beta: rests on 1 publication(s); cite at least 2"]


def test_a_therapy_on_two_publications_passes(small: Library) -> None:
    library = with_record(small, "tea-teeth", "source.url", "https://doi.org/10.0000/4")
    assert said_of_all("sources", library) == []
