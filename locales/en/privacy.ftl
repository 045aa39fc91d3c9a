# Who was forgotten.
forgotten-name = someone who asked not to be named
