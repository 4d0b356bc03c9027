"""One way to fold text before comparing it: names, aliases, what a member typed, what a seed said.

Follows Unicode TR39's idea of a skeleton, with a small table: NFKC, casefold, marks and invisible characters dropped,
Cyrillic and Greek look-alikes read as the Latin letters they imitate.
"""

import re
import unicodedata

LONGEST_NAME = 100
"""What is compared is cut to this many characters first, so that no distance function meets a long string."""

_LOOK_ALIKES = str.maketrans("авеёзікмнорстухѕјαβεικμνορτυχ", "abee3ikmhopctyxsjabeikmvoptux")
_NOT_WORD = re.compile(r"[^\w]+|_")


def fold(text: str, *, longest: int | None = None) -> str:
    """Return `text` as lower-case words parted by single spaces, cut to `longest` characters before and after."""
    if longest is not None:
        text = text[: longest * 4]
    if text.isascii():  # most of it: nothing to decompose, drop or replace
        folded = " ".join(_NOT_WORD.sub(" ", text.lower()).split())
        return folded if longest is None else folded[:longest].rstrip()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(
        character for character in decomposed if not unicodedata.combining(character) and not _is_invisible(character)
    )
    folded = " ".join(_NOT_WORD.sub(" ", kept.translate(_LOOK_ALIKES)).split())
    return folded if longest is None else folded[:longest].rstrip()


def fold_name(text: str) -> str:
    """Fold a name as typed or as written in an alias; at most `LONGEST_NAME` characters."""
    return fold(text, longest=LONGEST_NAME)


def words(text: str) -> list[str]:
    """Return the folded words of `text`."""
    return fold(text).split()


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf"
