from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import MOST_BYTES, MOST_CHARACTERS, Answer, Disclaimer, Kind
from bot.answering.composing.text import ROOM_FOR_FRAME, heading, pages
from tests.answering.strategies import quick

DISCLAIMER = Disclaimer("Please discuss this with your clinician.")
ANY = st.characters(exclude_categories=["Cs"])
BLOCKS = st.lists(
    st.one_of(
        st.text(ANY, min_size=1, max_size=40),
        st.builds(lambda unit, times: unit * times, st.text(ANY, min_size=1, max_size=9), st.integers(1, 2000)),
        st.sampled_from(["word " * 700, "a" * 9000, "髄" * 4000, "🧠" * 3000, "line\n" * 1500, "x" * 3400, "x" * 3401]),
        st.builds(heading, st.text("abc", min_size=1, max_size=60)),
        st.just(heading("h" * 3000)),
    ).filter(str.strip),
    min_size=1,
    max_size=12,
)


def squeezed(text: str) -> str:
    return "".join(text.split())


@quick
@given(BLOCKS)
def test_no_page_is_too_long_and_nothing_is_lost(blocks: list[str]) -> None:
    split = pages(blocks)
    for page in split:
        text = "\n\n".join(page)
        assert len(text) <= MOST_CHARACTERS - ROOM_FOR_FRAME
        assert len(text.encode()) <= MOST_BYTES - 3 * ROOM_FOR_FRAME
        assert Answer(kind=Kind.ANSWER, blocks=page, disclaimer=DISCLAIMER)
    assert squeezed("".join(block for page in split for block in page)) == squeezed("".join(blocks))


@quick
@given(BLOCKS)
def test_a_block_that_fits_a_page_is_never_cut(blocks: list[str]) -> None:
    whole = {block for page in pages(blocks) for block in page}
    for block in blocks:
        if len(block) <= 3400 and len(block.encode()) <= 8000:
            assert block in whole


def test_no_page_ends_with_a_heading_whose_text_is_on_the_next() -> None:
    for length in range(3300, 3400):
        split = pages(["x" * length, heading("Heading"), "y" * 100])
        assert all(not page[-1].startswith("### ") for page in split)


def test_blocks_fill_a_page_before_the_next_begins() -> None:
    assert pages(["a" * 1000] * 6) == [("a" * 1000,) * 3] * 2


def test_a_long_block_is_cut_between_words() -> None:
    split = pages(["word " * 2000])
    assert len(split) > 1
    assert all(word == "word" for page in split for block in page for word in block.split())
