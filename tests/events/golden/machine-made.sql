CREATE DATABASE IF NOT EXISTS avowal;
CREATE TABLE IF NOT EXISTS avowal.opened
(
    policy_version UInt32,
    collection LowCardinality(String),
    element LowCardinality(String),
    purpose LowCardinality(String)
)
ENGINE = MergeTree
ORDER BY (policy_version, collection, element, purpose)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000;
CREATE TABLE IF NOT EXISTS avowal.imports
(
    site LowCardinality(String),
    shift_seconds Int64,
    start UInt64,
    length UInt64,
    sha256 FixedString(64),
    kept UInt64,
    bad UInt64,
    past_retention UInt64,
    keep_until DateTime('UTC')
)
ENGINE = MergeTree
ORDER BY (site, shift_seconds, start)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000;
CREATE TABLE IF NOT EXISTS avowal.erasures
(
    receipt String,
    at DateTime64(3, 'UTC'),
    step LowCardinality(String),
    place LowCardinality(String),
    rows UInt64,
    keep_until DateTime('UTC')
)
ENGINE = MergeTree
ORDER BY (receipt, place, at)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000;
CREATE TABLE IF NOT EXISTS avowal.closings
(
    day Date32,
    time_zone LowCardinality(String),
    rows UInt64,
    closed_at DateTime64(3, 'UTC'),
    keep_until DateTime('UTC')
)
ENGINE = MergeTree
ORDER BY (day, closed_at)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000;
CREATE TABLE IF NOT EXISTS avowal.weblog
(
    seen_at DateTime64(3, 'UTC'),
    site LowCardinality(String),
    method LowCardinality(String),
    path String,
    status Nullable(UInt64),
    bytes Nullable(UInt64),
    duration Nullable(UInt64),
    referrer_origin String,
    browser LowCardinality(String),
    system LowCardinality(String),
    ip_address String TTL ip_address_until,
    ip_network String,
    network_owner String,
    relayed Bool,
    visitor_key String,
    automated Bool,
    member_key String,
    service String,
    ip_address_until DateTime('UTC') DEFAULT keep_until,
    policy_version UInt32,
    keep_until DateTime('UTC')
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(seen_at)
ORDER BY (site, toDate(seen_at), path)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE TABLE IF NOT EXISTS avowal.page_views
(
    seen_at DateTime64(3, 'UTC'),
    site LowCardinality(String),
    path String,
    page_language LowCardinality(String),
    referrer_origin String,
    view_key String,
    engaged_time Nullable(UInt64),
    visitor_key String,
    automated Bool,
    policy_version UInt32,
    keep_until DateTime('UTC')
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(seen_at)
ORDER BY (site, toDate(seen_at), path)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE TABLE IF NOT EXISTS avowal.area_views
(
    seen_at DateTime64(3, 'UTC'),
    site LowCardinality(String),
    path String,
    area LowCardinality(String),
    view_key String,
    automated Bool,
    policy_version UInt32,
    keep_until DateTime('UTC')
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(seen_at)
ORDER BY (site, toDate(seen_at), path)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE TABLE IF NOT EXISTS avowal.app_screens
(
    seen_at DateTime64(3, 'UTC'),
    app LowCardinality(String),
    screen String,
    view_key String,
    engaged_time Nullable(UInt64),
    visitor_key String,
    automated Bool,
    policy_version UInt32,
    keep_until DateTime('UTC')
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(seen_at)
ORDER BY (toDate(seen_at))
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE TABLE IF NOT EXISTS avowal.daily_counts
(
    day Date32,
    counted_by LowCardinality(String),
    site LowCardinality(String),
    app LowCardinality(String),
    path String,
    area LowCardinality(String),
    screen String,
    page_language LowCardinality(String),
    referrer_origin String,
    browser LowCardinality(String),
    system LowCardinality(String),
    views_count Nullable(UInt64),
    visitors_count Nullable(UInt64),
    visits_count Nullable(UInt64),
    engaged_sum Nullable(UInt64),
    engaged_views Nullable(UInt64),
    requests_count Nullable(UInt64),
    automated_count Nullable(UInt64),
    relayed_count Nullable(UInt64),
    policy_version UInt32,
    keep_until DateTime('UTC')
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (counted_by, site, day)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE TABLE IF NOT EXISTS avowal.browser_reports
(
    seen_at DateTime64(3, 'UTC'),
    site LowCardinality(String),
    path String,
    directive LowCardinality(String),
    blocked_origin String,
    policy_version UInt32,
    keep_until DateTime('UTC')
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(seen_at)
ORDER BY (site, toDate(seen_at), path)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE TABLE IF NOT EXISTS avowal.mail_events
(
    seen_at DateTime64(3, 'UTC'),
    message_key String,
    issue LowCardinality(String),
    reading_format LowCardinality(String),
    automated Bool,
    policy_version UInt32,
    keep_until DateTime('UTC')
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(seen_at)
ORDER BY (toDate(seen_at))
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE DATABASE IF NOT EXISTS purpose_measurement;
CREATE OR REPLACE VIEW purpose_measurement.weblog AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.method AS method,
    t.path AS path,
    t.status AS status,
    t.bytes AS bytes,
    t.duration AS duration,
    t.referrer_origin AS referrer_origin,
    t.browser AS browser,
    t.system AS system,
    t.ip_network AS ip_network,
    t.network_owner AS network_owner,
    t.relayed AS relayed,
    t.visitor_key AS visitor_key,
    t.automated AS automated
FROM avowal.weblog AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE OR REPLACE VIEW purpose_measurement.page_views AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.path AS path,
    t.page_language AS page_language,
    t.referrer_origin AS referrer_origin,
    t.view_key AS view_key,
    t.engaged_time AS engaged_time,
    t.visitor_key AS visitor_key,
    t.automated AS automated
FROM avowal.page_views AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE OR REPLACE VIEW purpose_measurement.area_views AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.path AS path,
    t.area AS area,
    t.view_key AS view_key,
    t.automated AS automated
FROM avowal.area_views AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE OR REPLACE VIEW purpose_measurement.app_screens AS
SELECT
    t.seen_at AS seen_at,
    t.app AS app,
    t.screen AS screen,
    t.view_key AS view_key,
    t.engaged_time AS engaged_time,
    t.visitor_key AS visitor_key,
    t.automated AS automated
FROM avowal.app_screens AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE OR REPLACE VIEW purpose_measurement.daily_counts AS
SELECT
    t.day AS day,
    t.counted_by AS counted_by,
    t.site AS site,
    t.app AS app,
    t.path AS path,
    t.area AS area,
    t.screen AS screen,
    t.page_language AS page_language,
    t.referrer_origin AS referrer_origin,
    t.browser AS browser,
    t.system AS system,
    t.views_count AS views_count,
    t.visitors_count AS visitors_count,
    t.visits_count AS visits_count,
    t.engaged_sum AS engaged_sum,
    t.engaged_views AS engaged_views,
    t.requests_count AS requests_count,
    t.automated_count AS automated_count,
    t.relayed_count AS relayed_count
FROM avowal.daily_counts AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE DATABASE IF NOT EXISTS purpose_improvement;
CREATE OR REPLACE VIEW purpose_improvement.page_views AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.path AS path,
    t.page_language AS page_language,
    t.referrer_origin AS referrer_origin,
    t.view_key AS view_key,
    t.engaged_time AS engaged_time,
    t.visitor_key AS visitor_key,
    t.automated AS automated
FROM avowal.page_views AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE OR REPLACE VIEW purpose_improvement.area_views AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.path AS path,
    t.area AS area,
    t.view_key AS view_key,
    t.automated AS automated
FROM avowal.area_views AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE OR REPLACE VIEW purpose_improvement.app_screens AS
SELECT
    t.seen_at AS seen_at,
    t.app AS app,
    t.screen AS screen,
    t.view_key AS view_key,
    t.engaged_time AS engaged_time,
    t.visitor_key AS visitor_key,
    t.automated AS automated
FROM avowal.app_screens AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE OR REPLACE VIEW purpose_improvement.daily_counts AS
SELECT
    t.day AS day,
    t.counted_by AS counted_by,
    t.site AS site,
    t.app AS app,
    t.path AS path,
    t.area AS area,
    t.screen AS screen,
    t.page_language AS page_language,
    t.referrer_origin AS referrer_origin,
    t.browser AS browser,
    t.system AS system,
    t.views_count AS views_count,
    t.visitors_count AS visitors_count,
    t.visits_count AS visits_count,
    t.engaged_sum AS engaged_sum,
    t.engaged_views AS engaged_views,
    t.requests_count AS requests_count,
    t.automated_count AS automated_count,
    t.relayed_count AS relayed_count
FROM avowal.daily_counts AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE DATABASE IF NOT EXISTS purpose_diagnosis;
CREATE OR REPLACE VIEW purpose_diagnosis.weblog AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.method AS method,
    t.path AS path,
    t.status AS status,
    t.bytes AS bytes,
    t.duration AS duration,
    t.referrer_origin AS referrer_origin,
    t.browser AS browser,
    t.system AS system,
    if(t.ip_address_until > now(), t.ip_address, '') AS ip_address,
    t.ip_network AS ip_network,
    t.network_owner AS network_owner,
    t.relayed AS relayed,
    t.automated AS automated,
    t.member_key AS member_key,
    t.service AS service
FROM avowal.weblog AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE DATABASE IF NOT EXISTS purpose_security;
CREATE OR REPLACE VIEW purpose_security.weblog AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.method AS method,
    t.path AS path,
    t.status AS status,
    t.bytes AS bytes,
    t.duration AS duration,
    t.referrer_origin AS referrer_origin,
    t.browser AS browser,
    t.system AS system,
    if(t.ip_address_until > now(), t.ip_address, '') AS ip_address,
    t.ip_network AS ip_network,
    t.network_owner AS network_owner,
    t.relayed AS relayed,
    t.visitor_key AS visitor_key,
    t.automated AS automated,
    t.member_key AS member_key,
    t.service AS service
FROM avowal.weblog AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE OR REPLACE VIEW purpose_security.browser_reports AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.path AS path,
    t.directive AS directive,
    t.blocked_origin AS blocked_origin
FROM avowal.browser_reports AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE DATABASE IF NOT EXISTS purpose_your_data;
CREATE OR REPLACE VIEW purpose_your_data.weblog AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.method AS method,
    t.path AS path,
    t.status AS status,
    t.bytes AS bytes,
    t.duration AS duration,
    t.referrer_origin AS referrer_origin,
    t.browser AS browser,
    t.system AS system,
    t.ip_network AS ip_network,
    t.network_owner AS network_owner,
    t.relayed AS relayed,
    t.visitor_key AS visitor_key,
    t.automated AS automated
FROM avowal.weblog AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE OR REPLACE VIEW purpose_your_data.page_views AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.path AS path,
    t.page_language AS page_language,
    t.referrer_origin AS referrer_origin,
    t.view_key AS view_key,
    t.engaged_time AS engaged_time,
    t.visitor_key AS visitor_key,
    t.automated AS automated
FROM avowal.page_views AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE OR REPLACE VIEW purpose_your_data.area_views AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.path AS path,
    t.area AS area,
    t.view_key AS view_key,
    t.automated AS automated
FROM avowal.area_views AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE DATABASE IF NOT EXISTS purpose_sign_on;
CREATE DATABASE IF NOT EXISTS purpose_preferences;
CREATE DATABASE IF NOT EXISTS purpose_privacy_choices;
CREATE DATABASE IF NOT EXISTS purpose_child_protection;
CREATE DATABASE IF NOT EXISTS purpose_returning_visits;
CREATE DATABASE IF NOT EXISTS purpose_interest_promotion;
CREATE DATABASE IF NOT EXISTS purpose_service_requests;
CREATE DATABASE IF NOT EXISTS purpose_transaction_records;
CREATE DATABASE IF NOT EXISTS purpose_support;
CREATE DATABASE IF NOT EXISTS purpose_newsletters;
CREATE DATABASE IF NOT EXISTS purpose_offers;
CREATE DATABASE IF NOT EXISTS purpose_mail_measurement;
CREATE OR REPLACE VIEW purpose_mail_measurement.mail_events AS
SELECT
    t.seen_at AS seen_at,
    t.message_key AS message_key,
    t.issue AS issue,
    t.reading_format AS reading_format,
    t.automated AS automated
FROM avowal.mail_events AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE DATABASE IF NOT EXISTS purpose_mail_reduction;
CREATE OR REPLACE VIEW purpose_mail_reduction.mail_events AS
SELECT
    t.seen_at AS seen_at,
    t.message_key AS message_key,
    t.issue AS issue,
    t.reading_format AS reading_format,
    t.automated AS automated
FROM avowal.mail_events AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE DATABASE IF NOT EXISTS purpose_survey_evaluation;
CREATE DATABASE IF NOT EXISTS purpose_public_discussion;
CREATE DATABASE IF NOT EXISTS purpose_trends;
CREATE OR REPLACE VIEW purpose_trends.daily_counts AS
SELECT
    t.day AS day,
    t.counted_by AS counted_by,
    t.site AS site,
    t.app AS app,
    t.path AS path,
    t.area AS area,
    t.screen AS screen,
    t.page_language AS page_language,
    t.referrer_origin AS referrer_origin,
    t.browser AS browser,
    t.system AS system,
    t.views_count AS views_count,
    t.visitors_count AS visitors_count,
    t.visits_count AS visits_count,
    t.engaged_sum AS engaged_sum,
    t.engaged_views AS engaged_views,
    t.requests_count AS requests_count,
    t.automated_count AS automated_count,
    t.relayed_count AS relayed_count
FROM avowal.daily_counts AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE DATABASE IF NOT EXISTS purpose_fraud_prevention;
CREATE DATABASE IF NOT EXISTS purpose_terms_enforcement;
CREATE DATABASE IF NOT EXISTS purpose_legal_duty;
CREATE DATABASE IF NOT EXISTS purpose_research;
CREATE OR REPLACE VIEW purpose_research.daily_counts AS
SELECT
    t.day AS day,
    t.counted_by AS counted_by,
    t.site AS site,
    t.app AS app,
    t.path AS path,
    t.area AS area,
    t.screen AS screen,
    t.page_language AS page_language,
    t.referrer_origin AS referrer_origin,
    t.browser AS browser,
    t.system AS system,
    t.views_count AS views_count,
    t.visitors_count AS visitors_count,
    t.visits_count AS visits_count,
    t.engaged_sum AS engaged_sum,
    t.engaged_views AS engaged_views,
    t.requests_count AS requests_count,
    t.automated_count AS automated_count,
    t.relayed_count AS relayed_count
FROM avowal.daily_counts AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
