-- The nodes that deliver (ADR 12). A sign is only compared with an earlier one of the same node.
create table delivery_node (
  name text primary key,
  sign bigint not null
);
