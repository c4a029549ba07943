-- Jobs of all queues. Times are Unix milliseconds of this server's clock; texts compare by their bytes,
-- so that the order is the same whatever the database's locale is.
create table queue.job (
  queue        text collate "C" not null,
  id           text collate "C" not null,
  owner        text collate "C" not null,
  state        text collate "C" not null check (state in ('READY', 'DELAYED', 'ACTIVE', 'DONE', 'DEAD')),
  priority     int not null,
  cost         int not null,
  -- Its place in the line of its priority.
  turn         bigint not null default 0,
  -- Ready since; delayed until; leased until; done or dead since.
  at           bigint not null,
  enqueued     bigint not null,
  -- When it stops being of use; null for never.
  expires      bigint,
  attempts     int not null default 0,
  failures     int not null default 0,
  crashes      int not null default 0,
  amnesties    int not null default 0,
  max_failures int not null,
  max_crashes  int not null,
  fence        bigint not null default 0,
  worker       text not null default '',
  lease        bigint not null default 0,
  last_fence   bigint not null default 0,
  last_answer  text,
  error        text not null default '',
  payload      bytea not null,
  progress     bytea not null default '',
  primary key (queue, id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500,
        autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0.05);

-- One small index per state: a large backlog of delayed jobs is never in a claim's way.
create index job_ready   on queue.job (queue, priority, turn, id) where state = 'READY';
create index job_delayed on queue.job (queue, at, id) where state = 'DELAYED';
create index job_active  on queue.job (queue, at, id) where state = 'ACTIVE';
create index job_done    on queue.job (queue, at, id) where state = 'DONE';
create index job_dead    on queue.job (queue, at, id) where state = 'DEAD';

-- One row per queue. Whoever makes a job wait locks it first: see functions.
create table queue.line (
  name            text collate "C" primary key,
  -- Never less than the jobs that wait: counted anew only when it reaches the capacity.
  waiting_at_most bigint not null default 0,
  draining        boolean not null default false,
  crashes         bigint not null default 0,
  amnesties       bigint not null default 0
) with (fillfactor = 20);

-- When somebody looked after the queue last. Not in queue.line: a claim must not wait for an enqueue.
create table queue.pulse (
  queue   text collate "C" primary key,
  touched bigint not null
) with (fillfactor = 20);

-- Start of the job that a priority served last.
create table queue.band (
  queue    text collate "C" not null,
  priority int not null,
  clock    bigint not null default 0,
  primary key (queue, priority)
) with (fillfactor = 20);

-- Where an owner's last job ends. Forgotten whenever nothing is ready.
create table queue.turn (
  queue    text collate "C" not null,
  priority int not null,
  owner    text collate "C" not null,
  ends     bigint not null,
  primary key (queue, priority, owner)
) with (fillfactor = 50);

-- The last claim of every worker that got something.
create table queue.claimed (
  queue    text collate "C" not null,
  worker   text collate "C" not null,
  claim_id text not null,
  ids      text[] not null,
  fences   bigint[] not null,
  -- The real time, for tick alone.
  used     timestamptz not null default clock_timestamp(),
  primary key (queue, worker)
) with (fillfactor = 50);

create sequence queue.fence;

-- Values that may be lost and have an end. Unlogged: empty after a crash, and cheap.
create unlogged table queue.cached_value (
  key     text collate "C" primary key,
  value   bytea not null,
  expires bigint not null
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
create index cached_value_expires on queue.cached_value (expires);

-- What queue.turnover answers with: a lease; or, in the last row, whose id is null, the answers to the settlings, when
-- something is due and whether the queue is drained.
create type queue.lease as (
  id text, owner text, fence bigint, attempts int, failures int, max_failures int, payload bytea, progress bytea,
  answers text[], due bigint, draining boolean);
