"""Make `fingerprints.txt` from the seed articles: python seeds/fingerprint.py FOLDER_WITH_THE_ARTICLES.

The articles belong to their publishers and are not kept here. A hash of every eight-word run is enough to prove that no
sentence of ours was carried over from them.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.knowledge.checks.copying import fingerprints


def main() -> None:
    """Write one sorted line a fingerprint."""
    found = {
        fingerprint
        for article in sorted(Path(sys.argv[1]).glob("*.txt"))
        for _run, fingerprint in fingerprints(article.read_text(encoding="utf-8"))
    }
    target = Path(__file__).with_name("fingerprints.txt")
    target.write_text("\n".join(sorted(found)) + "\n", encoding="ascii")
    print(f"{len(found)} fingerprints in {target.name}")


if __name__ == "__main__":
    main()
