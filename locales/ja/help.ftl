# 使い方と、はじめのあいさつ。
help-heading = できること
help-participant = Aizuchi（あいづち）は、みなさんの投稿に必ず誰かの返事が届くように見守っています。
help-responder = Aizuchi（あいづち）は、返事を待っている投稿を見守り、そっとお知らせします。
help-how = このチャットで、次のことばを送ってください。
help-unknown = 「{ $words }」は、わかりませんでした。
help-meant = もしかして「{ $command }」でしょうか？
command-help = この案内を表示します。
command-queue = 返事を待っている投稿の一覧を表示します。
command-stats = コミュニティの記録を表示します。
command-language = 表示することばを変えます。「language ja」で日本語、「language en」で英語になります。
language-set = { $language ->
    [en] これからは英語でお話しします。
   *[ja] これからは日本語でお話しします。
}
language-unknown = 使えることばは、日本語（ja）と英語（en）です。「language ja」のように送ってください。
welcome-private = はじめまして、Aizuchi（あいづち）です。コミュニティの投稿に必ず誰かの返事が届くよう、返事がまだの投稿を担当の方にそっとお知らせします。読むのは見守っているチャンネルの投稿・返信・リアクションだけで、ほかのチャットは読みません。「help」と送ると、できることをご案内します。
welcome-team = はじめまして、Aizuchi（あいづち）です。みなさんの投稿に必ず誰かの返事が届くように、このチームのチャンネルの投稿・返信・リアクションを読んで見守ります。投稿にリアクションがついたら、「届きました」の合図です。
