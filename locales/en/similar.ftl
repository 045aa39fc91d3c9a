# Similar posts.
similar-heading = Similar posts that were answered
similar-none = No similar post was found yet
similar-of = Like the post of { $name }
similar-explained = They may help you answer. If you introduce one, a line is posted in the thread in your name.
similar-post = { $name }’s post of { $day }
button-similar = Similar posts
button-introduce = Introduce this one
button-introduce-of = Introduce { $name }’s post
notice-introduced = It was introduced in the thread.
post-introduce = From { $name }: a similar post was answered. It is by { $author }; do have a look: { $link }
refused-not-similar = This post cannot be introduced now. Please press “Similar posts” again.
