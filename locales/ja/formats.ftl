# 日時と長さの書き方。pattern-* は Babel（Unicode CLDR）の書式です。
pattern-day = M月d日(E)
pattern-dated = yyyy年M月d日(E)
pattern-moment = M月d日(E) HH:mm
pattern-time = HH:mm
pattern-between = 、
length-under-a-minute = 1分未満
length-minutes = { $minutes }分
length-shorter = { $length }短い
length-hours = { $hours }時間
length-hours-minutes = { $hours }時間{ $minutes }分
