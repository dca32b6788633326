"""Pictures: how large they are, without unpacking them."""

import warnings
from pathlib import Path
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from govapp.parsing.inside.found import Found, Refusal

PIXELS = 100_000_000
# They are counted here, before any of them is unpacked.
Image.MAX_IMAGE_PIXELS = None


def read_picture(path: Path) -> Found:
    """Look at a picture's head; raises Refusal when it would flood a screen."""
    with path.open("rb") as file:
        if count_pixels(file) > PIXELS:
            raise Refusal("pixels")
    return Found()


def count_pixels(file: BinaryIO) -> int:
    """Return how many pixels a picture has; raises Refusal when it is none."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file) as picture:
            return picture.width * picture.height
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Refusal("damaged") from error
