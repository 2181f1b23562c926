-- Words that signed requests were made with (重放防护), for as long as such a request may be young.
create table used_nonce (
  system_id text        not null,
  nonce     text        not null,
  used_at   timestamptz not null,
  primary key (system_id, nonce)
);
create index used_nonce_by_age on used_nonce (used_at);
