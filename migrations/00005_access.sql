-- Who may do what: grants of the server's role, and row-level security as the second lock behind the application.
--
-- Every condition on a setting stands in a sub-select of its own, so that it is evaluated once for a statement and not
-- for every row.

-- +goose Up

-- What of the cases somebody sees, by role; NULL for what a role has no part in.
-- +goose StatementBegin
create function scope_offices() returns uuid[] language plpgsql stable parallel safe as $$
begin
  return case when app_role() in ('officer', 'supervisor', 'auditor') then app_offices() end;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function scope_drafts() returns uuid language sql stable parallel safe
return case when app_role() in ('officer', 'supervisor') then app_authority() end;
-- +goose StatementEnd
-- +goose StatementBegin
create function scope_agency() returns uuid language sql stable parallel safe
return case when app_role() = 'agency_manager' then app_agency() end;
-- +goose StatementEnd
-- +goose StatementBegin
create function scope_evaluator() returns uuid[] language sql stable parallel safe
return case when app_role() = 'evaluator' and app_actor() is not null then array[app_actor()] end;
-- +goose StatementEnd

-- Whether the policies of cases let the actor see a case, and a child by one of its cases. They are functions, and not
-- sub-selects in the policies of the many tables that ask, because each such sub-select brings the whole condition on
-- cases into the plan: a statement that writes an act then spends more time on its plan than on its rows.
-- +goose StatementBegin
create function app_sees_case(authority uuid, wanted uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from cases where authority_id = authority and id = wanted);
end $$;
-- +goose StatementEnd

-- The same for the file: an offer that is not accepted yet shows an agency the case's row only.
-- +goose StatementBegin
create function app_reads_case(authority uuid, wanted uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from cases where authority_id = authority and id = wanted and (body_open or app_role() <> 'agency_manager'));
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function app_sees_child(authority uuid, wanted uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from cases where authority_id = authority and child_id = wanted);
end $$;
-- +goose StatementEnd

-- Whether the case that this transaction has opened belongs to the authority.
-- +goose StatementBegin
create function app_opened_at(authority uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from cases where authority_id = authority and id = app_opened());
end $$;
-- +goose StatementEnd

grant select, insert, update (clock_offset) on installation to anjia_server;
grant select, insert on packs, calendars, instruments to anjia_server;
grant select, insert, update (version, name, short_name, division, address, phone, superior, court, pack, valid_to, head_seq, head_hash, head_at) on authorities to anjia_server;
grant select on authority_closure to anjia_server;
grant select, insert, update on agencies, evaluators, accounts to anjia_server;
grant select (authority_id, account_id), insert, update (password_hash, changed_at) on account_secrets to anjia_server;
grant select, insert, update (revoked_at) on account_tokens to anjia_server;
grant select, insert, update (last) on number_series to anjia_server;
grant select, insert, update (void_at, void_by, void_reason) on issued_numbers to anjia_server;
grant select, insert, update on children to anjia_server;
grant select, insert, update, delete on cases, due_dates, sheet_drafts to anjia_server;
grant select, insert on case_entries, case_payloads, authority_entries, authority_payloads, case_reads to anjia_server;
grant select, insert, update on rendered_papers to anjia_server;
grant select, insert on uploads, idempotency_keys to anjia_server;

alter table authorities enable row level security, force row level security;
alter table agencies enable row level security, force row level security;
alter table evaluators enable row level security, force row level security;
alter table accounts enable row level security, force row level security;
alter table account_secrets enable row level security, force row level security;
alter table account_tokens enable row level security, force row level security;
alter table number_series enable row level security, force row level security;
alter table issued_numbers enable row level security, force row level security;
alter table children enable row level security, force row level security;
alter table cases enable row level security, force row level security;
alter table due_dates enable row level security, force row level security;
alter table case_search enable row level security, force row level security;
alter table child_search enable row level security, force row level security;
alter table case_entries enable row level security, force row level security;
alter table case_payloads enable row level security, force row level security;
alter table authority_entries enable row level security, force row level security;
alter table authority_payloads enable row level security, force row level security;
alter table case_reads enable row level security, force row level security;
alter table rendered_papers enable row level security, force row level security;
alter table uploads enable row level security, force row level security;
alter table sheet_drafts enable row level security, force row level security;
alter table idempotency_keys enable row level security, force row level security;

