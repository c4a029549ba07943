-- What services told about runs, on its way to a scheduler. Unlogged: it may be lost.
create unlogged table queue.told (
  id    bigint generated always as identity primary key,
  batch bytea not null
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 500);

-- Takes a batch; forgets the oldest when nobody fetches them. Rings only while there is little: then somebody may sleep.
create or replace function queue.tell(p_batch bytea, p_most int) returns void language plpgsql as $$
declare
  v_id bigint;
begin
  insert into queue.told (batch) values (p_batch) returning id into v_id;
  delete from queue.told where id <= v_id - p_most;
  if not exists (select 1 from queue.told offset 32) then
    perform pg_notify('openbell_queue', 'live-told');
  end if;
end $$;
