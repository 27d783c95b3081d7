-- Breakers that are open, for all nodes (ADR 12).
create table delivery_breaker (
  connector_id text primary key,
  open_until bigint not null -- when one node may send a probe, by the database's clock
);
