"""Every sentence people read, in every language we speak."""

from locales.formats import Dated
from locales.words import LANGUAGES, language_of, say

__all__ = ["LANGUAGES", "Dated", "language_of", "say"]
