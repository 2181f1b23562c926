-- Who did or tried what with the hub (审计): append-only, each entry hashed together with the one before.
create table audit (
  seq     bigint      primary key,
  at      timestamptz not null,
  who     text        not null,
  what    text        not null,
  subject text        not null,
  outcome text        not null,
  data    json        not null,
  hash    text        not null
);
create index audit_by_time on audit (at, seq);
create index audit_by_who on audit (who, seq);
create index audit_by_subject on audit (subject, seq);
create trigger append_only before update or delete or truncate on audit
  for each statement execute function refuse_change();
