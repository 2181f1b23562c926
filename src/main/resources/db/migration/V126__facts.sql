-- What the indicators count (指标): facts of cases, rounds of handling, assignments and marks. They
-- are derived from the events behind the ledger's back and can be derived again at any time.
-- first_at and last_at span everything a row counts for; last_at is null while more may come.

create table case_fact (
  item             text        primary key,
  case_no          text        not null,
  status           text        not null,
  region_code      text,
  tier             text,
  channel          text        not null,
  issue_class      text,
  category_code    text,
  department       text,
  first_at         timestamptz not null,
  last_at          timestamptz,
  kind             text        not null,
  received_at      timestamptz not null,
  decided_at       timestamptz,
  accept_due_at    timestamptz,
  accepted_at      timestamptz,
  rejected_at      timestamptz,
  exclusion_reason text,
  closed_at        timestamptz,
  dispatched_at    timestamptz,
  dispatched_auto  boolean,
  first_hit        boolean,
  final_designation boolean    not null,
  repeated         boolean     not null,
  first_rated_at   timestamptz,
  first_rating     int,
  first_cause      text,
  rated_at         timestamptz,
  rating           int,
  cause            text,
  solved_at        timestamptz,
  solved           text
);
create index case_fact_by_time on case_fact (last_at);
create index case_fact_by_case on case_fact (case_no);

create table round_fact (
  item              text        primary key,
  case_no           text        not null,
  status            text        not null,
  region_code       text,
  tier              text,
  channel           text        not null,
  issue_class       text,
  category_code     text,
  department        text,
  first_at          timestamptz not null,
  last_at           timestamptz,
  round             int         not null,
  accepted_at       timestamptz,
  original_due_at   timestamptz,
  due_at            timestamptz,
  opinion_at        timestamptz,
  closed_at         timestamptz,
  work_seconds      bigint,
  extensions        int         not null,
  feedback_due_at   timestamptz,
  feedback_at       timestamptz,
  first_attempt_at  timestamptz,
  attempts          int         not null,
  attempt_days      int         not null,
  no_contact        boolean     not null,
  feedback_given_at timestamptz,
  called_back       boolean     not null
);
create index round_fact_by_time on round_fact (last_at);
create index round_fact_by_case on round_fact (case_no);

create table assignment_fact (
  item             text        primary key,
  case_no          text        not null,
  status           text        not null,
  region_code      text,
  tier             text,
  channel          text        not null,
  issue_class      text,
  category_code    text,
  department       text        not null,
  first_at         timestamptz not null,
  last_at          timestamptz,
  role             text        not null,
  state            text        not null,
  dispatched_at    timestamptz not null,
  sign_due_at      timestamptz,
  signed_at        timestamptz,
  contact_due_at   timestamptz,
  contacted_at     timestamptz,
  support_due_at   timestamptz,
  replied_at       timestamptz,
  returned_at      timestamptz,
  returns_refused  int         not null
);
create index assignment_fact_by_time on assignment_fact (last_at);
create index assignment_fact_by_case on assignment_fact (case_no);

create table mark_fact (
  item          text        primary key,
  case_no       text        not null,
  status        text        not null,
  region_code   text,
  tier          text,
  channel       text        not null,
  issue_class   text,
  category_code text,
  department    text,
  first_at      timestamptz not null,
  last_at       timestamptz,
  kind          text        not null,
  cause         text,
  at            timestamptz not null
);
create index mark_fact_by_time on mark_fact (last_at);
create index mark_fact_by_case on mark_fact (case_no);
