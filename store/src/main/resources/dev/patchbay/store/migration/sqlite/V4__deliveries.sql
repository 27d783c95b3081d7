-- Deliveries (ADR 12). Times are epoch milliseconds, booleans are 0 and 1. Ids are UUIDs of version
-- 7: they sort by the time of acceptance.

-- Lanes and deliveries are numbered together, in the order of acceptance.
create table delivery_sequence (
  id integer primary key check (id = 1),
  next integer not null
);
insert into delivery_sequence (id, next) values (1, 1);

-- What is claimed. A lane is there as long as it has deliveries; one without a key is of a single
-- delivery and has its number.
create table lane (
  id integer primary key,
  lane_key text,
  due_at integer not null, -- from when it may be claimed; while it is claimed, the end of the lease
  epoch integer not null, -- raised by each claim
  node text -- who claimed it
);
create unique index lane_key on lane (lane_key) where lane_key is not null;
create index lane_due on lane (due_at);

-- What has not ended.
create table delivery (
  seq integer primary key,
  id text not null unique,
  lane_id integer not null,
  space_id text not null,
  connector_id text not null,
  type_id text not null,
  lane text,
  user_name text not null,
  user_id text not null,
  api_key_id text,
  api_key_name text,
  accepted_at integer not null,
  not_before integer,
  expires_at integer,
  replay_of text,
  sealed_params blob not null,
  due_at integer not null,
  attempts integer not null,
  attempt_log text not null,
  sealed_checkpoint blob,
  cancel_requested integer not null
);
create index delivery_lane on delivery (lane_id, seq);

-- What has ended. Only dead letters keep their params.
create table delivery_end (
  id text primary key,
  space_id text not null,
  connector_id text not null,
  type_id text not null,
  lane text,
  user_name text not null,
  user_id text not null,
  api_key_id text,
  api_key_name text,
  accepted_at integer not null,
  not_before integer,
  expires_at integer,
  replay_of text,
  attempts integer not null,
  attempt_log text not null,
  state text not null,
  reason text,
  ended_at integer not null,
  sealed_params blob,
  sealed_checkpoint blob,
  replayed_as text
) without rowid;
create index delivery_dead on delivery_end (id) where state = 'dead';

create table idempotency_key (
  scope text not null,
  key text not null,
  body_hash blob not null,
  ids text not null,
  expires_at integer not null,
  primary key (scope, key)
) without rowid;
create index idempotency_key_expires on idempotency_key (expires_at);
