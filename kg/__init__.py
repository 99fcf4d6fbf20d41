"""kg: China's open-government plans as a knowledge graph of disclosure obligations."""

from kg.version import __version__

__all__ = ["__version__"]
