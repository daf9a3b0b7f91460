"""Forms: our own templates for Django's forms, a date in three fields, a code, a text with its count."""
