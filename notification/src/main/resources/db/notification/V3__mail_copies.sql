-- What was handed to a channel, word for word. Pictures are kept once each, by their hash.
create table notification.mail_chart (
  sha256  text        primary key,
  png     bytea       not null,
  used_at timestamptz not null
);

-- The last attempt's letter of each row of the ledger; parts are compressed with gzip. A letter that
-- is kept before it is sent is `fixed`: it is sent as it stands here.
create table notification.mail_copy (
  ledger_id text        primary key,
  subject   text        not null,
  html      bytea       not null,
  body      bytea       not null,
  chart     text        references notification.mail_chart (sha256),
  fixed     boolean     not null default false,
  at        timestamptz not null
);
create index mail_copy_by_age on notification.mail_copy (at);
create index mail_copy_by_chart on notification.mail_copy (chart) where chart is not null;

-- Who had a mail sent again, and why. Rows are added, never changed.
create table notification.mail_audit (
  id        bigserial   primary key,
  ledger_id text        not null,
  copy_id   text        not null unique,
  owner     text        not null,
  reason    text        not null,
  at        timestamptz not null
);
create index mail_audit_of_mail on notification.mail_audit (ledger_id, id);

create index mail_ledger_of_portfolio
  on notification.mail_ledger (owner, portfolio, accepted_at desc);
