-- The sessions of an owner, newest first, without a look at every row of them.
create index schedule_ledger_by_day
  on scheduler.schedule_ledger (owner, session desc, market desc) where verdict <> 'CLOSED';
