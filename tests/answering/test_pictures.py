import pytest

from bot.answering.answer import IconArray
from bot.answering.composing.text import icon_array, number
from bot.knowledge.library import Library
from bot.knowledge.models import Frequency, Harm, Seriousness, Therapy


def harm(count: float, per: int, count_to: float | None = None) -> Harm:
    frequency = Frequency.model_validate(
        {"count": count, "count_to": count_to, "per": per, "who": "people in a trial", "over": "2 years"}
    )
    return Harm(
        harm="A harm", seriousness=Seriousness.SERIOUS, frequency=frequency, text="It happens.", evidence=("record",)
    )


@pytest.mark.parametrize(
    ("count", "per", "affected", "of"),
    [(11, 100, 11, 100), (0, 100, 0, 100), (100, 100, 100, 100), (2.1, 100, 21, 1000), (3, 1000, 3, 1000)],
)
def test_a_picture_fills_as_many_figures_as_the_number_says(
    library: Library, count: float, per: int, affected: int, of: int
) -> None:
    picture = icon_array(harm(count, per), library.wording)
    assert picture is not None
    assert (picture.affected, picture.of) == (affected, of)


def test_a_picture_says_in_words_what_it_shows_and_of_whom(library: Library) -> None:
    picture = icon_array(harm(2.1, 100), library.wording)
    assert picture is not None
    for words in ("A harm", "about 2.1 in 100", "21 of 1,000", "people in a trial", "2 years"):
        assert words in picture.alt


@pytest.mark.parametrize(("count", "per"), [(0.01, 1000), (0.4, 1000), (0.04, 100)])
def test_a_harm_rarer_than_one_figure_is_not_drawn_as_if_it_happened_to_nobody(
    library: Library, count: float, per: int
) -> None:
    assert icon_array(harm(count, per), library.wording) is None


@pytest.mark.parametrize(("count", "count_to", "drawn"), [(1, 3, (1, 3, 100)), (36, 47.7, (360, 477, 1000))])
def test_a_range_fills_its_lower_number_and_outlines_up_to_its_higher(
    library: Library, count: float, count_to: float, drawn: tuple[int, int, int]
) -> None:
    picture = icon_array(harm(count, 100, count_to), library.wording)
    assert picture is not None
    assert (picture.affected, picture.up_to, picture.of) == drawn
    assert f"about {number(count)} to {number(count_to)} in 100" in picture.alt
    assert f"up to {drawn[1]}" in picture.alt


def test_an_unmeasured_harm_has_no_picture(library: Library) -> None:
    unmeasured = harm(1, 100).model_copy(update={"frequency": "not-measured"})
    assert icon_array(unmeasured, library.wording) is None


def test_no_shipped_picture_shows_another_number_than_its_text(library: Library) -> None:
    drawn = 0
    for therapy in library.therapies:
        for item in harms(therapy):
            if (picture := icon_array(item, library.wording)) is not None:
                assert isinstance(item.frequency, Frequency)
                drawn += 1
                assert abs(picture.affected / picture.of - item.frequency.count / item.frequency.per) <= 0.0005
                assert bool(picture.affected) == bool(item.frequency.count), item.harm
                assert number(item.frequency.count) in picture.alt
    assert drawn


def harms(therapy: Therapy) -> list[Harm]:
    return [*therapy.risks, *(item for part in therapy.parts for item in part.risks)]


@pytest.mark.parametrize(("affected", "of"), [(-1, 100), (101, 100), (1, 50), (1001, 1000)])
def test_a_picture_that_cannot_be_drawn_cannot_be_built(affected: int, of: int) -> None:
    with pytest.raises(ValueError, match="icon array"):
        IconArray(affected, of, "A caption", "Some words")


@pytest.mark.parametrize("alt", ["", " ", "a" * 1025])
def test_a_picture_has_words_for_who_cannot_see_it(alt: str) -> None:
    with pytest.raises(ValueError, match="alt text"):
        IconArray(1, 100, "A caption", alt)
