-- Restated history that a run met: which bars were changed since the run before, and which past
-- signals would be others now.
create table signal.revision (
  run_id    text        primary key,
  owner     text        not null,
  portfolio text        not null,
  session   date        not null,
  found     jsonb       not null,
  at        timestamptz not null
);
create index revision_of_portfolio on signal.revision (owner, portfolio, session desc, at desc);
