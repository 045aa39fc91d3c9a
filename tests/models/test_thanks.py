"""Only thanks, or a further question? The worse error is to take a question for thanks: it would be forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.thanks import is_only_thanks

NAMES = ("上田 花", "Dana Lee", "Hana Ueda")
ONLY_THANKS = (
    "ありがとうございます！",
    "ありがとうございました。",
    "ありがとう😊",
    "ありがとー！！",
    "早速のご回答、ありがとうございます。",
    "丁寧なご説明をありがとうございました",
    "皆さん、ありがとうございます🙏",
    "花さん、ありがとうございます。",
    "とても助かりました！",
    "助かります",
    "解決しました！ありがとうございました。",
    "できました、ありがとうございます",
    "なるほど、了解です。",
    "承知いたしました。",
    "分かりました。試してみます！",
    "勉強になりました！",
    "ご返信ありがとうございます。やってみます。",
    "大変助かりました。感謝します。",
    "嬉しいです！ありがとうございますw",
    "ﾅﾙﾎﾄﾞです！",
    "本当にありがとうございます(笑)",
    "おかげさまで解決できました。",
    "@上田 花 ありがとうございます",
    "👍",
    "🙏🙏",
    "Thank you!",
    "Thanks a lot, Hana!",
    "thx :)",
    "Many thanks for your help.",
    "Great, thank you so much!",
    "That worked, thanks!",
    "It works now. Thank you very much.",
    "Got it, thanks!",
    "Perfect!",
    "Much appreciated.",
    "Solved. Thanks all!",
    "ＴＨＡＮＫＳ！",
)

MORE_THAN_THANKS = (
    "ありがとうございます。ただ、まだ動きません。",
    "ありがとうございます。もう一つ質問です。",
    "ありがとうございます。これはスマホでも使えますか？",
    "ありがとうございます。これはスマホでも使えますか",
    "できましたか",
    "解決しましたか？",
    "解決できませんでした。",
    "できませんでした",
    "わかりません",
    "ありがとうございますが、別の画面でした",
    "助かりますが、急ぎです",
    "回答をお願いします。",
    "ご回答お待ちしています",
    "皆さん、アドバイスを！",
    "返信を",
    "ご連絡を",
    "いつも",
    "本当に",
    "さっそく",
    "皆さん",
    "ですよね",
    "説明です",
    "試してみましたが、同じエラーです。",
    "ありがとうございます。できましたら例も見たいです",
    "❓",
    "😢",
    "…",
    "！！",
    "？？",
    "",
    "Thanks, but it still fails.",
    "Thank you. How do I undo it?",
    "Thanks! And how do I undo it",
    "Not solved",
    "It worked yesterday",
    "That is great but I need another one",
    "all",
    "for your help",
    "so much",
    "Thanks, one more thing",
    "Is it solved",
    "Thanks, the quality differs",
    "did not get it thanks",
    "no thanks to Ken",
    "ありがとうございます。ご回答を。",
    "変わりませんでしたありがとうございます",
    "動かないですありがとうございます",
    "できましたよね",
    "解決しましたら連絡ください",
    "ありがとうございます。期限は",
    "やってみますので教えてください",
    "試してみますが自信がありません",
    "確認しますか",
    "ありがとうございます。画面を共有します",
    "ありがとうございます。https://example.com/x",
    "なるほど、そういうことですか",
    "これで解決するんですか、ありがとうございます",
    "引き続きご対応よろしくお願いします。ありがとうございます。",
    "Thanks - Mac",
    "thanks for nothing",
    "thanks for the answer which option is better",
    "Thanks for taking a look tomorrow",
    "Thanks in advance",
    "Thanks. Both",
    "Which works",
    "it worked for Yui",
    "I'll test and if it fails I come back",
    "that's great in theory",
    "I see an error",
    "ok and the budget",
    "OK",
)


@pytest.mark.parametrize("text", ONLY_THANKS)
def test_it_is_only_thanks(text: str) -> None:
    assert is_only_thanks(text, NAMES)


@pytest.mark.parametrize("text", MORE_THAN_THANKS)
def test_it_is_more_than_thanks(text: str) -> None:
    assert not is_only_thanks(text, NAMES)


@given(st.sampled_from(ONLY_THANKS), st.sampled_from(("？", "?", "まだ動きません", "but it fails", "❓")))
def test_thanks_with_anything_asked_are_more_than_thanks(thanks: str, asked: str) -> None:
    assert not is_only_thanks(f"{thanks} {asked}", NAMES)
    assert not is_only_thanks(f"{asked} {thanks}", NAMES)


@given(st.text(max_size=200))
def test_any_text_can_be_judged(text: str) -> None:
    assert is_only_thanks(text) in (True, False)


def test_a_long_text_is_judged_at_once() -> None:
    assert not is_only_thanks("ありがとうございます" * 3_000 + "が")
