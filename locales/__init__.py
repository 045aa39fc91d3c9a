"""Every sentence people read, in every language we speak."""

from locales.words import LANGUAGES, language_of, say

__all__ = ["LANGUAGES", "language_of", "say"]
