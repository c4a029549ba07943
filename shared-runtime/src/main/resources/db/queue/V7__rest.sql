-- Machines that are handed nothing. The functions here take the place of those of the same names before.

create table if not exists queue.resting (
  queue   text collate "C" not null,
  machine text collate "C" not null,
  -- When it was heard of last; forgotten after a day.
  heard   bigint not null,
  primary key (queue, machine)
) with (fillfactor = 50);

-- When its worker got it.
alter table queue.job add column if not exists claimed bigint not null default 0;

-- A worker's machine is the part of its name before the first dot. Rings for those that wait while their machine
-- rests, by a name that no queue has.
create or replace function queue.rest(q text, p_now bigint, p_machine text, p_on boolean) returns void
language plpgsql as $$
begin
  if p_on then
    insert into queue.resting as r (queue, machine, heard) values (q, p_machine, queue.micros(p_now) / 1000)
      on conflict (queue, machine) do update set heard = greatest(r.heard, excluded.heard);
  else
    delete from queue.resting where queue = q and machine = p_machine;
    perform pg_notify('openbell_queue', q || ' rest');
  end if;
end $$;

-- A worker of a machine that rests has claimed. Never waits, and on the real clock writes once a minute at most.
create or replace function queue.heard_of(q text, p_machine text, p_now bigint, p_grain bigint) returns void
language plpgsql as $$
begin
  perform 1 from queue.resting where queue = q and machine = p_machine and heard + p_grain <= p_now
    for update skip locked;
  if found then
    update queue.resting set heard = p_now where queue = q and machine = p_machine;
  end if;
end $$;

create or replace function queue.hand_out(q text, p_micros bigint, p_ahead bigint, p_claim text, p_worker text, p_max int,
  p_lease bigint)
returns setof queue.lease language plpgsql as $$
declare
  v_now bigint := p_micros / 1000;
  j queue.job;
  v_left int := p_max;
  v_seen boolean;
  v_fence bigint;
  v_ids text[] := '{}';
  v_fences bigint[] := '{}';
  v_priority int;
  v_turn bigint;
begin
  while v_left > 0 loop
    v_seen := false;
    for j in select * from queue.job where queue = q and state = 'READY'
        order by priority, turn, id limit v_left for update skip locked loop
      v_seen := true;
      if j.expires <= v_now then
        perform queue.bury(q, j.id, v_now, 'EXPIRED: it was not done in time');
        continue;
      end if;
      v_fence := queue.next_fence(p_micros, p_ahead);
      update queue.job
        set state = 'ACTIVE', at = v_now + p_lease, attempts = j.attempts + 1, fence = v_fence, worker = p_worker,
            lease = p_lease, claimed = v_now
        where queue = q and id = j.id;
      if v_priority <> j.priority then perform queue.served(q, v_priority, v_turn); end if;
      v_priority := j.priority;
      v_turn := j.turn;
      v_left := v_left - 1;
      v_ids := v_ids || j.id;
      v_fences := v_fences || v_fence;
      return next (j.id, j.owner, v_fence, j.attempts + 1, j.failures, j.max_failures, j.payload, j.progress,
        null::text[], null::bigint, null::boolean)::queue.lease;
    end loop;
    exit when not v_seen;
  end loop;
  if v_priority is not null then
    perform queue.served(q, v_priority, v_turn);
    insert into queue.claimed as c (queue, worker, claim_id, ids, fences)
      values (q, p_worker, p_claim, v_ids, v_fences)
      on conflict (queue, worker) do update
        set claim_id = excluded.claim_id, ids = excluded.ids, fences = excluded.fences, used = excluded.used;
    -- The next job mostly stands right behind the last one: seen without passing all that were served.
    if exists (select 1 from queue.job where queue = q and state = 'READY' and priority = v_priority
        and turn >= v_turn) then
      return;
    end if;
  end if;
  perform queue.forget_turns(q);
end $$;

-- In the last row the owner is 'rests' when the worker's machine is handed nothing.
create or replace function queue.turnover(
  q text, p_now bigint, p_ids text[], p_fences bigint[], p_kinds text[], p_delays bigint[], p_errors text[],
  p_checkpoints bytea[], p_claim text, p_worker text, p_max int, p_lease bigint)
returns setof queue.lease language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set jit = off as $$
declare
  v_micros bigint := case when p_now > 0 then p_now * 1000
    else (extract(epoch from clock_timestamp()) * 1000000)::bigint end;
  v_now bigint := v_micros / 1000;
  v_due boolean := queue.anything_due(q, v_now);
  v_draining boolean;
  v_machine text := split_part(p_worker, '.', 1);
  v_rests boolean;
  v_silence bigint;
  v_next bigint;
  c queue.claimed;
  answers text[] := '{}';
