# お返事を待っている投稿を、ひとりに一枚でお知らせするカード。
nudge-heading = お返事を待っている投稿が{ $count }件あります。お願いできますか？
nudge-heading-morning = おはようございます。今日お願いしたい投稿は{ $count }件です
nudge-heading-done = お願いしていた投稿は、すべて落ち着きました。ありがとうございます！
nudge-owed-receipt = まだ返事がありません。
nudge-owed-answer = 回答を待っています。
nudge-owed-promise = お約束した回答を待っています。
nudge-more = ほかに{ $count }件あります。一覧でご覧ください。
nudge-lead = 難しい投稿があるのかもしれません。お力を貸していただけますか？
nudge-everyone = 担当のみなさんが不在のため、全員にお送りしています。手の空いた方にお願いできると助かります。
button-nudge-queue = 一覧で見る
