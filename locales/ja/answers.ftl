# ボタンやことばへの返事：できないとき、できたとき、スレッドに書き込むとき。

refused-not-responder = この操作は、回答を担当するメンバーだけができます。スレッドへの返信は、どなたでも大歓迎です。
refused-not-for-guests = コミュニティの記録は、社内のメンバーにお見せしています。投稿や返信は、どなたでも大歓迎です。
refused-claimed-by-other = { $name }さんがすでに担当しています。代わりたいときは、{ $name }さんに声をかけてみてください。
refused-already-received = { $name }さんがもう受け止めています。回答できそうなときは「{ button-claim }」を押してください。
refused-own-post = ご自身の投稿です。ほかのメンバーからの返事をお待ちください。
refused-not-yours = この投稿は{ $name }さんが担当しています。引き継ぐときは、{ $name }さんに「{ button-release }」を押してもらってください。
refused-already-closed = { $status ->
    [answered] この投稿には、もう回答が届いています。続きがあるときは「{ button-reopen }」を押してください。
    [withdrawn] この投稿は削除されています。対応は必要ありません。
   *[settled] この投稿は、もう完了になっています。続きがあるときは「{ button-reopen }」を押してください。
}
refused-not-open = ほかの人に任せられるのは、ご自身が担当中の投稿だけです。お約束の日は「{ button-promise-again }」で選び直せます。
refused-promise-in-past = 過ぎた日は約束できません。これからの日を選んでください。
refused-promise-too-far = 約束できるのは{ $days }日先までです。近い日を選んで、必要ならあとで延ばしてください。
refused-promise-no-date = いつまでに返事するか、日付を選んでください。
refused-promise-needs-word = 前のお約束は、投稿した方にもう伝わっています。日を変えるときは、投稿した方へのひとことを添えてください。
refused-no-reason = 完了にする理由を選んでください。「{ reason-other }」のときは、ひとことお書きください。
refused-unknown-follow-up = この投稿は見つかりませんでした。「一覧」と送ると、いまの一覧が届きます。
refused-withdrawn = この投稿は削除されています。対応は必要ありません。
refused-not-closed = この投稿はまだ対応中です。このまま続けてください。
refused-nothing-to-confirm = 回答として記録できる返信が見つかりませんでした。Teamsで開いて、スレッドをご覧ください。
refused-no-question = いま確かめたい返信はありません。お約束の日は「{ button-promise-again }」で選び直せます。
refused-malformed = うまく受け取れませんでした。「一覧」と送って、届いたカードでもう一度お試しください。
refused-no-community = このコミュニティでは、まだ準備ができていません。運営メンバーにお知らせください。
refused-queue-not-for-you = この一覧は、回答を担当するメンバー向けです。「統計」と送ると、コミュニティの記録が見られます。
refused-unknown-season = 「{ $season }」というシーズンもテーマも見つかりませんでした。「統計」とだけ送ると、いまの記録が見られます。選べるシーズン：{ $known }
refused-nobody-chosen = お願いする方を選んでください。
refused-not-to-them = この方にはお願いできません。回答を担当する、ほかの方を選んでください。
refused-not-handed = お願いされて担当している投稿ではないため、お断りの必要はありません。
refused-not-an-advisor = この方には聞けません。一覧から、ほかのアドバイザーを選んでください。
refused-asked-before = { $name }さんには、この投稿についてもうお願いしています。返信をお待ちいただくか、ほかの方を選んでください。
refused-not-asked = この投稿について、いまお願いしていることはありません。スレッドへの返信は、いつでも大歓迎です。
refused-no-answer = 回答をお書きください。Teamsでそのまま返信することもできます。
refused-only-welcome = 歓迎のことばだけでは、まだ回答になりません。続けて、ひとことでも回答をお書きください。
refused-answer-too-long = 回答は{ $limit }文字までです。長くなるときは、Teamsで返信してください。
refused-nothing-to-thank-for = メンバーの返信を回答として記録した投稿ではないため、ここからのお礼は書き込めません。Teamsで開いて、スレッドにどうぞ。
refused-not-yours-to-thank = お礼は、回答として記録した{ $name }さんにお任せください。ご自身のことばは、Teamsで開いてスレッドにどうぞ。
refused-already-thanked = この回答へのお礼は、もう書き込まれています。続きは、Teamsで開いてスレッドにどうぞ。
refused-no-thanks = お礼のひとことをお書きください。
refused-thanks-too-long = お礼は{ $limit }文字までです。少し短くして、もう一度お試しください。
refused-word-too-long = ひとことは{ $limit }文字までです。少し短くして、もう一度お試しください。
refused-undo-too-late = { $verb ->
    [claim] もう1分以上たっているため、元に戻せません。担当を外れるときは「{ button-release }」を押してください。
    [release] もう1分以上たっているため、元に戻せません。担当に戻るときは「{ button-claim }」を押してください。
    [decline] もう1分以上たっているため、元に戻せません。担当に戻るときは「{ button-claim }」を押してください。
    [promise] もう1分以上たっているため、元に戻せません。お約束の日は「{ button-promise-again }」で選び直せます。
    [hand_over] もう1分以上たっているため、元に戻せません。お願いした方に声をかけてください。お断りの操作をしてもらえます。
    [settle] もう1分以上たっているため、元に戻せません。続きがあるときは「{ button-reopen }」を押してください。
    [write_answer] もう1分以上たっているため、元に戻せません。続きがあるときは「{ button-reopen }」を押してください。
    [answer] もう1分以上たっているため、元に戻せません。続きがあるときは「{ button-reopen }」を押してください。
    [confirm] もう1分以上たっているため、元に戻せません。続きがあるときは「{ button-reopen }」を押してください。
    [reopen] もう1分以上たっているため、元に戻せません。完了にするときは「{ button-settle }」を押してください。
   *[other] もう1分以上たっているため、元に戻せません。いまの様子をご覧のうえ、カードのボタンで続けてください。
}
refused-undo-split = 分けた質問は元に戻せません。その質問のカードで「{ button-settle }」を押してください。
refused-undo-not-last = そのあとに、ご自身で別の操作をされています。元に戻せるのは最後の操作だけですので、カードのボタンで続けてください。
refused-undo-other-since = そのあとに{ $name }さんが操作しているため、元に戻せません。{ $name }さんに声をかけてみてください。
refused-undo-thread-since = そのあとにスレッドで動きがあったため、元に戻せません。Teamsで開いて、いまの様子をご覧ください。
refused-nothing-to-undo = 元に戻せるのは、ご自身の最後の操作だけです。カードのボタンで続けてください。
refused-nothing-asked = 何についての質問か、短くお書きください。
refused-asked-too-long = 質問の内容は{ $limit }文字までです。短くまとめて、もう一度お試しください。

