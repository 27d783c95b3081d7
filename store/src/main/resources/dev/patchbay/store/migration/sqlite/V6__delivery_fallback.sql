-- What took over a dead letter (ADR 12). Kept as long as dead letters are.
create table delivery_fallback (
  dead_id text primary key,
  new_id text not null unique
) without rowid;

-- Connectors whose target is not well, as somebody was told (ADR 12).
create table delivery_notice (
  connector_id text primary key,
  space_id text not null
) without rowid;
