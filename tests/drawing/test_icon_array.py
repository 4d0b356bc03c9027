import io

import pytest
from PIL import Image

from bot.drawing import icon_array


def drawn(affected: int, of: int, caption: str = "About so many") -> Image.Image:
    return Image.open(io.BytesIO(icon_array.draw(affected, of, caption))).convert("RGB")


def dark_pixels(picture: Image.Image, below: int = 92) -> int:
    """Count dark pixels under the caption: what the affected figures are made of."""
    cropped = picture.crop((0, below, picture.width, picture.height))
    return sum(count for count, colour in cropped.getcolors(1 << 20) or [] if sum(colour) < 250)


@pytest.mark.parametrize("of", [100, 1000])
def test_twice_the_people_are_twice_the_dark_figures(of: int) -> None:
    one, two = dark_pixels(drawn(20, of)), dark_pixels(drawn(40, of))

    assert one > 0
    assert two == pytest.approx(2 * one, rel=0.02)


def test_nobody_affected_draws_no_dark_figure() -> None:
    assert dark_pixels(drawn(0, 100)) == 0


def test_the_figures_differ_in_shape_and_not_only_in_colour() -> None:
    cell = 40
    everybody, nobody = drawn(100, 100).convert("1"), drawn(0, 100).convert("1")
    place = (28, 92, 28 + cell, 92 + cell)

    filled = everybody.crop(place).histogram()[0]
    ring = nobody.crop(place).histogram()[0]
    assert filled > 3 * ring > 0


def test_a_range_is_drawn_as_outlines_between_its_two_numbers() -> None:
    low, high = dark_pixels(drawn(20, 100)), dark_pixels(drawn(40, 100))
    picture = Image.open(io.BytesIO(icon_array.draw(20, 100, "About so many", 40))).convert("RGB")

    assert low < dark_pixels(picture) < high


def test_the_picture_is_small_enough_to_send_and_wide_enough_to_read() -> None:
    data = icon_array.draw(137, 1000, "About 137 in 1,000")

    assert len(data) < 20_000
    assert 800 <= Image.open(io.BytesIO(data)).width <= 1000


def test_a_long_caption_is_set_smaller_and_stays_inside() -> None:
    long = drawn(10, 100, "Hair loss, bleeding, bruising, tiredness and no appetite: about 10 in 100")
    right_margin = long.crop((long.width - 20, 0, long.width, 80))

    assert len(right_margin.getcolors() or []) == 1


@pytest.mark.parametrize(("affected", "of"), [(-1, 100), (101, 100), (5, 50), (1001, 1000)])
def test_a_number_that_is_no_share_is_refused(affected: int, of: int) -> None:
    with pytest.raises(ValueError, match="icon array"):
        icon_array.draw(affected, of, "x")


def test_a_range_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="icon array"):
        icon_array.draw(40, 100, "x", 20)
