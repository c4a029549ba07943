-- Keys that were handed out. The secret itself is never stored.
create table access.api_key (
  id            text primary key check (id ~ '^[a-z0-9]{8}$'),
  secret_sha256 bytea not null check (length(secret_sha256) = 32),
  owner         text not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz,
  revoked_at    timestamptz,
  last_used_at  timestamptz
);

create index api_key_owner on access.api_key (owner, created_at desc);
