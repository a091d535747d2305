import io
import struct
import zlib

import pytest
from PIL import Image

from tests.pictures import encoded, product
from vision.pictures import RefusedError, read_picture

LIMIT = 1_000_000


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is huge."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_reads_a_picture_of_each_format(kind: str) -> None:
    image = read_picture(encoded(Image.new("RGB", (640, 480), "teal"), kind), LIMIT)
    assert image.mode == "RGB"
    assert max(image.size) == 256


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1", "I;16"])
def test_reads_every_kind_of_pixels(mode: str) -> None:
    assert read_picture(encoded(Image.new("RGB", (40, 40), "teal").convert(mode)), LIMIT).mode == "RGB"


def test_shows_what_is_transparent_in_white() -> None:
    image = read_picture(encoded(Image.new("RGBA", (40, 40), (9, 9, 9, 0))), LIMIT)
    assert image.getpixel((20, 20)) == (255, 255, 255)


def test_turns_a_picture_upright() -> None:
    image = Image.new("RGB", (80, 40), "teal")
    exif = image.getexif()
    exif[0x0112] = 6
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    assert read_picture(file.getvalue(), LIMIT).size == (40, 80)


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "no_picture"),
        (b"hello", 415, "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "not_a_picture"),
        (encoded(Image.new("RGB", (40, 40)), "GIF"), 415, "not_a_picture"),
        (encoded(Image.new("RGB", (40, 40)), "TIFF"), 415, "not_a_picture"),
        (b"\x89PNG\r\n\x1a\n", 415, "not_a_picture"),
        (product("mug")[:-400], 422, "broken_picture"),
        (product("mug")[:200] + b"\0" * 100 + product("mug")[300:], 422, "broken_picture"),
        (encoded(Image.new("RGB", (15, 400))), 422, "too_small"),
        (encoded(Image.new("1", (1001, 1000))), 413, "too_many_pixels"),
        (bomb(1001, 1000), 413, "too_many_pixels"),
        (bomb(20_000, 20_000), 413, "too_many_pixels"),
        (bomb(400, 400), 422, "broken_picture"),
    ],
)
def test_refuses(content: bytes, status: int, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_picture(content, LIMIT)
    assert (refused.value.status, refused.value.code) == (status, code)


def test_a_picture_cut_anywhere_is_read_or_refused() -> None:
    content = encoded(Image.effect_mandelbrot((64, 64), (-2, -1, 1, 1), 20).convert("RGB"), "JPEG")
    for length in range(len(content)):
        try:
            assert read_picture(content[:length], LIMIT).mode == "RGB"
        except RefusedError as refused:
            assert refused.status in (400, 415, 422)
