-- The ledger's lines side by side, and the subsidy due: segments of a year by recognition and by year of recognition.
CREATE TEMP TABLE lines_of AS
SELECT cluster_id, year, line, amount,
  CASE WHEN coalesce(kind, CASE WHEN scenario IS NULL THEN 'actual' ELSE 'forecast' END) = 'forecast'
    THEN coalesce(scenario, 'forecast') END AS plan
FROM ledger WHERE line IS NOT NULL AND amount IS NOT NULL;

CREATE TEMP TABLE sides AS
SELECT cluster_id, year, plan, concat_ws('|', year, plan) AS "row",
  sum(amount) FILTER (line = 'result') AS result, sum(amount) FILTER (line = 'costs') AS costs,
  sum(amount) FILTER (line = 'eligible_costs') AS eligible_costs, sum(amount) FILTER (line = 'reserves') AS reserves,
  sum(amount) FILTER (line = 'working_capital') - sum(amount) FILTER (line = 'working_capital_need') AS cash_over_need,
  costs - coalesce(sum(amount) FILTER (line IN ('subsidy', 'specific_subsidy')), 0) AS own_share,
  own_share - coalesce(sum(amount) FILTER (line IN ('fees', 'commissions', 'other_income')), 0) AS gap
FROM lines_of GROUP BY ALL;

CREATE TEMP TABLE due AS
WITH turns AS (
  SELECT *, starts_on AS since, least(ends_on + 1, coalesce((SELECT min(l.starts_on) FROM recognitions l
      WHERE l.cluster_id = r.cluster_id AND l.number > r.number), ends_on + 1)) AS until
  FROM recognitions r WHERE starts_on IS NOT NULL AND ends_on IS NOT NULL),
segments AS (
  SELECT t.cluster_id, greatest(since, since + to_years(k::INTEGER))::DATE AS a, least(until, since + to_years((k + 1)::INTEGER))::DATE AS b,
    coalesce(t.subsidy_rate, w.rate) AS rate, coalesce(t.eligible_cost_cap, w.ceiling) AS ceiling
  FROM turns t CROSS JOIN range(0, 12) ks(k)
  LEFT JOIN laws w ON w.regime = coalesce(t.regime, CASE WHEN t.starts_on >= getvariable('reform') THEN 'decree_2024' ELSE 'decree_2007' END)
    AND w.rank = (t.number - 1) * w.years + k + 1
  WHERE since + to_years(k::INTEGER) < until)
SELECT s.cluster_id, s."row",
  CASE WHEN s.eligible_costs IS NOT NULL AND count(*) = count(g.rate) THEN
    sum(g.rate * least(s.eligible_costs, coalesce(g.ceiling, s.eligible_costs))
      * (least(g.b, make_date(s.year + 1, 1, 1)) - greatest(g.a, make_date(s.year, 1, 1)))
      / (make_date(s.year + 1, 1, 1) - make_date(s.year, 1, 1))) END AS subsidy_due
FROM sides s JOIN segments g ON g.cluster_id = s.cluster_id AND g.a < make_date(s.year + 1, 1, 1) AND g.b > make_date(s.year, 1, 1)
GROUP BY s.cluster_id, s."row", s.eligible_costs;

CREATE TEMP TABLE years AS SELECT s.*, d.subsidy_due FROM sides s LEFT JOIN due d USING (cluster_id, "row");

CREATE TEMP TABLE plans AS
SELECT y.cluster_id, p.plan, y."row", CASE WHEN y.reserves >= 0 THEN y.year END AS lasting
FROM years y JOIN (SELECT DISTINCT cluster_id, plan FROM years WHERE plan IS NOT NULL AND reserves IS NOT NULL) p
  ON p.cluster_id = y.cluster_id AND (y.plan IS NULL OR y.plan = p.plan)
WHERE y.reserves IS NOT NULL;
