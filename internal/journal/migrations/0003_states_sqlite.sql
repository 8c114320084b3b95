-- PostgreSQL chooses a compression here; SQLite has none.
SELECT 1;
