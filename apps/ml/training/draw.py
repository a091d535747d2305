"""Pictures of products, drawn from random numbers.

The same seed gives the same picture. Every product is drawn on a canvas of 256 x 256 in random colours and
proportions, turned and scaled, and put on a random background.
"""

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

CANVAS = 256

Colour = tuple[int, int, int]
Draw = ImageDraw.ImageDraw
Random = np.random.Generator


def colour(random: Random, low: int = 20, high: int = 240) -> Colour:
    """A random colour."""
    red, green, blue = (int(value) for value in random.integers(low, high, 3))
    return (red, green, blue)


def shade(base: Colour, factor: float) -> Colour:
    """The colour, darker (below 1) or lighter (above 1)."""
    red, green, blue = (int(min(255, max(0, value * factor))) for value in base)
    return (red, green, blue)


def bottle(draw: Draw, random: Random) -> None:
    base, cap, label = colour(random), colour(random), colour(random, 120, 255)
    half, neck = int(random.integers(30, 46)), int(random.integers(11, 17))
    shoulder = int(random.integers(90, 118))
    draw.polygon(
        [(128 - neck, 48), (128 + neck, 48), (128 + neck, shoulder - 24), (128 + half, shoulder + 14)]
        + [(128 + half, 226), (128 - half, 226), (128 - half, shoulder + 14), (128 - neck, shoulder - 24)],
        fill=base,
    )
    draw.rounded_rectangle((128 - half, shoulder + 8, 128 + half, 238), 12, fill=base)
    draw.rectangle((128 - neck - 4, 26, 128 + neck + 4, 52), fill=cap)
    draw.rectangle((128 - half, 142, 128 + half, 142 + int(random.integers(28, 54))), fill=label)
    draw.rectangle((128 - half + 6, shoulder + 16, 128 - half + 12, 226), fill=shade(base, 1.4))


def box(draw: Draw, random: Random) -> None:
    tone = int(random.integers(150, 215))
    base = (tone, int(tone * 0.78), int(tone * 0.55)) if random.random() < 0.75 else colour(random, 80, 230)
    width, height, depth = (int(random.integers(*span)) for span in ((100, 140), (80, 120), (30, 50)))
    left, top = 128 - (width + depth) // 2, 128 - (height - depth) // 2
    front = (left, top, left + width, top + height)
    draw.rectangle(front, fill=base)
    draw.polygon(
        [(left, top), (left + depth, top - depth), (left + width + depth, top - depth), (left + width, top)],
        fill=shade(base, 1.2),
    )
    draw.polygon(
        [(left + width, top), (left + width + depth, top - depth)]
        + [(left + width + depth, top + height - depth), (left + width, top + height)],
        fill=shade(base, 0.72),
    )
    middle, tape = left + width // 2, int(random.integers(8, 14))
    draw.rectangle((middle - tape, top, middle + tape, top + height), fill=shade(base, 0.86))
    draw.polygon(
        [(middle - tape, top), (middle + tape, top), (middle + tape + depth, top - depth)]
        + [(middle - tape + depth, top - depth)],
        fill=shade(base, 1.05),
    )


def can(draw: Draw, random: Random) -> None:
    base, band = colour(random), colour(random, 100, 255)
    half, top, bottom = int(random.integers(42, 56)), int(random.integers(44, 64)), int(random.integers(198, 222))
    metal = (205, 208, 212)
    draw.ellipse((128 - half + 4, bottom - 14, 128 + half - 4, bottom + 16), fill=shade(metal, 0.7))
    draw.rectangle((128 - half, top + 12, 128 + half, bottom), fill=base)
    draw.ellipse((128 - half, bottom - 12, 128 + half, bottom + 12), fill=base)
    wave = int(random.integers(105, 140))
    draw.polygon(
        [(128 - half, wave), (128 + half, wave - 26), (128 + half, wave + 18), (128 - half, wave + 44)], fill=band
    )
    draw.rectangle((128 + half - 14, top + 12, 128 + half, bottom), fill=shade(base, 0.7))
    draw.ellipse((128 - half, top - 4, 128 + half, top + 26), fill=shade(metal, 0.8))
    draw.ellipse((128 - half + 6, top - 2, 128 + half - 6, top + 22), fill=metal)
    draw.ellipse((116, top + 4, 140, top + 14), fill=shade(metal, 0.6))


