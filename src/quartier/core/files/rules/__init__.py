"""What a file may be, what is left of it when it is cleaned, and what is covered before it is public. Pure."""