notice-claimed = ありがとうございます。この投稿はあなたの担当になりました。
notice-received = 受け止めたことを記録しました。ありがとうございます。
notice-released = 担当を外しました。ほかのメンバーにお願いします。
notice-promised = { $until }までに返事することを、スレッドに書き込みます。
notice-settled = 返信なしで完了にしました。
notice-reopened = 対応に戻しました。
notice-answered = 回答として記録しました。ありがとうございます。
notice-still-owed = 承知しました。お約束の{ $until }は、そのままにします。
notice-handed-over = { $name }さんにお願いしました。個別のチャットでお知らせします。
notice-asked = { $name }さんに、個別のチャットでお願いします。この投稿の担当は変わりません。
notice-excused = 承知しました。見ていただき、ありがとうございました。
notice-declined = 承知しました。あなたの担当ではなくなりました。
notice-split = 別の質問として分け、{ $name }さんにお願いしました。個別のチャットでお知らせします。
notice-split-mine = 別の質問として分けました。あなたの担当として、新しいカードをお送りします。
notice-answer-posted = スレッドに、あなたの名前で書き込みます。回答として記録しました。
notice-confirmed = { $name }さんの返信を、回答として記録しました。
notice-thanked = スレッドに、あなたの名前でお礼を書き込みます。
notice-already-done = もう済んでいます。ありがとうございます。
notice-undone = 元に戻しました。
notice-undone-line = 元に戻しました。スレッドへの書き込みも取り消します。
notice-undone-unsure = 元に戻しました。スレッドに書き込みが残っているかもしれません。Teamsで開いて、残っていたらひとこと添えてください。
notice-changed = 少し前にほかの方が操作したため、いまの様子を表示しました。

post-promise = { $name }さんより：{ $until }までにお返事します。
post-promise-word = { $name }さんより：{ $until }までにお返事します。「{ $word }」
post-thanks = { $name }さんより：{ $text }
post-answer =
    { $name }さんの回答です。

    { $text }

refused-malformed-action = うまく受け取れませんでした。メッセージのメニューから、もう一度お試しください。
refused-action-elsewhere = この操作は、コミュニティのチャネルにあるメッセージで使えます。チャネルの投稿や返信で、もう一度お試しください。
refused-action-unknown = この返信の元の投稿が、まだこちらに届いていません。元の投稿のメニューで先に「返事が必要」を選んでから、もう一度お試しください。
refused-action-deleted = このメッセージは削除されています。対応は必要ありません。
refused-action-of-bot = アプリやボットの返信では使えません。メンバーの返信、または元の投稿でお試しください。
refused-answer-is-post = これは質問の投稿です。回答になった返信のほうで「これが回答でした」を選んでください。
refused-answer-own = 質問した方ご自身の返信なので、回答にはできません。返事がいらなくなったときは、カードの「{ button-settle }」を押してください。
refused-nothing-owed = このスレッドに、返事を待っている質問はありません。続きがあるときは、メニューの「返事が必要」を選んでください。
refused-no-question-chosen = どの質問への回答かを選んでください。
