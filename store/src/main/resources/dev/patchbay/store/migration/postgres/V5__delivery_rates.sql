-- The rate of a connector, or of those that share one (ADR 12): the theoretical arrival time of the
-- next start, microseconds since 1970, by the database's clock.
create table delivery_rate (
  id text primary key,
  arrival bigint not null
);

-- Whether a delivery has a place in its rate: it may begin when it is due.
alter table delivery add column reserved integer not null default 0;
