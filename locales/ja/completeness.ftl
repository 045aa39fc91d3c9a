# 昨日の投稿をTeamsと突き合わせた結果。
yesterday-whole = 昨日の投稿は{ $posts }件、届かなかったものはありません。受け止めが要る{ $owed }件のうち、{ $received }件を人が受け止めました。
yesterday-missing = 昨日の投稿は{ $posts }件、そのうち{ $missing }件がまだ届いていません。システムの担当の方にお知らせください。受け止めが要る{ $owed }件のうち、{ $received }件を人が受け止めました。
yesterday-found = Teamsから知らされなかった{ $found }件は、こちらで見つけて加えました。続くときは、チームの所有者の方に、アプリを追加し直してもらってください。
