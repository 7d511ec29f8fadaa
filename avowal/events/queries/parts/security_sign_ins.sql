-- Attempts to sign in from a known host: failed, or led on as a form does that worked. Any other redirect says only
-- that the form lies elsewhere, and where the server failed nothing was tried.
SELECT
-- include security_host
    AS address, seen_at, status NOT IN (302, 303) AS failed
FROM weblog
WHERE seen_at >= {since:DateTime('UTC')} AND seen_at < {until:DateTime('UTC')}
    AND ({site:String} = '' OR site = {site:String})
    AND ip_address != '' AND method = 'POST'
    AND (status < 300 OR status IN (302, 303) OR status BETWEEN 400 AND 499)
    AND match(path, {sign_in:String})
