# Similar posts.
similar-heading = Similar posts that were answered
similar-none = No similar post found yet
similar-of = Similar to { $name }’s post
similar-explained = They may help you answer. If you share one, a line is posted in the thread in your name.
similar-post = { $name }’s post of { $day }
button-similar = Similar posts
button-introduce = Share this post
button-introduce-of = Share { $name }’s post
notice-introduced = It was shared in the thread.
post-introduce = From { $name }: a similar post, by { $author }, was answered. Please have a look: { $link }
refused-not-similar = This post cannot be shared now. Please press “Similar posts” again.
