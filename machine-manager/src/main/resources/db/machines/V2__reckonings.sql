-- A decision keeps how it was arrived at, step by step.
alter table machines.decision
  add column reckoning jsonb not null default '{}';
update machines.decision
  set reckoning = jsonb_build_object('target', 0, 'have', 0, 'text', arithmetic, 'steps', '[]'::jsonb);
alter table machines.decision
  drop column arithmetic,
  alter column reckoning drop default;
