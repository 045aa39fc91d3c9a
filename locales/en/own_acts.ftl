# What is done in your own name.
notice-liked = Your like is on the post.
refused-no-sign-in = Likes cannot be set from here yet. You can set yours with “Open in Teams”.
refused-own-later = Teams is hard to reach just now. Please press again in a minute, or use “Open in Teams”.
refused-own-not-allowed = Doing this in your name is not allowed yet. You can do it with “Open in Teams”. If this goes on, please tell who runs Aizuchi.
refused-own-gone = The post was not found; perhaps it was deleted. “Open in Teams” shows whether it is there.
refused-own-not-done = This could not be done in your name. You can do it with “Open in Teams”. If this goes on, please tell who runs Aizuchi.
refused-own-not-here = This post cannot be liked from here. You can like it with “Open in Teams”.
