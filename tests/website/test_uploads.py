"""An uploaded archive that is not what it claims is refused in a sentence, and fills no memory (issue 3)."""

import io
import resource
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from avowal.website.privacy import uploads


def archive(text: bytes, way: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", way) as made:
        made.writestr("policy.yaml", text)
    return stream.getvalue()


def put(content: bytes, at: int, new: bytes) -> bytes:
    return content[:at] + new + content[at + len(new) :]


def send(content: bytes) -> dict[str, str]:
    return uploads.read_upload([SimpleUploadedFile("bundle.zip", content)])


GOOD = archive(b"a: 1\n" * 400)
LISTED = GOOD.index(b"PK\x01\x02")
DAMAGED = {
    "begins elsewhere": GOOD[: len(GOOD) // 2] + GOOD[-60:],
    "another name inside": put(GOOD, GOOD.index(b"policy.yaml"), b"polizy.yaml"),
    "no header": put(GOOD, 0, b"XXXX"),
    "a version to come": put(GOOD, LISTED + 6, b"\xff"),
    "an offset that leads nowhere": put(GOOD, LISTED + 42, b"\xff\xff\xff\x7f"),
    "no directory": b"x" * 50 + b"PK\x05\x06" + b"\xff" * 18,
    "a name in no script": put(put(GOOD, LISTED + 8, b"\x00\x08"), LISTED + 46, b"\xff\xfe"),
    "content of another length": put(GOOD, GOOD.index(b"policy.yaml") + 14, b"\xff" * 8),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_damaged_archive_is_refused_in_a_sentence(damage):
    with pytest.raises(uploads.NotABundle, match="damaged"):
        send(DAMAGED[damage])


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_unpack_without_bound_are_refused_before_they_do(way):
    bomb = archive(b"\0" * (64 << 20), way)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(uploads.NotABundle, match="plain zip"):
        send(bomb)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8 << 10, "a small file filled the memory"