create policy authorities_read on authorities for select to anjia_server
  using ((select app_role()) is not null);
create policy authorities_add on authorities for insert to anjia_server
  with check ((select app_role()) = 'administrator');
create policy authorities_change on authorities for update to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'administrator') and id = any ((select app_offices())::uuid[]));

-- The office: people see what their own office, those below it and those above it keep; an agency's people their agency.
create policy agencies_read on agencies for select to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'auditor', 'administrator') and (authority_id = any ((select app_offices())::uuid[]) or authority_id = any ((select app_lineage())::uuid[]))
    or (select app_role()) in ('agency_manager', 'evaluator') and id = (select app_agency()));
create policy agencies_add on agencies for insert to anjia_server
  with check ((select app_role()) in ('officer', 'supervisor', 'administrator') and authority_id = any ((select app_offices())::uuid[]));
create policy agencies_change on agencies for update to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'administrator') and authority_id = any ((select app_offices())::uuid[]));
create policy evaluators_read on evaluators for select to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'auditor', 'administrator') and (authority_id = any ((select app_offices())::uuid[]) or authority_id = any ((select app_lineage())::uuid[]))
    or (select app_role()) in ('agency_manager', 'evaluator') and agency_id = (select app_agency())
    or account_id = (select app_actor()));
create policy evaluators_add on evaluators for insert to anjia_server
  with check ((select app_role()) in ('officer', 'supervisor', 'administrator') and authority_id = any ((select app_offices())::uuid[])
    or (select app_role()) = 'agency_manager' and agency_id = (select app_agency()));
create policy evaluators_change on evaluators for update to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'administrator') and authority_id = any ((select app_offices())::uuid[])
    or (select app_role()) = 'agency_manager' and agency_id = (select app_agency()));
create policy accounts_read on accounts for select to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'auditor', 'administrator') and (authority_id = any ((select app_offices())::uuid[]) or authority_id = any ((select app_lineage())::uuid[]))
    or (select app_role()) in ('agency_manager', 'evaluator') and agency_id = (select app_agency())
    or id = (select app_actor()));
create policy accounts_add on accounts for insert to anjia_server
  with check ((select app_role()) = 'administrator' and authority_id = any ((select app_offices())::uuid[]));
create policy accounts_change on accounts for update to anjia_server
  using ((select app_role()) = 'administrator' and authority_id = any ((select app_offices())::uuid[]));
create policy account_secrets_kept on account_secrets for all to anjia_server
  using ((select app_role()) = 'administrator' and authority_id = any ((select app_offices())::uuid[])
    or account_id = (select app_actor()));
create policy account_tokens_read on account_tokens for select to anjia_server
  using ((select app_role()) = 'administrator' and authority_id = any ((select app_offices())::uuid[])
    or account_id = (select app_actor()));
create policy account_tokens_add on account_tokens for insert to anjia_server
  with check (account_id = (select app_actor()));
create policy account_tokens_revoke on account_tokens for update to anjia_server
  using ((select app_role()) = 'administrator' and authority_id = any ((select app_offices())::uuid[])
    or account_id = (select app_actor()));

-- Numbers are given by the office, and to an agency's act in the case that it has opened.
create policy number_series_read on number_series for select to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'administrator') and authority_id = any ((select app_offices())::uuid[])
    or (select app_role()) in ('agency_manager', 'evaluator') and app_opened_at(authority_id)
    or (select app_role()) = 'auditor' and authority_id = any ((select app_offices())::uuid[]));
