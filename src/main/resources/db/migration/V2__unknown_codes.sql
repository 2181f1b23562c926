-- Codes that channels sent and no code list knows: how often, and in which case last.
create table unknown_code (
  channel_code text        not null,
  field        text        not null,
  code         text        not null,
  seen         bigint      not null,
  first_at     timestamptz not null,
  last_at      timestamptz not null,
  last_case_no text        not null,
  primary key (channel_code, field, code)
);
