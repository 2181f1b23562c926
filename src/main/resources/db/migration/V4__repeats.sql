-- What was said before (重复反映): who by keyed hash, what by a print of its text; and alerts.

create table reporter_key (
  key     text        not null,
  case_no text        not null,
  at      timestamptz not null
);
create index reporter_by_key on reporter_key (key, at);
create index reporter_by_case on reporter_key (case_no);

-- b1 to b4 are the four sixteenths of a print: prints that differ in three bits share at least one.
create table text_print (
  case_no     text        primary key,
  region_code text,
  at          timestamptz not null,
  print       bigint      not null,
  b1          smallint    not null,
  b2          smallint    not null,
  b3          smallint    not null,
  b4          smallint    not null,
  looked      boolean     not null default false
);
create index text_print_fresh on text_print (at) where not looked;
create index text_print_b1 on text_print (b1, at);
create index text_print_b2 on text_print (b2, at);
create index text_print_b3 on text_print (b3, at);
create index text_print_b4 on text_print (b4, at);

-- What a person must look at beside single cases; raised once per kind and subject.
create table alert (
  id         bigint generated always as identity primary key,
  kind       text        not null,
  subject    text        not null,
  count      int         not null,
  raised_at  timestamptz not null,
  changed_at timestamptz not null,
  owner      text,
  unique (kind, subject)
);
create index alert_by_time on alert (raised_at desc, id desc);
