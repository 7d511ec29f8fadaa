"""What is wrong with a deployment's settings file is said with its place, never as a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from avowal import config


def deployment(directory: Path, written: bytes) -> Path:
    (directory / "avowal.toml").write_bytes(written)
    return directory


def test_settings_are_read_from_the_file(tmp_path: Path) -> None:
    settings = config.load(deployment(tmp_path, b'port = 8100\n[hosts]\nplan = "Plan.example"\n'))

    assert (settings.port, settings.hosts, settings.deployment) == (8100, {"plan": "Plan.example"}, tmp_path)


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (b"port = 8000\nhosts = {plan =\n", "line 2"),
        (b'port = 8000\n\nmode = "demo\n', "line 3"),
        (b"port = 1\nport = 2\n", "line 2"),
        (b"mode = [", "at end of document"),
    ],
)
def test_broken_toml_names_file_and_line_and_what_to_do(tmp_path: Path, written: bytes, line: str) -> None:
    with pytest.raises(config.NotADeployment) as raised:
        config.load(deployment(tmp_path, written))

    assert str(tmp_path / "avowal.toml") in str(raised.value)
    assert line in str(raised.value)
    assert "Correct" in str(raised.value)
    assert raised.value.__suppress_context__


def test_a_file_that_is_no_utf_8_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(config.NotADeployment, match=r"avowal\.toml.*line 2.*UTF-8"):
        config.load(deployment(tmp_path, b'port = 8000\nmode = "d\xe9mo"\n'))


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "avowal.toml").symlink_to("/proc/self/mem")  # a regular file, and reading its start is an error

    with pytest.raises(config.NotADeployment, match=r"avowal\.toml cannot be read: Input/output error"):
        config.load(tmp_path)
