-- Every version of the operators' files that was ever in force or wanted to be, as one zip.
alter table config_version drop column activated_at, drop column activated_by;
alter table config_version add column kept_at timestamptz not null default now(), add column files bytea;

-- Who put which version into force instead of which; the last row is in force on every node.
create table config_change (
  id       bigint generated always as identity primary key,
  version  text        not null,
  previous text,
  at       timestamptz not null,
  by       text        not null,
  how      text        not null check (how in ('START', 'FILES', 'REQUEST'))
);
create trigger append_only before update or delete or truncate on config_change
  for each statement execute function refuse_change();
