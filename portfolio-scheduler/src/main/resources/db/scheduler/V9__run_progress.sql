-- What happened to runs, in the order of `seq`. Whoever writes holds a lock until it commits, so that a reader who has
-- seen a `seq` has seen everything before it.
create table scheduler.run_progress (
  seq          bigint      generated always as identity primary key,
  run_id       text        not null,
  owner        text        not null,
  portfolio_id text        not null,
  market       text        not null,
  session      date        not null,
  purpose      text        not null,
  stage        text        not null,
  attempt      integer     not null,
  at           timestamptz not null,
  detail       text        not null
);
create index run_progress_by_run on scheduler.run_progress (run_id, seq);
create index run_progress_by_session on scheduler.run_progress (owner, market, session, seq)
  where purpose = 'SCHEDULED';

-- How fast runs are finished now.
create index run_finished on scheduler.run (finished_at) where finished_at is not null;
