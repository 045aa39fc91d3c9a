# 返事を待っている投稿の一覧。
queue-heading = 返事を待っている投稿が{ $total }件あります
queue-late = そのうち{ $late }件は、目安の時刻を過ぎています。
queue-empty = いま、返事を待っている投稿はありません。みなさんのおかげです！
queue-more = ほかに{ $count }件あります。上から進めると、続きが表示されます。
queue-owed-receipt = 返事待ち、投稿から{ $age }です。
queue-owed-answer = 回答待ち、投稿から{ $age }です。
queue-owed-promise = 約束した回答待ち、投稿から{ $age }です。
queue-owed-nothing = 投稿から{ $age }です。
queue-due = 目安は{ $due }です。
queue-due-late = 目安の{ $due }を過ぎました。
queue-holder = 担当：{ $name }さん
queue-holder-mine = 担当：あなた
button-show = くわしく見る
button-show-of = { $name }さんの投稿をくわしく見る
button-open-of = { $name }さんの投稿をTeamsで開く
