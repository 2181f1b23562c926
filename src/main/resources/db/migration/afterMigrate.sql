-- Where migrations run as another role than the hub, the hub may read and write, but never change evidence.
do $$
begin
  if current_user <> 'bancheng' and exists (select from pg_roles where rolname = 'bancheng') then
    grant select, insert, update, delete on all tables in schema public to bancheng;
    grant usage on all sequences in schema public to bancheng;
    revoke update, delete, truncate on case_event, config_change, audit, anchor, anchor_leaf from bancheng;
  end if;
end $$;
