"""Areas, beats, places and premises with opening hours: public reference data."""
