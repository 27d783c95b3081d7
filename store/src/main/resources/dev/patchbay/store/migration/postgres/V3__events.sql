-- The event log, a partition for each day (UTC), made ahead and dropped as a whole. Records never
-- change. The only index is the key: what is searched by anything but time is scanned.

create table event (
  at bigint not null, -- start, microseconds since 1970
  duration bigint not null, -- nanoseconds
  request_bytes bigint not null,
  success smallint not null,
  preconfigured smallint not null,
  id bytea not null, -- UUIDs as 16 bytes
  connector_id bytea not null,
  space_id text not null,
  connector_name text not null,
  type_id text not null,
  source text not null,
  user_name text not null,
  reason text,
  effect text,
  error text,
  api_key_id text,
  api_key_name text,
  primary key (at, id)
) partition by range (at);
