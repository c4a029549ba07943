-- The send ledger: one row per (portfolio, session, revision, recipient, channel, template). A
-- request is issued only after the row is SENDING and that is committed.
create table notification.mail_ledger (
  id                  text        primary key,
  owner               text        not null,
  portfolio           text        not null,
  market              text        not null,
  session             date        not null,
  revision            integer     not null,
  recipient           text        not null,
  channel             text        not null,
  template            text        not null,
  subject             text        not null,
  message             bytea       not null,
  content_sha256      text        not null,
  state               text        not null check (state in
    ('PENDING', 'SENDING', 'ACCEPTED', 'REJECTED', 'SUPPRESSED', 'UNKNOWN')),
  reason              text        not null default '',
  fence               bigint      not null default 0,
  attempts            integer     not null default 0,
  not_before          timestamptz not null,
  look_again          timestamptz not null,
  accepted_at         timestamptz not null,
  started_at          timestamptz,
  changed_at          timestamptz not null,
  provider_message_id text        not null default '',
  parked              boolean     not null default false,
  unique (portfolio, market, session, revision, recipient, channel, template)
);

create index mail_ledger_due on notification.mail_ledger (look_again) where state = 'PENDING';
create index mail_ledger_open on notification.mail_ledger (state, changed_at)
  where state in ('SENDING', 'UNKNOWN');
create index mail_ledger_of_owner on notification.mail_ledger (owner, accepted_at desc);

-- Every change of state, in order. Rows are added, never changed.
create table notification.mail_history (
  id        bigserial   primary key,
  ledger_id text        not null references notification.mail_ledger (id),
  state     text        not null,
  reason    text        not null,
  fence     bigint      not null,
  at        timestamptz not null
);

create index mail_history_of_row on notification.mail_history (ledger_id, id);
