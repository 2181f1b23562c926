-- Notes of channels already taken: a channel's key, once, with the hash of what it said.
create table note_taken (
  channel_code text not null,
  note_key     text not null,
  said         text not null,
  case_no      text not null,
  primary key (channel_code, note_key)
);

-- When the receiver's own system took a letter that the hub itself carried there.
alter table outbox add column taken_at timestamptz;
