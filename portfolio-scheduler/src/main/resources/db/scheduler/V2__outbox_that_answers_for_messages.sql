-- Messages that are answered for stay until their reader has settled them.
alter table scheduler.outbox add column vouched boolean not null default false;
alter table scheduler.outbox add column sent_at timestamptz;
alter table scheduler.outbox add column look_at timestamptz;
create index outbox_pending on scheduler.outbox (id) where sent_at is null;
create index outbox_unsettled on scheduler.outbox (look_at nulls first, id) where sent_at is not null;
