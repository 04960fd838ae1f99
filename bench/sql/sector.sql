-- Members within the sector, the companies that are not members, and members beside peers.
CREATE TEMP TABLE digits AS
SELECT DISTINCT cluster_id, "row", kind, in_region, nace_version, region, substr(code, 1, n) AS level
FROM (SELECT *, replace(nace, '.', '') AS code FROM on_day WHERE nace IS NOT NULL) CROSS JOIN (VALUES (1), (2), (3), (4), (5), (7)) d(n)
WHERE length(code) >= n;

CREATE TEMP TABLE in_sector AS
SELECT s.cluster_id, s.nace AS key, s.companies, d."row"
FROM sector_on_day s LEFT JOIN digits d
  ON d.cluster_id = s.cluster_id AND d.nace_version = s.nace_version AND d.level = s.level AND d.in_region;

CREATE TEMP TABLE scope AS
WITH codes AS (
  SELECT DISTINCT cluster_id, unnest(scope_nace) AS code, scope_nace_version AS version, replace(code, '.', '') AS level FROM clusters),
tops AS (
  SELECT * FROM codes c WHERE NOT EXISTS (
    SELECT 1 FROM codes u WHERE u.cluster_id = c.cluster_id AND u.level <> c.level AND starts_with(c.level, u.level))),
members_of AS (SELECT cluster_id, key, count("row") AS members FROM in_sector GROUP BY ALL)
SELECT t.cluster_id, t.code AS "row", s.companies - coalesce(m.members, 0) AS prospects
FROM tops t LEFT JOIN sector_on_day s ON s.cluster_id = t.cluster_id AND s.nace_version = t.version AND s.level = t.level
LEFT JOIN members_of m ON m.cluster_id = t.cluster_id AND m.key = t.code;

CREATE TEMP TABLE asked_of_peers AS
SELECT DISTINCT cluster_id, nace, nace_version, region, substr(replace(nace, '.', ''), 1, 4) AS level FROM peers;

CREATE TEMP TABLE comparable AS
SELECT DISTINCT d.cluster_id, d."row" FROM digits d JOIN asked_of_peers a
  ON a.cluster_id = d.cluster_id AND a.nace_version = d.nace_version AND a.level = d.level
WHERE d.kind = 'enterprise' AND (a.region IS NULL OR a.region = d.region)
UNION
SELECT m.cluster_id, m."row" FROM on_day m JOIN asked_of_peers a ON a.cluster_id = m.cluster_id
WHERE a.nace IS NULL AND m.kind = 'enterprise' AND (a.region IS NULL OR a.region = m.region);

CREATE TEMP TABLE beside_sector AS
SELECT * EXCLUDE (turn) FROM (
  SELECT d.cluster_id, d."row", s.measure, s.median,
    row_number() OVER (PARTITION BY d.cluster_id, d."row", s.measure ORDER BY length(s.level) DESC) AS turn
  FROM digits d JOIN (
    SELECT cluster_id, nace_version, level, 'fte' AS measure, fte_median AS median FROM sector_on_day
    UNION ALL SELECT cluster_id, nace_version, level, 'turnover', turnover_median FROM sector_on_day) s
    ON s.cluster_id = d.cluster_id AND s.nace_version = d.nace_version AND s.level = d.level AND s.median IS NOT NULL
  WHERE d.kind = 'enterprise' AND d.in_region) WHERE turn = 1;

CREATE TEMP TABLE member_values AS
WITH latest AS (
  SELECT cluster_id, member_id AS "row",
    arg_max(fte, turn) FILTER (fte IS NOT NULL) AS fte,
    arg_max(turnover, turn) FILTER (turnover IS NOT NULL) AS turnover,
    arg_max(value_added, turn) FILTER (value_added IS NOT NULL) AS value_added,
    arg_max(value_added_per_fte, turn) FILTER (value_added_per_fte IS NOT NULL) AS value_added_per_fte,
    arg_max(net_profit, turn) FILTER (net_profit IS NOT NULL) AS net_profit,
    arg_max(total_assets, turn) FILTER (total_assets IS NOT NULL) AS total_assets,
    arg_max(equity, turn) FILTER (equity IS NOT NULL) AS equity,
    arg_max(exports, turn) FILTER (exports IS NOT NULL) AS exports
  FROM counting SEMI JOIN (SELECT cluster_id, "row" AS member_id FROM comparable
    UNION SELECT cluster_id, "row" FROM beside_sector) USING (cluster_id, member_id) GROUP BY ALL)
FROM latest UNPIVOT (value FOR measure IN (fte, turnover, value_added, value_added_per_fte, net_profit, total_assets, equity, exports));

CREATE TEMP TABLE peer_values AS
WITH latest AS (
  SELECT cluster_id, peer_id, arg_max(fte, year) FILTER (fte IS NOT NULL) AS fte,
    arg_max(turnover, year) FILTER (turnover IS NOT NULL) AS turnover,
    arg_max(value_added, year) FILTER (value_added IS NOT NULL) AS value_added,
    arg_max(value_added / fte, year) FILTER (value_added IS NOT NULL AND fte > 0) AS value_added_per_fte
  FROM peers WHERE year IS NULL OR year < year(getvariable('today')) GROUP BY ALL)
FROM latest UNPIVOT (value FOR measure IN (fte, turnover, value_added, value_added_per_fte));

CREATE TEMP TABLE compared AS
WITH sizes AS (SELECT cluster_id, count(*) AS comparable FROM comparable GROUP BY ALL),
middles AS (SELECT cluster_id, measure, median(value) AS middle, list_sort(list(value)) AS others FROM peer_values GROUP BY ALL)
SELECT v.cluster_id, v.measure AS key, v."row", z.comparable, v.value > p.middle AS above,
  (len(list_filter(p.others, lambda x: x < v.value)) + 0.5 * len(list_filter(p.others, lambda x: x = v.value))) / len(p.others) AS rank
FROM member_values v SEMI JOIN comparable c ON c.cluster_id = v.cluster_id AND c."row" = v."row"
JOIN middles p ON p.cluster_id = v.cluster_id AND p.measure = v.measure JOIN sizes z ON z.cluster_id = v.cluster_id;

CREATE TEMP TABLE beside AS
SELECT cluster_id, key, "row", comparable, above FROM compared
UNION ALL
SELECT b.cluster_id, b.measure, b."row", b.comparable, v.value > b.median
FROM (SELECT *, count(*) OVER (PARTITION BY cluster_id, measure) AS comparable FROM beside_sector) b
JOIN member_values v USING (cluster_id, "row", measure)
ANTI JOIN (SELECT DISTINCT cluster_id FROM compared) c ON c.cluster_id = b.cluster_id;
