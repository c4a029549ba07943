-- Settle and claim: the way of every job, in one call.

-- Ends one lease. Answers OK, DEAD, STALE or GONE; the same fence again repeats the first answer.
create or replace function queue.settle_one(
  q text, p_now bigint, p_id text, p_fence bigint, p_kind text, p_delay bigint, p_error text, p_checkpoint bytea)
returns text language plpgsql as $$
declare
  j queue.job;
begin
  if p_kind = 'DONE' then
    -- The common case in one statement. Active under this fence means: not settled yet.
    update queue.job
      set state = 'DONE', at = p_now, payload = '', progress = '', worker = '', last_fence = p_fence, last_answer = 'OK'
      where queue = q and id = p_id and state = 'ACTIVE' and fence = p_fence;
    if found then return 'OK'; end if;
  end if;
  select * into j from queue.job where queue = q and id = p_id for update;
  if not found then return 'GONE'; end if;
  if j.last_fence = p_fence and j.last_answer is not null then return j.last_answer; end if;
  if j.state <> 'ACTIVE' or j.fence <> p_fence then return 'STALE'; end if;
  j.last_fence := p_fence;
  j.last_answer := 'OK';
  if p_kind = 'RELEASE' then
    if length(p_checkpoint) > 0 then j.progress := p_checkpoint; end if;
    perform queue.make_wait(j, p_now, 0);
  elsif p_kind = 'POSTPONE' then
    j.error := p_error;
    perform queue.make_wait(j, p_now, p_delay);
  elsif p_kind = 'RETRY' then
    j.error := p_error;
    j.failures := j.failures + 1;
    if j.failures > j.max_failures then
      j.last_answer := 'DEAD';
    else
      perform queue.make_wait(j, p_now, p_delay);
    end if;
  end if;
  if p_kind = 'DEAD' or j.last_answer = 'DEAD' then
    update queue.job set last_fence = p_fence, last_answer = j.last_answer, failures = j.failures
      where queue = q and id = p_id;
    perform queue.bury(q, p_id, p_now, p_error);
  end if;
  return j.last_answer;
end $$;

-- Kinds are DONE, RETRY, POSTPONE, DEAD and RELEASE. The caller has the queue when any goes back to those that wait.
create or replace function queue.settle_all(
  q text, p_now bigint, p_ids text[], p_fences bigint[], p_kinds text[], p_delays bigint[], p_errors text[],
  p_checkpoints bytea[])
returns text[] language plpgsql as $$
declare
  answers text[] := '{}';
  v_returned int := (
    select count(*) from unnest(p_kinds) as kind where kind in ('RETRY', 'POSTPONE', 'RELEASE'));
begin
  if array_length(p_ids, 1) > 1 then
    perform 1 from queue.job where queue = q and id = any (p_ids) order by id for update;
  end if;
  for i in 1 .. coalesce(array_length(p_ids, 1), 0) loop
    answers := answers || queue.settle_one(
      q, p_now, p_ids[i], p_fences[i], p_kinds[i], p_delays[i], p_errors[i], p_checkpoints[i]);
  end loop;
  if v_returned > 0 then
    update queue.line set waiting_at_most = waiting_at_most + v_returned where name = q;
    perform queue.ring(q);
  end if;
  return answers;
end $$;

-- Whether jobs in this call go back to those that wait.
create or replace function queue.returns_any(p_kinds text[]) returns boolean language plpgsql immutable as $$
begin
  return p_kinds && array['RETRY', 'POSTPONE', 'RELEASE'];
end $$;

create or replace function queue.settle(
  q text, p_now bigint, p_ids text[], p_fences bigint[], p_kinds text[], p_delays bigint[], p_errors text[],
  p_checkpoints bytea[])
returns text[] language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
begin
  if queue.returns_any(p_kinds) then perform queue.enter(q); end if;
  return queue.settle_all(
    q, queue.micros(p_now) / 1000, p_ids, p_fences, p_kinds, p_delays, p_errors, p_checkpoints);
end $$;

-- Nothing is ready any more: nobody is ahead of anybody. Left for the next claim when somebody has the queue.
create or replace function queue.forget_turns(q text) returns void language plpgsql as $$
begin
  if exists (select 1 from queue.job where queue = q and state = 'READY')
      or not exists (select 1 from queue.turn where queue = q) then
    return;
  end if;
  perform 1 from queue.line where name = q for update skip locked;
  if not found or exists (select 1 from queue.job where queue = q and state = 'READY') then return; end if;
  delete from queue.turn where queue = q;
  update queue.band set clock = 0 where (queue, priority) in
    (select queue, priority from queue.band where queue = q and clock > 0 for update skip locked);
end $$;

-- Moves a band's clock on. One who finds it held leaves it: the holder, a claim of this moment, sets about the same.
create or replace function queue.served(q text, p_priority int, p_turn bigint) returns void language plpgsql as $$
begin
  perform 1 from queue.band where queue = q and priority = p_priority and clock < p_turn for update skip locked;
  if found then
    update queue.band set clock = p_turn where queue = q and priority = p_priority;
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
            lease = p_lease
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
    if not v_draining then
      return query select * from queue.hand_out(q, v_micros, case when p_now > 0 then 0 else 1000000 end, p_claim,
        p_worker, p_max, p_lease);
    else
      perform queue.forget_turns(q);
    end if;
  end if;
  v_next := least(
    (select at from queue.job where queue = q and state = 'DELAYED' order by at, id limit 1),
    (select at from queue.job where queue = q and state = 'ACTIVE' order by at, id limit 1)) - v_now;
  return next (null, null, null, null, null, null, null, null, answers,
    case when v_next < 0 then 0 else v_next end, v_draining)::queue.lease;
end $$;
