-- A request line is a method that is known, what it asked for and HTTP's version; another is somebody's text.
splitByChar(' ', request_text) AS asked,
length(asked) = 3
    -- the usual versions first: the others alone cost a regular expression
    AND (asked[3] IN ('HTTP/1.1', 'HTTP/2.0', 'HTTP/1.0') OR match(asked[3], '^HTTP/[0-9](\\.[0-9])?$$'))
    AND has({methods:Array(String)}, asked[1]) AS is_plain,
if(is_plain, asked[1], '') AS method,
if(is_plain, asked[2], '') AS target
