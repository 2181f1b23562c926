-- Supervision orders (督办单), for reading: which notices and cards stand against whom.
create table supervision (
  order_id      text primary key,
  case_no       text        not null,
  region_code   text,
  department    text        not null,
  level         text        not null,
  cause         text        not null,
  state         text        not null,
  proposed_at   timestamptz not null,
  issued_at     timestamptz,
  answer_due_at timestamptz
);
create index supervision_by_case on supervision (case_no);
create index supervision_by_time on supervision (proposed_at desc, order_id desc);
create index supervision_cards on supervision (department, level, issued_at) where issued_at is not null;
