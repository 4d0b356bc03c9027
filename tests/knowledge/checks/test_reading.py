from dataclasses import replace

import pytest

from bot.knowledge.checks.reading import check, measure, measure_entry
from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from tests.knowledge.builders import TODAY, changed, said, said_of_all

HARD = "Immunological considerations necessitate individualised multidisciplinary evaluation regarding eligibility."


def flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    """Kincaid 1975, as printed: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


@pytest.mark.parametrize(
    ("text", "words", "sentences", "syllables"),
    [
        ("The cat sat on the mat.", 6, 1, 6),
        ("The cat sat. The dog ran.", 6, 2, 6),
        ("The doctor will see you today.", 6, 1, 8),  # doc-tor, to-day
        ("Does it work? Nobody knows.", 5, 2, 7),  # no-bo-dy
        ("About 67 people were better.", 5, 1, 8),  # a number is one syllable; a-bout, peo-ple, bet-ter
        ("The person's hand.", 3, 1, 4),
        ('"It helps." Then it stops.', 5, 2, 5),
        ("The colour of the haemoglobin.", 5, 1, 9),  # British spellings: col-our, hae-mo-glo-bin
        ("It is ischaemia.", 3, 1, 6),  # i-schae-mi-a, known to the dictionary as ischemia
    ],
)
def test_the_grade_is_the_one_computed_by_hand(
    small: Library, text: str, words: int, sentences: int, syllables: int
) -> None:
    reading = measure([text], small)
    assert reading.words == words
    assert reading.words_per_sentence == words / sentences
    assert reading.raw_grade == pytest.approx(flesch_kincaid(words, sentences, syllables), abs=0.001)


def test_known_grades_of_two_fixed_texts(small: Library) -> None:
    assert measure(["The cat sat on the mat."], small).grade == pytest.approx(-1.45, abs=0.005)
    assert measure(["The doctor will see you today."], small).grade == pytest.approx(2.483, abs=0.005)


def test_each_text_ends_a_sentence(small: Library) -> None:
    assert measure(["The cat sat", "The dog ran"], small) == measure(["The cat sat. The dog ran."], small)


def test_an_exempt_name_counts_as_two_syllables_and_the_raw_grade_does_not_forgive_it(small: Library) -> None:
    reading = measure(["We use natalizumab now."], small)
    assert reading.grade == pytest.approx(flesch_kincaid(4, 1, 5), abs=0.001)
    assert reading.raw_grade == pytest.approx(flesch_kincaid(4, 1, 8), abs=0.001)  # na-ta-li-zu-mab


def test_an_exempt_name_of_several_words_is_one_word_and_the_longest_name_wins(small: Library) -> None:
    reading = measure(["We treat secondary progressive MS."], small)
    assert reading.words == 4
    assert reading.grade == pytest.approx(flesch_kincaid(4, 1, 5), abs=0.001)


@pytest.mark.parametrize("text", ["We use NATALIZUMAB now.", "We use Natalizumab now."])
def test_exempt_names_are_known_in_any_case(small: Library, text: str) -> None:
    assert measure([text], small).grade == measure(["We use natalizumab now."], small).grade


def test_the_plural_of_an_exempt_name_is_exempt_and_a_longer_word_is_not(small: Library) -> None:
    assert measure(["We use steroids now."], small).grade == pytest.approx(flesch_kincaid(4, 1, 5), abs=0.001)
    assert measure(["We use steroidal ones."], small).grade == measure(["We use steroidal ones."], small).raw_grade


def test_a_text_without_exempt_names_has_one_grade(small: Library) -> None:
    reading = measure(["The doctor will see you today."], small)
    assert reading.grade == reading.raw_grade


def test_plain_entries_pass(small: Library, alpha: Therapy, beta: Therapy) -> None:
    assert said("reading", alpha, small) == said("reading", beta, small) == []
    assert said_of_all("reading", small) == []


def test_an_entry_over_grade_8_is_found_at_its_hardest_passage(small: Library, alpha: Therapy) -> None:
    entry = alpha
    for key_path in ("how_it_works.0.text", "findings.0.text", "one_line", "access.0.text", "unknowns.0.unknown"):
        entry = changed(entry, key_path, "Several important considerations determine treatment decisions.")
    entry = changed(entry, "findings.1.text", HARD)
    (finding,) = said("reading", entry, small)
    assert measure_entry(entry, small).grade > 8
    assert finding.startswith(
        f"findings.1.text: makes an entry of grade {measure_entry(entry, small).grade:.1f}; write"
    )
    assert "here first (grade " in finding


def test_one_hard_sentence_in_an_easy_entry_passes(small: Library, alpha: Therapy) -> None:
    assert said("reading", changed(alpha, "findings.1.text", HARD), small) == []


def test_an_entry_of_endless_sentences_is_found_even_when_its_words_are_short(small: Library, alpha: Therapy) -> None:
    run_on = "it is so and it is not " * 28
    entry = alpha
    for key_path in ("how_it_works.0.text", "findings.0.text", "one_line", "access.0.text", "unknowns.0.unknown"):
        entry = changed(entry, key_path, f"{run_on}so.")
    messages = [finding.message for finding in check(entry, small, TODAY)]
    assert any("words a sentence; cut the long ones in two" in message for message in messages)


@pytest.mark.parametrize("key_path", ["title", "status.text", "key_facts.0.label", "risks.0.harm"])
def test_labels_are_no_prose_and_do_not_count(small: Library, alpha: Therapy, key_path: str) -> None:
    entry = changed(alpha, key_path, "Immunological multidisciplinary considerations")
    assert measure_entry(entry, small) == measure_entry(alpha, small)


def test_a_library_whose_median_is_too_hard_is_found_at_its_hardest_entry(
    small: Library, alpha: Therapy, beta: Therapy
) -> None:
    hard = changed(alpha, "one_line", f"{HARD} " * 6)
    for key_path in ("how_it_works.0.text", "findings.0.text", "findings.1.text", "access.0.text"):
        hard = changed(hard, key_path, f"{HARD} {HARD}")
    library = replace(small, entries={"alpha": hard})
    (finding,) = said_of_all("reading", library)
    assert finding.startswith("entry alpha: is the hardest of a library whose median is grade ")
    assert (
        said_of_all(
            "reading", replace(small, entries={"alpha": alpha, "beta": beta, "hard": changed(hard, "id", "hard")})
        )
        == []
    )


def test_a_library_without_entries_has_no_median(small: Library) -> None:
    assert said_of_all("reading", replace(small, entries={})) == []
