-- Buck-passing (推诿扯皮): who asked to give cases back, with a print of the words, and what was noted about it.

create table return_asked (
  case_no       text        not null,
  assignment_id text        not null,
  department    text        not null,
  round         int         not null,
  print         text        not null,
  at            timestamptz not null
);
create index return_asked_by_time on return_asked (at);
create index assignment_unsigned on assignment (dispatched_at) where state = 'PENDING_SIGN';

create table suspicion (
  assignment_id text        not null,
  kind          text        not null,
  case_no       text        not null,
  count         int         not null,
  at            timestamptz not null,
  primary key (assignment_id, kind)
);
create index suspicion_by_case on suspicion (case_no);
