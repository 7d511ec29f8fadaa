-- One host: its address, or of IPv6 the /64 within which a host chooses its addresses. Empty where the whole address is
-- kept no more, for a shortened one is of many people.
if(
    position(ip_address, ':') = 0,
    ip_address,
    concat(toString(tupleElement(IPv6CIDRToRange(toIPv6OrDefault(ip_address), 64), 1)), '/64')
)
