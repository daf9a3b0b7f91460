"""Pure rules of custody: acts, clocks, care, lateness. No Django, no clock, no randomness."""
