LEFT ANY JOIN hosts USING (host)
