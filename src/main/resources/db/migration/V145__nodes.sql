-- Which processes serve this ledger, and by which version of the operators' files each decides.
create table hub_node (
  id             uuid primary key,
  name           text        not null,
  software       text        not null,
  config_version text        not null,
  started_at     timestamptz not null default clock_timestamp(),
  seen_at        timestamptz not null default clock_timestamp()
);

-- All nodes make query codes and searchable hashes with one secret: a digest of it, so that they can tell.
create table hub_secret (
  one         boolean primary key default true check (one),
  fingerprint text        not null,
  since       timestamptz not null default clock_timestamp()
);

-- Which broker's disk letters were handed to: one number per disk, rising (换代).
create table broker_epoch (
  id    bigint primary key,
  since timestamptz not null default clock_timestamp()
);
alter table outbox add column epoch bigint not null default 1;
create index outbox_by_sending on outbox using brin (sent_at);
