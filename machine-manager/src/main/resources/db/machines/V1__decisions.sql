-- Decisions of the last seven days; the fleet itself is never stored, it is asked.
create table machines.decision (
  id bigint generated always as identity primary key,
  decided_at timestamptz not null,
  action text not null,
  reason text not null,
  arithmetic text not null
);

create index decision_by_time on machines.decision (decided_at);
