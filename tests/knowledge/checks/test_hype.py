from dataclasses import replace

import pytest

from bot.knowledge.library import Library
from bot.knowledge.models import Therapy
from tests.knowledge.builders import changed, said, said_of_all, with_record

SHOWN = [
    "title",
    "short_name",
    "one_line",
    "status.text",
    "certainty.text",
    "key_facts.0.label",
    "findings.0.text",
    "findings.0.measured.who",
    "risks.0.harm",
    "risks.0.frequency.over",
    "unknowns.0.unknown",
    "questions_to_ask.0",
    "articles.0.found",
]


def test_plain_words_pass(small: Library, alpha: Therapy, beta: Therapy) -> None:
    assert said("hype", alpha, small) == said("hype", beta, small) == []
    assert said_of_all("hype", small) == []


@pytest.mark.parametrize("key_path", SHOWN)
def test_hype_is_found_wherever_it_is_shown(small: Library, alpha: Therapy, key_path: str) -> None:
    assert said("hype", changed(alpha, key_path, "A miracle lamp"), small) == [
        f"{key_path}: says 'mirac'; leave the praise out and give the number"
    ]


def test_hype_is_not_allowed_even_when_denied(small: Library, alpha: Therapy) -> None:
    assert said("hype", changed(alpha, "one_line", "It is not a breakthrough."), small) != []


@pytest.mark.parametrize("text", ["It is not a cure.", "It has never been shown to reverse MS.", "No cure is known."])
def test_a_claim_word_that_its_sentence_denies_passes(small: Library, alpha: Therapy, text: str) -> None:
    assert said("hype", changed(alpha, "one_line", text), small) == []


@pytest.mark.parametrize("text", ["It is a cure.", "It cures MS. It is not cheap.", "It is cheap. It reverses MS."])
def test_a_claim_word_that_its_own_sentence_does_not_deny_is_found(small: Library, alpha: Therapy, text: str) -> None:
    assert len(said("hype", changed(alpha, "one_line", text), small)) == 1


def test_an_articles_claim_may_be_told_as_it_was_made(small: Library, alpha: Therapy) -> None:
    entry = changed(alpha, "articles.0.said", "A miracle cure that reverses MS, a breakthrough!")
    assert said("hype", entry, small) == []


@pytest.mark.parametrize("key_path", ["statement", "population", "strength.reason", "caveat"])
def test_hype_in_a_record_that_members_read_is_found(small: Library, key_path: str) -> None:
    library = with_record(small, "tea-lab", key_path, "A promising result.")
    assert said_of_all("hype", library) == [
        "evidence tea-lab: says 'promising'; say which stage it has reached and what was measured"
    ]


def test_a_source_keeps_the_title_that_its_authors_gave_it(small: Library) -> None:
    library = with_record(small, "tea-lab", "source.title", "A promising breakthrough")
    assert said_of_all("hype", library) == []


def test_hype_in_the_glossary_is_found(small: Library) -> None:
    term = changed(small.terms["lamp"], "meaning", "A revolutionary thing.")
    library = replace(small, terms={**small.terms, "lamp": term})
    assert said_of_all("hype", library) == [
        "term lamp: says 'revolutionary'; say what was found, in whom, and how sure that is"
    ]
