"""Tables of the territory: reference data that everybody may read and only the owner writes."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Area(models.Model):
    """A piece of ground. A root (no parent) is a home: zone, grid, languages, danger numbers are told there.

    `lo` and `hi` are the nested interval: a lies in b when a.lo >= b.lo AND a.hi <= b.hi; one test is too
    few. `geometry` is a GeoJSON Polygon or MultiPolygon in WGS 84 (longitude, latitude), or null where none
    is known.
    """

    id = models.IntegerField(primary_key=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    root = models.ForeignKey("self", models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=40)
    country = models.CharField(max_length=2)
    code = models.CharField(max_length=40)
    names = models.JSONField()
    lo = models.BigIntegerField()
    hi = models.BigIntegerField()
    geometry = models.JSONField(null=True)
    west = models.FloatField(null=True)
    south = models.FloatField(null=True)
    east = models.FloatField(null=True)
    north = models.FloatField(null=True)
    time_zone = models.CharField(max_length=40)
    crs = models.CharField(max_length=200)
    language = models.CharField(max_length=8)
    languages = models.JSONField(default=list)
    danger_numbers = models.JSONField(default=list)
    in_charge = models.JSONField(default=dict)
    attribution = models.CharField(max_length=300, default="")
    licence = models.CharField(max_length=100, default="")
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "territory_area"
        constraints = [
            models.UniqueConstraint(fields=["root", "kind", "code"], name="territory_area_code"),
            models.CheckConstraint(condition=Q(lo__lte=models.F("hi")), name="territory_area_interval"),
        ]
        indexes = [models.Index(fields=["lo", "hi"], name="territory_area_lo_hi")]

    def __str__(self) -> str:
        return self.slug


class Place(models.Model):
    """A street, a landmark or an address of the gazetteer; its names stand in Name.

    `geometry` is a GeoJSON Point or LineString. `houses` is [first, last] of the numbers along the line.
    """

    id = models.IntegerField(primary_key=True)
    root = models.ForeignKey(Area, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    slug = models.SlugField(max_length=120)
    kind = models.CharField(max_length=20)
    names = models.JSONField()
    lon = models.FloatField()
    lat = models.FloatField()
    geometry = models.JSONField(null=True)
    houses = models.JSONField(null=True)
    source = models.CharField(max_length=200, default="")

    class Meta:
        db_table = "territory_place"
        constraints = [models.UniqueConstraint(fields=["root", "slug"], name="territory_place_slug")]

    def __str__(self) -> str:
        return self.slug


class Premises(models.Model):
    """A door that people can walk to: police station, town hall, library. Hours as rules/hours.py reads
    them.
    """

    id = models.IntegerField(primary_key=True)
    root = models.ForeignKey(Area, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    street = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    slug = models.SlugField(max_length=120)
    kind = models.CharField(max_length=40)
    organisation = models.CharField(max_length=80, default="")
    names = models.JSONField()
    notes = models.JSONField(default=dict)
    number = models.CharField(max_length=20, default="")
    address = models.JSONField(default=dict)
    phone = models.CharField(max_length=40, default="")
    lon = models.FloatField()
    lat = models.FloatField()
    hours = models.JSONField(null=True)
    exceptions = models.JSONField(default=dict)
    source = models.CharField(max_length=200, default="")
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "territory_premises"
        constraints = [models.UniqueConstraint(fields=["root", "slug"], name="territory_premises_slug")]

    def __str__(self) -> str:
        return self.slug


class Name(models.Model):
    """One name of one thing, in the two forms that search compares: its own script folded, and Latin
    letters.
    """

    id = models.AutoField(primary_key=True)
    root = models.ForeignKey(Area, models.CASCADE, related_name="+")
    area = models.ForeignKey(Area, models.CASCADE, null=True, related_name="+")
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="+")
    premises = models.ForeignKey(Premises, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=10)
    language = models.CharField(max_length=8)
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)
    latin = models.CharField(max_length=300)

    class Meta:
        db_table = "territory_name"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(area__isnull=False, place__isnull=True, premises__isnull=True)
                    | Q(area__isnull=True, place__isnull=False, premises__isnull=True)
                    | Q(area__isnull=True, place__isnull=True, premises__isnull=False)
                ),
                name="territory_name_of_one_thing",
            ),
        ]
        indexes = [
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="territory_name_folded"),
            GinIndex(fields=["latin"], opclasses=["gin_trgm_ops"], name="territory_name_latin"),
        ]

    def __str__(self) -> str:
        return self.text


class Generation(models.Model):
    """One row that every write raises; a process that kept another number drops its memory."""

    id = models.IntegerField(primary_key=True)
    value = models.BigIntegerField()

    class Meta:
        db_table = "territory_generation"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="territory_generation_one_row")]

    def __str__(self) -> str:
        return str(self.value)
