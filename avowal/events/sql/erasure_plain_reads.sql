-- What only read a page; the rest can show an attack (see `spool_erasing.is_plain_read`).
(${of}) AND upper(method) IN ('', 'GET', 'HEAD') AND ifNull(status, 0) < 400
