-- A schedule may name a time of day, the zone whose clock shows it, and a spread.
alter table scheduler.portfolio add column local_time text not null default '';
alter table scheduler.portfolio add column zone text not null default '';
alter table scheduler.portfolio add column spread_seconds bigint not null default 0;
drop index scheduler.portfolio_by_schedule;
create index portfolio_by_schedule on scheduler.portfolio
  (calendar, anchor, local_time, zone, offset_seconds, spread_seconds, catch_up, id)
  where deleted_at is null;

-- What became of a session: exactly one outcome, and a reason that its owner can read.
alter table scheduler.schedule_ledger drop constraint schedule_ledger_verdict_check;
alter table scheduler.schedule_ledger add constraint schedule_ledger_verdict_check
  check (verdict in ('FIRE', 'MISS', 'CLOSED'));
alter table scheduler.schedule_ledger add column outcome text not null default 'EXPECTED'
  check (outcome in ('EXPECTED', 'RAN', 'LATE', 'NO_SESSION', 'MISSED'));
alter table scheduler.schedule_ledger add column deadline timestamptz;
alter table scheduler.schedule_ledger add column finished_at timestamptz;
alter table scheduler.schedule_ledger add column merged_into date;
update scheduler.schedule_ledger set outcome = 'MISSED' where verdict = 'MISS';
update scheduler.schedule_ledger l set
  outcome = case r.state when 'DONE' then 'RAN' else 'MISSED' end,
  finished_at = r.finished_at,
  reason = case r.state when 'DONE' then l.reason
    else 'The run failed: ' || coalesce(r.detail, 'nobody knows why') end
from scheduler.run r
where l.verdict = 'FIRE' and r.run_id = l.run_id and r.state <> 'QUEUED';
create index schedule_ledger_by_run on scheduler.schedule_ledger (run_id);
