"""What people write when they say thanks, or that all is well: Japanese and English.

The patterns meet folded text with katakana as hiragana, a few hundred characters at most. None holds a repetition
within an unbounded repetition, so none can take long.
"""

from __future__ import annotations

import re


def _any(lines: str) -> str:
    """One of many: a group a line, its members parted by ``|``."""
    return f"(?:{'|'.join(line.strip() for line in lines.strip().splitlines())})"


_POLITE_JA = "(?:(?:ござ|御座)い(?:ます|ました)|です(?!か))?"
_THANKS_JA = (
    _any(
        """
        有難う|有り難う|有難い|有り難い|ありがたい|ありがと[うーおぉねっ]*|さんきゅ[ーう]*|どうもです
        あざ[ーっ]*す|あざます|あじゃ[ーっ]*す
        感謝しかない|感謝(?:します|いたします|致します|申し上げます)?
        """
    )
    + _POLITE_JA
)
_WELL_JA = _any(
    """
    (?:助|たす)か(?:り(?:ます|ました)|った(?:です)?)|(?:勉強|参考)になり(?:ます|ました)
    解決(?:です|済みです|(?:でき|出来|いたし|致し|し)ました)|成功(?:です|しました)
    (?:でき|出来|動き|直り|なおり|治り|使え|開け|見つかり|(?:うま|上手)くいき|安心し|すっきりし)ました
    (?:わか|分か|判|解)りました|(?:理解|納得)(?:し|でき)ました|なるほど(?:です)?
    (?:了解|承知)(?:です|(?:いたし|致し|し)ました)|(?:かしこ|畏)まりました
    (?:嬉|うれ)し(?:い|かった)(?:です)?|完璧(?:です)?|ばっちり(?:です|でした)?|最高(?:です)?|さすが(?:です)?
    (?:私|自分)の(?:勘違い|見落とし|確認不足)でした|(?:試|ため)してみます|やってみます|(?:使|つか)ってみます
    """
)
_AROUND_JA = _any(
    """
    (?:(?:本当|ほんと|ほんとう|まこと|誠|丁寧|早速|早々|素早い|早い|親切|迅速|無事|大変)(?:に|な|の|で)?)
    とても|すごく|すっごく|めっちゃ|ほんと|さっそく|どうも|いつも|重ねて|改めて|やっと|ようやく|ちゃんと|問題なく|これで|よく|okです
    (?:今回|この度|このたび|先日|先ほど|本日)(?:は|も)?|(?:おかげ|お陰)(?:さま|様)?で|お忙しい(?:ところ|中)
    (?:ご|御|お)?(?:回答|返信|返答|返事|対応|教示|教授|説明|解説|連絡|あどばいす|助言|協力|確認|共有|提案|指摘)(?:いただき|頂き|くださり|下さり)?(?:を(?!$)|に|も)?
    皆(?:さん|さま|様)|みな(?:さん|さま)|お?二人とも|さん|さま|様
    お手数を?お?(?:かけ|掛け)(?:いた|致)?しました|お騒がせ(?:いた|致)?しました|すみません(?:でした)?|すいません(?:でした)?
    失礼(?:いた|致)?しました|恐れ入ります|恐縮です
    (?:今後|これから|引き?続き)(?:とも|も)?(?:どうぞ)?(?:よろしく|宜しく)お願い(?:いた|致)?します
    また何かあ(?:れば|ったら|りましたら)(?:よろしく|宜しく)お願い(?:いた|致)?します|お疲れ(?:様|さま)(?:です|でした)|お世話になって(?:おり|い)ます
    そ(?:う|ういうこと)だったんですね|自己|神(?:です)?|天才(?:です)?|(?:すご|凄|素晴らし)い(?:です)?|早っ|お[ーぉおっ]*|わ[ーぁあっ]+
    (?:で|し)?[ねよ](?!ね)
    """
)
_THE_ANSWER_EN = _any(
    """
    it|that|this|your (?:help|time|support|effort)
    (?:the|your) (?:quick |fast |prompt )?(?:help|response|reply|answer|support)
    """
)
_PRAISE_EN = _any(
    """
    helpful|useful|clear|great|perfect|awesome|brilliant|excellent|amazing|fantastic|wonderful|lovely|cool
    lifesaver|life saver|star|legend|hero
    """
)
_WORKS_EN = (
    r"(?:(?:it|that|this|everything) )?(?:is |'s )?(?:now |finally |all |really )?"
    r"(?:works?|worked|working|fixed|solved|resolved|sorted|helps?|helped)"
    r"(?: (?:now|fine|great|perfectly|well|a lot|for me|like a charm))*"
)
_IS_GREAT_EN = (
    r"(?:(?:that|it|this)(?:'s| is| was) |you(?: are|'re) )?(?:(?:very|really|so|super|extremely) )?"
    rf"(?:a |an |the |my )?{_PRAISE_EN}(?: (?:help|answer|explanation|tip|advice))?"
)
_SETTLED_EN = _any(
    rf"""
    thanks? ?(?:you|u)|thanks|thx|thnx|tnx|tks|ty(?:sm|vm)?|cheers|ta|noted with thanks
    (?:(?:i|we) )?(?:really )?appreciate {_THE_ANSWER_EN}|(?:very )?much appreciated
    got it(?: working)?|i see|good to know|(?:that |it )?did the trick|i understand|understood|noted
    found it|solved it|fixed it|figured it out|never ?mind|{_WORKS_EN}
    (?:(?:the|my) )?(?:problem|issue|question) (?:is )?(?:now )?(?:solved|fixed|resolved|answered)
    {_IS_GREAT_EN}|you(?: are|'re) the best|you rock|you saved (?:me|my day)
    (?:(?:that|it|this) )?(?:all )?makes (?:perfect |total )?sense(?: now)?
    (?:that |this )?explains (?:it|that|everything)
    (?:(?:that's|that is|this is|just) )?exactly what i (?:was looking for|needed|need|wanted|meant)
    will try(?: (?:it|that|this))?
    """
)
_AROUND_EN = _any(
    """
    many|much|a lot|so much|very much|a million|again|now|all|everyone|everybody|guys|folks|i
    (?:to )?you both|(?:to )?both of you|to all(?: of you)?|(?<=thanks )both
    hi|hello|hey|dear|good (?:morning|afternoon)|there|team|ok(?:ay)?|ah+|oh+|wow|will do|no worries|lol|haha+|san|yay
    that was fast|(?:so )?(?:fast|quick)|sorry for (?:the|all the) (?:trouble|confusion|noise)|my (?:mistake|bad|fault)
    have a (?:nice|great|good|lovely) (?:day|evening|weekend|week|one|afternoon)
    """
)
SETTLED = re.compile(rf"{_THANKS_JA}|{_WELL_JA}|\b(?:{_SETTLED_EN})\b")
"""At least one of these says thanks, or that it is settled."""
AROUND = re.compile(rf"{_AROUND_JA}|\b(?:{_AROUND_EN})\b")
"""These may stand beside thanks; alone they say nothing."""

