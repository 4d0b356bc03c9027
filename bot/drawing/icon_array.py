"""Icon arrays: 100 or 1,000 figures, the affected ones distinct in shape, size and shade, not only in colour.

A natural frequency with a constant denominator is the form people read best (Fagerlin and others, PMC8758611). The
picture brings its own pale ground, so it looks the same in Discord's dark and light themes.
"""

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

PICTURES_KEPT = 128  # about 8 kB each

_GROUND = (247, 248, 246)
_AFFECTED = (20, 60, 92)
_OTHER = (138, 150, 156)
_INK = (28, 36, 40)
_MARGIN = 28
_CAPTION = 64
_LARGEST_FONT = 34
_SMALLEST_FONT = 18
_COLUMNS = {100: 20, 1000: 50}
_CELL = {100: 40, 1000: 17}  # pixels; both come out 800 to 850 wide, sharp on a phone at half that width


@lru_cache(maxsize=PICTURES_KEPT)
def draw(affected: int, of: int, caption: str, up_to: int | None = None) -> bytes:
    """Draw `affected` of `of` (100 or 1,000) figures under `caption`; return PNG bytes.

    Of a range, those between `affected` and `up_to` are drawn as outlines of a person: affected in some studies only.
    Takes some 10 ms: call it off the event loop.
    """
    highest = affected if up_to is None else up_to
    if of not in _COLUMNS or not 0 <= affected <= highest <= of:
        raise ValueError(f"an icon array shows 0 to 100 of 100 or 0 to 1,000 of 1,000, not {affected} of {of}")
    columns, cell = _COLUMNS[of], _CELL[of]
    rows = of // columns
    size = (columns * cell + 2 * _MARGIN, rows * cell + 2 * _MARGIN + _CAPTION)
    picture = Image.new("RGB", size, _GROUND)
    pen = ImageDraw.Draw(picture)
    pen.text((_MARGIN, _MARGIN - 6), caption, fill=_INK, font=_font(caption, size[0] - 2 * _MARGIN))
    for index in range(of):
        left = _MARGIN + index % columns * cell
        top = _MARGIN + _CAPTION + index // columns * cell
        if index < highest:
            _person(pen, left, top, cell, filled=index < affected)
        else:
            _ring(pen, left, top, cell)
    stream = io.BytesIO()
    picture.quantize(colors=16).save(stream, format="PNG", optimize=True)
    return stream.getvalue()


def _font(caption: str, width: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return the largest font in which the caption fits the picture's width."""
    for points in range(_LARGEST_FONT, _SMALLEST_FONT, -2):
        font = ImageFont.load_default(size=points)
        if font.getlength(caption) <= width:
            return font
    return ImageFont.load_default(size=_SMALLEST_FONT)


def _person(pen: ImageDraw.ImageDraw, left: int, top: int, cell: int, *, filled: bool) -> None:
    """Draw somebody affected: head and shoulders that fill the cell; in outline where only some studies saw it."""
    head = cell * 0.36
    middle = left + cell / 2
    fill, width = (_AFFECTED if filled else None), max(1, cell // 13)
    face = (middle - head / 2, top + cell * 0.06, middle + head / 2, top + cell * 0.06 + head)
    shoulders = (left + cell * 0.12, top + cell * 0.46, left + cell * 0.88, top + cell * 1.42)
    pen.ellipse(face, fill=fill, outline=_AFFECTED, width=width)
    pen.pieslice(shoulders, 180, 360, fill=fill, outline=_AFFECTED, width=width)


def _ring(pen: ImageDraw.ImageDraw, left: int, top: int, cell: int) -> None:
    """Draw somebody not affected: a small open ring."""
    inset = cell * 0.27
    box = (left + inset, top + inset, left + cell - inset, top + cell - inset)
    pen.ellipse(box, outline=_OTHER, width=max(1, cell // 16))
