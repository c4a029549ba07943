-- A day's notifications to one reader in one mail. Its id is the ledger id that its mail gets.
create table notification.digest (
  id        text        primary key,
  owner     text        not null,
  market    text        not null,
  session   date        not null,
  channel   text        not null,
  closes_at timestamptz not null,
  closed_at timestamptz
);

create index digest_open on notification.digest (closes_at) where closed_at is null;

-- A row with `held_for` is given out by its digest and by nothing else. `sendable_at` is set on a
-- row that was kept back, by a digest or by quiet hours: its age counts from then.
alter table notification.mail_ledger add column held_for text references notification.digest (id);
alter table notification.mail_ledger add column sendable_at timestamptz;

create index mail_ledger_held on notification.mail_ledger (held_for) where held_for is not null;

-- Which notifications a digest took the place of. No notification is in two.
create table notification.mail_item (
  ledger_id       text not null references notification.mail_ledger (id),
  notification_id text not null unique references notification.mail_ledger (id)
);

create index mail_item_of_digest on notification.mail_item (ledger_id);
