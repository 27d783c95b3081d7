-- The event log: one table for each day (UTC), made when its first record comes and dropped as a
-- whole. Here only the list of the days, with what the size limit needs to know.

create table event_day (
  day integer primary key, -- since 1970-01-01
  records bigint not null,
  bytes bigint not null
);
