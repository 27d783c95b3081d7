-- Keys of records that wait to be sent to a data stream, and which node sends them.
create table event_outbox (
  at bigint not null,
  id bytea not null,
  primary key (at, id)
);

create table event_export (
  name text primary key,
  owner text not null,
  until bigint not null -- epoch milliseconds
);
