-- Connectors and their OAuth tokens. Times are epoch milliseconds, booleans are 0 and 1.

create table connector (
  seq integer primary key, -- order of creation
  id text not null unique,
  space_id text not null,
  type_id text not null,
  name text not null,
  config text not null, -- canonical JSON; its bytes are authenticated, so never a JSON type
  sealed_secrets blob not null,
  missing_secrets integer not null,
  version bigint not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index connector_space on connector (space_id, seq);

-- No foreign key: preconfigured connectors have tokens too.
create table connector_token (
  connector_id text primary key,
  sealed_token blob not null,
  created_at bigint not null,
  expires_at bigint
);