create policy number_series_give on number_series for insert to anjia_server
  with check ((select app_role()) in ('officer', 'supervisor', 'administrator') and authority_id = any ((select app_offices())::uuid[])
    or (select app_role()) in ('agency_manager', 'evaluator') and app_opened_at(authority_id));
create policy number_series_change on number_series for update to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'administrator') and authority_id = any ((select app_offices())::uuid[])
    or (select app_role()) in ('agency_manager', 'evaluator') and app_opened_at(authority_id));
create policy issued_numbers_read on issued_numbers for select to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'administrator') and authority_id = any ((select app_offices())::uuid[])
    or (select app_role()) in ('agency_manager', 'evaluator') and app_opened_at(authority_id)
    or (select app_role()) = 'auditor' and authority_id = any ((select app_offices())::uuid[]));
create policy issued_numbers_give on issued_numbers for insert to anjia_server
  with check ((select app_role()) in ('officer', 'supervisor', 'administrator') and authority_id = any ((select app_offices())::uuid[])
    or (select app_role()) in ('agency_manager', 'evaluator') and app_opened_at(authority_id));
create policy issued_numbers_change on issued_numbers for update to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'administrator') and authority_id = any ((select app_offices())::uuid[])
    or (select app_role()) in ('agency_manager', 'evaluator') and app_opened_at(authority_id));

-- Cases: an office's people see those of their office and the offices below it (drafts only their own), an agency's
-- manager those that its agency was offered and has not declined, an evaluator those that he or she belongs to.
-- Administrators see none.
create policy cases_read on cases for select to anjia_server
  using (id = (select app_opened())
    or authority_id = any ((select scope_offices())::uuid[]) and (state <> 'draft' or authority_id = (select scope_drafts()))
    or agency_id = (select scope_agency())
    or evaluator_ids @> (select scope_evaluator()));
create policy cases_add on cases for insert to anjia_server
  with check (authority_id = (select scope_drafts()) and state = 'draft');
create policy cases_change on cases for update to anjia_server
  using (id = (select app_opened()) or app_sees_case(authority_id, id));
create policy cases_discard on cases for delete to anjia_server
  using (authority_id = (select scope_drafts()) and state = 'draft');

create policy children_read on children for select to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'auditor') and authority_id = any ((select app_offices())::uuid[])
    or (select app_role()) in ('agency_manager', 'evaluator') and app_sees_child(authority_id, id));
create policy children_add on children for insert to anjia_server
  with check ((select app_role()) in ('officer', 'supervisor') and authority_id = any ((select app_offices())::uuid[]));
create policy children_change on children for update to anjia_server
  using ((select app_role()) in ('officer', 'supervisor') and authority_id = any ((select app_offices())::uuid[])
    or (select app_role()) in ('agency_manager', 'evaluator') and app_sees_child(authority_id, id));

-- What belongs to a case is seen with it; an offer that is not accepted yet shows an agency the case's row only.
create policy due_dates_read on due_dates for select to anjia_server
  using (case_id = (select app_opened()) or app_sees_case(authority_id, case_id));
create policy due_dates_add on due_dates for insert to anjia_server
  with check (case_id = (select app_opened()) or app_sees_case(authority_id, case_id));
create policy due_dates_change on due_dates for update to anjia_server
  using (case_id = (select app_opened()) or app_sees_case(authority_id, case_id));
create policy due_dates_drop on due_dates for delete to anjia_server
  using (case_id = (select app_opened()) or app_sees_case(authority_id, case_id));
create policy case_entries_read on case_entries for select to anjia_server
  using (app_reads_case(authority_id, case_id));
create policy case_entries_add on case_entries for insert to anjia_server
  with check (case_id = (select app_opened()) or app_sees_case(authority_id, case_id));
create policy case_payloads_read on case_payloads for select to anjia_server
  using (app_reads_case(authority_id, case_id));
