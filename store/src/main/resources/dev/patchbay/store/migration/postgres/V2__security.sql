-- Users, roles, API keys, spaces. Times are epoch milliseconds, JSON is text, booleans are 0 and 1.

-- One row per subject: its update is the first statement of each transaction that changes the
-- subject, so that such transactions wait for each other.
create table change_counter (
  subject text primary key,
  version bigint not null
);
insert into change_counter (subject, version) values ('security', 1), ('space', 1);

create table server_identity (
  id integer primary key check (id = 1),
  cluster_uuid text not null
);

create table security_user (
  name text primary key,
  id text not null unique,
  password_hash text not null,
  roles text not null,
  full_name text,
  email text,
  metadata text not null,
  enabled integer not null
);

create table security_role (
  name text primary key,
  descriptor text not null
);

create table api_key (
  id text primary key,
  name text not null,
  owner_id text not null,
  owner_name text not null,
  salt bytea not null,
  hash bytea not null,
  descriptors text not null,
  limited_by text not null,
  metadata text not null,
  created_at bigint not null,
  expires_at bigint,
  invalidated_at bigint
);
create index api_key_owner on api_key (owner_id);

create table space (
  id text primary key,
  name text not null,
  description text,
  initials text,
  color text,
  image_url text,
  solution text,
  disabled_features text not null,
  reserved integer not null
);
