-- Which run of the ledger repeats which other on its recorded inputs.
create table scheduler.repetition (
  run_id   text    primary key,
  owner    text    not null,
  original text    not null,
  number   integer not null,
  unique (original, number)
);
