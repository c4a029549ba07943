-- A subscription has a name of its own, terms, and a history of who did what to it.
alter table signal.subscription
  add column id             text,
  add column zone           text        not null default 'UTC',
  add column quiet_from     time,
  add column quiet_until    time,
  add column text_only      boolean     not null default false,
  add column holdings       jsonb,
  add column confirmed_at   timestamptz,
  add column asked_at       timestamptz,
  add column origin         text        not null default 'DOCUMENT'
    check (origin in ('DOCUMENT', 'API')),
  add column chosen         boolean     not null default false,
  add column portfolio_name text        not null default '',
  add constraint quiet_is_whole check ((quiet_from is null) = (quiet_until is null));

alter table signal.subscription drop constraint subscription_state_check;
alter table signal.subscription add constraint subscription_state_check
  check (state in ('PENDING', 'CONFIRMED', 'ENDED'));

-- As Subscription.idOf: the first 32 hex digits of the SHA-256 of owner, portfolio and address.
update signal.subscription set
  id = substr(encode(sha256(convert_to(
    owner || E'\n' || portfolio || E'\n' || lower(trim(email)), 'UTF8')), 'hex'), 1, 32),
  confirmed_at = case when state = 'CONFIRMED' then since end;

alter table signal.subscription alter column id set not null;
create unique index subscription_id on signal.subscription (id);
create index subscription_email on signal.subscription (email);

-- Holds no address: the subscription knows it.
create table signal.subscription_event (
  id           bigserial   primary key,
  subscription text        not null,
  owner        text        not null,
  portfolio    text        not null,
  what         text        not null check (what in
    ('ASKED', 'CONFIRMED', 'CHANGED', 'ENDED', 'RESUMED', 'REFUSED', 'TESTED')),
  by_whom      text        not null check (by_whom in ('OWNER', 'READER')),
  detail       text        not null,
  at           timestamptz not null
);
create index subscription_event_of on signal.subscription_event (subscription, what, at);
create index subscription_event_of_owner on signal.subscription_event (owner, what, at);

create function signal.only_append() returns trigger language plpgsql as $$
begin
  raise exception 'signal.subscription_event is only ever appended to';
end $$;
create trigger only_append before update or delete on signal.subscription_event
  for each row execute function signal.only_append();
