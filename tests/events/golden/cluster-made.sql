-- Not yet run on a cluster: each statement has been parsed, and what one machine can do of it was done there.
CREATE DATABASE IF NOT EXISTS avowal ON CLUSTER harbor;
CREATE DATABASE IF NOT EXISTS avowal_local ON CLUSTER harbor;
CREATE TABLE IF NOT EXISTS avowal.opened ON CLUSTER harbor
(
    policy_version UInt32,
    collection LowCardinality(String),
    element LowCardinality(String),
    purpose LowCardinality(String)
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/avowal/opened', '{shard}-{replica}')
ORDER BY (policy_version, collection, element, purpose)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000;
CREATE TABLE IF NOT EXISTS avowal.imports ON CLUSTER harbor
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
ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/avowal/imports', '{shard}-{replica}')
ORDER BY (site, shift_seconds, start)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000;
CREATE TABLE IF NOT EXISTS avowal.erasures ON CLUSTER harbor
(
    receipt String,
    at DateTime64(3, 'UTC'),
    step LowCardinality(String),
    place LowCardinality(String),
    rows UInt64,
    keep_until DateTime('UTC')
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/avowal/erasures', '{shard}-{replica}')
ORDER BY (receipt, place, at)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000;
CREATE TABLE IF NOT EXISTS avowal.closings ON CLUSTER harbor
(
    day Date32,
    time_zone LowCardinality(String),
    rows UInt64,
    closed_at DateTime64(3, 'UTC'),
    keep_until DateTime('UTC')
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/avowal/closings', '{shard}-{replica}')
ORDER BY (day, closed_at)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 1000;
CREATE TABLE IF NOT EXISTS avowal_local.weblog ON CLUSTER harbor
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
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/avowal_local/weblog', '{replica}')
PARTITION BY toYYYYMM(seen_at)
ORDER BY (site, toDate(seen_at), path)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE TABLE IF NOT EXISTS avowal.weblog ON CLUSTER harbor
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
    ip_address String,
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
ENGINE = Distributed('harbor', 'avowal_local', 'weblog', if(visitor_key = '', rand(), cityHash64(visitor_key)));
CREATE TABLE IF NOT EXISTS avowal_local.page_views ON CLUSTER harbor
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
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/avowal_local/page_views', '{replica}')
PARTITION BY toYYYYMM(seen_at)
ORDER BY (site, toDate(seen_at), path)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE TABLE IF NOT EXISTS avowal.page_views ON CLUSTER harbor
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
ENGINE = Distributed('harbor', 'avowal_local', 'page_views', if(visitor_key = '', rand(), cityHash64(visitor_key)));
CREATE TABLE IF NOT EXISTS avowal_local.area_views ON CLUSTER harbor
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
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/avowal_local/area_views', '{replica}')
PARTITION BY toYYYYMM(seen_at)
ORDER BY (site, toDate(seen_at), path)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE TABLE IF NOT EXISTS avowal.area_views ON CLUSTER harbor
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
ENGINE = Distributed('harbor', 'avowal_local', 'area_views', if(view_key = '', rand(), cityHash64(view_key)));
CREATE TABLE IF NOT EXISTS avowal_local.app_screens ON CLUSTER harbor
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
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/avowal_local/app_screens', '{replica}')
PARTITION BY toYYYYMM(seen_at)
ORDER BY (toDate(seen_at))
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE TABLE IF NOT EXISTS avowal.app_screens ON CLUSTER harbor
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
ENGINE = Distributed('harbor', 'avowal_local', 'app_screens', if(visitor_key = '', rand(), cityHash64(visitor_key)));
CREATE TABLE IF NOT EXISTS avowal.daily_counts ON CLUSTER harbor
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
ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/avowal/daily_counts', '{shard}-{replica}')
PARTITION BY toYYYYMM(day)
ORDER BY (counted_by, site, day)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE TABLE IF NOT EXISTS avowal_local.browser_reports ON CLUSTER harbor
(
    seen_at DateTime64(3, 'UTC'),
    site LowCardinality(String),
    path String,
    directive LowCardinality(String),
    blocked_origin String,
    policy_version UInt32,
    keep_until DateTime('UTC')
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/avowal_local/browser_reports', '{replica}')
PARTITION BY toYYYYMM(seen_at)
ORDER BY (site, toDate(seen_at), path)
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE TABLE IF NOT EXISTS avowal.browser_reports ON CLUSTER harbor
(
    seen_at DateTime64(3, 'UTC'),
    site LowCardinality(String),
    path String,
    directive LowCardinality(String),
    blocked_origin String,
    policy_version UInt32,
    keep_until DateTime('UTC')
)
ENGINE = Distributed('harbor', 'avowal_local', 'browser_reports', rand());
CREATE TABLE IF NOT EXISTS avowal_local.mail_events ON CLUSTER harbor
(
    seen_at DateTime64(3, 'UTC'),
    message_key String,
    issue LowCardinality(String),
    reading_format LowCardinality(String),
    automated Bool,
    policy_version UInt32,
    keep_until DateTime('UTC')
)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/avowal_local/mail_events', '{replica}')
PARTITION BY toYYYYMM(seen_at)
ORDER BY (toDate(seen_at))
TTL keep_until
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000,
    merge_with_ttl_timeout = 3600;
CREATE TABLE IF NOT EXISTS avowal.mail_events ON CLUSTER harbor
(
    seen_at DateTime64(3, 'UTC'),
    message_key String,
    issue LowCardinality(String),
    reading_format LowCardinality(String),
    automated Bool,
    policy_version UInt32,
    keep_until DateTime('UTC')
)
ENGINE = Distributed('harbor', 'avowal_local', 'mail_events', if(message_key = '', rand(), cityHash64(message_key)));
CREATE DATABASE IF NOT EXISTS purpose_measurement ON CLUSTER harbor;
CREATE OR REPLACE VIEW purpose_measurement.weblog ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
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
CREATE OR REPLACE VIEW purpose_measurement.page_views ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
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
CREATE OR REPLACE VIEW purpose_measurement.area_views ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.path AS path,
    t.area AS area,
    t.view_key AS view_key,
    t.automated AS automated
FROM avowal.area_views AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE OR REPLACE VIEW purpose_measurement.app_screens ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
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
CREATE OR REPLACE VIEW purpose_measurement.daily_counts ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
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
CREATE ROLE IF NOT EXISTS avowal_purpose_measurement ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_measurement.* TO avowal_purpose_measurement;
GRANT ON CLUSTER harbor avowal_purpose_measurement TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_improvement ON CLUSTER harbor;
CREATE OR REPLACE VIEW purpose_improvement.page_views ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
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
CREATE OR REPLACE VIEW purpose_improvement.area_views ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.path AS path,
    t.area AS area,
    t.view_key AS view_key,
    t.automated AS automated
FROM avowal.area_views AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE OR REPLACE VIEW purpose_improvement.app_screens ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
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
CREATE OR REPLACE VIEW purpose_improvement.daily_counts ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
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
CREATE ROLE IF NOT EXISTS avowal_purpose_improvement ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_improvement.* TO avowal_purpose_improvement;
GRANT ON CLUSTER harbor avowal_purpose_improvement TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_diagnosis ON CLUSTER harbor;
CREATE OR REPLACE VIEW purpose_diagnosis.weblog ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
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
CREATE ROLE IF NOT EXISTS avowal_purpose_diagnosis ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_diagnosis.* TO avowal_purpose_diagnosis;
GRANT ON CLUSTER harbor avowal_purpose_diagnosis TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_security ON CLUSTER harbor;
CREATE OR REPLACE VIEW purpose_security.weblog ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
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
CREATE OR REPLACE VIEW purpose_security.browser_reports ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.path AS path,
    t.directive AS directive,
    t.blocked_origin AS blocked_origin
FROM avowal.browser_reports AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE ROLE IF NOT EXISTS avowal_purpose_security ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_security.* TO avowal_purpose_security;
GRANT ON CLUSTER harbor avowal_purpose_security TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_your_data ON CLUSTER harbor;
CREATE OR REPLACE VIEW purpose_your_data.weblog ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
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
CREATE OR REPLACE VIEW purpose_your_data.page_views ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
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
CREATE OR REPLACE VIEW purpose_your_data.area_views ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
    t.seen_at AS seen_at,
    t.site AS site,
    t.path AS path,
    t.area AS area,
    t.view_key AS view_key,
    t.automated AS automated
FROM avowal.area_views AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE ROLE IF NOT EXISTS avowal_purpose_your_data ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_your_data.* TO avowal_purpose_your_data;
GRANT ON CLUSTER harbor avowal_purpose_your_data TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_sign_on ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_sign_on ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_sign_on.* TO avowal_purpose_sign_on;
GRANT ON CLUSTER harbor avowal_purpose_sign_on TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_preferences ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_preferences ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_preferences.* TO avowal_purpose_preferences;
GRANT ON CLUSTER harbor avowal_purpose_preferences TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_privacy_choices ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_privacy_choices ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_privacy_choices.* TO avowal_purpose_privacy_choices;
GRANT ON CLUSTER harbor avowal_purpose_privacy_choices TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_child_protection ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_child_protection ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_child_protection.* TO avowal_purpose_child_protection;
GRANT ON CLUSTER harbor avowal_purpose_child_protection TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_returning_visits ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_returning_visits ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_returning_visits.* TO avowal_purpose_returning_visits;
GRANT ON CLUSTER harbor avowal_purpose_returning_visits TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_interest_promotion ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_interest_promotion ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_interest_promotion.* TO avowal_purpose_interest_promotion;
GRANT ON CLUSTER harbor avowal_purpose_interest_promotion TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_service_requests ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_service_requests ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_service_requests.* TO avowal_purpose_service_requests;
GRANT ON CLUSTER harbor avowal_purpose_service_requests TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_transaction_records ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_transaction_records ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_transaction_records.* TO avowal_purpose_transaction_records;
GRANT ON CLUSTER harbor avowal_purpose_transaction_records TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_support ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_support ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_support.* TO avowal_purpose_support;
GRANT ON CLUSTER harbor avowal_purpose_support TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_newsletters ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_newsletters ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_newsletters.* TO avowal_purpose_newsletters;
GRANT ON CLUSTER harbor avowal_purpose_newsletters TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_offers ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_offers ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_offers.* TO avowal_purpose_offers;
GRANT ON CLUSTER harbor avowal_purpose_offers TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_mail_measurement ON CLUSTER harbor;
CREATE OR REPLACE VIEW purpose_mail_measurement.mail_events ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
    t.seen_at AS seen_at,
    t.message_key AS message_key,
    t.issue AS issue,
    t.reading_format AS reading_format,
    t.automated AS automated
FROM avowal.mail_events AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE ROLE IF NOT EXISTS avowal_purpose_mail_measurement ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_mail_measurement.* TO avowal_purpose_mail_measurement;
GRANT ON CLUSTER harbor avowal_purpose_mail_measurement TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_mail_reduction ON CLUSTER harbor;
CREATE OR REPLACE VIEW purpose_mail_reduction.mail_events ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT
    t.seen_at AS seen_at,
    t.message_key AS message_key,
    t.issue AS issue,
    t.reading_format AS reading_format,
    t.automated AS automated
FROM avowal.mail_events AS t
WHERE t.keep_until > now() AND t.policy_version IN (1);
CREATE ROLE IF NOT EXISTS avowal_purpose_mail_reduction ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_mail_reduction.* TO avowal_purpose_mail_reduction;
GRANT ON CLUSTER harbor avowal_purpose_mail_reduction TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_survey_evaluation ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_survey_evaluation ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_survey_evaluation.* TO avowal_purpose_survey_evaluation;
GRANT ON CLUSTER harbor avowal_purpose_survey_evaluation TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_public_discussion ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_public_discussion ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_public_discussion.* TO avowal_purpose_public_discussion;
GRANT ON CLUSTER harbor avowal_purpose_public_discussion TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_trends ON CLUSTER harbor;
CREATE OR REPLACE VIEW purpose_trends.daily_counts ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
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
CREATE ROLE IF NOT EXISTS avowal_purpose_trends ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_trends.* TO avowal_purpose_trends;
GRANT ON CLUSTER harbor avowal_purpose_trends TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_fraud_prevention ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_fraud_prevention ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_fraud_prevention.* TO avowal_purpose_fraud_prevention;
GRANT ON CLUSTER harbor avowal_purpose_fraud_prevention TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_terms_enforcement ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_terms_enforcement ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_terms_enforcement.* TO avowal_purpose_terms_enforcement;
GRANT ON CLUSTER harbor avowal_purpose_terms_enforcement TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_legal_duty ON CLUSTER harbor;
CREATE ROLE IF NOT EXISTS avowal_purpose_legal_duty ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_legal_duty.* TO avowal_purpose_legal_duty;
GRANT ON CLUSTER harbor avowal_purpose_legal_duty TO CURRENT_USER;
CREATE DATABASE IF NOT EXISTS purpose_research ON CLUSTER harbor;
CREATE OR REPLACE VIEW purpose_research.daily_counts ON CLUSTER harbor DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
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
CREATE ROLE IF NOT EXISTS avowal_purpose_research ON CLUSTER harbor;
GRANT ON CLUSTER harbor SELECT ON purpose_research.* TO avowal_purpose_research;
GRANT ON CLUSTER harbor avowal_purpose_research TO CURRENT_USER;
