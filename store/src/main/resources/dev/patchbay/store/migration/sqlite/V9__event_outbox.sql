-- Keys of records that wait to be sent to a data stream, and which node sends them.
create table event_outbox (
  at integer not null,
  id blob not null,
  primary key (at, id)
) without rowid;

create table event_export (
  name text primary key,
  owner text not null,
  until integer not null -- epoch milliseconds
) without rowid;
