# シーズンのテーマ。
command-themes = 今のシーズンのテーマと、参加のしかたを表示します。
themes-heading = 今のシーズンのテーマ
themes-of = { $season }（{ $starts }から{ $ends }まで）
themes-theme = { $theme }　#{ $code }
themes-owners = 担当：{ $names }
themes-words = ことば：{ $words }
themes-more = ほかのテーマ：{ $tags }
themes-join = 投稿に # のついたことばを入れるか、「ことば」のどれかが入っていると、そのテーマの投稿になります。テーマにあてはまらない投稿も、いつでも大歓迎です。
themes-join-by-word = 投稿の前に参加を伝えたいときは、「参加 { $code }」のように送ってください。
themes-empty = このシーズンには、まだテーマがありません。投稿は、いつでもチャネルでお待ちしています。
themes-no-season = 今はシーズンとシーズンの間です。投稿は、いつでもチャネルでお待ちしています。
themes-next-season = 今はシーズンとシーズンの間です。次のシーズンは{ $starts }に始まります。投稿は、いつでもチャネルでお待ちしています。
layer-basic = 基本：みなさんのためのテーマです。
layer-applied = 応用：部署に広める方のためのテーマです。
layer-expert = 専門：運営する方のためのテーマです。
