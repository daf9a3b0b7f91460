"""A JPEG without what a camera wrote beside the picture, byte for byte otherwise. Source: ITU-T T.81, annex B."""

KEPT = frozenset(
    {0xE0, 0xE2, 0xEE}
)  # JFIF, colour profile, Adobe's transform: without them the colours are wrong
START_OF_SCAN, END = 0xDA, 0xD9
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length


def stripped(content: bytes) -> bytes:
    """The same picture without EXIF, XMP, IPTC, comments and whatever follows its end. What is no JPEG comes back as it was.

    >>> stripped(b"\\xff\\xd8" + b"\\xff\\xe1\\x00\\x04Ex" + b"\\xff\\xda\\x00\\x02pixels\\xff\\xd9tail")
    b'\\xff\\xd8\\xff\\xda\\x00\\x02pixels\\xff\\xd9'
    """
    if content[:2] != b"\xff\xd8":
        return content
    parts, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == START_OF_SCAN:
            end = content.rfind(bytes([0xFF, END]))
            return b"".join([*parts, content[at : end + 2 if end > at else None]])
        length = 0 if marker in ALONE else int.from_bytes(content[at + 2 : at + 4], "big")
        if (marker not in range(0xE0, 0xF0) and marker != 0xFE) or marker in KEPT:
            parts.append(content[at : at + 2 + length])
        at += 2 + length
    return content
