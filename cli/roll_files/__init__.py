"""The roll in each kind of file. The slides are apart, so that their library is imported when they are asked for."""
