# Who was forgotten.
forgotten-name = an unnamed member
