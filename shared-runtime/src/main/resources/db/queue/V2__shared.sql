-- What the transitions have in common.
--
-- p_now is a time in ms for tests, 0 for this server's clock.
--
-- Locks, always in this order: the queue's row in queue.line, then jobs by id. Whoever adds to those that
-- wait (enqueue, retry, release, promote, take back, replay) has the first; a claim and the end of a job that
-- is done never need it. Everything else is taken only when nobody holds it (skip locked), so it cannot wait.

create or replace function queue.micros(p_now bigint) returns bigint language plpgsql as $$
begin
  if p_now > 0 then return p_now * 1000; end if;
  return (extract(epoch from clock_timestamp()) * 1000000)::bigint;
end $$;

-- Locks the queue; makes it on first use.
create or replace function queue.enter(q text) returns void language plpgsql as $$
begin
  perform 1 from queue.line where name = q for update;
  if found then return; end if;
  insert into queue.line (name) values (q) on conflict do nothing;
  perform 1 from queue.line where name = q for update;
  insert into queue.band (queue, priority) select q, generate_series(0, 9) on conflict do nothing;
end $$;

-- The fence of the next claim: the one after the last, or the clock in µs if that is more. The clock makes it
-- rise even after the database was put back from a copy. Moving the sequence costs a write, so it is moved
-- ahead of the clock, once in that time, by one transaction.
create or replace function queue.next_fence(p_micros bigint, p_ahead bigint) returns bigint language plpgsql as $$
declare
  f bigint := nextval('queue.fence');
begin
  if f < p_micros and pg_try_advisory_xact_lock(7165054233051) then
    if (select last_value from queue.fence) < p_micros then
      perform setval('queue.fence', p_micros + p_ahead, false);
    end if;
    f := nextval('queue.fence');
  end if;
  return f;
end $$;

-- Wakes those who wait. Notifying transactions commit one after the other on the whole server, so nobody
-- rings while there is plenty to do: then nobody sleeps.
create or replace function queue.ring(q text) returns void language plpgsql as $$
begin
  if not exists (select 1 from queue.job where queue = q and state = 'READY' offset 32) then
    perform pg_notify('openbell_queue', q);
  end if;
end $$;

-- The turn of a job that becomes ready: the later of its band's clock and the end of its owner's last job.
create or replace function queue.next_turn(q text, p_priority int, p_owner text, p_cost int) returns bigint
language plpgsql as $$
declare
  v_clock bigint := coalesce((select clock from queue.band where queue = q and priority = p_priority), 0);
  v_end bigint;
begin
  insert into queue.turn as t (queue, priority, owner, ends) values (q, p_priority, p_owner, v_clock + p_cost)
    on conflict (queue, priority, owner) do update set ends = greatest(t.ends, v_clock) + p_cost
    returning ends into v_end;
  return v_end - p_cost;
end $$;

-- Makes a job that is there ready, or delays it. The caller has the queue.
create or replace function queue.make_wait(j queue.job, p_now bigint, p_delay bigint) returns void
language plpgsql as $$
begin
  update queue.job
    set state = case when p_delay > 0 then 'DELAYED' else 'READY' end,
        at = p_now + p_delay,
        turn = case when p_delay > 0 then 0 else queue.next_turn(j.queue, j.priority, j.owner, j.cost) end,
        owner = j.owner, failures = j.failures, crashes = j.crashes, amnesties = j.amnesties, expires = j.expires,
        error = j.error, progress = j.progress, last_fence = j.last_fence, last_answer = j.last_answer, worker = ''
    where queue = j.queue and id = j.id;
end $$;

create or replace function queue.bury(q text, p_id text, p_now bigint, p_why text) returns void
language plpgsql as $$
begin
  update queue.job set state = 'DEAD', at = p_now, error = p_why, worker = '' where queue = q and id = p_id;
end $$;

create or replace function queue.anything_due(q text, p_now bigint) returns boolean language plpgsql as $$
begin
  return exists (
    (select 1 from queue.job where queue = q and state = 'DELAYED' and at <= p_now limit 1) union all
    (select 1 from queue.job where queue = q and state = 'ACTIVE' and at <= p_now limit 1));
end $$;

-- Marks the queue as looked after; answers for how long it was not. On the real clock it writes five times a
-- second at most, and never waits: an error of 200 ms is nothing beside a lease.
create or replace function queue.touch(q text, p_now bigint, p_grain bigint) returns bigint language plpgsql as $$
declare
  v_touched bigint;
begin
  select touched into v_touched from queue.pulse where queue = q;
  if not found then
    insert into queue.pulse (queue, touched) values (q, p_now) on conflict do nothing;
    return 0;
  end if;
  if p_now - v_touched >= p_grain then
    perform 1 from queue.pulse where queue = q for update skip locked;
    if found then
      update queue.pulse set touched = p_now where queue = q;
    end if;
  end if;
  return p_now - v_touched;
end $$;

-- Takes an expired lease back. `p_silence`: for how long nobody touched the queue. A lease that ran out while
-- everybody was away is forgiven, twice per job: the worker may be well.
create or replace function queue.take_back(j queue.job, p_now bigint, p_silence bigint) returns void
language plpgsql as $$
begin
  if j.at < p_now - 86400000 then
    perform queue.bury(j.queue, j.id, p_now, 'STALE_REVIEW: its lease ran out more than a day ago');
    return;
  end if;
  if p_silence > j.lease and j.amnesties < 2 then
    j.amnesties := j.amnesties + 1;
    update queue.line set amnesties = amnesties + 1 where name = j.queue;
  else
    j.crashes := j.crashes + 1;
    update queue.line set crashes = crashes + 1 where name = j.queue;
    if j.crashes > j.max_crashes then
      update queue.job set crashes = j.crashes where queue = j.queue and id = j.id;
      perform queue.bury(j.queue, j.id, p_now, 'CRASHED: its lease ran out ' || j.crashes || ' times');
      return;
    end if;
  end if;
  update queue.line set waiting_at_most = waiting_at_most + 1 where name = j.queue;
  perform queue.make_wait(j, p_now, 0);
end $$;

-- Promotes due jobs and takes back expired leases, in bounded steps. The caller has the queue.
create or replace function queue.upkeep(q text, p_now bigint, p_silence bigint) returns void language plpgsql as $$
declare
  j queue.job;
  v_limit int := case when p_silence > 1000 then 1000 else 100 end;
  v_any boolean := false;
begin
  for j in select * from queue.job where queue = q and state = 'DELAYED' and at <= p_now
      order by at, id limit 100 for update skip locked loop
    perform queue.make_wait(j, p_now, 0);
    v_any := true;
  end loop;
  for j in select * from queue.job where queue = q and state = 'ACTIVE' and at <= p_now
      order by at, id limit v_limit for update skip locked loop
    perform queue.take_back(j, p_now, p_silence);
    v_any := true;
  end loop;
  if v_any then perform queue.ring(q); end if;
end $$;
