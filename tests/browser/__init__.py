"""The pages as a browser sees them: a real server with the demo town, Debian's Chromium, one list of pages."""
