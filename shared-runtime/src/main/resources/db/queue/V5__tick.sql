-- Reads and regular work.

-- Reads only.
create or replace function queue.depth(
  q text, p_now bigint,
  out ready bigint, out leased bigint, out delayed bigint, out due_delayed bigint, out dead bigint, out done bigint,
  out oldest_ready bigint, out next_due bigint, out draining boolean, out crashes bigint, out amnesties bigint)
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
end $$;

-- Forgets up to p_limit done jobs, the oldest first, that ended before p_before.
create or replace function queue.forget_done(q text, p_before bigint, p_limit bigint) returns void language plpgsql as $$
begin
  delete from queue.job where queue = q and id = any (array(
    select id from queue.job where queue = q and state = 'DONE' and at <= p_before
      order by at, id limit p_limit for update skip locked));
end $$;

-- Promotes, takes back, forgets: done jobs by age and by number, claims and values beyond their time; all in
-- bounded steps. Answers what depth does.
create or replace function queue.tick(
  q text, p_now bigint, p_age bigint, p_keep bigint,
  out ready bigint, out leased bigint, out delayed bigint, out due_delayed bigint, out dead bigint, out done bigint,
  out oldest_ready bigint, out next_due bigint, out draining boolean, out crashes bigint, out amnesties bigint)
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
  delete from queue.claimed where used < clock_timestamp() - interval '10 minutes' and queue = q;
  delete from queue.cached_value where key = any (array(
    select key from queue.cached_value where expires <= queue.micros(0) / 1000
      order by expires limit 500 for update skip locked));
  select * into ready, leased, delayed, due_delayed, dead, done, oldest_ready, next_due, draining, crashes, amnesties
    from queue.depth(q, p_now);
end $$;
