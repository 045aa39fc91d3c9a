"""How fast a post is taken in, beside the least that any answer costs: ``python -m bench``."""
