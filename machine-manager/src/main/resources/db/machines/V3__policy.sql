-- How long jobs take: by strategy version ('version:HASH'), by owner ('owner:NAME'), of all ('all').
create table machines.job_time (
  what text primary key,
  samples bigint not null,
  seconds double precision not null,
  recent double precision[] not null,
  updated_at timestamptz not null
);

create index job_time_by_update on machines.job_time (updated_at);

-- What the schedules will ask for. Replaced as a whole by what is known later.
create table machines.expectation (
  one boolean primary key default true check (one),
  known_at timestamptz not null
);

create table machines.expected_batch (
  id bigint generated always as identity primary key,
  due_at timestamptz not null,
  deadline timestamptz not null,
  jobs integer not null,
  groups jsonb not null
);

create index expected_batch_by_time on machines.expected_batch (due_at);

-- Which manager acts. Its number grows with every change of hands.
create table machines.term (
  fleet text primary key,
  holder text not null,
  number bigint not null,
  ends_at timestamptz not null
);
