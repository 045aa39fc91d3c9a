# ひとつの投稿のカード。

# 見出し：なぜこのカードが届いたか（asks）と、何が待たれているか（owed）。
heading-owner-receipt = ご担当のテーマの投稿に、まだ返事がありません。お願いできますか？
heading-owner-answer = ご担当のテーマの投稿が、回答を待っています。お願いできますか？
heading-owner-promise = お約束の日になりました。続きのお返事をお願いできますか？
heading-pmo-receipt = まだ返事のない投稿があります。お願いできますか？
heading-pmo-answer = 回答を待っている投稿があります。お願いできますか？
heading-pmo-promise = お約束の日になった投稿があります。続きを見ていただけますか？
heading-lead-receipt = まだ返事のない投稿があります。お力を貸していただけますか？
heading-lead-answer = 回答が難しいのかもしれません。お力を貸していただけますか？
heading-lead-promise = お約束の日を過ぎた投稿があります。お力を貸していただけますか？
heading-mine-receipt = ご担当の投稿です。まずはひとこと、お返事をお願いできますか？
heading-mine-answer = ご担当の投稿です。そろそろ回答をお願いできますか？
heading-mine-promise = お約束の日になりました。続きのお返事をお願いできますか？
heading-holding = お返事を、お約束として記録しました。これが回答でしたか？
heading-advisor-receipt = お詳しいテーマの投稿に、まだ返事がありません。お力を貸していただけますか？
heading-advisor-answer = お詳しいテーマの投稿が、回答を待っています。お力を貸していただけますか？
heading-advisor-promise = お約束の日を過ぎた、お詳しいテーマの投稿があります。お力を貸していただけますか？
heading-everyone-receipt = 担当のみなさんが不在です。まだ返事のない投稿を、どなたかお願いできますか？
heading-everyone-answer = 担当のみなさんが不在です。回答を待っている投稿を、どなたかお願いできますか？
heading-everyone-promise = 担当のみなさんが不在です。お約束の日になった投稿を、どなたかお願いできますか？
heading-promise-soon = お約束の日が近づいています。続きのお返事をお願いできますか？
heading-passed = このお約束の続きを、お願いできますか？
heading-handed = この投稿をお願いできますか？
heading-declined = 今回は、引き受けてもらえませんでした
heading-split = 同じスレッドの、別の質問です。お願いできますか？
heading-asked = お力を貸していただけますか？
heading-excused = 今回は、お力を借りられませんでした
heading-peer = 回答になりそうな返信があります。見ていただけますか？
heading-open-receipt = まだ返事のない投稿です
heading-open-answer = 回答を待っている投稿です
heading-open-promise = 回答をお約束している投稿です
heading-waiting = 返事を待っている投稿です
heading-claimed = 担当者が決まっている投稿です
heading-promised = 回答をお約束している投稿です
heading-answered = 回答が届いた投稿です
heading-settled = 完了にした投稿です
heading-withdrawn = 削除された投稿です

# 通知に出る一文。
summary-owner = { $name }さんの投稿を見ていただけますか？
summary-pmo = { $name }さんの投稿を見ていただけますか？
summary-lead = { $name }さんの投稿に、お力を貸していただけますか？
summary-advisor = { $name }さんの投稿に、お力を貸していただけますか？
summary-everyone = { $name }さんの投稿を、どなたかお願いできますか？
summary-promise = { $name }さんとのお約束の日が近づいています
summary-passed = { $name }さんとのお約束の続きをお願いできますか？
summary-holding = { $name }さんへのお返事を、お約束として記録しました
summary-handed = { $name }さんの投稿の対応をお願いできますか？
summary-declined = { $name }さんの投稿を、引き受けてもらえませんでした
summary-split = { $name }さんの別の質問を見ていただけますか？
summary-asked = { $name }さんの投稿に、お力を貸していただけますか？
summary-excused = { $name }さんの投稿には、今回はお力を借りられませんでした
summary-open = { $name }さんの投稿

