"""Timelines: the steps of a procedure from top to bottom, each with when it happens.

Text is large and dark on a pale ground of its own, so the picture reads the same in both of Discord's themes.
The card says every step in words too.
"""

import io
import textwrap
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

PICTURES_KEPT = 16

_GROUND = (247, 248, 246)
_INK = (28, 36, 40)
_LINE = (20, 60, 92)
_WIDTH = 900
_MARGIN = 36
_TEXT_LEFT = 110
_WRAP = 54  # characters of a line of text at its size
_WHEN_SIZE = 26
_TEXT_SIZE = 30
_LINE_HEIGHT = 40
_STEP_GAP = 34
_DOT = 15


@lru_cache(maxsize=PICTURES_KEPT)
def draw(title: str, steps: tuple[tuple[str, str], ...]) -> bytes:
    """Draw `steps` (when, what) under `title`; return PNG bytes. Takes some 10 ms: call it off the event loop."""
    wrapped = [(when, textwrap.wrap(what, _WRAP)) for when, what in steps]
    heights = [_LINE_HEIGHT * (1 + len(lines)) + _STEP_GAP for _when, lines in wrapped]
    picture = Image.new("RGB", (_WIDTH, 2 * _MARGIN + 60 + sum(heights)), _GROUND)
    pen = ImageDraw.Draw(picture)
    pen.text((_MARGIN, _MARGIN - 8), title, fill=_INK, font=ImageFont.load_default(size=36))
    top = _MARGIN + 64
    middle = _MARGIN + 24
    last = top + sum(heights[:-1]) + _DOT
    pen.line((middle, top + _DOT, middle, last), fill=_LINE, width=6)
    for number, ((when, lines), height) in enumerate(zip(wrapped, heights, strict=True), start=1):
        pen.ellipse((middle - 24, top - 9, middle + 24, top + 39), fill=_LINE)
        pen.text((middle, top + _DOT), str(number), fill=_GROUND, font=ImageFont.load_default(size=28), anchor="mm")
        pen.text((_TEXT_LEFT, top - 4), when, fill=_LINE, font=ImageFont.load_default(size=_WHEN_SIZE))
        for index, line in enumerate(lines, start=1):
            place = (_TEXT_LEFT, top - 4 + index * _LINE_HEIGHT)
            pen.text(place, line, fill=_INK, font=ImageFont.load_default(size=_TEXT_SIZE))
        top += height
    stream = io.BytesIO()
    picture.quantize(colors=32).save(stream, format="PNG", optimize=True)
    return stream.getvalue()
