"""Tests of the pure rules of custody."""
