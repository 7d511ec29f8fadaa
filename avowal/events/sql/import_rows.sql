-- Everything that a log line can give of what a weblog may declare; who reads this takes the declared columns only.
SELECT
    *,
    seconds + {shift:Int64} AS moved,
    toDateTime64(moved, 3, 'UTC') AS seen_at,
    {site:String} AS site,
    {version:UInt32} AS policy_version,
    ${keep_until} AS keep_until,
    -- `https://user@host:port` of a referrer, nothing when it is written otherwise
    splitByChar('/', cutQueryStringAndFragment(lower(referrer))) AS origin,
    if(position(origin[3], '@') > 0, substring(origin[3], position(origin[3], '@') + 1), origin[3]) AS origin_host,
    if(
        origin[1] IN ('http:', 'https:') AND origin[2] = '' AND match(origin_host, '^[a-z0-9._:\\[\\]-]+$$'),
        concat(origin[1], '//', origin_host),
        ''
    ) AS referrer_origin,
    -- a common-format line tells no browser: that is not an empty description
    if(has_agent, agent_browser, '') AS browser,
    if(has_agent, agent_system, '') AS system,
    has_agent AND agent_automated AS automated,
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
    lower(substring(hex(SHA256(concat(
        {salt:String}, toString(toDate(seen_at, {time_zone:String})), '\0', host, '\0', agent, '\0', {site:String}
    ))), 1, 16)) AS visitor_key
FROM parsed
LEFT ANY JOIN agents USING (agent)
LEFT ANY JOIN paths USING (raw_path)
WHERE moved >= {oldest_moved:Int64}
