-- The ledger (台账): what happened to every case, where it stands, what is owed to whom, what came in.

-- A case as it stands: the fold of its events, for reading and for locking.
create table case_record (
  case_no        text primary key,
  channel_code   text        not null,
  source_system  text        not null,
  source_case_id text        not null,
  body_sha       text        not null,
  raw_sha        text        not null,
  status         text        not null,
  region_code    text,
  category_code  text,
  state          jsonb       not null,
  length         int         not null,
  head           text        not null,
  rules_version  text        not null,
  registered_at  timestamptz not null,
  changed_at     timestamptz not null,
  constraint one_case_per_source unique (channel_code, source_system, source_case_id)
);
create index case_by_change on case_record (changed_at desc, case_no desc);
create index case_by_source on case_record (channel_code, source_case_id);

-- What happened, append-only. The hash covers the hash before it, the type and the data.
create table case_event (
  case_no text        not null,
  seq     int         not null,
  type    text        not null,
  at      timestamptz not null,
  data    json        not null,
  hash    text        not null,
  primary key (case_no, seq)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger''s events are append-only';
end $$;
create trigger append_only before update or delete or truncate on case_event
  for each statement execute function refuse_change();

-- What people said, apart from the events, so that a person can be erased and the chain stays valid.
create table person_data (
  case_no text not null,
  seq     int  not null,
  salt    text not null,
  words   json not null,
  primary key (case_no, seq)
);

-- Each department's share of a case, for reading.
create table assignment (
  assignment_id text primary key,
  case_no       text        not null,
  department    text        not null,
  role          text        not null,
  state         text        not null,
  round         int         not null,
  dispatched_at timestamptz not null
);
create index assignment_by_department on assignment (department, dispatched_at desc);
create index assignment_by_case on assignment (case_no);

-- Every limit that runs or ran.
create table clock (
  case_no     text        not null,
  kind        text        not null,
  subject     text        not null,
  round       int         not null,
  due_at      timestamptz not null,
  stopped_at  timestamptz,
  breached_at timestamptz,
  primary key (case_no, kind, subject, round)
);
create index clock_to_fire on clock (due_at) where stopped_at is null and breached_at is null;

-- What the hub owes to queues. P pending, S sent, X given up by a person.
create table outbox (
  id         bigint generated always as identity primary key,
  msg_id     uuid        not null unique,
  address    text        not null,
  stream     text        not null,
  case_no    text        not null,
  type       text        not null,
  body       text        not null,
  state      text        not null default 'P' check (state in ('P', 'S', 'X')),
  attempts   int         not null default 0,
  next_at    timestamptz not null,
  created_at timestamptz not null,
  sent_at    timestamptz,
  acked_at   timestamptz
);
create index outbox_to_send on outbox (address, id) where state = 'P';
create index outbox_head_of_line on outbox (stream, id) where state = 'P';
create index outbox_feedback on outbox (id) where type = 'FEEDBACK' and state = 'S' and acked_at is null;
create index outbox_unanswered on outbox (sent_at)
  where type = 'ASSIGNMENT_DISPATCHED' and state = 'S' and acked_at is null;
create index outbox_by_case on outbox (case_no);

-- What came in, with its bytes. N new, D done, Q parked (quarantine).
create table inbound (
  id              bigint generated always as identity primary key,
  door            text        not null,
  msg_id          text,
  content_type    text,
  idempotency_key text,
  raw             bytea       not null,
  received_at     timestamptz not null,
  state           text        not null check (state in ('N', 'D', 'Q')),
  attempts        int         not null default 0,
  reason          text,
  detail          text,
  case_no         text,
  constraint one_row_per_message unique (door, msg_id)
);
create index inbound_new on inbound (id) where state = 'N';
create index inbound_parked on inbound (id) where state = 'Q';
create index inbound_by_case on inbound (case_no);

-- Replies already taken: a department's key, once.
create table reply_taken (
  department text not null,
  reply_key  text not null,
  case_no    text not null,
  primary key (department, reply_key)
);

-- Case numbers are handed to nodes in blocks; gaps are fine.
create table case_number_block (
  region_code text not null,
  day         date not null,
  next        int  not null,
  primary key (region_code, day)
);

-- Which configuration decided when.
create table config_version (
  version      text primary key,
  activated_at timestamptz not null,
  activated_by text        not null
);
