-- What the hub itself brings to departments' systems: every attempt, and how each department's line stands.

-- One attempt to bring one letter. While finished_at is null the attempt is open: nothing younger of
-- the same stream (case and department) goes before it.
create table delivery (
  msg_id      uuid        not null,
  attempt     int         not null,
  seq         bigint      not null,
  stream      text        not null,
  case_no     text        not null,
  department  text        not null,
  state       text        not null check (state in
    ('PENDING', 'SENDING', 'DELIVERED', 'IN_DOUBT', 'REJECTED', 'FAILED', 'PARKED', 'CANCELLED')),
  at          timestamptz not null,
  next_at     timestamptz not null,
  finished_at timestamptz,
  lease_no    int         not null default 0,
  lease_until timestamptz,
  evidence    jsonb,
  primary key (msg_id, attempt)
);
create unique index delivery_open on delivery (msg_id) where finished_at is null;
create index delivery_due on delivery (department, seq) where finished_at is null;
create index delivery_next on delivery (department, next_at) where finished_at is null;
create index delivery_head_of_line on delivery (stream, seq) where finished_at is null;
create index delivery_sending on delivery (lease_until) where state = 'SENDING' and finished_at is null;
create index delivery_by_case on delivery (case_no);

-- How a department's line stands: what operations say, what its breaker says, what was seen last.
create table department_line (
  department      text primary key,
  mode            text        not null default 'RUNNING' check (mode in ('RUNNING', 'PAUSED', 'DRAINING')),
  mode_by         text,
  mode_at         timestamptz,
  drain_to        bigint,
  held_until      timestamptz,
  breaker         text        not null default 'CLOSED' check (breaker in ('CLOSED', 'OPEN', 'HALF_OPEN')),
  breaker_at      timestamptz,
  probe_at        timestamptz,
  openings        int         not null default 0,
  recent          text        not null default '',
  last_success_at timestamptz,
  last_failure_at timestamptz,
  last_failure    text
);
