-- What was decided and sent, in that order: one chain of hashes per owner. Rows are added and never
-- changed; `entry` is the canonical text whose SHA-256 is `hash`, the other columns repeat parts of
-- it to be found by.
create table signal.forward (
  owner       text        not null,
  number      bigint      not null,
  portfolio   text        not null,
  market      text        not null,
  session     date        not null,
  run_id      text        not null unique,
  recorded_at timestamptz not null,
  previous    text        not null,
  hash        text        not null,
  entry       text        not null,
  primary key (owner, number)
);
create index forward_of_portfolio on signal.forward (owner, portfolio, number);
create index forward_of_day on signal.forward (owner, recorded_at, number);

-- The end of each chain. Its row is the lock under which the chain grows.
create table signal.forward_head (
  owner  text   primary key,
  number bigint not null,
  hash   text   not null
);

-- A slip of the hand is refused here; whoever means it is found by the hashes.
create function signal.forward_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'the forward record is never changed';
end $$;
create trigger forward_is_kept before update or delete or truncate on signal.forward
  for each statement execute function signal.forward_is_kept();

-- What was decided about each reader of a run, when it was decided.
create table signal.audience (
  run_id       text not null,
  owner        text not null,
  portfolio    text not null,
  market       text not null,
  session      date not null,
  email        text not null,
  subscription text not null,
  verdict      text not null,
  reason       text not null,
  at           timestamptz not null,
  primary key (run_id, email)
);
create index audience_of_session on signal.audience (owner, portfolio, market, session);