def chair(draw: Draw, random: Random) -> None:
    base = colour(random)
    legs = shade(base, 0.65) if random.random() < 0.6 else colour(random, 20, 120)
    half, seat, leg = int(random.integers(44, 60)), int(random.integers(128, 146)), int(random.integers(7, 12))
    slant = int(random.integers(0, 14))
    for side in (-1, 1):
        draw.line((128 + side * (half - 6), seat, 128 + side * (half - 6 + slant), 236), fill=legs, width=leg)
        draw.line((128 + side * (half - 24), seat, 128 + side * (half - 24), 216), fill=legs, width=leg)
        draw.line((128 + side * (half - 6), 30, 128 + side * (half - 6), seat), fill=legs, width=leg)
    if random.random() < 0.5:
        draw.rounded_rectangle((128 - half, 28, 128 + half, 100), 12, fill=base)
    else:
        for bar in range(3):
            draw.rectangle((128 - half, 34 + bar * 28, 128 + half, 48 + bar * 28), fill=base)
    draw.rounded_rectangle((128 - half - 6, seat - 10, 128 + half + 6, seat + 10), 8, fill=shade(base, 1.15))


def book(draw: Draw, random: Random) -> None:
    base, ink = colour(random), colour(random, 160, 255)
    width, height = int(random.integers(104, 132)), int(random.integers(148, 176))
    left, top = 128 - width // 2, 128 - height // 2
    draw.rectangle((left + 8, top + 8, left + width + 8, top + height + 8), fill=(238, 232, 218))
    for line in range(3):
        at = left + width + 2 + line * 2
        draw.line((at, top + 8, at, top + height + 8), fill=(190, 184, 170), width=1)
    draw.rectangle((left, top, left + width, top + height), fill=base)
    draw.rectangle((left, top, left + 14, top + height), fill=shade(base, 0.65))
    draw.rectangle((left + 30, top + 24, left + width - 16, top + 36), fill=ink)
    draw.rectangle((left + 30, top + 46, left + width - 34, top + 54), fill=ink)
    if random.random() < 0.6:
        draw.ellipse((left + 40, top + 74, left + width - 24, top + 74 + width - 64), fill=shade(base, 1.4))
    draw.rectangle((left + 30, top + height - 24, left + 74, top + height - 18), fill=ink)


def lamp(draw: Draw, random: Random) -> None:
    base = colour(random)
    cover = colour(random, 150, 255)
    upper, lower = int(random.integers(24, 38)), int(random.integers(60, 78))
    end = int(random.integers(96, 116))
    draw.line((128, end, 128, 220), fill=base, width=int(random.integers(8, 14)))
    draw.polygon([(128 - upper, 30), (128 + upper, 30), (128 + lower, end), (128 - lower, end)], fill=cover)
    draw.polygon(
        [(128 - upper, 30), (128 - upper + 12, 30), (128 - lower + 26, end), (128 - lower, end)], fill=shade(cover, 1.2)
    )
    if random.random() < 0.6:
        draw.ellipse((116, end - 6, 140, end + 18), fill=(255, 244, 190))
    foot = int(random.integers(38, 54))
    draw.ellipse((128 - foot, 212, 128 + foot, 236), fill=base)


def mug(draw: Draw, random: Random) -> None:
    base, stripe = colour(random, 60, 255), colour(random)
    half, top, bottom = int(random.integers(50, 62)), int(random.integers(72, 90)), int(random.integers(186, 206))
    left, right = 112 - half, 112 + half
    ring = int(random.integers(10, 15))
    draw.ellipse((right - 22, top + 22, right + 46, bottom - 22), outline=shade(base, 0.85), width=ring)
    draw.rounded_rectangle((left, top, right, bottom), 18, fill=base)
    draw.rectangle((left, top, right, top + 20), fill=base)
    if random.random() < 0.6:
        draw.rectangle((left, 124, right, 124 + int(random.integers(10, 36))), fill=stripe)
    draw.ellipse((left, top - 14, right, top + 14), fill=shade(base, 0.8))
    draw.ellipse((left + 6, top - 8, right - 6, top + 12), fill=(86, 54, 36))


def phone(draw: Draw, random: Random) -> None:
    base = colour(random, 10, 90) if random.random() < 0.75 else colour(random, 150, 240)
    screen = colour(random, 20, 220)
    half, top, bottom = int(random.integers(44, 56)), int(random.integers(24, 38)), int(random.integers(218, 234))
    draw.rounded_rectangle((128 - half, top, 128 + half, bottom), 18, fill=base)
    draw.rounded_rectangle((128 - half + 6, top + 12, 128 + half - 6, bottom - 12), 10, fill=screen)
    draw.rounded_rectangle((116, top + 16, 140, top + 22), 3, fill=base)
    icon = (2 * half - 12) // 4
    tint = shade(screen, 1.6 if sum(screen) < 330 else 0.5)
    for row in range(int(random.integers(2, 5))):
        for column in range(3):
            x, y = 128 - half + 14 + column * (icon + 6), top + 40 + row * (icon + 8)
            draw.rounded_rectangle((x, y, x + icon, y + icon), 5, fill=tint)
    draw.rounded_rectangle((110, bottom - 22, 146, bottom - 18), 2, fill=tint)


