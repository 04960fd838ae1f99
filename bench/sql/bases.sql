-- What many figures stand on, worked out once, from the views of the Parquet tables, the day and the postal table.
CREATE OR REPLACE MACRO names(x) AS CASE WHEN count(x) > 200 THEN count(x) || ' rows' ELSE string_agg(x, ';' ORDER BY length(x), x) END;

CREATE TEMP TABLE clusters AS SELECT cluster_id, region AS cluster_region, scope_nace, scope_nace_version FROM cluster;

CREATE TEMP TABLE asked AS
SELECT cluster_id, starts_on AS period_from, getvariable('today') AS period_to, getvariable('today') - starts_on + 1 AS days
FROM recognitions WHERE starts_on <= getvariable('today') AND ends_on >= getvariable('today');

CREATE TEMP TABLE on_day AS
SELECT m.cluster_id, m.member_id AS "row", m.kind, m.category, m.nace, m.nace_version, p.province, p.region,
  coalesce(p.region = c.cluster_region, false) AS in_region,
  p.province IS NOT NULL OR coalesce(m.country, 'BE') <> 'BE' AS located,
  p.region IS NOT NULL OR coalesce(m.country, 'BE') <> 'BE' AS placed
FROM members m
LEFT JOIN postal p ON p.postal_code = m.postal_code AND coalesce(m.country, 'BE') = 'BE'
LEFT JOIN clusters c ON c.cluster_id = m.cluster_id
WHERE m.joined_on <= getvariable('today') AND (m.left_on IS NULL OR m.left_on > getvariable('today'));

CREATE TEMP TABLE counting AS
SELECT cluster_id, member_id, fte, turnover, value_added, net_profit, total_assets, equity, exports,
  CASE WHEN fte > 0 THEN value_added / fte END AS value_added_per_fte,
  (CASE WHEN closed_on IS NULL THEN year * 10000 + 1231
    ELSE year(closed_on) * 10000 + month(closed_on) * 100 + day(closed_on) END) * 10000 + year AS turn
FROM accounts SEMI JOIN (SELECT cluster_id, "row" AS member_id FROM on_day WHERE kind = 'enterprise') USING (cluster_id, member_id)
WHERE closed_on <= getvariable('today') OR (closed_on IS NULL AND year < year(getvariable('today')));

CREATE TEMP TABLE employers AS
WITH latest AS (
  SELECT cluster_id, member_id, arg_max(fte, turn) AS fte FROM counting WHERE fte IS NOT NULL GROUP BY ALL)
SELECT m.cluster_id, m."row", l.fte,
  CASE WHEN l.fte >= 250 THEN '250+' WHEN l.fte >= 50 THEN '50-249' WHEN l.fte >= 20 THEN '20-49'
    WHEN l.fte >= 10 THEN '10-19' WHEN l.fte >= 0 THEN '0-9' END AS size
FROM on_day m LEFT JOIN latest l ON l.cluster_id = m.cluster_id AND l.member_id = m."row"
WHERE m.kind = 'enterprise';

CREATE TEMP TABLE answered AS
SELECT * EXCLUDE (turn), response_id AS "row" FROM (
  SELECT *, CASE WHEN member_id IS NULL THEN 1
    ELSE row_number() OVER (PARTITION BY cluster_id, member_id ORDER BY submitted_on DESC NULLS LAST, _row DESC) END AS turn
  FROM filled_in) WHERE turn = 1;

CREATE TEMP TABLE invited AS SELECT cluster_id, count(*) AS invited FROM on_day GROUP BY ALL;

CREATE TEMP TABLE sector_on_day AS
SELECT *, replace(nace, '.', '') AS level,
  concat_ws('/', nace, 'NACE ' || nace_version, region, year) AS "row"
FROM (
  SELECT s.*, row_number() OVER (PARTITION BY s.cluster_id, s.nace
    ORDER BY coalesce(s.nace_version = c.scope_nace_version, false) DESC, s.nace_version DESC, s.region IS NULL, s.year DESC) AS turn
  FROM sector s JOIN clusters c USING (cluster_id)
  WHERE s.nace IS NOT NULL AND (s.year IS NULL OR s.year <= year(getvariable('today')))
    AND (s.region IS NULL OR s.region = c.cluster_region)) WHERE turn = 1;

CREATE TEMP TABLE held AS
SELECT a.*, a.action_id AS "row" FROM actions a JOIN asked p USING (cluster_id) WHERE held_on BETWEEN period_from AND period_to;

CREATE TEMP TABLE took_part AS
SELECT DISTINCT cluster_id, action_id, member_id FROM participations SEMI JOIN held USING (cluster_id, action_id);

CREATE TEMP TABLE ran AS
SELECT j.*, project_id AS "row" FROM projects j JOIN asked USING (cluster_id)
WHERE started_on <= period_to AND (ended_on IS NULL OR ended_on >= period_from);

CREATE TEMP TABLE published AS
WITH outcomes AS (
  SELECT cluster_id, opportunity_id, bool_or(sent) AS sent, bool_or(won) AS won, sum(value) FILTER (won) AS won_value
  FROM opportunity_members GROUP BY ALL)
SELECT o.cluster_id, o.opportunity_id AS "row", coalesce(x.sent, false) AS was_sent, coalesce(x.won, false) AS was_won, x.won_value
FROM opportunities o JOIN asked USING (cluster_id) LEFT JOIN outcomes x USING (cluster_id, opportunity_id)
WHERE published_on BETWEEN period_from AND period_to;

