-- While the ledger's time cannot be trusted no limit is acted on, by any node (时限暂停); a person releases it.
create table time_pause (
  id          bigint generated always as identity primary key,
  paused_at   timestamptz not null,
  reason      text        not null,
  seconds     bigint      not null,
  released_at timestamptz,
  released_by text
);
create unique index one_time_pause_at_a_time on time_pause ((true)) where released_at is null;
