# 似た投稿。
similar-heading = 似た投稿に、回答がありました
similar-none = 似た投稿は、まだ見つかりませんでした
similar-of = { $name }さんの投稿と似ているもの
similar-explained = 回答の手がかりにどうぞ。紹介すると、スレッドにあなたの名前でひとこと書き込まれます。
similar-post = { $day }、{ $name }さんの投稿
button-similar = 似た投稿を見る
button-introduce = この投稿を紹介する
button-introduce-of = { $name }さんの投稿を紹介する
notice-introduced = スレッドで紹介しました。
post-introduce = { $name }さんより：似た投稿に回答がありました。{ $author }さんの投稿です。よかったらご覧ください。{ $link }
refused-not-similar = この投稿は、いまは紹介できません。もう一度「似た投稿を見る」を押してください。