begin
  -- Before any job: see the order of locks.
  if v_due or queue.returns_any(p_kinds) then perform queue.enter(q); end if;
  if array_length(p_ids, 1) > 0 then
    answers := queue.settle_all(q, v_now, p_ids, p_fences, p_kinds, p_delays, p_errors, p_checkpoints);
  end if;
  v_draining := coalesce((select draining from queue.line where name = q), false);
  v_rests := exists (select 1 from queue.resting where queue = q and machine = v_machine);
  select * into c from queue.claimed where queue = q and worker = p_worker;
  if c.claim_id = p_claim then
    -- The answer to the same claim was lost: give what is still held.
    return query select j.id::text, j.owner::text, j.fence, j.attempts, j.failures, j.max_failures, j.payload, j.progress,
        null::text[], null::bigint, null::boolean
      from unnest(c.ids, c.fences) with ordinality as u (id, fence, place)
      join queue.job j on j.queue = q and j.id = u.id and j.state = 'ACTIVE' and j.fence = u.fence
      order by u.place;
  else
    v_silence := queue.touch(q, v_now, case when p_now > 0 then 0 else 200 end);
    if v_due then perform queue.upkeep(q, v_now, v_silence); end if;
    if v_rests then perform queue.heard_of(q, v_machine, v_now, case when p_now > 0 then 0 else 60000 end); end if;
    if not v_draining and not v_rests then
      return query select * from queue.hand_out(q, v_micros, case when p_now > 0 then 0 else 1000000 end, p_claim,
        p_worker, p_max, p_lease);
    else
      perform queue.forget_turns(q);
    end if;
  end if;
  v_next := least(
    (select at from queue.job where queue = q and state = 'DELAYED' order by at, id limit 1),
    (select at from queue.job where queue = q and state = 'ACTIVE' order by at, id limit 1)) - v_now;
  return next (null, case when v_rests then 'rests' end, null, null, null, null, null, null, answers,
    case when v_next < 0 then 0 else v_next end, v_draining)::queue.lease;
end $$;

-- Reads only.
drop function if exists queue.depth(text, bigint);
create or replace function queue.depth(
  q text, p_now bigint,
  out ready bigint, out leased bigint, out delayed bigint, out due_delayed bigint, out dead bigint, out done bigint,
  out oldest_ready bigint, out next_due bigint, out draining boolean, out crashes bigint, out amnesties bigint,
  out resting text[])
language plpgsql as $$
declare
  v_now bigint := queue.micros(p_now) / 1000;
begin
  select count(*), coalesce(v_now - min(at), 0) into ready, oldest_ready
    from queue.job where queue = q and state = 'READY';
  select count(*) into leased from queue.job where queue = q and state = 'ACTIVE';
  select count(*), count(*) filter (where at <= v_now), greatest(0, min(at) - v_now)
    into delayed, due_delayed, next_due from queue.job where queue = q and state = 'DELAYED';
  if delayed = 0 then next_due := null; end if;
  select count(*) into dead from queue.job where queue = q and state = 'DEAD';
  select count(*) into done from queue.job where queue = q and state = 'DONE';
  select l.draining, l.crashes, l.amnesties into draining, crashes, amnesties from queue.line l where l.name = q;
  draining := coalesce(draining, false);
  crashes := coalesce(crashes, 0);
  amnesties := coalesce(amnesties, 0);
  resting := array(select machine from queue.resting where queue = q);
end $$;

-- As before, and forgets machines that were not heard of for a day.
drop function if exists queue.tick(text, bigint, bigint, bigint);
create or replace function queue.tick(
  q text, p_now bigint, p_age bigint, p_keep bigint,
  out ready bigint, out leased bigint, out delayed bigint, out due_delayed bigint, out dead bigint, out done bigint,
  out oldest_ready bigint, out next_due bigint, out draining boolean, out crashes bigint, out amnesties bigint,
  out resting text[])
language plpgsql set enable_seqscan = off set jit = off as $$
declare
  v_now bigint := queue.micros(p_now) / 1000;
  v_silence bigint;
  v_over bigint;
begin
  if queue.anything_due(q, v_now) then
    perform queue.enter(q);
    v_silence := queue.touch(q, v_now, case when p_now > 0 then 0 else 200 end);
    perform queue.upkeep(q, v_now, v_silence);
  else
    perform queue.touch(q, v_now, case when p_now > 0 then 0 else 200 end);
  end if;
  perform queue.forget_done(q, v_now - p_age, 10000);
  v_over := (select count(*) from queue.job where queue = q and state = 'DONE') - p_keep;
  if v_over > 0 then
    perform queue.forget_done(q, v_now, least(v_over, 10000));
  end if;
  delete from queue.resting where queue = q and heard < v_now - 86400000;
  delete from queue.claimed where used < clock_timestamp() - interval '10 minutes' and queue = q;
  delete from queue.cached_value where key = any (array(
    select key from queue.cached_value where expires <= queue.micros(0) / 1000
      order by expires limit 500 for update skip locked));
  select * into ready, leased, delayed, due_delayed, dead, done, oldest_ready, next_due, draining, crashes, amnesties,
      resting
    from queue.depth(q, p_now);
end $$;
