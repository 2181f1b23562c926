-- Opinions, letters and what came in are sealed too. See V138.
insert into unsealed select 'inbound' where exists (select from inbound) on conflict do nothing;
insert into unsealed select 'outbox' where exists (select from outbox) on conflict do nothing;

alter table inbound add column size int not null default 0;
update inbound set size = length(raw), raw = '\x00'::bytea || raw;

-- The assignment that a letter to a department is about.
alter table outbox add column assignment_id text;
update outbox set assignment_id = body::json ->> 'assignmentId' where address like 'department.%';
alter table outbox alter column body type bytea using '\x00'::bytea || convert_to(body, 'UTF8');

-- What departments and the office concluded, in their words: taken out of the state.
alter table case_record add column opinions bytea;
