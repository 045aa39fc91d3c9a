"""Whether a message is only thanks: then nothing more is asked."""

from __future__ import annotations

import re

from models.season import fold

_THANKS = re.compile(
    r"(本当に|ほんとに|どうも|大変|誠に|早速の?|いつも|とても|すごく|丁寧な?|ご?(回答|返信|返答|対応|教示|説明|連絡|アドバイス)(を|に)?|皆さん|みなさん|"
    r"ありがと(う|ー)?(ございま(す|した)|ござい)?|ありがたい(です)?|感謝(です|します|いたします|致します)?|助かりま(す|した)|助かった|"
    r"解決(です|しました|できました)?|できました|了解(です|しました|いたしました)?|承知(しました|いたしました)?|わかりました|分かりました|"
    r"勉強になりました|試してみます|やってみます|なるほど(です)?|さっそく|早速|嬉しいです|うれしいです|"
    r"thank\s*you|thanks|thx|ty|cheers|much appreciated|appreciate it|a lot|so much|very much|many|got it|"
    r"that (helped|works|worked)|it (works|worked)( now)?|solved|perfect|great|for (the|your) (help|answer|reply)|all|"
    r"(ました|です|ます|ね|よ|さん))+"
)
_DECORATION = re.compile(r"[\W_]|笑|w+$")


def is_only_thanks(text: str) -> bool:
    """Whether nothing is left of a message when its thanks, and what is said around thanks, are taken away.

    When in doubt it is no: a question that is taken for thanks would be forgotten, thanks that are taken for a
    question cost
    one tap.
    """
    folded = fold(text)
    if "?" in folded:
        return False
    spaced = re.sub(r"[^\w\s]|_", " ", folded)
    left = _THANKS.sub("", spaced)
    return bool(folded.strip()) and not _DECORATION.sub("", left)
