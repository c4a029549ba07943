-- The current version stands in scheduler.portfolio, so that submitting writes one row.
alter table scheduler.portfolio add column version integer not null default 1;
alter table scheduler.portfolio add column updated_at timestamptz;
alter table scheduler.portfolio add column paused_at timestamptz;
-- Sessions whose moment was before it are none of this portfolio's business: it was not there yet,
-- it was paused, or it had another schedule.
alter table scheduler.portfolio add column due_from timestamptz;
update scheduler.portfolio set updated_at = created_at, due_from = created_at;
alter table scheduler.portfolio alter column updated_at set not null;
alter table scheduler.portfolio alter column due_from set not null;

-- Two spellings of one document were one too many; a later version drops the column.
alter table scheduler.portfolio alter column canonical drop not null;

-- Versions that an edit has replaced.
create table scheduler.portfolio_version (
  portfolio_id text        not null,
  version      integer     not null,
  owner        text        not null,
  config_hash  text        not null,
  document     text        not null,
  created_at   timestamptz not null,
  primary key (portfolio_id, version)
);
create index portfolio_version_by_hash on scheduler.portfolio_version
  (portfolio_id, config_hash, version desc);

-- A session that came while its portfolio was paused has an outcome of its own.
alter table scheduler.schedule_ledger drop constraint schedule_ledger_verdict_check;
alter table scheduler.schedule_ledger add constraint schedule_ledger_verdict_check
  check (verdict in ('FIRE', 'MISS', 'CLOSED', 'PAUSED'));
alter table scheduler.schedule_ledger drop constraint schedule_ledger_outcome_check;
alter table scheduler.schedule_ledger add constraint schedule_ledger_outcome_check
  check (outcome in ('EXPECTED', 'RAN', 'LATE', 'NO_SESSION', 'MISSED', 'PAUSED'));
