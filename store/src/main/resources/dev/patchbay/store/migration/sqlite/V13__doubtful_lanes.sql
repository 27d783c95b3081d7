-- Whether an attempt of the head may have begun of which nothing was heard again: its node died or
-- lost the lane (ADR 12).
alter table lane add column doubtful integer not null default 0;