create policy case_payloads_add on case_payloads for insert to anjia_server
  with check (case_id = (select app_opened()) or app_sees_case(authority_id, case_id));
create policy rendered_papers_read on rendered_papers for select to anjia_server
  using (app_reads_case(authority_id, case_id));
create policy rendered_papers_add on rendered_papers for insert to anjia_server
  with check (app_reads_case(authority_id, case_id));
create policy rendered_papers_change on rendered_papers for update to anjia_server
  using (app_reads_case(authority_id, case_id));
create policy uploads_read on uploads for select to anjia_server
  using (case_id is null and actor_id = (select app_actor()) or app_reads_case(authority_id, case_id));
create policy uploads_add on uploads for insert to anjia_server
  with check (actor_id = (select app_actor()) and (case_id is null or app_reads_case(authority_id, case_id)));

-- A draft of a sheet is its evaluator's alone.
create policy sheet_drafts_own on sheet_drafts for all to anjia_server
  using (evaluator_id = (select app_actor()) and (select app_role()) = 'evaluator' and app_sees_case(authority_id, case_id));

create policy idempotency_keys_own on idempotency_keys for all to anjia_server
  using (actor_id = (select app_actor()));
create policy case_reads_read on case_reads for select to anjia_server
  using ((select app_role()) in ('supervisor', 'auditor') and authority_id = any ((select app_offices())::uuid[]));
create policy case_reads_add on case_reads for insert to anjia_server
  with check (actor_id = (select app_actor()) and role = (select app_role()) and (case_id is null or app_sees_case(authority_id, case_id)));
create policy authority_entries_read on authority_entries for select to anjia_server
  using (authority_id = any ((select app_offices())::uuid[]) and ((select app_role()) in ('officer', 'supervisor', 'auditor') or (select app_role()) = 'administrator' and about = 'office'));
create policy authority_entries_add on authority_entries for insert to anjia_server
  with check (authority_id = any ((select app_offices())::uuid[]) and ((select app_role()) in ('officer', 'supervisor') or (select app_role()) = 'administrator' and about = 'office'));
create policy authority_payloads_read on authority_payloads for select to anjia_server
  using (authority_id = any ((select app_offices())::uuid[]) and ((select app_role()) in ('officer', 'supervisor', 'auditor') or (select app_role()) = 'administrator' and about = 'office'));
create policy authority_payloads_add on authority_payloads for insert to anjia_server
  with check (authority_id = any ((select app_offices())::uuid[]) and ((select app_role()) in ('officer', 'supervisor') or (select app_role()) = 'administrator' and about = 'office'));

-- The owner's functions below read by policies of the owner's: FORCE holds for the owner too.
create policy case_search_owner on case_search for all to current_user
  using (true);
create policy child_search_owner on child_search for all to current_user
  using (true);
create policy accounts_owner on accounts for select to current_user
  using (true);
create policy account_secrets_owner on account_secrets for select to current_user
  using (true);
create policy account_tokens_owner on account_tokens for select to current_user
  using (true);

