-- What operations say about each channel's entrances (渠道启停), and when each last took something.
create table channel_line (
  channel     text primary key,
  mode        text not null default 'RUNNING' check (mode in ('RUNNING', 'PAUSED', 'DRAINING')),
  reason      text,
  mode_by     text,
  mode_at     timestamptz,
  accepted_at timestamptz
);
insert into channel_line (channel, accepted_at)
select substr(door, 9), max(received_at) from inbound
where door like 'channel.%' and state = 'D' group by door;

-- Why a department's line is paused.
alter table department_line add column mode_reason text;

-- What came in lately, of all doors: rows lie in the order of their time, so this is small and cheap to keep.
create index inbound_by_time on inbound using brin (received_at) with (pages_per_range = 32, autosummarize = on);
