create table scheduler.portfolio (
  id             text        primary key,
  owner          text        not null,
  name           text        not null,
  code           text        not null,
  symbols        text        not null,
  document       text        not null,
  canonical      text        not null,
  config_hash    text        not null,
  calendar       text        not null,
  anchor         text        not null,
  offset_seconds bigint      not null,
  catch_up       text        not null,
  created_at     timestamptz not null,
  deleted_at     timestamptz
);
create index portfolio_by_owner on scheduler.portfolio (owner, created_at desc, id desc)
  where deleted_at is null;
create index portfolio_by_schedule
  on scheduler.portfolio (calendar, anchor, offset_seconds, catch_up, id)
  where deleted_at is null;

-- The sender's own name for a submission: asking twice is asking once.
create table scheduler.submit_key (
  owner        text        not null,
  key          text        not null,
  body_sha256  text        not null,
  portfolio_id text        not null,
  created_at   timestamptz not null,
  primary key (owner, key)
);

-- Whoever writes the row first has served the portfolio for the session.
create table scheduler.schedule_ledger (
  portfolio_id text        not null,
  market       text        not null,
  session      date        not null,
  owner        text        not null,
  verdict      text        not null check (verdict in ('FIRE', 'MISS')),
  reason       text        not null,
  run_id       text        not null,
  due_at       timestamptz not null,
  recorded_at  timestamptz not null,
  primary key (portfolio_id, market, session)
);
create index schedule_ledger_by_session on scheduler.schedule_ledger (owner, market, session);

create table scheduler.run (
  run_id          text        primary key,
  owner           text        not null,
  portfolio_id    text        not null,
  market          text        not null,
  session         date        not null,
  as_of           date        not null,
  config_hash     text        not null,
  revision        integer     not null,
  purpose         text        not null check (purpose in ('SCHEDULED', 'MANUAL', 'PREVIEW')),
  state           text        not null check (state in ('QUEUED', 'DONE', 'FAILED')),
  requested_at    timestamptz not null,
  finished_at     timestamptz,
  duration_ms     bigint,
  attempts        integer     not null default 0,
  reason          text,
  detail          text,
  artifact_key    text,
  artifact_sha256 text,
  artifact_bytes  bigint
);
create index run_by_owner on scheduler.run (owner, requested_at desc, run_id desc);
create index run_by_portfolio on scheduler.run (portfolio_id, requested_at desc, run_id desc);
create index run_by_session on scheduler.run (owner, market, session);
create index run_unfinished on scheduler.run (requested_at, run_id) where state = 'QUEUED';

create table scheduler.outbox (
  id         bigserial   primary key,
  channel    text        not null,
  message    bytea       not null,
  created_at timestamptz not null default now()
);
