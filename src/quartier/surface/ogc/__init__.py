"""Public layers after OGC API Features 1.0 (OGC 17-069r4): core, GeoJSON, HTML, OpenAPI 3.0.

Only what is public anyway stands here: areas, beats, premises, and incidents that publication let out. A
package offers a layer by an object of the shape in `layers.py`.
"""
