-- What a key may do, and what its owner calls it. Keys that exist may do what they could before.
alter table access.api_key
  add column name text not null default '' check (length(name) <= 80),
  add column scopes text[] not null default '{READ,WRITE,KEYS,OPERATE}';

-- Who is logged in on the page. A session speaks for the key it was opened with, and ends with it.
create table access.session (
  id            text primary key check (id ~ '^[a-z0-9]{12}$'),
  secret_sha256 bytea not null check (length(secret_sha256) = 32),
  key_id        text not null references access.api_key (id) on delete cascade,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  ended_at      timestamptz
);

create index session_expiry on access.session (expires_at);

-- First answers to requests that brought an Idempotency-Key. Without a status it is still running.
create table access.answer (
  owner          text not null,
  key            text not null check (length(key) <= 128),
  request_sha256 bytea not null check (length(request_sha256) = 32),
  claimed_at     timestamptz not null default now(),
  status         int,
  type           text,
  location       text,
  etag           text,
  body           bytea,
  primary key (owner, key)
);

create index answer_age on access.answer (claimed_at);

-- Every change and every refusal, without bodies and without what stands behind a question mark.
create table access.audit (
  id     bigint generated always as identity primary key,
  at     timestamptz not null,
  owner  text,
  key    text,
  method text not null,
  path   text not null,
  status int not null
);

create index audit_owner on access.audit (owner, id desc);
create index audit_age on access.audit (at);
