# 記録から消えた方。
forgotten-name = お名前を消したメンバー
