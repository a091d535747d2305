"""Reads a picture that a stranger sent, or refuses it."""

import io
import threading
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
SMALLEST = 16
LARGEST_NEEDED = (256, 256)

# One picture at a time bounds the memory that decoding takes.
decoding = threading.Lock()


class RefusedError(Exception):
    """The picture is refused: the status, a word for programs and a sentence for people."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def read_picture(content: bytes, max_pixels: int) -> Image.Image:
    """The picture, upright and small.

    Nothing is decoded before its header says that it is a picture of a known format and not too large.
    """
    if not content:
        raise RefusedError(400, "no_picture", "The picture is empty")
    with decoding, warnings.catch_warnings():
        # The size is judged here; Pillow's own warning would come sooner and say less.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            check = Image.open(io.BytesIO(content), formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise too_large(max_pixels) from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise RefusedError(415, "not_a_picture", "This is not a JPEG, PNG or WebP picture") from error
        if check.width * check.height > max_pixels:
            raise too_large(max_pixels)
        if min(check.size) < SMALLEST:
            raise RefusedError(422, "too_small", f"The picture is smaller than {SMALLEST} pixels")
        try:
            check.verify()
            image = Image.open(io.BytesIO(content), formats=FORMATS)
            image.draft("RGB", LARGEST_NEEDED)
            image.thumbnail(LARGEST_NEEDED)
            return on_white(ImageOps.exif_transpose(image))
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
            raise RefusedError(422, "broken_picture", "The picture is damaged") from error


def too_large(max_pixels: int) -> RefusedError:
    """The refusal of a picture with too many pixels, whatever its size in bytes."""
    return RefusedError(413, "too_many_pixels", f"The picture has more than {max_pixels // 1_000_000} million pixels")


def on_white(image: Image.Image) -> Image.Image:
    """The picture in RGB, with what is transparent in white."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    white = Image.new("RGBA", layer.size, "white")
    white.alpha_composite(layer)
    return white.convert("RGB")
