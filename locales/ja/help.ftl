# 使い方と、はじめのあいさつ。
help-heading = できること
help-participant = Aizuchi（あいづち）は、みなさんの投稿に必ず誰かの返事が届くように見守っています。
help-responder = Aizuchi（あいづち）は、返事を待っている投稿を見守り、そっとお知らせします。
help-how = このチャットで次のことばを送ってください。よく使うものは、チャネルの「/」からも選べます。
help-command = { $japanese }（{ $command }）
help-unknown = 「{ $words }」は、わかりませんでした。
help-meant = もしかして「{ $command }」でしょうか？
command-help = この案内を表示します。「使い方」でも届きます。
command-queue = 返事を待っている投稿を表示します。
command-stats = コミュニティの記録を表示します。シーズンやテーマの名前を続けると、その記録になります。
command-language = 表示することばを変えます。「language ja」で日本語、「language en」で英語になります。
command-away = 不在の間、お知らせを止めて、ほかの方にお願いします。「不在 12/10まで」のように送ってください。
command-quiet = しばらくお知らせを止めます。「静かに 15:00まで」のように送ってください。
command-back = 不在や静かにを終えて、お知らせを再開します。
command-morning = 朝のお知らせを「朝 オン」「朝 オフ」で切り替えます。
language-set = { $language ->
    [en] これからは英語でお話しします。
   *[ja] これからは日本語でお話しします。
}
language-unknown = 使えることばは、日本語（ja）と英語（en）です。「language ja」のように送ってください。
welcome-private = はじめまして、Aizuchi（あいづち）です。コミュニティの投稿に必ず誰かの返事が届くよう、返事がまだの投稿を担当の方にそっとお知らせします。読むのは見守っているチャネルの投稿・返信・リアクションだけで、ほかのチャットは読みません。「help」と送ると、できることをご案内します。
welcome-team = はじめまして、Aizuchi（あいづち）です。みなさんの投稿に必ず誰かの返事が届くように、このチームのチャネルの投稿・返信・リアクションを読んで見守ります。投稿にリアクションがついたら、「届きました」の合図です。
