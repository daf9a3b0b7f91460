"""Letters of rights, in full and in an easy-read version: own words, for a pack's rights as they hold for one person."""
