-- What all notifiers share about a channel: its rate, its quota and whether it is stopped.
create table notification.send_rate (
  channel        text             primary key,
  tokens         double precision not null,
  filled_at      timestamptz      not null,
  -- Share of the rate that may be used: halved when the provider throttles, and how it stood when.
  share          double precision not null default 1,
  share_at       timestamptz      not null,
  -- What the provider allows, when it was asked, and how many mails are left of its 24 hours.
  account_rate   double precision,
  account_day    bigint,
  day_left       bigint,
  asked_at       timestamptz      not null,
  stopped_until  timestamptz      not null,
  stop_reason    text             not null default '',
  -- The last stop for want of quota: waiting for it does not make a mail too old.
  quota_from     timestamptz,
  quota_until    timestamptz
);

-- Addresses that are not written to. Keyed by a hash, so that no address stands in an address line.
create table notification.suppression (
  address_hash text        primary key,
  address      text        not null unique,
  reason       text        not null check (reason in ('BOUNCED', 'COMPLAINED', 'BY_HAND')),
  at           timestamptz not null,
  source       text        not null
);

-- Who put an address there and who took it off. Rows are added, never changed.
create table notification.suppression_history (
  id           bigserial   primary key,
  address_hash text        not null,
  did          text        not null check (did in ('ADDED', 'REMOVED')),
  reason       text        not null,
  source       text        not null,
  at           timestamptz not null
);

-- What a reader said last about a subscription: nothing is sent under one that has ended.
create table notification.changed_subscription (
  subscription text        primary key,
  ended        boolean     not null,
  at           timestamptz not null
);

-- What the provider told us, once each.
create table notification.provider_event (
  id                  text        primary key,
  kind                text        not null,
  ledger_id           text        not null,
  provider_message_id text        not null,
  detail              text        not null,
  at                  timestamptz not null,
  received_at         timestamptz not null,
  known               boolean     not null
);

create index provider_event_of_row on notification.provider_event (ledger_id, at);

alter table notification.mail_ledger add column subscription text not null default '';

