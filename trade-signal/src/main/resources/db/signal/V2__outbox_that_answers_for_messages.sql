-- Messages that are answered for stay until their reader has settled them.
alter table signal.outbox add column vouched boolean not null default false;
alter table signal.outbox add column sent_at timestamptz;
alter table signal.outbox add column look_at timestamptz;
create index outbox_pending on signal.outbox (id) where sent_at is null;
create index outbox_unsettled on signal.outbox (look_at nulls first, id) where sent_at is not null;
