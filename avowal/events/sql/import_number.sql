-- Bytes that are no UTF-8 become the replacement character here.
INSERT INTO numbered SELECT rowNumberInAllBlocks(), toValidUTF8(line) FROM lines SETTINGS max_threads = 1
