"""PostgreSQL as Django knows it, with the guard of the application's alias on every connection."""
