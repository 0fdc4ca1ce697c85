-- Run it as the owner of the database, `console_owner`, before `npm run migrate`: once, and again after a restore. It lets
-- `console_app`, the role of web, worker and commands, read and write rows, and nothing else: it cannot create, change,
-- truncate or drop a table, nor drop or disable the trigger that keeps the activity log append-only.
-- See docs/operating.md, Database.

-- Only these two roles connect. An import keeps its rows in a temporary table.
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect, temporary on database %I to console_app', current_database());
end
$$;

-- The queue, pg-boss, has a schema of its own. Its tables are made by `npm run migrate`.
create schema if not exists pgboss;
grant usage on schema public, pgboss to console_app;

-- The tables and sequences that migrations will make.
alter default privileges in schema public, pgboss grant select, insert, update, delete on tables to console_app;
alter default privileges in schema public, pgboss grant usage, select on sequences to console_app;

-- Those that are there, in a database that had one role so far or that was restored.
grant select, insert, update, delete on all tables in schema public, pgboss to console_app;
grant usage, select on all sequences in schema public, pgboss to console_app;
