"""What is asked about, made from the tables of an extract: companies with their place, and what they do.

`company`: one row per enterprise, in the order of the postal codes: enterprise, type, form, situation,
started_on, name, postal_code, country (nothing: Belgium), place_of (`seat`, `establishment` or nothing),
establishments (how many). Its name: the official one before the trade name and the abbreviation, French
before Dutch, German, English. Its place: the seat, else the establishment that was opened first, for natural
persons have no seat.

`main_activity`: version, nace, enterprise, group, of (`enterprise` or `establishment`), in the order of the
codes. The main activities of an enterprise in a version of NACE are those of the first group that names any:
006 (social security) before 001 (VAT), then the others by number. An enterprise that states none has those
of its establishments. It may have several: all count.
"""

from __future__ import annotations

from types import MappingProxyType

FIRST_ESTABLISHMENT = 2_000_000_000
"""The numbers of establishments begin here, above those of all enterprises."""

DERIVED = MappingProxyType(
    {
        "company": f"""
WITH named AS (
  SELECT entity AS enterprise,
    arg_min(name, (CASE type WHEN '001' THEN 0 WHEN '003' THEN 10 WHEN '002' THEN 20 ELSE 30 END
      + CASE language WHEN '1' THEN 1 WHEN '2' THEN 2 WHEN '3' THEN 3 WHEN '4' THEN 4 ELSE 9 END)::UTINYINT) AS name
  FROM denomination WHERE entity < {FIRST_ESTABLISHMENT} GROUP BY entity
), seats AS (
  SELECT entity AS enterprise, any_value(postal_code) AS postal_code,
    coalesce(any_value(country_fr), any_value(country_nl)) AS country
  FROM address WHERE type = 'REGO' GROUP BY entity
), units AS (
  SELECT e.enterprise, count(DISTINCT e.establishment) AS establishments,
    arg_min(a.postal_code, coalesce(e.started_on - DATE '0001-01-01', 9999999)::BIGINT * 10000000000 + e.establishment)
      AS postal_code
  FROM establishment e LEFT JOIN address a ON a.entity = e.establishment AND a.type = 'BAET'
  GROUP BY e.enterprise
)
SELECT e.enterprise, e.type, e.form, e.situation, e.started_on, n.name,
  coalesce(s.postal_code, u.postal_code) AS postal_code,
  CASE WHEN s.enterprise IS NOT NULL THEN s.country END AS country,
  CASE WHEN s.enterprise IS NOT NULL THEN 'seat' WHEN u.postal_code IS NOT NULL THEN 'establishment' END AS place_of,
  coalesce(u.establishments, 0)::INTEGER AS establishments
FROM enterprise e LEFT JOIN named n USING (enterprise) LEFT JOIN seats s USING (enterprise)
  LEFT JOIN units u USING (enterprise)
ORDER BY postal_code, e.enterprise
""",
        "main_activity": """
WITH main AS (
  SELECT coalesce(u.enterprise, a.entity)::UBIGINT AS enterprise, version::UBIGINT - 2000 AS version,
    length(nace)::UBIGINT * 10000000 + nace::UBIGINT AS code,
    (CASE WHEN u.enterprise IS NULL THEN 0 ELSE 100 END
      + CASE "group" WHEN '006' THEN 0 WHEN '001' THEN 1 ELSE 10 + "group"::UTINYINT END)::UTINYINT AS turn
  FROM activity a LEFT JOIN establishment u ON u.establishment = a.entity
  WHERE classification = 'MAIN'
), coded AS (
  SELECT enterprise * 64 + version AS key, (version << 58) + (code << 31) + enterprise AS place, turn FROM main
), heard AS (SELECT key, min(turn) AS turn FROM coded GROUP BY key),
kept AS (SELECT place, any_value(turn) AS turn FROM coded SEMI JOIN heard USING (key, turn) GROUP BY place),
told AS (
  SELECT place, turn, place >> 58 AS version, (place >> 31) & 134217727 AS code,
    (place & 2147483647)::BIGINT AS enterprise FROM kept
)
SELECT (2000 + version)::VARCHAR AS version,
  lpad((code % 10000000)::VARCHAR, (code // 10000000)::INTEGER, '0') AS nace, t.enterprise,
  CASE turn % 100 WHEN 0 THEN '006' WHEN 1 THEN '001' ELSE lpad((turn % 100 - 10)::VARCHAR, 3, '0') END AS "group",
  CASE WHEN turn < 100 THEN 'enterprise' ELSE 'establishment' END AS of
FROM told t SEMI JOIN enterprise e ON e.enterprise = t.enterprise
ORDER BY place
""",
    }
)
"""By name, the query over the tables of an extract that makes it.

The order of the names of an enterprise, and that of its establishments, is one whole number each, for a list
of two is three times the work. A row of `main_activity` is one until it is written, `place`: 5 bits of the
version less 2000, 27 of the code (its length, then its seven digits), 31 of the enterprise. At the size of a
country, telling apart and ordering one number costs half of what five columns do.
"""