# 投稿について。
post-author = { $name }さんの投稿
post-author-newcomer = はじめての方、{ $name }さんの投稿
post-part = 同じスレッドの、{ $part }番目の質問です。
post-theme = テーマ：{ $theme }
post-posted = { $posted }に届きました。
post-due = { $due }までのお返事が目安です。
post-due-late = 目安の{ $due }を過ぎました。
post-text-none = 文字のない投稿です。Teamsで開いてご覧ください。
post-text-withdrawn = この投稿は削除されました。対応は必要ありません。

# だれからのお願いか、だれが引き受けられなかったか。
by-handed = { $name }さんからのお願いです。難しいときは、理由なしで断れます。
by-asked = { $name }さんが、お力を借りたいとのことです。
by-excused = { $name }さんは、今回は遠慮されるとのことです。
asked-word = 「{ $text }」
asked-explained = スレッドにひとこと返信していただけるだけで助かります。難しいときは、理由なしで遠慮できます。対応の担当は変わりません。
by-declined = { $name }さんは、今回は引き受けられないとのことです。
by-split = { $name }さんが、別の質問として分けました。あなたへのお願いです。

# これまでのこと。
done-received = { $name }さんが受け止めました。
done-claimed = { $name }さんが担当しています。
done-claimed-mine = あなたが担当しています。
done-promised = { $name }さんが、{ $until }までの回答を約束しています。
done-promised-mine = あなたが、{ $until }までの回答を約束しています。
done-promised-undated = { $name }さんが回答を約束しています。
done-answered = { $name }さんが回答しました。
done-settled = { $name }さんが、返信なしで完了にしました。理由：{ $reason }
done-settled-words = { $name }さんが、返信なしで完了にしました。理由：{ $reason }（{ $words }）
done-settled-no-reason = { $name }さんが、返信なしで完了にしました。
looking = { $name }さんも、{ $since }から開いています。
looking-writes = { $name }さんが、{ $since }から回答を書いています。
holding-explained = 日付のボタンを押すと、その日までの約束が、あなたの名前でスレッドに書き込まれます。
peer-said = { $name }さんの返信：{ $text }
done-asked = { $name }さんに聞いています。
peer-replied = { $name }さんの返信があります。これで解決していますか？
done-split = 別の質問を{ $count }件、分けてあります。

# ボタン。
button-claim = 担当します
button-receive = 受け止めました
button-release = ほかの人に任せる
button-promise = 返事の日を約束する
button-promise-again = 約束の日を変える
button-promise-proposed = { $until }までと約束する
button-still_owed = まだ回答が必要です
button-settle = 返信なしで完了にする
button-reopen = 対応に戻す
button-answer = これが回答でした
button-confirm = この返信を回答とする
button-thank = お礼を書く
button-hand_over = 名前を選んでお願いする
button-ask = アドバイザーに聞く
button-not_this_time = 今回は遠慮します
button-decline = お断りする
button-split = 別の質問として分ける
button-write_answer = ここで回答する
button-undo = 元に戻す
button-like = 👍 いいね
button-like-explained = この投稿に、あなたの「いいね」を付けます。
button-like-there = Teamsで投稿を開きます。そこで「いいね」を付けられます。
button-sign-in = サインイン
sign-in-like = あなたの名前で「いいね」を付けるために、一度だけサインインをお願いします。サインインせずに、Teamsで投稿を開いて「いいね」を付けることもできます。
button-more = ほかの対応
button-open = Teamsで開く
button-reply = Teamsで返信する

# 「元に戻す」の説明。
undo-explained = 押してから1分のあいだ、元に戻せます。

