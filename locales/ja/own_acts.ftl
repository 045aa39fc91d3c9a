# あなた自身のお名前で行うこと。
notice-liked = あなたの「いいね」が付いています。
refused-no-sign-in = ここから「いいね」を付ける準備が、まだできていません。「Teamsで開く」から付けられます。
refused-own-later = いまはTeamsにつながりにくいようです。1分ほど待ってもう一度押すか、「Teamsで開く」から付けてください。
refused-own-not-allowed = あなたのお名前で行うことが、まだ許可されていません。「Teamsで開く」から付けられます。続くときは、Aizuchiの管理者にお知らせください。
refused-own-gone = その投稿が見つかりませんでした。削除されたのかもしれません。「Teamsで開く」から確かめられます。
refused-own-not-done = あなたのお名前では行えませんでした。「Teamsで開く」から付けられます。続くときは、Aizuchiの管理者にお知らせください。
refused-own-not-here = この投稿には、ここから「いいね」を付けられません。「Teamsで開く」から付けられます。
