-- Mail: who vouched for a sender.

alter table inbound add column confirmed_by text;
