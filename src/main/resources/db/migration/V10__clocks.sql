-- When supervision looks at a clock next; null while it rests, has ended or has nothing more to say.
alter table clock add column watch_at timestamptz;
update clock set watch_at = due_at where stopped_at is null and breached_at is null;
drop index clock_to_fire;
create index clock_to_watch on clock (watch_at) where watch_at is not null;
