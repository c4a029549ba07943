-- Bars that owners brought along; the bars themselves are in the artifact store.
create table scheduler.own_bars (
  owner       text        not null,
  symbol      text        not null,
  key         text        not null,
  sha256      text        not null,
  bytes       bigint      not null,
  first_day   date        not null,
  last_day    date        not null,
  bars        integer     not null,
  uploaded_at timestamptz not null,
  primary key (owner, symbol)
);
