"""What operators see: health, metrics and log lines without personal data."""
