"""Whether a message is only thanks: then nothing more is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from models.season import fold

_THANKS = re.compile(
    r"ありがと(う|ー|ね)*(ござい(ます|ました)?|です)?|有(難|り難)うござい(ます|ました)|ありがたい(です)?|"
    r"感謝(です|します|いたします|致します|申し上げます)|(助|たす)かり(ます|ました)|(助|たす)かった(です)?|"
    r"解決(です|しました|できました|済みです)|(でき|出来)ました|(うま|上手)くいきました|"
    r"(了解|承知)(です|しました|いたしました|致しました)|(わか|分か|判)りました|勉強になりました|参考になりました|"
    r"(試|ため)してみます|やってみます|(使|つか)ってみます|(なるほど|ナルホド)(です)?|(嬉|うれ)しいです|"
    r"\b(thank\s?you|thanks|thx|ty|cheers|much appreciated|(i )?(really )?appreciate it|got it|"
    r"(that|this|it) (helped|helps|works|worked)( now| for me)?|(all )?solved|perfect|great|awesome|brilliant|"
    r"will try)\b|"
    r"m\(_+ ?_+\)m|[👍🙏😊🙂😀😄😆🥰😍🎉👏🙇🙌✨💯🌟❤♥🫡]"
)
"""At least one of these says thanks, or that it is settled."""
_AROUND = re.compile(
    r"(本当|ほんと|ほんとう|大変|誠|丁寧|早速|素早い|早い|親切)(に|な|の)?|さっそく|どうも|とても|すごく|すっごく|いつも|重ねて|"
    r"(今回|この度|このたび|先日|本日)(は|も)?|(おかげ|お陰)(さま|様)?で|"
    r"(ご|御)?(回答|返信|返答|返事|対応|教示|説明|連絡|アドバイス|助言|協力)(いただき|頂き|くださり|を|に|も)?|"
    r"皆(さん|さま|様)|みな(さん|さま)|(さん|さま|様)|(で|し)?[ねよ]|笑|w+$|"
    r"\b(a lot|so much|very much|many|much|for (the|your) (quick |kind )?(help|answer|reply|advice)|all|everyone|"
    r"now|i)\b"
)
"""These may stand beside thanks; alone they say nothing."""
_MARKS = ("P", "Z", "C", "Mn", "Sk", "Sm")
"""Unicode's kinds of what is no word: marks, blanks, joiners, tones. Symbols such as ❓ do say something."""


def is_only_thanks(text: str, names: Iterable[str] = ()) -> bool:
    """Whether nothing is left of a message when its thanks, and what is said around thanks, are taken away.

    ``names`` of people who may be addressed are taken away, too. When in doubt it is no: a question that is taken for
    thanks would be forgotten, thanks that are taken for a question cost one tap.
    """
    folded = fold(text)
    if "?" in folded:
        return False
    left, found = _THANKS.subn(" ", folded)
    if not found:
        return False
    for part in sorted({part for name in names for part in fold(name).split()}, key=len, reverse=True):
        left = left.replace(part, " ")
    return all(unicodedata.category(one).startswith(_MARKS) for one in _AROUND.sub(" ", left))