def shirt(draw: Draw, random: Random) -> None:
    base, pattern = colour(random), colour(random, 120, 255)
    half, sleeve, hem = int(random.integers(44, 56)), int(random.integers(44, 60)), int(random.integers(204, 224))
    reach = half + sleeve
    draw.polygon(
        [(128 - 24, 44), (128 + 24, 44), (128 + half, 56), (128 + reach, 104), (128 + reach - 28, 132)]
        + [(128 + half, 108), (128 + half, hem), (128 - half, hem), (128 - half, 108)]
        + [(128 - reach + 28, 132), (128 - reach, 104), (128 - half, 56)],
        fill=base,
    )
    kind = random.random()
    if kind < 0.35:
        for line in range(120, hem - 12, 24):
            draw.rectangle((128 - half, line, 128 + half, line + 9), fill=pattern)
    elif kind < 0.65:
        draw.ellipse((104, 108, 152, 156), fill=pattern)
    draw.pieslice((102, 24, 154, 68), 0, 180, fill=shade(base, 0.6))
    for side in (-1, 1):
        draw.line((128 + side * half, 84, 128 + side * half, 112), fill=shade(base, 0.7), width=3)


def shoe(draw: Draw, random: Random) -> None:
    base, lace = colour(random), colour(random, 180, 255)
    sole = (240, 240, 236) if random.random() < 0.6 else colour(random, 20, 120)
    ankle, toe = int(random.integers(72, 96)), int(random.integers(134, 150))
    draw.polygon(
        [(30, ankle), (92, ankle - 6), (112, toe - 24), (168, toe), (216, toe + 20), (228, 186), (30, 186)], fill=base
    )
    draw.ellipse((176, toe + 4, 234, 206), fill=base)
    draw.rounded_rectangle((26, 178, 236, 204), 10, fill=sole)
    draw.polygon([(30, ankle), (92, ankle - 6), (86, ankle + 10), (36, ankle + 12)], fill=shade(base, 0.55))
    for knot in range(int(random.integers(3, 5))):
        x, y = 106 + knot * 17, toe - 22 + knot * 8
        draw.line((x, y, x + 14, y - 9), fill=lace, width=5)
    if random.random() < 0.6:
        draw.polygon([(52, 168), (70, 168), (112, toe + 2), (98, toe - 4)], fill=lace)


PRODUCTS: dict[str, Callable[[Draw, Random], None]] = {
    "book": book,
    "bottle": bottle,
    "box": box,
    "can": can,
    "chair": chair,
    "lamp": lamp,
    "mug": mug,
    "phone": phone,
    "shirt": shirt,
    "shoe": shoe,
}


def background(random: Random) -> Image.Image:
    """A wall and a table, or a gradient from one colour to another, with some noise."""
    one, other = np.array(colour(random, 60, 256)), np.array(colour(random, 60, 256))
    rows = np.linspace(0, 1, CANVAS)[:, None, None]
    if random.random() < 0.4:
        rows = (rows > random.uniform(0.55, 0.8)).astype(float)
    elif random.random() < 0.4:
        other = one
    pixels = np.broadcast_to(one * (1 - rows) + other * rows, (CANVAS, CANVAS, 3))
    if random.random() < 0.7:
        pixels = pixels + random.normal(0, random.uniform(0, 14), (CANVAS, CANVAS, 1))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8), "RGB")


def picture(product: str, random: Random, size: int = 128, hard: bool = True) -> Image.Image:
    """One picture of the product, `size` pixels square.

    `hard` turns, scales, moves and flips it, and mostly blurs it, as a hand-held camera might; without, it is upright
    and centred.
    """
    layer = Image.new("RGBA", (CANVAS, CANVAS), (0, 0, 0, 0))
    PRODUCTS[product](ImageDraw.Draw(layer), random)
    scene = background(random)
    if hard:
        if random.random() < 0.5:
            layer = layer.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        layer = layer.rotate(float(random.normal(0, 11)), Image.Resampling.BICUBIC)
        edge = int(CANVAS * random.uniform(0.62, 1.08))
        layer = layer.resize((edge, edge), Image.Resampling.BILINEAR)
    shift = random.integers(-20, 21, 2) if hard else (0, 0)
    at = tuple(int((CANVAS - layer.width) / 2 + move) for move in shift)
    shadow = Image.new("RGBA", layer.size, (0, 0, 0, 0))
    shadow.putalpha(layer.getchannel("A").point(lambda alpha: alpha // 4))
    scene.paste(shadow, (at[0] + 6, at[1] + 8), shadow)
    scene.paste(layer, at, layer)
    if hard:
        if random.random() < 0.3:
            return scene.resize((size, size), Image.Resampling.LANCZOS)
        scene = scene.filter(ImageFilter.GaussianBlur(float(random.uniform(0, 1.6))))
        pixels = np.asarray(scene, dtype=np.float64) * random.uniform(0.7, 1.2)
        pixels += random.normal(0, random.uniform(0, 8), pixels.shape)
        scene = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8), "RGB")
    return scene.resize((size, size), Image.Resampling.LANCZOS)
