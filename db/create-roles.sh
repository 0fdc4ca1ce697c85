#!/bin/sh
# What compose.yaml's PostgreSQL runs when its volume is new, as its administrator: makes the two roles, the database and
# their privileges, as docs/operating.md describes. POSTGRES_OWNER_PASSWORD and POSTGRES_APP_PASSWORD are the passwords.
set -eu
privileges=${PRIVILEGES:-/privileges.sql}

psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres --no-psqlrc --quiet <<'SQL'
\getenv owner_password POSTGRES_OWNER_PASSWORD
\getenv app_password POSTGRES_APP_PASSWORD
create role console_owner login password :'owner_password';
create role console_app login password :'app_password';
create database console owner console_owner encoding 'UTF8' template template0;
SQL
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=console --no-psqlrc --quiet \
  --command='set role console_owner' --file="$privileges"
