-- Sessions of the console beside the tokens of the API: when they were used last, how long they may rest, from where and
-- with what they were opened, so that their owner can see and end them.

-- +goose Up

alter table account_tokens
  add column id uuid not null default gen_random_uuid(),
  add column kind text not null default 'api',
  add column idle_seconds integer,
  add column last_seen timestamptz,
  add column place text not null default '',
  add column device text not null default '',
  add column second_factor boolean not null default false,
  add constraint account_tokens_kind check (kind in ('api', 'console')),
  add constraint account_tokens_idle check (idle_seconds > 0);
comment on column account_tokens.id is 'names the session to its owner: the hash of the token is not told';
comment on column account_tokens.idle_seconds is 'how long it may rest before it ends; null: until it expires';
comment on column account_tokens.last_seen is 'to the minute';
comment on column account_tokens.place is 'address from which it was opened';
comment on column account_tokens.device is 'program with which it was opened, as it called itself';
comment on column account_tokens.second_factor is 'it was opened with a second factor';
create unique index account_tokens_by_id on account_tokens (id);
grant update (last_seen) on account_tokens to anjia_server;

-- What an account has chosen for its pages, on whatever machine.
create table account_settings (
  authority_id uuid not null,
  account_id uuid not null,
  language text not null default '',
  theme text not null default '',
  constraint account_settings_pk primary key (authority_id, account_id),
  constraint account_settings_account_fk foreign key (authority_id, account_id) references accounts (authority_id, id),
  constraint account_settings_short check (length(language) <= 16 and length(theme) <= 16)
);
grant select, insert, update (language, theme) on account_settings to anjia_server;
alter table account_settings enable row level security, force row level security;
create policy account_settings_own on account_settings for all to anjia_server
  using (account_id = (select app_actor()));

-- The second factor of an account. The server opens the secret with that of the installation; codes of recovery are
-- keyed hashes. It is read in the name of the account whose password was right.
create table account_factors (
  authority_id uuid not null,
  account_id uuid not null,
  secret bytea,
  pending bytea,
  pending_at timestamptz,
  since timestamptz,
  last_step bigint not null default 0,
  recovery bytea[] not null default '{}',
  constraint account_factors_pk primary key (authority_id, account_id),
  constraint account_factors_account_fk foreign key (authority_id, account_id) references accounts (authority_id, id),
  constraint account_factors_since check ((secret is null) = (since is null)),
  constraint account_factors_pending check ((pending is null) = (pending_at is null))
);
comment on table account_factors is 'secrets are sealed; a row without one is of an enrolment that was not confirmed';
comment on column account_factors.last_step is 'the time step of the last code that was taken: none is taken twice';
grant select, insert, update (secret, pending, pending_at, since, last_step, recovery), delete on account_factors to anjia_server;
alter table account_factors enable row level security, force row level security;
create policy account_factors_own on account_factors for all to anjia_server
  using (account_id = (select app_actor()));
create policy account_factors_see on account_factors for select to anjia_server
  using ((select app_role()) = 'administrator' and authority_id = any ((select app_offices())::uuid[]));
create policy account_factors_remove on account_factors for delete to anjia_server
  using ((select app_role()) = 'administrator' and authority_id = any ((select app_offices())::uuid[]));
create policy account_factors_owner on account_factors for select to current_user
  using (true);

alter table authorities add column second_factor_for text not null default '';
comment on column authorities.second_factor_for is 'roles whose accounts must have a second factor, parted by commas';
grant update (second_factor_for) on authorities to anjia_server;
create policy authorities_owner_reads_rule on authorities for select to current_user
  using (true);

-- +goose StatementBegin
create or replace function authorities_keep() returns trigger language plpgsql as $$
begin
  if app_role() <> 'administrator'
    and (new.version, new.name, new.short_name, new.certificate_mark, new.division, new.address, new.phone, new.superior, new.court, new.pack, new.valid_from, new.valid_to, new.second_factor_for)
      is distinct from (old.version, old.name, old.short_name, old.certificate_mark, old.division, old.address, old.phone, old.superior, old.court, old.pack, old.valid_from, old.valid_to, old.second_factor_for) then
    raise exception 'only an administrator changes an authority' using errcode = '42501', constraint = 'authorities_administrator_only';
  end if;
  return new;
end $$;
-- +goose StatementEnd

drop function token_session(bytea, timestamptz);
-- +goose StatementBegin
create function token_session(wanted_sha256 bytea, at timestamptz)
returns table (account_id uuid, authority_id uuid, agency_id uuid, name text, role text, organisation text, must_change boolean, expires_at timestamptz,
  id uuid, kind text, idle_seconds integer, last_seen timestamptz, second_factor boolean, must_enrol boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query select a.id, a.authority_id, a.agency_id, a.name, a.role, a.organisation, a.must_change, t.expires_at,
      t.id, t.kind, t.idle_seconds, coalesce(t.last_seen, t.created_at), t.second_factor,
      a.role = any (string_to_array(u.second_factor_for, ','))
        and not exists (select from account_factors f where f.authority_id = a.authority_id and f.account_id = a.id and f.secret is not null)
    from account_tokens t join accounts a on a.authority_id = t.authority_id and a.id = t.account_id
      join authorities u on u.id = a.authority_id
    where t.token_sha256 = wanted_sha256 and t.revoked_at is null and t.expires_at > at and a.active
      and (t.idle_seconds is null or coalesce(t.last_seen, t.created_at) + make_interval(secs => t.idle_seconds) > at);
end $$;
-- +goose StatementEnd
revoke execute on function token_session(bytea, timestamptz) from public;
grant execute on function token_session(bytea, timestamptz) to anjia_server;

-- +goose Down
drop function token_session(bytea, timestamptz);
-- +goose StatementBegin
create function token_session(wanted_sha256 bytea, at timestamptz)
returns table (account_id uuid, authority_id uuid, agency_id uuid, name text, role text, organisation text, must_change boolean, expires_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query select a.id, a.authority_id, a.agency_id, a.name, a.role, a.organisation, a.must_change, t.expires_at
    from account_tokens t join accounts a on a.authority_id = t.authority_id and a.id = t.account_id
    where t.token_sha256 = wanted_sha256 and t.revoked_at is null and t.expires_at > at and a.active;
end $$;
-- +goose StatementEnd
revoke execute on function token_session(bytea, timestamptz) from public;
grant execute on function token_session(bytea, timestamptz) to anjia_server;
-- +goose StatementBegin
create or replace function authorities_keep() returns trigger language plpgsql as $$
begin
  if app_role() <> 'administrator'
    and (new.version, new.name, new.short_name, new.certificate_mark, new.division, new.address, new.phone, new.superior, new.court, new.pack, new.valid_from, new.valid_to)
      is distinct from (old.version, old.name, old.short_name, old.certificate_mark, old.division, old.address, old.phone, old.superior, old.court, old.pack, old.valid_from, old.valid_to) then
    raise exception 'only an administrator changes an authority' using errcode = '42501', constraint = 'authorities_administrator_only';
  end if;
  return new;
end $$;
-- +goose StatementEnd
drop policy authorities_owner_reads_rule on authorities;
alter table authorities drop column second_factor_for;
drop table account_factors;
drop table account_settings;
drop index account_tokens_by_id;
alter table account_tokens drop column id, drop column kind, drop column idle_seconds, drop column last_seen, drop column place, drop column device, drop column second_factor;
