import sys

import pytest

from bot.storage.engine import StorageError, build_engine, describe, parse_url, reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hunter2",
        "postgresql+asyncpg://oligo:hunter2@host:port/oligo",
        "sqlite:///hunter2.db",
        "mysql+aiomysql://oligo:hunter2@host/oligo",
        "sqlite+aiosqlite://",
        "sqlite+aiosqlite:///:memory:",
        "sqlite+aiosqlite:///file:hunter2?uri=true",
    ],
)
def test_a_url_oligo_cannot_use_is_one_sentence_without_its_secrets(text: str) -> None:
    with pytest.raises(StorageError, match=r"^The .*\.$") as caught:
        parse_url(text)
    assert "hunter2" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize("text", ["sqlite+aiosqlite:///data/oligo.db", "postgresql+asyncpg://oligo@host/oligo"])
def test_a_file_and_a_server_are_both_good(text: str) -> None:
    assert str(parse_url(text)) == text


def test_a_missing_driver_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(StorageError, match=r"needs the Python package asyncpg, which is not installed\.$"):
        build_engine(parse_url("postgresql+asyncpg://oligo:hunter2@host/oligo"))


def test_a_server_is_named_without_user_and_password() -> None:
    assert describe(parse_url("postgresql+asyncpg://oligo:hunter2@host/care")) == "postgresql 'care' on host"


def test_a_reason_is_one_line_without_a_password() -> None:
    assert reason(OSError("no way to postgresql://oligo:hunter2@host.\nDETAIL: x")) == "no way to postgresql://host"
    assert reason(OSError()) == "OSError"
