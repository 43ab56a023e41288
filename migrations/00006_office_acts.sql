-- What the acts of the office need beside the first structure: the mark of the certificate number, passwords set by
-- somebody else, the secret that signs cursors, and who may add an entry to the chain of an office.

-- +goose Up

alter table authorities add column certificate_mark text not null default '';
comment on column authorities.certificate_mark is 'short names of province and county in the number of an adoption certificate';
grant update (certificate_mark) on authorities to anjia_server;

alter table accounts add column must_change boolean not null default false;
comment on column accounts.must_change is 'the password was set by somebody else: its owner changes it before anything else';
alter table accounts add column created_on date not null default current_date;

alter table installation add column secret bytea not null default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
alter table installation add constraint installation_secret_whole check (length(secret) = 32);
comment on column installation.secret is 'signs the cursors of lists; 244 random bits';

-- The office that keeps the account of who is asking.
-- +goose StatementBegin
create function app_home() returns uuid language sql stable parallel safe
return (select authority_id from accounts where id = app_actor());
-- +goose StatementEnd

-- Everybody may change the own password, and an agency's manager files evaluators: both are entries in the chain of
-- the office that keeps the account.
create policy authorities_chain_of_home on authorities for update to anjia_server
  using (id = (select app_home()));
create policy authority_entries_add_at_home on authority_entries for insert to anjia_server
  with check (about = 'office' and authority_id = (select app_home()) and actor_id = (select app_actor())::text);
create policy authority_payloads_add_at_home on authority_payloads for insert to anjia_server
  with check (about = 'office' and authority_id = (select app_home()));
create policy accounts_change_own on accounts for update to anjia_server
  using (id = (select app_actor()));

-- A new authority stands under one of the administrator's; the first of an installation under none.
drop policy authorities_add on authorities;
create policy authorities_add on authorities for insert to anjia_server
  with check ((select app_role()) = 'administrator'
    and (parent_id = any ((select app_offices())::uuid[]) or parent_id is null and id = (select app_authority())));

-- Who adds an entry moves the head of the chain; what an office is called and where it stands is an administrator's.
-- +goose StatementBegin
create function authorities_keep() returns trigger language plpgsql as $$
begin
  if app_role() <> 'administrator'
    and (new.version, new.name, new.short_name, new.certificate_mark, new.division, new.address, new.phone, new.superior, new.court, new.pack, new.valid_from, new.valid_to)
      is distinct from (old.version, old.name, old.short_name, old.certificate_mark, old.division, old.address, old.phone, old.superior, old.court, old.pack, old.valid_from, old.valid_to) then
    raise exception 'only an administrator changes an authority' using errcode = '42501', constraint = 'authorities_administrator_only';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger authorities_keep before update on authorities for each row execute function authorities_keep();

-- Nobody changes the own role, name or place, an administrator neither.
-- +goose StatementBegin
create function accounts_keep() returns trigger language plpgsql as $$
begin
  if (new.authority_id, new.id, new.login) is distinct from (old.authority_id, old.id, old.login) then
    raise exception 'an account keeps its id, its authority and its login name' using errcode = '42501', constraint = 'accounts_keep_identity';
  elsif (app_role() <> 'administrator' or old.id = app_actor())
    and (new.agency_id, new.name, new.role, new.active) is distinct from (old.agency_id, old.name, old.role, old.active) then
    raise exception 'nobody changes the own account' using errcode = '42501', constraint = 'accounts_not_the_own';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger accounts_keep before update on accounts for each row execute function accounts_keep();

-- Whose token it is at an instant, as token_account(), with what the door needs to know beside.
-- +goose StatementBegin
create function token_session(wanted_sha256 bytea, at timestamptz)
returns table (account_id uuid, authority_id uuid, agency_id uuid, name text, role text, organisation text, must_change boolean, expires_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.authority_id, a.agency_id, a.name, a.role, a.organisation, a.must_change, t.expires_at
  from account_tokens t join accounts a on a.authority_id = t.authority_id and a.id = t.account_id
  where t.token_sha256 = wanted_sha256 and t.revoked_at is null and t.expires_at > at and a.active
$$;
-- +goose StatementEnd

-- A hash of the same password at another cost; a password changed meanwhile stays.
create policy account_secrets_owner_renews on account_secrets for update to current_user
  using (true);
-- +goose StatementBegin
create function renew_password_hash(wanted_account uuid, old_hash text, new_hash text) returns void
language sql security definer set search_path = public, pg_temp as $$
  update account_secrets set password_hash = new_hash where account_id = wanted_account and password_hash = old_hash
$$;
-- +goose StatementEnd

-- How many administrators of the whole installation would be left without one. Who asks at the same time waits, so
-- that two cannot take each other's office away.
-- +goose StatementBegin
create function other_administrators(without uuid) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(20642);
  return (select count(*) from accounts where role = 'administrator' and active and id <> without);
end $$;
-- +goose StatementEnd

revoke execute on function token_session(bytea, timestamptz), renew_password_hash(uuid, text, text), other_administrators(uuid) from public;
grant execute on function token_session(bytea, timestamptz), renew_password_hash(uuid, text, text), other_administrators(uuid) to anjia_server;

-- +goose Down
drop function other_administrators(uuid);
drop function renew_password_hash(uuid, text, text);
drop policy account_secrets_owner_renews on account_secrets;
drop function token_session(bytea, timestamptz);
drop trigger accounts_keep on accounts;
drop function accounts_keep();
drop trigger authorities_keep on authorities;
drop function authorities_keep();
drop policy authorities_add on authorities;
create policy authorities_add on authorities for insert to anjia_server
  with check ((select app_role()) = 'administrator');
drop policy accounts_change_own on accounts;
drop policy authority_payloads_add_at_home on authority_payloads;
drop policy authority_entries_add_at_home on authority_entries;
drop policy authorities_chain_of_home on authorities;
drop function app_home();
alter table installation drop column secret;
alter table accounts drop column created_on, drop column must_change;
alter table authorities drop column certificate_mark;
