-- Deliveries (ADR 12). Times are epoch milliseconds, booleans are 0 and 1. Ids are UUIDs of version
-- 7: they sort by the time of acceptance.

-- Lanes and deliveries are numbered together, in the order of acceptance.
create sequence delivery_sequence;

-- What is claimed. A lane is there as long as it has deliveries; one without a key is of a single
-- delivery and has its number.
create table lane (
  id bigint primary key,
  lane_key text,
  due_at bigint not null, -- from when it may be claimed; while it is claimed, the end of the lease
  epoch bigint not null, -- raised by each claim
  node text -- who claimed it
);
create unique index lane_key on lane (lane_key) where lane_key is not null;
create index lane_due on lane (due_at);

-- What has not ended.
create table delivery (
  seq bigint primary key,
  id text collate "C" not null unique,
  lane_id bigint not null,
  space_id text not null,
  connector_id text not null,
  type_id text not null,
  lane text,
  user_name text not null,
  user_id text not null,
  api_key_id text,
  api_key_name text,
  accepted_at bigint not null,
  not_before bigint,
  expires_at bigint,
  replay_of text,
  sealed_params bytea not null,
  due_at bigint not null,
  attempts integer not null,
  attempt_log text not null,
  sealed_checkpoint bytea,
  cancel_requested integer not null
);
create index delivery_lane on delivery (lane_id, seq);

-- What has ended. Only dead letters keep their params.
create table delivery_end (
  id text collate "C" primary key,
  space_id text not null,
  connector_id text not null,
  type_id text not null,
  lane text,
  user_name text not null,
  user_id text not null,
  api_key_id text,
  api_key_name text,
  accepted_at bigint not null,
  not_before bigint,
  expires_at bigint,
  replay_of text,
  attempts integer not null,
  attempt_log text not null,
  state text not null,
  reason text,
  ended_at bigint not null,
  sealed_params bytea,
  sealed_checkpoint bytea,
  replayed_as text
);
create index delivery_dead on delivery_end (id) where state = 'dead';

create table idempotency_key (
  scope text not null,
  key text not null,
  body_hash bytea not null,
  ids text not null,
  expires_at bigint not null,
  primary key (scope, key)
);
create index idempotency_key_expires on idempotency_key (expires_at);