-- What a login needs before anybody is known: one account by its exact login name.
-- +goose StatementBegin
create function login_account(wanted_login text)
returns table (account_id uuid, authority_id uuid, agency_id uuid, name text, role text, organisation text, password_hash text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.authority_id, a.agency_id, a.name, a.role, a.organisation, s.password_hash
  from accounts a join account_secrets s on s.authority_id = a.authority_id and s.account_id = a.id
  where lower(a.login) = lower(wanted_login) and a.active
$$;
-- +goose StatementEnd

-- Whose token it is, by the SHA-256 of the token: nobody's when it has run out, was revoked or the account is shut.
-- +goose StatementBegin
create function token_account(wanted_sha256 bytea)
returns table (account_id uuid, authority_id uuid, agency_id uuid, name text, role text, organisation text, expires_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.authority_id, a.agency_id, a.name, a.role, a.organisation, t.expires_at
  from account_tokens t join accounts a on a.authority_id = t.authority_id and a.id = t.account_id
  where t.token_sha256 = wanted_sha256 and t.revoked_at is null and t.expires_at > now() and a.active
$$;
-- +goose StatementEnd

-- Which office holds a case, and nothing else of it.
-- +goose StatementBegin
create function case_office(wanted uuid) returns uuid language sql stable security definer set search_path = public, pg_temp as $$
  select authority_id from case_search where case_id = wanted
$$;
-- +goose StatementEnd

-- The newest cases in the actor's scope in whose names or number the text occurs; the grams, made by the server from
-- the same text, only find candidates. A case under the secrecy of adoption is found by those who work on it.
-- +goose StatementBegin
create function search_cases(wanted_grams text[], wanted_text text, most integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  with found as (
    select s.case_id, s.authority_id, s.officer_id, s.agency_id, s.evaluator_ids, s.secrecy from case_search s
      where s.search_grams @> wanted_grams and strpos(s.search_text, wanted_text) > 0
    union all
    select s.case_id, s.authority_id, s.officer_id, s.agency_id, s.evaluator_ids, s.secrecy
      from child_search c join case_search s on s.authority_id = c.authority_id and s.child_id = c.child_id
      where c.search_grams @> wanted_grams and strpos(c.search_text, wanted_text) > 0
  )
  select distinct case_id from found
  where case app_role()
    when 'officer' then authority_id = any ((select app_offices())::uuid[]) and (not secrecy or officer_id = app_actor())
    when 'supervisor' then authority_id = any ((select app_offices())::uuid[]) and (not secrecy or authority_id = app_authority())
    when 'auditor' then authority_id = any ((select app_offices())::uuid[]) and not secrecy
    when 'agency_manager' then agency_id = app_agency()
    when 'evaluator' then evaluator_ids @> array[app_actor()]
    else false end
  order by case_id desc limit most
$$;
-- +goose StatementEnd

-- The newest children of the actor's offices in whose name or code the text occurs.
-- +goose StatementBegin
create function search_children(wanted_grams text[], wanted_text text, most integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select child_id from child_search
  where search_grams @> wanted_grams and strpos(search_text, wanted_text) > 0
    and app_role() in ('officer', 'supervisor', 'auditor') and authority_id = any ((select app_offices())::uuid[])
  order by child_id desc limit most
$$;
-- +goose StatementEnd

revoke execute on function login_account(text), token_account(bytea), case_office(uuid), search_cases(text[], text, integer),
  search_children(text[], text, integer), authorities_close(), cases_search(), children_search() from public;
grant execute on function login_account(text), token_account(bytea), case_office(uuid), search_cases(text[], text, integer),
  search_children(text[], text, integer) to anjia_server;

-- +goose Down
drop function search_children(text[], text, integer);
drop function search_cases(text[], text, integer);
drop function case_office(uuid);
drop function token_account(bytea);
drop function login_account(text);
drop policy authorities_read on authorities;
drop policy authorities_add on authorities;
drop policy authorities_change on authorities;
drop policy agencies_read on agencies;
drop policy agencies_add on agencies;
drop policy agencies_change on agencies;
drop policy evaluators_read on evaluators;
drop policy evaluators_add on evaluators;
drop policy evaluators_change on evaluators;
drop policy accounts_read on accounts;
drop policy accounts_add on accounts;
drop policy accounts_change on accounts;
drop policy account_secrets_kept on account_secrets;
drop policy account_tokens_read on account_tokens;
drop policy account_tokens_add on account_tokens;
drop policy account_tokens_revoke on account_tokens;
drop policy number_series_read on number_series;
drop policy number_series_give on number_series;
drop policy number_series_change on number_series;
drop policy issued_numbers_read on issued_numbers;
drop policy issued_numbers_give on issued_numbers;
drop policy issued_numbers_change on issued_numbers;
drop policy cases_read on cases;
drop policy cases_add on cases;
drop policy cases_change on cases;
drop policy cases_discard on cases;
drop policy children_read on children;
drop policy children_add on children;
drop policy children_change on children;
drop policy due_dates_read on due_dates;
drop policy due_dates_add on due_dates;
drop policy due_dates_change on due_dates;
drop policy due_dates_drop on due_dates;
drop policy case_entries_read on case_entries;
drop policy case_entries_add on case_entries;
drop policy case_payloads_read on case_payloads;
drop policy case_payloads_add on case_payloads;
drop policy rendered_papers_read on rendered_papers;
drop policy rendered_papers_add on rendered_papers;
drop policy rendered_papers_change on rendered_papers;
drop policy uploads_read on uploads;
drop policy uploads_add on uploads;
drop policy sheet_drafts_own on sheet_drafts;
drop policy idempotency_keys_own on idempotency_keys;
drop policy case_reads_read on case_reads;
drop policy case_reads_add on case_reads;
drop policy authority_entries_read on authority_entries;
drop policy authority_entries_add on authority_entries;
drop policy authority_payloads_read on authority_payloads;
drop policy authority_payloads_add on authority_payloads;
drop policy case_search_owner on case_search;
drop policy child_search_owner on child_search;
drop policy accounts_owner on accounts;
drop policy account_secrets_owner on account_secrets;
drop policy account_tokens_owner on account_tokens;
alter table authorities disable row level security, no force row level security;
alter table agencies disable row level security, no force row level security;
alter table evaluators disable row level security, no force row level security;
alter table accounts disable row level security, no force row level security;
alter table account_secrets disable row level security, no force row level security;
alter table account_tokens disable row level security, no force row level security;
alter table number_series disable row level security, no force row level security;
alter table issued_numbers disable row level security, no force row level security;
alter table children disable row level security, no force row level security;
alter table cases disable row level security, no force row level security;
alter table due_dates disable row level security, no force row level security;
alter table case_search disable row level security, no force row level security;
alter table child_search disable row level security, no force row level security;
alter table case_entries disable row level security, no force row level security;
alter table case_payloads disable row level security, no force row level security;
alter table authority_entries disable row level security, no force row level security;
alter table authority_payloads disable row level security, no force row level security;
alter table case_reads disable row level security, no force row level security;
alter table rendered_papers disable row level security, no force row level security;
alter table uploads disable row level security, no force row level security;
alter table sheet_drafts disable row level security, no force row level security;
alter table idempotency_keys disable row level security, no force row level security;
drop function scope_evaluator();
drop function scope_agency();
drop function scope_drafts();
drop function scope_offices();
drop function app_opened_at(uuid);
drop function app_sees_child(uuid, uuid);
drop function app_reads_case(uuid, uuid);
drop function app_sees_case(uuid, uuid);
revoke all on account_secrets from anjia_server;
revoke all on account_tokens from anjia_server;
revoke all on accounts from anjia_server;
revoke all on agencies from anjia_server;
revoke all on authorities from anjia_server;
revoke all on authority_closure from anjia_server;
revoke all on authority_entries from anjia_server;
revoke all on authority_payloads from anjia_server;
revoke all on calendars from anjia_server;
revoke all on case_entries from anjia_server;
revoke all on case_payloads from anjia_server;
revoke all on case_reads from anjia_server;
revoke all on cases from anjia_server;
revoke all on children from anjia_server;
revoke all on due_dates from anjia_server;
revoke all on evaluators from anjia_server;
revoke all on idempotency_keys from anjia_server;
revoke all on installation from anjia_server;
revoke all on instruments from anjia_server;
revoke all on issued_numbers from anjia_server;
revoke all on number_series from anjia_server;
revoke all on packs from anjia_server;
revoke all on rendered_papers from anjia_server;
revoke all on sheet_drafts from anjia_server;
revoke all on uploads from anjia_server;
