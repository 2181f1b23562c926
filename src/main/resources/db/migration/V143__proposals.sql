-- What one person proposes and another has to agree to (双人复核); who did is in the audit too.
create table proposal (
  id         bigint generated always as identity primary key,
  kind       text        not null check (kind in ('CONFIGURATION', 'ERASURE')),
  subject    text        not null,            -- a version, a case number
  about      text        not null,            -- the version in force then, the reason
  by         text        not null,            -- an account, or files (owner)
  at         timestamptz not null,
  until      timestamptz not null,
  vouched_by text,                            -- who answers for files, of which nobody knows who wrote them
  state      text        not null default 'WAITING'
    check (state in ('WAITING', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'EXPIRED', 'FAILED')),
  decided_by text,
  decided_at timestamptz,
  check (state <> 'APPROVED' or (decided_by <> by and decided_by is distinct from vouched_by)),
  check (state <> 'APPROVED' or by not like 'files%' or vouched_by is not null)
);
create unique index one_proposal on proposal (kind, subject) where state = 'WAITING';
