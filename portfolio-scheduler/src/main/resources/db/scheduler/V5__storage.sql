-- Today's walk through the artifact store: one row, which one scheduler at a time may move.
create table scheduler.storage_sweep (
  one        boolean     primary key default true check (one),
  turn       bigint      not null,
  day        date        not null,
  done       boolean     not null,
  area       text        not null,
  after_key  text,
  free_at    timestamptz not null
);
insert into scheduler.storage_sweep (turn, day, done, area, free_at)
values (0, date '1970-01-01', true, 'PREVIEWS', timestamptz 'epoch');

-- What today's walk has counted so far; it becomes storage_use when the walk ends.
create table scheduler.storage_count (
  owner   text   not null,
  area    text   not null,
  objects bigint not null,
  bytes   bigint not null,
  primary key (owner, area)
);

create table scheduler.storage_use (
  owner       text        not null,
  area        text        not null,
  objects     bigint      not null,
  bytes       bigint      not null,
  measured_at timestamptz not null,
  primary key (owner, area)
);
