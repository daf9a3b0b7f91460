"""Sign-in, sign-up, second factor, recovery and sessions: the pages of accounts."""
