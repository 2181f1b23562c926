-- How far the hub has read what departments' own systems say that it asks for replies.
create table department_poll (
  department      text        not null,
  walk            text        not null check (walk in ('NEWS', 'OPEN')),
  begun_at        timestamptz not null,
  going           boolean     not null default false,
  next_at         timestamptz not null,
  lease_no        int         not null default 0,
  lease_until     timestamptz,
  state           jsonb       not null,
  last_success_at timestamptz,
  primary key (department, walk)
);

-- What departments have still to answer.
create index assignment_open on assignment (department, assignment_id)
  where state in ('PENDING_SIGN', 'HANDLING', 'RETURN_REQUESTED');
