import importlib.util
from pathlib import Path

from bot.knowledge.library import Library

ROOT = Path(__file__).parents[2]


def test_the_content_table_says_what_the_content_is(library: Library) -> None:
    script = ROOT / "docs" / "make_content_table.py"
    spec = importlib.util.spec_from_file_location("make_content_table", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    shown = (ROOT / "docs" / "content-table.md").read_text(encoding="utf-8")
    assert shown == module.table(library), "run: python -m docs.make_content_table"
