-- Text messages to reporters (短信), and what listeners outside have heard of the cases.

create table text_message (
  msg_id     uuid        primary key,
  case_no    text        not null,
  number_key text        not null,
  day        date        not null,
  sent_at    timestamptz not null,
  delivered  boolean,
  settled_at timestamptz
);
create index text_message_by_number on text_message (number_key, day);

-- In which transaction an event was written: listeners read behind those that still run.
alter table case_event add column xid xid8 not null default pg_current_xact_id();
create index case_event_by_transaction on case_event (xid, case_no, seq);

-- How far each has heard. '~' is behind every case number of its transaction.
create table event_cursor (
  name    text primary key,
  xid     xid8 not null,
  case_no text not null,
  seq     int  not null
);
insert into event_cursor values ('hub.events', pg_current_xact_id(), '~', 0);
