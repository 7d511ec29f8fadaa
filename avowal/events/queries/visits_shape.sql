-- How many visits saw one page alone, and how long the others lasted from their first page view to their last.
WITH
-- include people_visits
SELECT
    count() AS visits,
    countIf(length(visit) = 1) AS of_one_page,
    avgOrNullIf(visit[-1].1 - visit[1].1, length(visit) > 1) AS seconds
FROM people_visits