CREATE TEMP TABLE met AS
SELECT m.*, m.meeting_id AS "row", a.days FROM meetings m JOIN asked a USING (cluster_id) WHERE held_on BETWEEN period_from AND period_to;

CREATE TEMP TABLE partners_on_day AS
SELECT *, partner_id AS "row" FROM partners WHERE since IS NULL OR since <= getvariable('today');

CREATE TEMP TABLE months AS
SELECT s.*, strftime(month, '%Y-%m') AS "row" FROM site s JOIN asked USING (cluster_id)
WHERE month + INTERVAL 1 MONTH > period_from AND month <= period_to;

-- What one row is, for the figures that need more than a table.
CREATE TEMP VIEW members_met AS SELECT DISTINCT cluster_id, unnest(member_ids) AS "row" FROM interviews;

CREATE TEMP VIEW founders AS SELECT DISTINCT cluster_id, member_id AS "row" FROM members WHERE founding;

CREATE TEMP VIEW covering AS
SELECT r.cluster_id, number, ends_on - to_months(w.notice::INTEGER) AS deadline, number::VARCHAR AS "row"
FROM recognitions r JOIN (SELECT DISTINCT regime, notice FROM laws) w
  ON w.regime = coalesce(r.regime, CASE WHEN starts_on >= getvariable('reform') THEN 'decree_2024' ELSE 'decree_2007' END)
WHERE getvariable('today') BETWEEN starts_on AND ends_on;

CREATE TEMP VIEW joined AS
SELECT m.cluster_id, member_id AS "row" FROM members m JOIN asked USING (cluster_id) WHERE joined_on BETWEEN period_from AND period_to;

CREATE TEMP VIEW gone AS
SELECT m.cluster_id, member_id AS "row" FROM members m JOIN asked USING (cluster_id) WHERE left_on BETWEEN period_from AND period_to;

CREATE TEMP VIEW at_start AS
SELECT m.cluster_id, member_id AS "row", bool_or(l."row" IS NOT NULL)::INT AS stayed
FROM members m JOIN asked USING (cluster_id) LEFT JOIN on_day l ON l.cluster_id = m.cluster_id AND l."row" = m.member_id
WHERE joined_on <= period_from AND (left_on IS NULL OR left_on > period_from) GROUP BY ALL;

CREATE TEMP VIEW enterprises AS SELECT * FROM on_day WHERE kind = 'enterprise';

CREATE TEMP VIEW active AS
SELECT m.cluster_id, m."row", t.member_id IS NOT NULL AS active
FROM on_day m LEFT JOIN (SELECT DISTINCT cluster_id, member_id FROM took_part) t ON t.cluster_id = m.cluster_id AND t.member_id = m."row";

CREATE TEMP VIEW action_sizes AS
SELECT h.cluster_id, h."row", count(t.member_id) AS n FROM held h LEFT JOIN took_part t USING (cluster_id, action_id) GROUP BY ALL;

CREATE TEMP VIEW involved AS
SELECT DISTINCT cluster_id, member_id AS "row" FROM project_members SEMI JOIN ran USING (cluster_id, project_id);

CREATE TEMP VIEW directors AS
SELECT DISTINCT cluster_id, person AS "row" FROM mandates
WHERE body = 'board' AND person IS NOT NULL AND (starts_on IS NULL OR starts_on <= getvariable('today'))
  AND (ends_on IS NULL OR ends_on >= getvariable('today'));

CREATE TEMP VIEW boards AS SELECT *, CASE WHEN entitled > 0 THEN present / entitled END AS came FROM met WHERE body = 'board';

CREATE TEMP VIEW assemblies AS
SELECT *, CASE WHEN voters > 0 AND here <= voters THEN here / voters END AS came FROM (
  SELECT g.*, present + coalesce(represented, 0) AS here, coalesce(entitled, (
    SELECT count(*) FROM members m WHERE m.cluster_id = g.cluster_id AND m.category = 'effective'
      AND joined_on <= g.held_on AND (left_on IS NULL OR left_on > g.held_on))) AS voters
  FROM met g WHERE body = 'general_assembly');

CREATE TEMP VIEW foreign_countries AS
SELECT cluster_id, country AS "row", count(*) AS n FROM partners_on_day WHERE country <> 'BE' GROUP BY ALL;

CREATE TEMP VIEW letters_sent AS
SELECT l.*, letter_id AS "row" FROM letters l JOIN asked USING (cluster_id) WHERE sent_on BETWEEN period_from AND period_to;

CREATE TEMP VIEW by_class AS
SELECT * FROM (
  SELECT m.cluster_id, unnest(['kind:' || m.kind, 'size:' || e.size, 'province:' || m.province]) AS class, m."row",
    (r.member_id IS NOT NULL)::INT AS good
  FROM on_day m LEFT JOIN employers e USING (cluster_id, "row")
  LEFT JOIN answered r ON r.cluster_id = m.cluster_id AND r.member_id = m."row")
WHERE class IS NOT NULL;

CREATE TEMP VIEW objectives_named AS SELECT cluster_id, axis, objective_id AS "row" FROM objectives;

CREATE TEMP VIEW axes_named AS SELECT cluster_id, axis_id AS "row" FROM axes;
