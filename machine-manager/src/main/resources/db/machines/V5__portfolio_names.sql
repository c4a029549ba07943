-- What people call a portfolio; '' for what was measured before this.
alter table machines.run_cost add column portfolio_name text not null default '';
alter table machines.cost_day add column portfolio_name text not null default '';

-- A run's page asks for its own cost.
create index run_cost_by_run on machines.run_cost (run_id);
