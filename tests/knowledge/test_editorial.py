import re

import pytest

from bot.knowledge.editorial import Editorial, PatternRule
from bot.knowledge.library import Library
from bot.knowledge.models import Level

HYPE = [
    ("A breakthrough in MS.", "The sun broke through the cloud."),
    ("A break-through in MS.", "Break the task into steps."),
    ("Groundbreaking work.", "The ground was breaking up."),
    ("A game-changer.", "The rules changed the game."),
    ("A game changing drug.", "A board game for the evening."),
    ("A cutting-edge clinic.", "The cutting blade was dull."),
    ("A revolutionary method.", "A revolving door."),
    ("It revolutionizes care.", "The wheel made one revolution a second."),
    ("A miracle.", "A mirror."),
    ("An astonishing result.", "A stone wall."),
    ("Amazing results.", "A maze of rules."),
    ("An incredible story.", "A credible story."),
    ("A remarkable change.", "The doctor made a remark."),
    ("An exciting trial.", "The exit of the hall."),
    ("A stunning photo.", "It can stun a fish."),
    ("A wonder drug.", "People wonder about the drug."),
    ("Stem cell salvation.", "Salvage of old parts."),
    ("A beacon for patients.", "Bacon for breakfast."),
    ("A glimmer of light.", "It glitters."),
    ("A brighter future.", "A bright lamp."),
    ("New hope for MS.", "A new house."),
    ("It gives hope.", "It gives a number."),
    ("A hopeful sign.", "The people who hoped to walk."),
    ("MS sufferers.", "Insufficient proof."),
    ("She suffers every day.", "She suffers from a cold."),
    ("Victims of MS.", "Invictus is a poem."),
    ("A devastating illness.", "A vast illness."),
    ("It cripples people.", "A crisp apple."),
    ("A wheelchair-bound man.", "A man who uses a wheelchair."),
    ("A stubborn adversary.", "A stubborn stain."),
    ("Battling MS.", "A flat battery."),
    ("She battles on, battling against it.", "The name of the battle."),
    ("Fighting MS.", "Cells that fight germs."),
    ("Fight against it.", "A fight in a bar."),
    ("Your MS journey.", "A journal of neurology."),
    ("A promising drug.", "The clinic promised a cheque."),
    ("It holds promise.", "She kept her promise."),
    ("Of great promise.", "A great number."),
    ("It has huge potential.", "An electrical potential was measured."),
    ("It has enormous potential.", "Potential harms are listed."),
    ("It has the potential to help.", "The potential harms are listed."),
    ("A once-in-a-lifetime chance.", "Once a day in the morning."),
    ("Act now.", "The drug does not act on nerves."),
    ("Don't miss it.", "Do not skip the visit."),
    ("Limited places are left.", "The number of beds is limited."),
    ("For a limited time.", "Time is limited."),
    ("Hurry.", "A hurricane."),
    ("The early access window closes.", "An early access scheme."),
    ("As with any medical procedure, there are risks.", "As with any drug, ask first."),
    ("As with any procedure.", "With a procedure."),
    ("It is perfectly safe.", "It is perfectly round."),
    ("It is completely safe.", "It is not safe for everyone."),
    ("A risk-free offer.", "The risk is higher."),
    ("It has no side effects.", "Side effects were rare."),
    ("A leading institute.", "Leading to fewer relapses."),
    ("Leading researchers say so.", "Researchers in Leeds say so."),
    ("Some experts think so.", "European experts advise it."),
    ("Experts believe it.", "Experts of the MS Society wrote it."),
    ("Scientists say so.", "Scientists in Leeds measured it."),
    ("It is hoped that it works.", "It is known that it works."),
    ("Don't worry.", "Many people worry."),
    ("It is worth watching.", "It was worth ten pounds."),
    ("State-of-the-art care.", "The state of Ohio."),
    ("A powerful new tool.", "A powerful magnet."),
]

CLAIM_WORDS = [
    ("It cures MS.", "It is not a cure for MS."),
    ("A cure for MS.", "No cure for MS is known."),
    ("People were cured.", "Nobody was cured."),
    ("A curative treatment.", "It has never been shown to be curative."),
    ("It reverses damage.", "It does not reverse damage."),
    ("A reversal of MS.", "A reversal of MS has not been shown."),
    ("It is reversible.", "The side effect is reversible after the drug is stopped."),
    ("It is reversing.", "A security guard walked by in reverberating halls."),
    ("It can cure MS.", "The manicure was secure."),
]

