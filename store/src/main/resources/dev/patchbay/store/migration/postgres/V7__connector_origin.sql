-- Under which id a connector was exported that had to be imported under another one.
alter table connector add column origin_id text;
