-- One function per transition. `set` pins the plans: a claim must walk the index of ready jobs whatever the
-- statistics of a table say that was empty a minute ago.

-- Answers per job: NEW, DUPLICATE or FULL
create or replace function queue.enqueue(
  q text, p_now bigint, p_capacity bigint, p_ids text[], p_owners text[], p_priorities int[], p_costs int[],
  p_delays bigint[], p_expiries bigint[], p_max_failures int[], p_max_crashes int[], p_payloads bytea[])
returns text[] language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
declare
  v_now bigint := queue.micros(p_now) / 1000;
  v_waiting bigint;
  v_before bigint;
  answers text[] := '{}';
begin
  perform queue.enter(q);
  perform queue.ring(q);
  select waiting_at_most into v_waiting from queue.line where name = q;
  v_before := v_waiting;
  for i in 1 .. coalesce(array_length(p_ids, 1), 0) loop
    if exists (select 1 from queue.job where queue = q and id = p_ids[i]) then
      answers := answers || 'DUPLICATE'::text; continue;
    end if;
    if v_waiting >= p_capacity then
      v_waiting := (select count(*) from queue.job where queue = q and state = 'READY')
        + (select count(*) from queue.job where queue = q and state = 'DELAYED');
    end if;
    if v_waiting >= p_capacity then
      answers := answers || 'FULL'::text; continue;
    end if;
    insert into queue.job (queue, id, owner, state, priority, cost, turn, at, enqueued, expires, max_failures,
        max_crashes, payload)
      values (q, p_ids[i], p_owners[i], case when p_delays[i] > 0 then 'DELAYED' else 'READY' end, p_priorities[i],
        p_costs[i],
        case when p_delays[i] > 0 then 0 else queue.next_turn(q, p_priorities[i], p_owners[i], p_costs[i]) end,
        v_now + p_delays[i], v_now, case when p_expiries[i] > 0 then v_now + p_expiries[i] end, p_max_failures[i],
        p_max_crashes[i], p_payloads[i]);
    v_waiting := v_waiting + 1;
    answers := answers || 'NEW'::text;
  end loop;
  if v_waiting <> v_before then
    update queue.line set waiting_at_most = v_waiting where name = q;
  end if;
  return answers;
end $$;

-- Answers per beat: OK, STALE or GONE
create or replace function queue.heartbeat(
  q text, p_now bigint, p_lease bigint, p_ids text[], p_fences bigint[], p_checkpoints bytea[])
returns text[] language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
declare
  v_now bigint := queue.micros(p_now) / 1000;
  j queue.job;
  answers text[] := '{}';
begin
  perform 1 from queue.job where queue = q and id = any (p_ids) order by id for update;
  for i in 1 .. coalesce(array_length(p_ids, 1), 0) loop
    select * into j from queue.job where queue = q and id = p_ids[i];
    if not found then
      answers := answers || 'GONE'::text;
    elsif j.state <> 'ACTIVE' or j.fence <> p_fences[i] then
      answers := answers || 'STALE'::text;
    elsif j.expires <= v_now then
      perform queue.bury(q, j.id, v_now, 'EXPIRED: it was not done in time');
      answers := answers || 'STALE'::text;
    else
      update queue.job
        set at = v_now + p_lease,
            progress = case when length(p_checkpoints[i]) > 0 then p_checkpoints[i] else progress end
        where queue = q and id = j.id;
      answers := answers || 'OK'::text;
    end if;
  end loop;
  return answers;
end $$;

create or replace function queue.replay(q text, p_now bigint, p_id text) returns boolean language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off as $$
declare
  j queue.job;
begin
  perform queue.enter(q);
  select * into j from queue.job where queue = q and id = p_id and state = 'DEAD' for update;
  if not found then return false; end if;
  j.failures := 0;
  j.crashes := 0;
  j.amnesties := 0;
  j.expires := null;
  update queue.line set waiting_at_most = waiting_at_most + 1 where name = q;
  perform queue.make_wait(j, queue.micros(p_now) / 1000, 0);
  perform queue.ring(q);
  return true;
end $$;

create or replace function queue.cancel(q text, p_id text) returns boolean language plpgsql as $$
begin
  delete from queue.job where queue = q and id = p_id and state <> 'DONE';
  return found;
end $$;

create or replace function queue.drain(q text, p_on boolean) returns void language plpgsql as $$
begin
  perform queue.enter(q);
  update queue.line set draining = p_on where name = q;
  perform pg_notify('openbell_queue', q);
end $$;
