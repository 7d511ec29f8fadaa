-- Everything that a log line can give of what a weblog may declare; who reads this takes the declared columns only.
SELECT
    *,
    seconds + {shift:Int64} AS moved,
    toDateTime64(moved, 3, 'UTC') AS seen_at,
    {site:String} AS site,
    {version:UInt32} AS policy_version,
    ${keep_until} AS keep_until,
    -- a common-format line tells no browser: that is not an empty description
    if(has_agent, agent_browser, '') AS browser,
    if(has_agent, agent_system, '') AS system,
    has_agent AND agent_automated AS automated,
    ${networks},
    -- The engine reads addresses more leniently than others (203.0.113.009): only usual spellings count as one.
    if(startsWith(lower(host), '::ffff:') AND position(host, '.') > 0, substring(host, 8), host) AS maybe_v4,
    toString(toIPv4OrNull(maybe_v4)) = maybe_v4 AS is_v4,
    if(position(host, ':') > 0 AND match(host, '^[0-9A-Fa-f:]+$$'), toIPv6OrNull(host), NULL) AS v6,
    toString(v6) AS v6_text,
    multiIf(
        ifNull(is_v4, false), maybe_v4,
        v6 IS NULL, '',
        startsWith(assumeNotNull(v6_text), '::ffff:'), toString(toIPv4OrDefault(substring(assumeNotNull(v6_text), 8))),
        assumeNotNull(v6_text)
    ) AS ip_address,
    multiIf(
        ip_address = '', '',
        position(ip_address, ':') = 0,
        concat(substring(ip_address, 1, length(ip_address) - position(reverse(ip_address), '.')), '.0/24'),
        concat(toString(tupleElement(IPv6CIDRToRange(assumeNotNull(v6), 48), 1)), '/48')
    ) AS ip_network,
    -- no key of a visitor stands beside a word about health
    if(path_about_health OR origin_about_health, '', lower(hex(substring(SHA256(concat(
        {salt:String}, toString(toDate(seen_at, {time_zone:String})), '\0', host, '\0', agent, '\0', {site:String}
    )), 1, 8)))) AS visitor_key
FROM parsed
LEFT ANY JOIN agents USING (agent)
LEFT ANY JOIN paths USING (raw_path)
LEFT ANY JOIN origins USING (raw_origin)
${join}
WHERE moved >= {oldest_moved:Int64}
