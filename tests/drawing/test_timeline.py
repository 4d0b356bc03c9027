import io

from PIL import Image

from bot.drawing import timeline

STEPS = (("Day 1", "The lamp is lit."), ("Day 2", "The tea is poured and everybody waits for the moon to rise."))


def height(steps: tuple[tuple[str, str], ...]) -> int:
    return Image.open(io.BytesIO(timeline.draw("A moonlit procedure", steps))).height


def test_each_step_makes_the_picture_longer() -> None:
    assert height(STEPS) > height(STEPS[:1]) > 0


def test_a_long_step_is_wrapped_and_not_cut() -> None:
    long = (("Day 1", "A sentence that goes on for much longer than one line of this picture could ever hold. " * 2),)
    picture = Image.open(io.BytesIO(timeline.draw("A moonlit procedure", long))).convert("RGB")

    assert picture.height > height(STEPS[:1])
    assert len(picture.crop((picture.width - 12, 0, picture.width, picture.height)).getcolors() or []) == 1


def test_the_picture_is_small_enough_to_send() -> None:
    assert len(timeline.draw("A moonlit procedure", STEPS * 4)) < 100_000
