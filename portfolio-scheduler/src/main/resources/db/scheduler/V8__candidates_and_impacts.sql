-- Documents that are evaluated and not saved: what a preview run is made from. Swept like previews.
create table scheduler.candidate (
  run_id     text        primary key,
  owner      text        not null,
  name       text        not null,
  document   text        not null,
  created_at timestamptz not null
);
create index candidate_by_age on scheduler.candidate (created_at);

-- What an edit would change: two runs that are compared when both are done.
create table scheduler.impact (
  id            text        primary key,
  owner         text        not null,
  portfolio_id  text        not null,
  before_run    text        not null,
  after_run     text        not null,
  created_at    timestamptz not null
);
create index impact_by_age on scheduler.impact (created_at);

-- What owners asked for themselves, to be counted by day.
create index run_asked on scheduler.run (owner, requested_at) where purpose <> 'SCHEDULED';
