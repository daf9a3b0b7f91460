"""Quartier: the open platform for community policing. Listen, understand, agree, act, account."""
