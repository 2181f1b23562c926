-- How members of staff sign in (登录). Not evidence: who signed in stands in the audit.
create table staff_login (
  account      text        primary key,
  password     text,                         -- Argon2id; null while only the first key opens
  secret       bytea,                        -- of the second factor, sealed; null without one
  last_step    bigint      not null default 0, -- a code works once
  epoch        int         not null default 0, -- sessions of an earlier one have ended
  tries        int         not null default 0,
  locked_until timestamptz
);
