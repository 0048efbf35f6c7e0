-- Roles and database, where they are not there yet. Run by the administrator of the server.
SELECT format('CREATE ROLE %I LOGIN', role)
FROM unnest(ARRAY['entente_owner', 'entente', 'entente_reader']) AS role
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role)
\gexec
SELECT 'CREATE DATABASE entente OWNER entente_owner TEMPLATE template0 ENCODING ''UTF8'' LC_COLLATE ''C'' LC_CTYPE ''C.UTF-8'''
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'entente')
\gexec
ALTER ROLE entente_reader SET default_transaction_read_only = on;
ALTER ROLE entente_owner SET statement_timeout = 0;
\connect entente
CREATE EXTENSION IF NOT EXISTS pg_trgm;