GLAD = re.compile(r"m\(_+ ?_+\)m|[👍🙏😊🙂😀😄😆🥰😍🎉👏🙇🙌✨💯🌟❤♥🫡]")
"""Says thanks without a word."""
FACES = re.compile(
    r"[:;=]-?[)dp](?!\w)|<3|\([^\w()]{1,4}[owωд▽∀]?[^\w()]{0,4}\)|\((?:笑|泣|涙)\)|(?:笑|泣|涙|(?<![a-z])w+)(?=[\s。.!！]*$)|[♪♬♀♂😂🤣😭🥹😅👀💪]",
    re.MULTILINE,
)
"""Colours what is said, and says nothing."""

FOR_WHAT = (
    re.compile(rf"(?P<what>.{{1,24}}?)[をにで]?{_THANKS_JA}[ねよ]*"),
    re.compile(
        r"(?:many |much |very )*(?:thanks|thank you|thx|cheers)"
        r"(?: (?:so much|a lot|very much|again|all|both|everyone|guys)){0,3}"
        r" for (?P<what>(?!.*(?:tomorrow|tonight|next)).{1,60})"
    ),
)
"""“リンクありがとうございます”, “thanks for the link”: fine as long as nobody needs to read what for."""
WILL_DO = (
    re.compile(
        r"(?P<what>.{0,24}?)(?:試|ため|や|使|つか|読|進め|調べ|聞|見|み|確認|検討|参考に|拝見|共有|展開|転送|周知|報告|活用|がんば|頑張)"
        r"(?:っ|し|ん|き|り)?て?(?:み|いき|行き|おき|させて(?:いただき|頂き)|いたし|致し|し)?ます[ねよ]?"
    ),
    re.compile(
        r"(?:and )?(?:(?:i|we)(?:'ll| will|'m going to)|will|let me) (?:definitely |also |just |now )?"
        r"(?:try|check|give (?:it|that|this) a (?:go|try|shot)|have a (?:look|go|read)|take a look|"
        r"look (?:at|into)|read|test|do (?:that|it|so)|use|pass|share|forward|go with|follow|"
        r"let you know (?:how it goes|if (?:it|that) works))(?P<what>.{0,60})"
    ),
)
"""“明日試してみます”, “I'll give it a go”: what the author does next."""
SENTENCE_JA = re.compile(
    r"(?:す|た|だ|い|か|が|けど|ん|る|よ|ね|な|も|は|て)$(?<!くれて)(?<!さって)(?<!だいて)(?<!さん)(?<!遣い)(?<!にも)"
)
"""What ends like this is a sentence of its own, and not what somebody is thanked for."""
DOUBTS = re.compile(
    _any(
        """
        ない|ません|けど|けれど|ですが|ますが|たが|ただ(?![いき])|でも|しかし|もう(?!一度)|まだ|また|あと|それと|別|ちなみ|ほか|他|以外|だけ|しか
        えらー|不具合|だめ|駄目|むり|無理|失敗|困|違|ちが|変わ|再|追加|一部|半分|途中|画面|添付|送
        お願い|おねがい|下さい|ください|ほし|欲し|たい|待|急|質問(?!に|へ)|どう|どこ|どれ|どち|いつ(?!も)|何|なに|なん|誰|だれ|なぜ
        たら|れば|なら|かも|はず|つもり|のに|一つ|ひとつ|一点|[0-9]
        """
    )
    + r"|\b"
    + _any(
        """
        but|however|though|although|unless|until|except|any|in advance|asap|urgent(?:ly)?|please|pls|needs?|no|not|none
        nothing|never|cannot|still|yet|only|another|else|other|also|more|questions|errors?|wrong|broken|fail(?:s|ed)?|missing
        who|whom|whose|when|where|why|which|whether|how|what|if|by|soon|wait(?:ing)?|because|wonder(?:ing)?
        can|could|would|should|may|might|does|did|is|are|was|were|want|hope|hoping
        """
    )
    + r"\b|n't\b"
)
"""Where one of these stands in what somebody is thanked for, or will do, a person should read it."""
ADDRESSED = re.compile(r"\S{1,10}(?:さん|さま|様|先生)|(?:hi|hello|hey|dear) [^\W\d_]+(?:-san)?")
"""“田中さん”, “Hi Ken”: somebody is spoken to."""
