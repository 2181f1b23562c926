-- What platforms above have taken (上报回执): batches of events, and the daily numbers to compare.

create table report_taken (
  listener  text        not null,
  report_id text        not null,
  kind      text        not null check (kind in ('EVENTS', 'COUNT')),
  day       date,
  events    bigint      not null,
  taken_at  timestamptz not null,
  primary key (listener, report_id)
);
create index report_taken_by_time on report_taken (taken_at desc);
create index report_counted on report_taken (listener, day desc) where kind = 'COUNT';
