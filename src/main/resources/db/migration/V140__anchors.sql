-- Anchors (存证锚点): what every chain's end was, written outside the database as well; and whose words are erased.
create table anchor (
  seq  bigint primary key,
  line text   not null,
  upto xid8   not null
);
create table anchor_leaf (
  anchor  bigint not null,
  case_no text   not null,
  length  int    not null,
  head    text   not null,
  primary key (anchor, case_no)
);
create trigger append_only before update or delete or truncate on anchor
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on anchor_leaf
  for each statement execute function refuse_change();

create table erasure (
  case_no text        primary key,
  at      timestamptz not null,
  by      text        not null,
  reason  text        not null
);
create index case_to_erase on case_record (changed_at) where status = 'ARCHIVED';
