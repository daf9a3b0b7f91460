"""Open311 GeoReport v2 without a server: arguments are read, answers are shaped. Source: wiki.open311.org/GeoReport_v2.

Where the specification is silent, the extensions that clients know are followed: pages, media, notes, updates
(wiki.open311.org/GeoReport_v2/Extensions; github.com/mysociety/fixmystreet/wiki/Open311-FMS---Complete-Spec).
"""