# 約束の入力欄。
promise-explained = スレッドに、あなたの名前で約束の日が書き込まれます。
promise-until = いつまでに返事しますか？
promise-until-missing = これからの日付を選んでください。
promise-day-today = 今日のうちに：{ $day }
promise-day-tomorrow = 明日：{ $day }
promise-day-next = 次の営業日：{ $day }
promise-day-second = 2営業日後：{ $day }
promise-day-week_end = 今週の終わり：{ $day }
promise-day-week = 1週間ほどで：{ $day }
promise-another = または、ほかの日（入れると、こちらの日になります）
promise-word = ひとこと添える（なくてもかまいません）
promise-word-again = 投稿した方へのひとこと（お約束の日を変えるときは、必ずお書きください）
promise-word-missing = 日が変わることを、投稿した方へひとことお書きください。
promise-word-example = 例：担当の部署に確かめています。
promise-send = この日で約束する

# 回答の入力欄。
answer-text = 回答（できれば、Teamsでご自身から返信するほうがよく伝わります）
answer-text-newcomer = 回答（歓迎のことばに続けてお書きください。Teamsでご自身から返信するほうがよく伝わります）
answer-welcome = { $name }さん、はじめての投稿をありがとうございます。お待ちしていました！
answer-explained = スレッドに、あなたの名前で書き込まれます。
answer-send = この内容で回答する
answer-close = 書くのをやめる
answer-not-sent = お書きになった回答は、まだ送られていません。写して、Teamsでの返信にお使いいただけます。

# お礼の入力欄。
thank-text = 回答してくださった方へのお礼（ひとこと）
thank-text-missing = お礼のひとことをお書きください。
thank-example = 例：{ $name }さん、とても助かりました。ありがとうございます。
thank-send = お礼を書き込む

# だれにお願いするかの入力欄。
hand-over-to = どなたにお願いしますか？
hand-over-to-missing = お願いする方を選んでください。
hand-over-explained = この方の担当になり、個別のチャットでお知らせします。
hand-over-send = この方にお願いする

# 別の質問として分けるときの入力欄。
split-asked = 別の質問の内容（300文字まで）
split-asked-missing = 何についての質問か、短くお書きください。
split-to = どなたにお願いしますか？
split-to-missing = お願いする方を選んでください。
split-explained = スレッドには何も書き込まれません。この投稿の対応は、そのまま続きます。
split-send = この内容で分ける

# アドバイザーに聞くときの入力欄。
ask-whom = どなたに聞きますか？
ask-word = アドバイザーへのひとこと（なくてもかまいません）
ask-explained = 個別のチャットでお願いします。この投稿の担当は変わりません。
ask-send = この方に聞く

# 完了の入力欄。
settle-explained = 投稿した方には通知されません。
settle-reason = 完了にする理由
settle-reason-missing = 理由をひとつ選んでください。
settle-words = 補足（「そのほか」のときは、ひとことお書きください）
settle-send = 完了にする
reason-no_answer_needed = お知らせなどで、回答はいらない
reason-answered_elsewhere = ほかの場所で回答した
reason-duplicate = 同じ内容の投稿がある
reason-off_topic = このコミュニティの話題ではない
reason-other = そのほか

# 状態の呼び名。
status-waiting = 返事待ち
status-claimed = 担当者が対応中
status-promised = 回答を約束済み
status-answered = 回答済み
status-settled = 返信なしで完了
status-lapsed = Aizuchi導入前の未回答
status-withdrawn = 削除された投稿

# 名前がわからないとき、名前の代わりに入ることば。
name-unknown = メンバー

# メッセージのメニューから開く画面。
dialog-title = Aizuchi（あいづち）
dialog-known = もう対応を始めているメッセージです
dialog-opened = 返事が必要なものとして記録しました
dialog-answered = 回答として記録しました
point-author = { $name }さんのメッセージ
point-follow_up = 返事が必要なメッセージですか？
point-follow_up-explained = スレッドには何も書き込まれません。お願いする方に、個別のチャットでカードをお送りします。
point-follow_up-send = 返事が必要
point-answer = これが回答でしたか？
point-answer-explained = スレッドには何も書き込まれません。書いた方の回答として記録します。
point-answer-send = これが回答でした
point-owner = どなたにお願いしますか？
point-owner-missing = お願いする方を選んでください。
point-question = どの質問への回答ですか？
point-question-missing = 質問をひとつ選んでください。
point-question-no-text = 文字のない質問
