"""Where people and programs meet the house: portal, console, doors, API, command line, jobs, settings."""
