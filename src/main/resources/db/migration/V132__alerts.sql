-- Alerts that somebody owns with a note, that sleep until a time, that are over, and that belong to a region (告警).
alter table alert
  add column region_code   text,
  add column note          text,
  add column owned_at      timestamptz,
  add column snoozed_until timestamptz,
  add column closed_at     timestamptz;
update alert set region_code = substring(subject from '^(\d{6})[:/]');
update alert a set region_code = r.region_code from case_record r where r.case_no = split_part(a.subject, '/', 1);
create index alert_still on alert (changed_at) where closed_at is null;
