-- Everything that a log line can give of what a weblog may declare; who reads this takes the declared columns only.
SELECT
    *,
    toDateTime64(moved, 3, 'UTC') AS seen_at,
    {site:String} AS site,
    {version:UInt32} AS policy_version,
    ${keep_until} AS keep_until,
    if(is_plain, asked[1], '') AS method,
    extractGroups(lower(referrer), '^(https?://)(?:[^/?#@]*@)?([a-z0-9._:\\[\\]-]+)(?:[/?#].*)?$$') AS origin,
    concat(origin[1], origin[2]) AS referrer_origin,
    -- a common-format line tells no browser: that is not an empty description
    if(has_agent, agent_browser, '') AS browser,
    if(has_agent, agent_system, '') AS system,
    has_agent AND agent_automated AS automated,
    -- The engine reads addresses more leniently than others (203.0.113.009): only usual spellings count as one.
    if(startsWith(lower(host), '::ffff:') AND position(host, '.') > 0, substring(host, 8), host) AS maybe_v4,
    if(toString(toIPv4OrNull(maybe_v4)) = maybe_v4, toIPv4OrNull(maybe_v4), NULL) AS v4,
    if(position(host, ':') > 0 AND match(host, '^[0-9A-Fa-f:]+$$'), toIPv6OrNull(host), NULL) AS v6,
    if(v6 IS NOT NULL AND startsWith(toString(v6), '::ffff:'), toIPv4OrNull(substring(toString(v6), 8)), v4) AS as_v4,
    multiIf(as_v4 IS NOT NULL, toString(as_v4), v6 IS NOT NULL, toString(v6), '') AS ip_address,
    multiIf(
        as_v4 IS NOT NULL, concat(toString(tupleElement(IPv4CIDRToRange(assumeNotNull(as_v4), 24), 1)), '/24'),
        v6 IS NOT NULL, concat(toString(tupleElement(IPv6CIDRToRange(assumeNotNull(v6), 48), 1)), '/48'),
        ''
    ) AS ip_network,
    lower(substring(hex(SHA256(concat(
        {salt:String}, toString(toDate(seen_at, {time_zone:String})), '\0', host, '\0', agent, '\0', {site:String}
    ))), 1, 16)) AS visitor_key
FROM (${asked}) AS asked_lines
LEFT ANY JOIN agents USING (agent)
LEFT ANY JOIN paths USING (raw_path)
