-- Who may hear about a portfolio. One row per address.
create table signal.subscription (
  owner      text        not null,
  portfolio  text        not null,
  email      text        not null,
  preference text        not null,
  language   text        not null,
  state      text        not null check (state in ('PENDING', 'CONFIRMED')),
  since      timestamptz not null,
  primary key (owner, portfolio, email)
);

-- What every run meant. One row per run; a correction is a run of its own, with a higher revision.
create table signal.history (
  run_id          text        primary key,
  owner           text        not null,
  portfolio       text        not null,
  market          text        not null,
  session         date        not null,
  as_of           date        not null,
  config_hash     text        not null,
  revision        integer     not null,
  purpose         text        not null,
  outcome         text        not null check (outcome in ('SIGNAL', 'REJECTED', 'FAILED')),
  artifact_key    text,
  artifact_sha256 text,
  artifact_bytes  bigint,
  changes         jsonb       not null,
  detail          text        not null,
  notified        integer     not null,
  at              timestamptz not null
);

create index history_of_portfolio
  on signal.history (owner, portfolio, session desc, revision desc, at desc);
create index history_of_session on signal.history (owner, session desc);

create table signal.outbox (
  id         bigserial   primary key,
  channel    text        not null,
  message    bytea       not null,
  created_at timestamptz not null default now()
);
