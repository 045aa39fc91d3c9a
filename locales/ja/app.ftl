# アプリのパッケージ（Teams のストアとメニューに出ることば）。
app-name = Aizuchi
app-full-name = Aizuchi（あいづち）
app-short = コミュニティの投稿に、必ず人の返事が届くように見守ります。
app-full = Aizuchi（あいづち）は、Teams のコミュニティで「返事のない投稿」をなくすためのボットです。投稿が届いたらリアクションで「届きました」と伝え、返事がまだの投稿を、担当の方にだけ、勤務時間の中で、そっとお知らせします。数えるのは人の返事だけです。投稿した方をせかすことも、人に順位をつけることもありません。読むのは見守っているチャネルの投稿・返信・リアクションだけで、ほかのチャットは読みません。
app-action-follow_up = 返事が必要
app-action-follow_up-explained = この投稿や返信を、担当の方にお願いします。
app-action-answer = これが回答でした
app-action-answer-explained = この返信を、回答として記録します。