ADVICE = [
    ("Ask today!", "Ask today."),
    ("You should take it.", "Ask your MS team whether you could take it."),
    ("You must stop.", "The mustard was hot."),
    ("You ought to rest.", "People who thought about it."),
    ("You need to take it daily.", "You need a scan first."),
    ("You need to stop.", "What you need to know."),
    ("It is 20 mg a day.", "It is one tablet a day."),
    ("Take 1,000 IU.", "A group of 1,000 in the UK."),
    ("About 5 ml.", "A 5 metre walk."),
    ("Two 50 microgram pills, 50 micrograms each.", "A small gram scale."),
    ("Stop taking it.", "A bus stop."),
    ("Rest. Start the drug in May.", "The first relapse was at the start of the year."),
    ("Switch to the new one. Skip a dose; skip the next.", "People who switch to it had fewer."),
    ("Double your dose.", "A double dose was tried."),
    ("You will recover.", "You will hear from the team."),
    ("You will be able to walk.", "Will you be able to drive?"),
    ("Your risk is low.", "The risk is low."),
    ("Your chance is 5 in 100.", "What is your question?"),
]

UNNAMED_CELLS = [
    ("Stem cell therapy for MS.", "Mesenchymal stem cell therapy for MS."),
    ("A stem-cell treatment.", "A neural stem-cell treatment."),
    ("Stem cell injections.", "Stem cells grow in the marrow."),
    ("A stem cell infusion.", "An embryonic stem cell infusion."),
    ("A stem cell product.", "A pluripotent stem cell product."),
    ("A stem cell cure.", "Blood stem cell treatment."),
    ("The stem cell procedure.", "An MSC stem cell procedure."),
]

TABLES = {"hype": HYPE, "claim_words": CLAIM_WORDS, "advice": ADVICE, "unnamed_cells": UNNAMED_CELLS}
ROWS = [(family, *row) for family, rows in TABLES.items() for row in rows]


def rules(editorial: Editorial, family: str) -> tuple[PatternRule, ...]:
    found: tuple[PatternRule, ...] = getattr(editorial, family)
    return found


@pytest.mark.parametrize(("family", "caught", "near_miss"), ROWS)
def test_the_words_are_caught_in_any_case_and_their_neighbours_are_not(
    library: Library, family: str, caught: str, near_miss: str
) -> None:
    for written in (caught, caught.upper(), caught.lower()):
        assert any(rule.compiled.search(written) for rule in rules(library.editorial, family)), written
    assert not any(rule.compiled.search(near_miss) for rule in rules(library.editorial, family)), near_miss


@pytest.mark.parametrize("family", TABLES)
def test_every_pattern_has_an_example_that_only_it_catches(library: Library, family: str) -> None:
    family_rules = rules(library.editorial, family)
    for rule in family_rules:
        others = [other for other in family_rules if other is not rule]
        assert any(
            rule.compiled.search(caught) and not any(other.compiled.search(caught) for other in others)
            for caught, _near_miss in TABLES[family]
        ), f"{rule.pattern} has no example here; add one"


@pytest.mark.parametrize("family", TABLES)
def test_every_pattern_compiles_and_says_what_to_write_instead(library: Library, family: str) -> None:
    for rule in rules(library.editorial, family):
        assert re.compile(rule.pattern)
        assert rule.instead
        assert not rule.instead.endswith(".")


def test_every_phrase_of_the_verb_rule_compiles(library: Library) -> None:
    editorial = library.editorial
    for phrase in (*editorial.effect_verbs, *editorial.report_frames, *sum(editorial.hedges.values(), ())):
        assert re.compile(rf"\b(?:{phrase})\b")


def test_every_level_of_evidence_has_its_hedges_and_only_high_has_none(library: Library) -> None:
    assert set(library.editorial.hedges) == set(Level)
    assert [level for level, hedges in library.editorial.hedges.items() if not hedges] == [Level.HIGH]


def test_no_phrase_matches_nothing_at_all(library: Library) -> None:
    editorial = library.editorial
    patterns = [rule.pattern for family in TABLES for rule in rules(editorial, family)]
    for pattern in (*patterns, *editorial.effect_verbs, *editorial.report_frames, *sum(editorial.hedges.values(), ())):
        assert not re.search(pattern, ""), pattern


def test_no_word_stands_twice_in_a_list(library: Library) -> None:
    for words in (library.editorial.reading_exempt, library.editorial.allowed_domains):
        folded = [word.casefold() for word in words]
        assert sorted(folded) == sorted(set(folded))


def test_every_allowed_domain_is_a_plain_lower_case_host(library: Library) -> None:
    for domain in library.editorial.allowed_domains:
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain), domain
        assert not domain.startswith("www."), domain


def test_no_allowed_domain_opens_a_whole_country(library: Library) -> None:
    assert not {"co.uk", "org.uk", "ac.uk", "com.au", "gov.au", "net.au", "org.au"} & set(
        library.editorial.allowed_domains
    )
