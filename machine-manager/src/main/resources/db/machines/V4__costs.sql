-- A machine from its start until it was last seen. seen_until is in no index, so that noting it
-- again touches one row and nothing else.
create table machines.machine_use (
  machine          text        not null,
  started_at       timestamptz not null,
  seen_until       timestamptz not null,
  running_at       timestamptz,
  first_job_at     timestamptz,
  ended_at         timestamptz,
  picos_per_second bigint      not null,
  primary key (machine, started_at)
);
create index machine_use_by_end on machines.machine_use (ended_at);

-- A line per attempt at a run. A batch that is told twice is written once.
create table machines.run_cost (
  batch          text        not null,
  line           integer     not null,
  run_id         text        not null,
  attempt        integer     not null,
  owner          text        not null,
  portfolio_id   text        not null,
  machine        text        not null,
  begun_at       timestamptz not null,
  busy_micros    bigint      not null,
  machine_micros bigint      not null,
  picos          bigint      not null,
  completed      boolean     not null,
  primary key (batch, line)
);
create index run_cost_by_owner on machines.run_cost (owner, begun_at desc);
create index run_cost_by_time on machines.run_cost (begun_at desc);

-- The same per day, which stays when the lines are gone.
create table machines.cost_day (
  day            date   not null,
  owner          text   not null,
  portfolio_id   text   not null,
  attempts       bigint not null,
  completed      bigint not null,
  busy_micros    bigint not null,
  machine_micros bigint not null,
  picos          bigint not null,
  primary key (day, owner, portfolio_id)
);
create index cost_day_by_owner on machines.cost_day (owner, day);
