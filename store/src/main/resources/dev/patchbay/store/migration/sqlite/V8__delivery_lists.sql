-- Lists of deliveries and retention by number read a range of an index, whatever is kept (ADR 12):
-- each filter has one, in the order of ids.
create index delivery_connector on delivery (space_id, connector_id, id);
create index delivery_name on delivery (space_id, lane, id) where lane is not null;
create index delivery_end_state on delivery_end (space_id, state, id);
create index delivery_end_connector on delivery_end (space_id, connector_id, id);
create index delivery_end_name on delivery_end (space_id, lane, id) where lane is not null;
create index delivery_end_reason on delivery_end (space_id, reason, id) where reason is not null;
create index delivery_done on delivery_end (id) where state <> 'dead';
