"""Which characters the fonts of the report can show: one that they lack would stop the whole report.

PDF/UA refuses a text without glyphs, and the fonts that come with Typst have no Chinese, no Amharic, no emoji,
which names of partners abroad may well hold.
"""

from functools import cache

import typst

STAND_IN = "▯"
_COMMON = 0x24F  # up to here, every letter is Latin, and has its glyph
_DOCUMENT = b'#set document(title: "x")\n#set text(font: "Libertinus Serif")\n#sys.inputs.text'


def shown(text: str) -> str:
    """`text`, with `STAND_IN` for each character that the report cannot show."""
    lacking = [letter for letter in set(text) if ord(letter) > _COMMON and not _has_glyph(letter)]
    return text.translate(dict.fromkeys(map(ord, lacking), STAND_IN))


@cache
def _has_glyph(letter: str) -> bool:
    try:
        typst.compile(
            _DOCUMENT,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"text": letter},
        )
    except typst.TypstError:
        return False
    return True
