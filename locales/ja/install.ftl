# チームに追加されたときのあいさつと、PMO の選びかた。
welcome-heading = はじめまして、Aizuchi（あいづち）です
welcome-arrived = 「{ $name }」に追加してくださり、ありがとうございます。
welcome-what = コミュニティの投稿に、必ず人の返事が届くように見守ります。投稿が届いたらリアクションで「届きました」と伝え、返事がまだの投稿を、PMOの方にだけ、勤務時間の中で、そっとお知らせします。
welcome-reads = 読むものと、その理由
welcome-reads-messages = ・チャネルの投稿・返信・リアクション：返事を待っている投稿に気づくためです。
welcome-reads-channels = ・チャネルの名前：どのチャネルも見落とさないためです。
welcome-reads-members = ・チームのメンバーと、その名前：チームを離れた方に、お知らせを送らないためです。
welcome-reads-consent = ・このアプリに出ている許可：許可がなくなったときに気づくためです。
welcome-reads-nothing-else = ほかのチームやチャット、ファイルは読みません。
welcome-who = 誰が見守るか
welcome-you-lead = いまは、あなたをこのコミュニティのリードとしています。
welcome-led-by = リード：{ $name }
welcome-alone = PMOが決まるまでは、お知らせもあなたに届きます。
welcome-pmo = PMO：{ $name }
welcome-settings = { $channels ->
    [0] すべてのチャネルを見守ります。
   *[other] { $channels }個のチャネルを見守ります。
} 時刻は{ $zone }、チャネルで使う言語は{ $speaks ->
    [en] 英語
   *[ja] 日本語
}です。変えるときは、システムの担当の方に「コミュニティファイル」をご相談ください。
welcome-again = あとで見るときや、PMOを替えるときは、このチャットで「設定」と送ってください。
pmo-choose = PMO（返事を見守る方々）を選んでください
pmo-search = 名前で探す
pmo-send = この方々に決める
pmo-kept = PMOを{ $count }人に決めました。新しくお願いする方には、このチャットと同じように、個別にお知らせします。
pmo-chosen = { $name }さんが、あなたを「{ $community }」のPMO（返事を見守る方）に選びました。返事を待っている投稿があるときは、ここでお知らせします。「使い方」と送ると、できることをご案内します。
refused-pmo-none = PMOが1人もいなくなってしまいます。少なくとも1人は選んでください。
refused-pmo-many = PMOは{ $most }人までです。もう少し絞って選んでください。
refused-pmo-not-in-team = 選んだ方の中に、このチームのメンバーではない方がいます。先にチームに追加してから、もう一度選んでください。
refused-pmo-by-season = いまのシーズン「{ $season }」では、役割がシーズンごとに決まっています。システムの担当の方に、コミュニティファイルの変更をお願いしてください。
refused-setup-not-for-you = この設定は、コミュニティのリードの方が決めます。変えたいことがあれば、リードの方にお伝えください。
command-setup = ボットが読むものを確かめ、PMOを選びます。使えるのは、リードの方です。
farewell = 「{ $community }」から外されましたので、見守りを終えました。もうお知らせは届かず、チャネルも読みません。これまでの記録は残っていますので、もう一度追加していただければ、続きから見守ります。記録を消したいときは、システムの担当の方に「python app.py erase」をお願いしてください。
