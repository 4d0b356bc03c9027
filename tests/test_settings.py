from pathlib import Path

import pytest

from bot import cli, settings
from bot.settings import Settings, SettingsError

SECRET = "not-for-anybody's-eyes"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the developer's environment nor the `.env` beside the project takes part."""
    for field, about in Settings.model_fields.items():
        monkeypatch.delenv(str(about.validation_alias or f"OLIGO_{field.upper()}"), raising=False)
    monkeypatch.chdir(tmp_path)


def test_everything_has_a_default() -> None:
    read = settings.read()
    assert read.discord_token is None
    assert read.shards is None
    assert read.health_address is None
    assert read.log_format == "human"
    assert read.database == f"sqlite+aiosqlite:///{Path('data').absolute() / 'oligo.db'}"
    assert (read.content_dir / "wording.yaml").is_file()
    assert (read.seeds_dir / "claims.yaml").is_file()


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("OLIGO_LOG_FORMAT=json\nOLIGO_SHARD_COUNT=2\nDISCORD_TOKEN=of-the-file\n", encoding="utf-8")
    monkeypatch.setenv("OLIGO_SHARD_COUNT", "4")
    read = settings.read()
    assert (read.log_format, read.shard_count) == ("json", 4)
    assert read.discord_token is not None
    assert read.discord_token.get_secret_value() == "of-the-file"


def test_an_empty_value_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISCORD_TOKEN", "OLIGO_SHARD_COUNT", "OLIGO_HEALTH_ADDRESS", "OLIGO_DATABASE_URL"):
        monkeypatch.setenv(name, "")
    read = settings.read()
    assert (read.discord_token, read.shard_count, read.health_address, read.database_url) == (None, None, None, None)


def test_the_token_does_not_show_when_the_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", SECRET)
    assert SECRET not in repr(settings.read())


def test_shards_are_read_with_and_without_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLIGO_SHARD_COUNT", "4")
    monkeypatch.setenv("OLIGO_SHARD_IDS", "0, 2,3")
    assert settings.read().shards == (0, 2, 3)


def test_the_seeds_beside_another_content_folder_are_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OLIGO_CONTENT_DIR", str(tmp_path / "content"))
    (tmp_path / "seeds").mkdir()
    assert settings.read().seeds_dir == tmp_path / "seeds"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"OLIGO_SHARD_COUNT": SECRET}, "OLIGO_SHARD_COUNT must be a whole number from 1 to 10000."),
        ({"OLIGO_SHARD_COUNT": "0"}, "OLIGO_SHARD_COUNT must be a whole number from 1 to 10000."),
        ({"OLIGO_SHARD_COUNT": "10001"}, "OLIGO_SHARD_COUNT must be a whole number from 1 to 10000."),
        ({"OLIGO_SHARD_COUNT": "1.5"}, "OLIGO_SHARD_COUNT must be a whole number from 1 to 10000."),
        (
            {"OLIGO_SHARD_COUNT": "2", "OLIGO_SHARD_IDS": SECRET},
            "OLIGO_SHARD_IDS must be whole numbers with commas between them, such as 0,1,2.",
        ),
        (
            {"OLIGO_SHARD_COUNT": "2", "OLIGO_SHARD_IDS": "0,"},
            "OLIGO_SHARD_IDS must be whole numbers with commas between them, such as 0,1,2.",
        ),
        ({"OLIGO_SHARD_IDS": "0"}, "OLIGO_SHARD_IDS needs OLIGO_SHARD_COUNT, the number of all shards."),
        (
            {"OLIGO_SHARD_COUNT": "2", "OLIGO_SHARD_IDS": "0,2"},
            "OLIGO_SHARD_IDS must be numbers below OLIGO_SHARD_COUNT.",
        ),
        *(
            (
                {"OLIGO_HEALTH_ADDRESS": address},
                "OLIGO_HEALTH_ADDRESS must be an address and a port from 1 to 65535, such as 127.0.0.1:8080.",
            )
            for address in (SECRET, "8080", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "http://127.0.0.1:8080")
        ),
        ({"OLIGO_LOG_FORMAT": SECRET}, "OLIGO_LOG_FORMAT must be human or json."),
    ],
)
def test_a_wrong_value_is_one_sentence_and_status_2_and_never_quoted(
    wrong: dict[str, str], sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["check"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{sentence}\n")
    assert SECRET not in said.err


def test_a_file_that_is_no_text_is_one_sentence() -> None:
    Path(".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"^The file \.env must be UTF-8 text; save it again as UTF-8\.$"):
        settings.read()


@pytest.mark.parametrize(
    "field", [field for field, about in Settings.model_fields.items() if about.description is not None]
)
def test_what_a_setting_must_be_is_said_for_any_nonsense(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"OLIGO_{field.upper()}", "\N{SNOWMAN}")
    with pytest.raises(SettingsError) as raised:
        settings.read()
    assert str(raised.value) == f"OLIGO_{field.upper()} must be {Settings.model_fields[field].description}."


@pytest.mark.parametrize(
    "field", [field for field, about in Settings.model_fields.items() if about.description is None]
)
def test_a_setting_without_such_a_sentence_takes_any_text(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN" if field == "discord_token" else f"OLIGO_{field.upper()}", "\N{SNOWMAN}")
    settings.read()
