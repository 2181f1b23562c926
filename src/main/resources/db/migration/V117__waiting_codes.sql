-- Codes that departments sent and no code list has: each with the parked message that waits for it.
create table waiting_code (
  inbound_id bigint not null references inbound (id) on delete cascade,
  department text   not null,
  mapping    text   not null,
  list       text,
  field      text   not null,
  code       text   not null,
  primary key (inbound_id, field)
);
create index waiting_code_by_list on waiting_code (mapping, list, code);

-- Who said what a code means, and what came of it.
create table code_taken (
  id       bigint generated always as identity primary key,
  at       timestamptz not null,
  by       text        not null,
  mapping  text        not null,
  list     text        not null,
  code     text        not null,
  meaning  text        not null,
  version  text        not null,
  retried  int         not null
);
