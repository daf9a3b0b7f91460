"""Pure numerics and algorithms: arrays and frozen values in, frozen values out. No Django, no database."""
