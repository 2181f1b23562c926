-- Rules that were looked at beside those in force (影子运行); they never decide anything.
create table shadow_run (
  id         bigint generated always as identity primary key,
  version    text        not null,
  started_at timestamptz not null,
  ends_at    timestamptz not null,
  by         text        not null,
  ended      boolean     not null default false
);
create unique index one_shadow_run on shadow_run ((true)) where not ended;
