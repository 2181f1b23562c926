-- Who takes a kept message up has it for a while; other nodes leave it alone until then.
alter table inbound add column lease_until timestamptz;
