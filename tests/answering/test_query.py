import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.query import Query, View
from bot.interactions.custom_ids import LONGEST
from bot.knowledge.models import SectionId
from tests.answering.strategies import quick

IDS = st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,4}){0,3}", fullmatch=True)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    return Query(
        draw(st.sampled_from(View)),
        draw(IDS | st.just("")),
        draw(IDS | st.just("")),
        draw(st.sampled_from(SectionId)),
        draw(IDS | st.just("")),
        draw(st.integers(1, 99)),
    )


@quick
@given(queries())
def test_a_query_of_ids_comes_back_from_its_token(query: Query) -> None:
    assert Query.from_token(query.token()) == query


@quick
@given(st.text("abcdehiknoprstuwy019:-\n\u0661 ", max_size=LONGEST) | st.binary(max_size=LONGEST).map(bytes.hex))
def test_a_token_is_ours_and_harmless_or_it_is_nothing(token: str) -> None:
    query = Query.from_token(token)
    assert query is None or query.token().isascii()


@pytest.mark.parametrize(
    "token",
    [
        "",
        ":::::",
        "therapy",
        "therapy:hsct",
        "therapy:hsct::summary:",
        "therapy:hsct::summary::",
        "therapy:hsct::summary::-1",
        "therapy:hsct::summary::1.5",
        "therapy:hsct::summary::100",
        "therapy:hsct::summary::1:1",
        "therapy:HSCT::summary::1",
        "therapy:hsct::Summary::1",
        "therapy:hsct::nowhere::1",
        "nothing:hsct::summary::1",
        "therapy:hsct::summary::1\n",
        "\ntherapy:hsct::summary::1",
        "therapy:hsct::summary::\u0661",
        "therapy:\u041dS\u0421\u0422::summary::1",
        "therapy:hs ct::summary::1",
        "therapy:../../etc::summary::1",
        "therapy:<@1>::summary::1",
        "therapy:hsct::summary::1; DROP TABLE",
        "__class__:hsct::summary::1",
    ],
)
def test_a_foreign_token_is_nothing(token: str) -> None:
    assert Query.from_token(token) is None


@pytest.mark.parametrize("typed", ["HSCT", "bone marrow", "a:b", "é", "@everyone", "[x](y)", "a\n", "🧠"])
def test_typed_text_has_no_token(typed: str) -> None:
    for query in (Query(View.THERAPY, typed), Query(View.COMPARE, "hsct", typed), Query(View.THERAPY, part=typed)):
        with pytest.raises(ValueError, match="has no token") as caught:
            query.token()
        assert typed not in str(caught.value)


def test_page_nought_is_page_one() -> None:
    found = Query.from_token("therapy:hsct::summary::0")
    assert found is not None
    assert found.page == 1


def test_another_section_begins_at_its_first_page_and_leaves_the_part() -> None:
    query = Query(View.THERAPY, "dmt", section=SectionId.PARTS, part="anti-cd20", page=3)
    assert query.at(SectionId.RISKS) == Query(View.THERAPY, "dmt", section=SectionId.RISKS)
    assert query.at(SectionId.PARTS, part="anti-cd20", page=2) == Query(
        View.THERAPY, "dmt", section=SectionId.PARTS, part="anti-cd20", page=2
    )
