# チームに追加されたときのあいさつと、PMO の選びかた。
welcome-heading = はじめまして、Aizuchi（あいづち）です
welcome-arrived = 「{ $name }」に追加してくださり、ありがとうございます。
welcome-what = コミュニティの投稿に、必ず人の返事が届くように見守ります。投稿が届いたらリアクションで「届きました」と伝え、返事がまだの投稿を、PMO の方にだけ、勤務時間の中で、そっとお知らせします。
welcome-reads = 読むものと、その理由
welcome-reads-messages = ・チャネルの投稿・返信・リアクション：返事を待っている投稿に気づくためです。
welcome-reads-channels = ・チャネルの名前：どのチャネルも見落とさないためです。
welcome-reads-members = ・チームのメンバーと、その名前：チームを離れた方に、お知らせを送らないためです。
welcome-reads-consent = ・このアプリに出ている許可：許可がなくなったときに気づくためです。
welcome-reads-nothing-else = ほかのチームやチャット、ファイルは読みません。
welcome-who = だれが見守るか
welcome-you-lead = いまは、あなたをこのコミュニティのリードとしています。
welcome-led-by = リード：{ $name }
welcome-alone = PMO が決まるまでは、お知らせもあなたに届きます。
welcome-pmo = PMO：{ $name }
welcome-settings = { $channels ->
    [0] すべてのチャネルを見守ります。
   *[other] { $channels }つのチャネルを見守ります。
} 時刻は { $zone }、チャネルで使う言語は{ $speaks ->
    [en] 英語
   *[ja] 日本語
}です。変えるときは、システムの担当の方に「コミュニティファイル」をご相談ください。
welcome-again = あとで見るときや、PMO を替えるときは、このチャットで「設定」と送ってください。
pmo-choose = PMO（返事を見守る方々）を選んでください
pmo-search = 名前で探す
pmo-send = この方々に決める
pmo-kept = PMO を{ $count }名に決めました。新しくお願いする方には、このチャットと同じように、個別にお知らせします。
pmo-chosen = { $name }さんが、「{ $community }」の PMO（返事を見守る方）にあなたを選びました。返事を待っている投稿があるときは、ここでお知らせします。「使い方」と送ると、できることをご案内します。
refused-pmo-none = PMO が一人もいなくなってしまいます。少なくとも一人を選んでください。
refused-pmo-many = PMO は{ $most }名までです。もう少し絞って選んでください。
refused-pmo-not-in-team = 選んだ方の中に、このチームのメンバーではない方がいます。先にチームに追加してから、もう一度選んでください。
refused-pmo-by-season = いまのシーズン「{ $season }」では、役割がシーズンごとに決まっています。システムの担当の方に、コミュニティファイルの変更をお願いしてください。
refused-setup-not-for-you = この設定は、コミュニティのリードの方が決めます。変えたいことがあれば、リードの方にお伝えください。
command-setup = ボットが読むものを確かめ、PMO を選びます。リードの方のためのものです。
farewell = 「{ $community }」から外されましたので、見守りを終えました。もうお知らせは届かず、チャネルも読みません。これまでの記録は残っていますので、もう一度追加していただければ、続きから見守ります。記録を消したいときは、システムの担当の方に「python app.py erase」をお願いしてください。
