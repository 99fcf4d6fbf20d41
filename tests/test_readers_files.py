"""What `read` does with files that are not a plain readable text."""

from __future__ import annotations

import codecs
import os
import random
from pathlib import Path

import pytest

from kg.errors import UnreadableInput
from kg.readers import files, formats, read, text

NOTICE = "关于印发政务公开工作要点的通知\r\n请认真贯彻执行。\r\n"
TRADITIONAL = "關於印發政務公開工作要點的通知，請認真貫徹執行。"

READABLE = {
    "UTF-8": (NOTICE.encode(), NOTICE),
    "UTF-8 with a mark": (codecs.BOM_UTF8 + NOTICE.encode(), NOTICE),
    "GB18030": (NOTICE.encode("gb18030"), NOTICE),
    "Traditional in GB18030": (TRADITIONAL.encode("gb18030"), TRADITIONAL),
    "UTF-16 with a mark": (NOTICE.encode("utf-16"), NOTICE),
    "UTF-16 without a mark": (NOTICE.encode("utf-16-le"), NOTICE),
    "UTF-16, big-endian, without a mark": (NOTICE.encode("utf-16-be"), NOTICE),
    "UTF-32 with a mark": (NOTICE.encode("utf-32"), NOTICE),
    "control characters stay": ("一、\x07公开\x1b\n".encode(), "一、\x07公开\x1b\n"),
    "bidi and zero-width characters stay": ("\u202e公\u200b开\n".encode(), "\u202e公\u200b开\n"),
}

REFUSED = {
    "empty": (b"", "is empty"),
    "blank": (" \u3000\r\n".encode(), "is blank"),
    "random bytes": (random.Random(7).randbytes(5000), "is not text"),
    "NUL among letters": (b"a\0b" * 100, "binary"),
    "text with a NUL": ((NOTICE + "\0").encode(), "binary"),
    "undeclared Big5 is not guessed": (TRADITIONAL.encode("big5"), "is not text"),
    "a lone surrogate": ("江门\ud800。".encode("utf-8", "surrogatepass") * 9, "is not text"),
    "Latin-1": ("é à ü ".encode("latin-1") * 10, "is not text"),
}


@pytest.mark.parametrize("case", READABLE)
def test_text_is_kept_to_the_letter(tmp_path: Path, case: str) -> None:
    data, expected = READABLE[case]
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    assert read(path).text == expected


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_text_is_refused_with_advice(tmp_path: Path, case: str) -> None:
    data, reason = REFUSED[case]
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    refusal = _refusal(path)
    assert reason in refusal.reason and refusal.advice and path.name in str(refusal)


def test_what_is_not_a_file_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    reasons = {"folder.pdf": "folder", "pipe.txt": "pipe", "dangling.txt": "link to nothing",
               "loop.txt": "symbolic links", "gone.txt": "does not exist"}
    for name, reason in reasons.items():
        refusal = _refusal(tmp_path / name)
        assert reason in refusal.reason and refusal.advice, name


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(NOTICE, newline="")
    (tmp_path / "link.txt").symlink_to(tmp_path / "plan.txt")
    assert read(tmp_path / "link.txt").text == NOTICE


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(NOTICE)

    def denied(name: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied", name)

    monkeypatch.setattr(files.os, "open", denied)
    assert "may not be read" in _refusal(path).reason


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(NOTICE)
    check = files._check

    def check_and_append(name: str, status: os.stat_result) -> None:
        check(name, status)
        with path.open("a") as writer:
            writer.write("又一行\n")

    monkeypatch.setattr(files, "_check", check_and_append)
    assert "changed while it was read" in _refusal(path).reason


def test_a_file_of_four_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(4 * 2**30)
    assert "more than" in _refusal(path).reason


def test_a_text_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LARGEST", 10)
    path = tmp_path / "plan.txt"
    path.write_text(NOTICE)
    assert "more than 10" in _refusal(path).reason


@pytest.mark.parametrize(("data", "suffix", "expected"), [
    (b"%PDF-1.7\n", ".doc", formats.Format.PDF),
    (b"{\\rtf1", ".doc", formats.Format.OFFICE),
    (b"<!DOCTYPE html>", ".doc", formats.Format.HTML),
    (b"\xef\xbb\xbf <html>", ".txt", formats.Format.HTML),
    ("<关于我市公开工作的意见>".encode(), ".txt", formats.Format.TEXT),
    ("<p>31.加强队伍建设</p>".encode(), ".txt", formats.Format.TEXT),
    (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\nContent-Type: multipart/related;",
     ".mht", formats.Format.MHTML),
    (b"PK\x03\x04 cut off", ".docx", formats.Format.DOCX),
])
def test_content_decides_the_format_before_the_suffix(data: bytes, suffix: str, expected: formats.Format) -> None:
    assert formats.recognise(data, suffix) is expected


def _refusal(path: Path) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        read(path)
    return caught.value
