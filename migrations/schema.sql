-- The structure of the database after all migrations. Made by `make schema`; not applied by anything.

CREATE TYPE public.river_job_state AS ENUM (
    'available',
    'cancelled',
    'completed',
    'discarded',
    'pending',
    'retryable',
    'running',
    'scheduled'
);

CREATE FUNCTION public.accounts_keep() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if (new.authority_id, new.id, new.login) is distinct from (old.authority_id, old.id, old.login) then
    raise exception 'an account keeps its id, its authority and its login name' using errcode = '42501', constraint = 'accounts_keep_identity';
  elsif (app_role() <> 'administrator' or old.id = app_actor())
    and (new.agency_id, new.name, new.role, new.active) is distinct from (old.agency_id, old.name, old.role, old.active) then
    raise exception 'nobody changes the own account' using errcode = '42501', constraint = 'accounts_not_the_own';
  end if;
  return new;
end $$;

CREATE FUNCTION public.accounts_of_person(login_mark bytea) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if coalesce(app_role(), '') not in ('officer', 'supervisor', 'agency_manager', 'evaluator', 'administrator') then
    raise exception 'only who works on cases or publishes law asks for accounts of one person' using errcode = '42501';
  end if;
  return query
  with number as (select n.mark from conflict_marks m join conflict_marks n using (authority_id, holder, holder_id, side)
    where m.mark = login_mark and m.kind = 'login' and m.side = 'card' and n.kind = 'id'),
  card as (select m.authority_id, m.holder, m.holder_id from conflict_marks m join number n using (mark) where m.kind = 'id' and m.side = 'card')
  select c.holder_id from card c where c.holder = 'account'
  union select e.account_id from card c join evaluators e on e.authority_id = c.authority_id and e.id = c.holder_id
    where c.holder = 'evaluator' and e.account_id is not null;
end $$;

CREATE FUNCTION public.app_actor() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.actor'::text, true), ''::text))::uuid;

CREATE FUNCTION public.app_agency() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.agency'::text, true), ''::text))::uuid;

CREATE FUNCTION public.app_authority() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.authority'::text, true), ''::text))::uuid;

CREATE TABLE public.accounts (
    authority_id uuid NOT NULL,
    id uuid NOT NULL,
    agency_id uuid,
    version bigint DEFAULT 1 NOT NULL,
    login text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    organisation text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    must_change boolean DEFAULT false NOT NULL,
    created_on date DEFAULT CURRENT_DATE NOT NULL,
    CONSTRAINT accounts_agency_by_role CHECK (
CASE role
    WHEN 'agency_manager'::text THEN (agency_id IS NOT NULL)
    WHEN 'evaluator'::text THEN true
    ELSE (agency_id IS NULL)
END),
    CONSTRAINT accounts_named CHECK (((login <> ''::text) AND (name <> ''::text) AND (organisation <> ''::text))),
    CONSTRAINT accounts_role_known CHECK ((role = ANY (ARRAY['officer'::text, 'supervisor'::text, 'agency_manager'::text, 'evaluator'::text, 'auditor'::text, 'administrator'::text]))),
    CONSTRAINT accounts_version_positive CHECK ((version > 0))
);

ALTER TABLE ONLY public.accounts FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.accounts.authority_id IS 'the office that keeps the account; for an agency''s people the one that contracts the agency';

COMMENT ON COLUMN public.accounts.must_change IS 'the password was set by somebody else: its owner changes it before anything else';

CREATE FUNCTION public.app_home() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (SELECT accounts.authority_id FROM public.accounts WHERE (accounts.id = public.app_actor()));

CREATE FUNCTION public.app_lineage() RETURNS uuid[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
begin
  return array(select ancestor from authority_closure
    where descendant = app_authority() and valid_from <= current_date and (valid_to is null or valid_to > current_date));
end $$;

CREATE FUNCTION public.app_offices() RETURNS uuid[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
begin
  return array(select descendant from authority_closure
    where ancestor = app_authority() and valid_from <= current_date and (valid_to is null or valid_to > current_date));
end $$;

CREATE FUNCTION public.app_opened() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.opened'::text, true), ''::text))::uuid;

CREATE FUNCTION public.app_opened_at(authority uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
begin
  return exists (select from cases where authority_id = authority and id = app_opened());
end $$;

CREATE FUNCTION public.app_reads_case(authority uuid, wanted uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
begin
  return exists (select from cases where authority_id = authority and id = wanted and (body_open or app_role() <> 'agency_manager'));
end $$;

CREATE FUNCTION public.app_reads_child(authority uuid, wanted uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
begin
  return exists (select from children where authority_id = authority and id = wanted);
end $$;

CREATE FUNCTION public.app_role() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NULLIF(current_setting('app.role'::text, true), ''::text);

CREATE FUNCTION public.app_sees_case(authority uuid, wanted uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
begin
  return exists (select from cases where authority_id = authority and id = wanted);
end $$;

CREATE FUNCTION public.app_sees_child(authority uuid, wanted uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
begin
  return exists (select from cases where authority_id = authority and child_id = wanted);
end $$;

CREATE FUNCTION public.app_task() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('app.task'::text, true), ''::text))::uuid;

CREATE FUNCTION public.authorities_close() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into authority_closure (ancestor, descendant, depth, valid_from, valid_to)
    select ancestor, new.id, depth + 1, greatest(valid_from, new.valid_from), least(valid_to, new.valid_to)
    from authority_closure where descendant = new.parent_id
    union all select new.id, new.id, 0, new.valid_from, new.valid_to;
  return null;
end $$;

CREATE FUNCTION public.authorities_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.id <> old.id or new.parent_id is distinct from old.parent_id then
    raise exception 'an authority keeps its id and its place' using errcode = '42501';
  elsif new.head_seq not in (old.head_seq, old.head_seq + 1) or (new.head_seq = old.head_seq and new.head_hash is distinct from old.head_hash) then
    raise exception 'the head of a chain moves by one entry' using errcode = '23514', constraint = 'authorities_head_moves_by_one';
  end if;
  return new;
end $$;

CREATE FUNCTION public.authorities_keep() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if app_role() <> 'administrator'
    and (new.version, new.name, new.short_name, new.certificate_mark, new.division, new.address, new.phone, new.superior, new.court, new.pack, new.valid_from, new.valid_to, new.second_factor_for)
      is distinct from (old.version, old.name, old.short_name, old.certificate_mark, old.division, old.address, old.phone, old.superior, old.court, old.pack, old.valid_from, old.valid_to, old.second_factor_for) then
    raise exception 'only an administrator changes an authority' using errcode = '42501', constraint = 'authorities_administrator_only';
  end if;
  return new;
end $$;

CREATE FUNCTION public.authority_entry_after_its_predecessor() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  select greatest(pg_current_xact_id(), e.txid) into new.txid from authority_entries e
    where e.authority_id = new.authority_id and e.seq = new.seq - 1 and e.epoch = new.epoch;
  if not found then
    new.txid := pg_current_xact_id();
  end if;
  return new;
end $$;

CREATE FUNCTION public.blank_slips_once() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.state <> 'proposed' or (new.authority_id, new.id, new.kind, new.series, new.prefix, new.width, new.first, new.last)
      is distinct from (old.authority_id, old.id, old.kind, old.series, old.prefix, old.width, old.first, old.last) then
    raise exception 'a slip is written once' using errcode = '42501', constraint = 'blank_slips_written_once';
  end if;
  return new;
end $$;

CREATE FUNCTION public.blanks_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if (new.authority_id, new.receipt_id, new.series, new.number, new.received_on) is distinct from (old.authority_id, old.receipt_id, old.series, old.number, old.received_on) then
    raise exception 'a blank keeps its number and its office' using errcode = '42501', constraint = 'blanks_keep_identity';
  elsif old.state in ('lost', 'returned', 'destroyed')
      or old.state = 'used' and (new.certificate <> old.certificate or new.case_id is distinct from old.case_id
        or new.state <> 'used' and (new.state <> 'spoiled' or old.case_id is null))
      or old.state = 'spoiled' and new.state not in ('lost', 'returned', 'destroyed') then
    raise exception 'a blank that is % does not become %', old.state, new.state using errcode = '42501', constraint = 'blanks_final';
  end if;
  return new;
end $$;

CREATE FUNCTION public.card_filed(login_mark bytea) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if coalesce(app_role(), '') not in ('officer', 'supervisor', 'agency_manager', 'evaluator') then
    raise exception 'only who works on cases asks for cards' using errcode = '42501';
  end if;
  return exists (select from conflict_marks m join conflict_marks n using (authority_id, holder, holder_id, side)
    where m.mark = login_mark and m.kind = 'login' and m.side = 'card' and n.kind = 'id');
end $$;

CREATE FUNCTION public.case_entry_after_its_predecessor() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  select greatest(pg_current_xact_id(), e.txid) into new.txid from case_entries e
    where e.authority_id = new.authority_id and e.case_id = new.case_id and e.seq = new.seq - 1 and e.epoch = new.epoch;
  if not found then
    new.txid := pg_current_xact_id();
  end if;
  return new;
end $$;

CREATE FUNCTION public.case_office(wanted uuid) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select authority_id from case_search where case_id = wanted
$$;

CREATE FUNCTION public.case_upload_volume(authority uuid, wanted uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform pg_advisory_xact_lock(hashtextextended(wanted::text, 30));
  return (select coalesce(sum(size), 0) from uploads where authority_id = authority and case_id = wanted)
    + (select coalesce(sum(size), 0) from upload_sessions where authority_id = authority and case_id = wanted);
end $$;

CREATE FUNCTION public.cases_discard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.state <> 'draft' then
    raise exception 'only a draft can be discarded' using errcode = '42501', constraint = 'cases_discard_draft_only';
  end if;
  return old;
end $$;

CREATE FUNCTION public.cases_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.authority_id <> old.authority_id or new.id <> old.id or (old.number is not null and new.number is distinct from old.number) then
    raise exception 'a case keeps its id, its authority and its number' using errcode = '42501';
  elsif new.version > old.version and app_role() = 'auditor' then
    raise exception 'an auditor changes no case' using errcode = '42501';
  elsif new.version < old.version then
    raise exception 'a case does not go back to version %', new.version using errcode = '23514', constraint = 'cases_version_forward';
  elsif new.state <> old.state and (old.state in ('closed', 'not_accepted', 'refused', 'not_selected', 'withdrawn', 'terminated') or new.state = 'draft') then
    raise exception 'a case does not leave the state % for %', old.state, new.state using errcode = '23514', constraint = 'cases_end_is_final';
  elsif new.head_seq not in (old.head_seq, old.head_seq + 1) or (new.head_seq = old.head_seq and new.head_hash is distinct from old.head_hash) then
    raise exception 'the head of a chain moves by one entry' using errcode = '23514', constraint = 'cases_head_moves_by_one';
  elsif new.head_seq = old.head_seq and old.head_seq > 0 then
    raise exception 'a case changes with an entry only' using errcode = '23514', constraint = 'cases_change_has_entry';
  elsif new.version = old.version and new.document <> old.document then
    raise exception 'a changed case has a new version' using errcode = '23514', constraint = 'cases_change_has_version';
  end if;
  return new;
end $$;

CREATE FUNCTION public.cases_search() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if tg_op = 'UPDATE' then
    if (old.child_id, old.officer_id, old.agency_id, old.body_open, old.evaluator_ids, old.secrecy, old.search_text)
      is not distinct from (new.child_id, new.officer_id, new.agency_id, new.body_open, new.evaluator_ids, new.secrecy, new.search_text) then
      return null;
    end if;
  end if;
  insert into case_search values (new.authority_id, new.id, new.child_id, new.officer_id,
    case when new.body_open then new.agency_id end, new.evaluator_ids, new.secrecy, new.search_text, new.search_grams)
  on conflict on constraint case_search_pk do update set child_id = excluded.child_id, officer_id = excluded.officer_id,
    agency_id = excluded.agency_id, evaluator_ids = excluded.evaluator_ids, secrecy = excluded.secrecy,
    search_text = excluded.search_text, search_grams = excluded.search_grams;
  return null;
end $$;

CREATE FUNCTION public.checked_paper(token bytea) RETURNS TABLE(authority_id uuid, case_id uuid, child_id uuid, paper_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  return query
    select p.authority_id, null::uuid, p.child_id, p.paper_id from rendered_child_papers p where p.check_sha256 = token
    union all select p.authority_id, p.case_id, null::uuid, p.paper_id from rendered_papers p where p.check_sha256 = token
    limit 1;
end $$;

CREATE FUNCTION public.children_search() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into child_search values (new.authority_id, new.id, new.search_text, new.search_grams)
  on conflict on constraint child_search_pk do update set search_text = excluded.search_text, search_grams = excluded.search_grams;
  return null;
end $$;

CREATE FUNCTION public.claim_key(wanted_actor uuid, wanted_key text, wanted_body bytea) RETURNS text
    LANGUAGE plpgsql
    AS $$
declare
  found_body bytea;
  found_answer text;
begin
  if not pg_try_advisory_xact_lock(hashtextextended(wanted_actor::text || wanted_key, 20641)) then
    raise exception 'the key is in flight' using errcode = 'AJ001', constraint = 'idempotency_keys_in_flight';
  end if;
  select body_sha256, answer into found_body, found_answer from idempotency_keys where actor_id = wanted_actor and key = wanted_key;
  if found_body <> wanted_body then
    raise exception 'the key was used with another body' using errcode = 'AJ002', constraint = 'idempotency_keys_same_body';
  end if;
  return found_answer;
end $$;

CREATE FUNCTION public.closed_cases(wanted_division text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $_$
declare
  below text := regexp_replace(wanted_division, '(00)+$', '');
  counted bigint;
begin
  if app_role() is null or app_role() not in ('supervisor', 'administrator') then
    raise exception 'only who publishes counts cases' using errcode = '42501', constraint = 'closed_cases_publishers';
  end if;
  perform set_config('app.counting', 'closed', true);
  select count(*) into counted from cases where ended_on is not null and number is not null and left(division, length(below)) = below;
  perform set_config('app.counting', '', true);
  return counted;
end $_$;

CREATE FUNCTION public.coming_uploads(wanted uuid[]) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform require_worker();
  return query select id from upload_sessions where id = any (wanted);
end $$;

CREATE FUNCTION public.conflict_ties(wanted_case uuid, own_card uuid, subject_kinds text[], subject_marks bytea[], party_kinds text[], party_marks bytea[]) RETURNS TABLE(tie text, office uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if coalesce(app_role(), '') not in ('officer', 'supervisor', 'agency_manager', 'evaluator') then
    raise exception 'only who works on cases asks for ties' using errcode = '42501';
  end if;
  return query
  with subject as (select s.kind, s.mark from unnest(subject_kinds, subject_marks) as s (kind, mark)),
  party as (select p.kind, p.mark from unnest(party_kinds, party_marks) as p (kind, mark)),
  -- who it is: by the numbers and the accounts at hand, and by the number on a card that names the account
  person as (select s.kind, s.mark from subject s where s.kind in ('id', 'login')
    union select n.kind, n.mark from subject s join conflict_marks m on m.mark = s.mark and m.kind = s.kind and m.side = 'card'
      join conflict_marks n using (authority_id, holder, holder_id, side) where s.kind = 'login' and n.kind = 'id'),
  card as (select distinct m.authority_id, m.holder, m.holder_id from conflict_marks m join person s on s.kind = m.kind and s.mark = m.mark
    where m.side = 'card' and m.holder_id is distinct from own_card),
  mine as (select s.kind, s.mark, null::uuid as held_by from subject s
    union select m.kind, m.mark, m.authority_id from conflict_marks m join card c using (authority_id, holder, holder_id) where m.side = 'card'),
  theirs as (select p.kind, p.mark, null::uuid as held_by from party p
    union select m.kind, m.mark, m.authority_id from conflict_marks m join party p on p.kind in ('id', 'named') and m.person = p.mark
    where m.side = 'party' and m.holder_id <> wanted_case),
  shared as (select case
      when a.kind = 'id' and b.kind in ('id', 'named') then 'same_person'
      when (a.kind, b.kind) in (('kin', 'id'), ('kin', 'named'), ('id', 'kin'), ('near', 'near'), ('spouse', 'side'), ('side', 'spouse')) then 'kin'
      when a.kind = 'kin' and b.kind = 'kin' then 'relative'
      when a.kind <> b.kind then null
      when a.kind = 'bank' then 'bank_account'
      when a.kind in ('phone', 'address', 'employer') then a.kind end as found, coalesce(a.held_by, b.held_by) as held_by
    from mine a join theirs b on a.mark = b.mark
    where a.held_by is not null or b.held_by is not null),
  together as (select case when m.side = 'declared' then 'declared' else 'earlier_case' end as found, m.authority_id as held_by
    from party p join conflict_marks other on other.side = 'party' and other.kind = 'id' and p.kind = 'id' and other.mark = p.mark and other.holder_id <> wanted_case
      join conflict_marks m on m.authority_id = other.authority_id and m.holder = 'case' and m.holder_id = other.holder_id
      join mine a on a.kind = m.kind and a.mark = m.mark
    where m.kind in ('id', 'login') and m.mark <> other.mark and (m.side in ('declared', 'party') or m.settled)),
  told as (select distinct f.found, f.held_by from (select * from shared union all select * from together) f where f.found is not null)
  select t.found, t.held_by from told t
    where t.found <> 'relative' or not exists (select from told k where k.found in ('kin', 'same_person') and k.held_by = t.held_by);
end $$;

CREATE FUNCTION public.dossiers_once() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.file_id is not null then
    raise exception 'a dossier is made once' using errcode = '42501', constraint = 'dossiers_made_once';
  end if;
  return new;
end $$;

CREATE FUNCTION public.dues_to_remind(from_day date, to_day date, after_case uuid, most integer) RETURNS TABLE(authority_id uuid, case_id uuid, officer_id uuid, evaluator_ids uuid[], agency_id uuid, pack text, calendar text, dues jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform require_worker();
  perform set_config('app.counting', 'reminders', true);
  return query select c.authority_id, c.id, c.officer_id, c.evaluator_ids, c.agency_id, (c.document::jsonb->'pack')::text, (c.document::jsonb->'calendar')::text, k.dues
    from (select d.authority_id, d.case_id, jsonb_agg(jsonb_build_object('clock', d.clock, 'due_on', d.due_on, 'provisional', d.provisional, 'floor', d.floor)
            order by d.ordinal) as dues
          from due_dates d where d.due_on between from_day and to_day and (after_case is null or d.case_id > after_case)
          group by d.authority_id, d.case_id order by d.case_id limit most) k
      join cases c on c.authority_id = k.authority_id and c.id = k.case_id
    where c.state <> 'draft' order by k.case_id;
  perform set_config('app.counting', '', true);
end $$;

CREATE FUNCTION public.entry_hash(header text) RETURNS bytea
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN sha256(('\x616e6a6961206c656467657220656e74727900'::bytea || convert_to(header, 'UTF8'::name)));

CREATE FUNCTION public.files_state() RETURNS TABLE(waiting bigint, unsound bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform require_worker();
  return query select
    (select count(*) from (select from upload_scans s where s.state = 'quarantine' and s.case_id is not null limit 1000) w),
    (select count(*) from (select from file_checks f where f.state <> 'sound' limit 1000) u);
end $$;

CREATE FUNCTION public.files_to_check(before timestamp with time zone, most integer) RETURNS TABLE(authority_id uuid, file_id text, sha256 text, size bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform require_worker();
  return query select k.authority_id, k.file_id, k.sha256, k.size from (
      select u.authority_id, u.id::text as file_id, u.sha256, u.size from uploads u
      union all select c.authority_id, c.file_id::text, c.sha256, c.size from upload_copies c where c.file_id is not null
      union all select p.authority_id, p.file_id, p.sha256, p.size from rendered_papers p where p.file_id is not null
      union all select p.authority_id, p.file_id, p.sha256, p.size from rendered_child_papers p where p.file_id is not null
      union all select p.authority_id, p.document->>'file_id', p.document->>'sha256', (p.document->>'size')::bigint
        from rendered_papers p where p.document is not null
      union all select p.authority_id, p.document->>'file_id', p.document->>'sha256', (p.document->>'size')::bigint
        from rendered_child_papers p where p.document is not null
      union all select s.authority_id, s.file_id, s.sha256, s.size from sealed_papers s where s.file_id is not null
      union all select s.authority_id, s.file_id, s.sha256, s.size from sealed_child_papers s where s.file_id is not null
      union all select d.authority_id, d.file_id, d.sha256, d.size from dossiers d where d.file_id is not null
    ) k left join file_checks f on f.authority_id = k.authority_id and f.file_id = k.file_id
    where f.checked_at is null or f.checked_at < before or f.state <> 'sound' and f.checked_at < now() - interval '1 day'
    order by f.checked_at nulls first limit most;
end $$;

CREATE FUNCTION public.forbid_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception '% on % is forbidden: it is append-only', tg_op, tg_table_name using errcode = '42501';
end $$;

CREATE FUNCTION public.installation_forward() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.sandbox <> old.sandbox then
    raise exception 'the mark of a database never changes' using errcode = '42501', constraint = 'installation_mark_fixed';
  elsif new.clock_offset < old.clock_offset then
    raise exception 'the clock only moves forward' using errcode = '23514', constraint = 'installation_clock_forward';
  end if;
  return new;
end $$;

CREATE FUNCTION public.issued_numbers_void() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.void_at is not null or new.void_at is null
    or (new.authority_id, new.series, new.year, new.number, new.issued_at, new.issued_by)
      is distinct from (old.authority_id, old.series, old.year, old.number, old.issued_at, old.issued_by) then
    raise exception 'an issued number can only be made void, once' using errcode = '42501', constraint = 'issued_numbers_void_once';
  end if;
  return new;
end $$;

CREATE FUNCTION public.keep_marks(of_edition smallint, office uuid, of_what text, of_id uuid, ended boolean, sides text[], kinds text[], marks bytea[], persons bytea[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if coalesce(app_role(), '') not in ('officer', 'supervisor', 'agency_manager', 'evaluator', 'administrator', 'worker') then
    raise exception 'nobody in particular keeps no marks' using errcode = '42501';
  end if;
  insert into conflict_marked as k (authority_id, holder, holder_id, edition) values (office, of_what, of_id, of_edition)
    on conflict on constraint conflict_marked_pk do update set edition = excluded.edition
    where app_role() <> 'worker' or k.edition < excluded.edition;
  if not found then
    return;
  end if;
  delete from conflict_marks m where m.authority_id = office and m.holder = of_what and m.holder_id = of_id
    and not exists (select from unnest(sides, kinds, marks, persons) as n (side, kind, mark, person)
      where n.side = m.side and n.kind = m.kind and n.mark = m.mark and n.person = m.person);
  insert into conflict_marks (authority_id, holder, holder_id, side, kind, mark, person, settled)
    select office, of_what, of_id, n.side, n.kind, n.mark, n.person, ended from unnest(sides, kinds, marks, persons) as n (side, kind, mark, person)
    on conflict on constraint conflict_marks_pk do update set settled = excluded.settled where conflict_marks.settled <> excluded.settled;
end $$;

CREATE FUNCTION public.law_editions_repeal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.repeals is not null and exists (select from law_editions where number = new.repeals and repeals is not null) then
    raise exception 'the end of a file has no end' using errcode = '23514', constraint = 'law_editions_repeals_a_file';
  end if;
  return new;
end $$;

CREATE FUNCTION public.log_close(of_size bigint, of_root bytea, of_note text, levels smallint[], ns bigint[], hashes bytea[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform require_worker();
  if of_size is distinct from (select max(l.idx) + 1 from log_leaves l) then
    raise exception 'a head of % entries is not that of the log', of_size using errcode = 'AJ010', constraint = 'log_order';
  end if;
  insert into log_hashes (level, n, hash) select * from unnest(levels, ns, hashes);
  insert into log_heads (size, root, note, epoch, txid, source, id)
    select of_size, of_root, of_note, e.epoch, e.txid, 'case', e.id
    from log_leaves l join case_entries e on (e.authority_id, e.case_id, e.seq) = (l.authority_id, l.case_id, l.seq) where l.idx = of_size - 1
    union all
    select of_size, of_root, of_note, e.epoch, e.txid, 'authority', e.id
    from log_leaves l join authority_entries e on (e.authority_id, e.seq) = (l.authority_id, l.seq) where l.idx = of_size - 1 and l.case_id is null;
  if not found then
    raise exception 'the last entry of the log is gone' using errcode = 'AJ010', constraint = 'log_order';
  end if;
end $$;

CREATE FUNCTION public.log_hashes_of_entries(first bigint, most integer) RETURNS TABLE(idx bigint, hash bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform require_worker();
  return query select l.idx, l.hash from log_leaves l where l.idx >= first order by l.idx limit most;
end $$;

CREATE FUNCTION public.log_holders() RETURNS TABLE(txid xid8, pid integer, application text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform require_worker();
  perform pg_stat_clear_snapshot(); -- what was looked at before this transaction's number was drawn proves nothing
  return query with running as materialized (
      select x from pg_snapshot_xip(pg_current_snapshot()) x
    ), known as materialized (
      select l.transactionid, a.pid, a.datid, a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and l.granted and exists (select from running)
    )
    select r.x, k.pid, k.application_name::text from running r left join known k on k.transactionid = r.x::xid
    where k.datid is null or k.datid = (select d.oid from pg_database d where d.datname = current_database())
    order by r.x;
end $$;

CREATE FUNCTION public.log_horizon() RETURNS xid8
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  free xid8 := pg_snapshot_xmax(pg_current_snapshot()); -- before the running ones are looked at, or one could be missed
begin
  return coalesce((select least(h.txid, free) from log_holders() h order by h.txid limit 1), free);
end $$;

CREATE FUNCTION public.log_nodes(levels smallint[], ns bigint[]) RETURNS TABLE(hash bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  return query select coalesce(h.hash, sha256('\x00'::bytea || l.hash)) from unnest(levels, ns) with ordinality as w (level, n, place)
    left join log_hashes h on w.level > 0 and h.level = w.level and h.n = w.n
    left join log_leaves l on w.level = 0 and l.idx = w.n
    order by w.place;
end $$;

CREATE FUNCTION public.log_settle_epoch() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  here bigint;
  known record;
  newest xid8;
begin
  perform require_worker();
  here := (select system_identifier from pg_control_system());
  for attempt in 1..2 loop
    select e.epoch, e.system_identifier into strict known from log_epochs e order by e.epoch desc limit 1;
    newest := greatest((select e.txid from case_entries e where e.epoch = known.epoch order by e.txid desc limit 1),
      (select e.txid from authority_entries e where e.epoch = known.epoch order by e.txid desc limit 1));
    if known.system_identifier = here and (newest is null or newest < pg_snapshot_xmax(pg_current_snapshot())) then
      return known.epoch;
    end if;
    if attempt = 1 then
      lock table log_epochs in exclusive mode; -- another process may be settling the same: look again
    end if;
  end loop;
  execute format('alter table case_entries alter column epoch set default %s', known.epoch + 1);
  execute format('alter table authority_entries alter column epoch set default %s', known.epoch + 1);
  insert into log_epochs (epoch, system_identifier) values (known.epoch + 1, here);
  return known.epoch + 1;
end $$;

CREATE FUNCTION public.log_state() RETURNS TABLE(size bigint, waiting bigint, waiting_since timestamp with time zone, held_by integer, holder text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  tip log_heads;
  ahead bigint := coalesce((select i.clock_offset from installation i limit 1), 0);
begin
  perform require_worker();
  select h.* into tip from log_heads h order by h.size desc limit 1;
  return query with next_ones as (
      (select e.at from case_entries e
        where (e.epoch, e.txid) >= (coalesce(tip.epoch, 0), coalesce(tip.txid, '0')) and
          (e.epoch, e.txid, 'case', e.id) > (coalesce(tip.epoch, 0), coalesce(tip.txid, '0'), coalesce(tip.source, ''), coalesce(tip.id, 0))
        order by e.epoch, e.txid, e.id limit 100000)
      union all
      (select e.at from authority_entries e
        where (e.epoch, e.txid) >= (coalesce(tip.epoch, 0), coalesce(tip.txid, '0')) and
          (e.epoch, e.txid, 'authority', e.id) > (coalesce(tip.epoch, 0), coalesce(tip.txid, '0'), coalesce(tip.source, ''), coalesce(tip.id, 0))
        order by e.epoch, e.txid, e.id limit 100000)
    ), w as (
      select count(*) as n, min(x.at) - ahead * interval '1 microsecond' as since from next_ones x
    ), h as (
      select g.pid, g.application from log_holders() g order by g.txid limit 1
    )
    select coalesce(tip.size, 0), least(w.n, 100000), w.since, h.pid, h.application from w left join h on true;
end $$;

CREATE FUNCTION public.log_strays(most integer) RETURNS TABLE(idx bigint, chain text, seq bigint, gone boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform require_worker();
  return query select l.idx, case when l.case_id is null then 'authority:' || l.authority_id else 'case:' || l.case_id end, l.seq,
      coalesce(c.hash, a.hash) is null
    from log_leaves l
    left join case_entries c on (c.authority_id, c.case_id, c.seq) = (l.authority_id, l.case_id, l.seq)
    left join authority_entries a on l.case_id is null and (a.authority_id, a.seq) = (l.authority_id, l.seq)
    where coalesce(c.hash, a.hash) is distinct from l.hash order by l.idx limit most;
end $$;

CREATE FUNCTION public.log_take(most integer) RETURNS TABLE(idx bigint, hash bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  tip log_heads;
  horizon xid8;
  missing text;
begin
  perform require_worker();
  if not pg_try_advisory_xact_lock(20642) then
    return query select null::bigint, null::bytea;
    return;
  end if;
  select h.* into tip from log_heads h order by h.size desc limit 1;
  if not found then
    tip.size := 0;
    tip.epoch := 0;
    tip.txid := '0';
    tip.source := '';
    tip.id := 0;
  end if;
  horizon := log_horizon();
  return query with settled as (
    select max(e.epoch) as epoch from log_epochs e
  ), cases_next as (
    select e.epoch, e.txid, 'case' as source, e.id, e.authority_id, e.case_id, e.seq, e.hash from case_entries e, settled s
    where (e.epoch, e.txid) >= (tip.epoch, tip.txid) and (e.epoch, e.txid, 'case', e.id) > (tip.epoch, tip.txid, tip.source, tip.id)
      and (e.epoch < s.epoch or e.txid < horizon)
    order by e.epoch, e.txid, e.id limit most
  ), authorities_next as (
    select e.epoch, e.txid, 'authority' as source, e.id, e.authority_id, null::uuid as case_id, e.seq, e.hash from authority_entries e, settled s
    where (e.epoch, e.txid) >= (tip.epoch, tip.txid) and (e.epoch, e.txid, 'authority', e.id) > (tip.epoch, tip.txid, tip.source, tip.id)
      and (e.epoch < s.epoch or e.txid < horizon)
    order by e.epoch, e.txid, e.id limit most
  ), taken as (
    select tip.size + row_number() over (order by n.epoch, n.txid, n.source, n.id) - 1 as idx, n.* from
      (select * from cases_next union all select * from authorities_next) n
    order by n.epoch, n.txid, n.source, n.id limit most
  )
  insert into log_leaves as l (idx, authority_id, case_id, seq, hash)
    select t.idx, t.authority_id, t.case_id, t.seq, t.hash from taken t order by t.idx
    returning l.idx, l.hash;
  -- Each entry stands behind the one before it in its chain: an order that was broken stops the log.
  select format('%s %s of entry %s', case when l.case_id is null then 'authority' else 'case' end, coalesce(l.case_id, l.authority_id), l.seq) into missing
  from log_leaves l where l.idx >= tip.size and l.seq > 1 and l.idx <= coalesce(case when l.case_id is not null
      then (select p.idx from log_leaves p where p.case_id = l.case_id and p.seq = l.seq - 1)
      else (select p.idx from log_leaves p where p.case_id is null and p.authority_id = l.authority_id and p.seq = l.seq - 1) end, l.idx) limit 1;
  if missing is not null then
    raise exception 'the log misses the entry before %', missing using errcode = 'AJ010', constraint = 'log_order';
  end if;
end $$;

CREATE FUNCTION public.login_account(wanted_login text) RETURNS TABLE(account_id uuid, authority_id uuid, agency_id uuid, name text, role text, organisation text, password_hash text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select a.id, a.authority_id, a.agency_id, a.name, a.role, a.organisation, s.password_hash
  from accounts a join account_secrets s on s.authority_id = a.authority_id and s.account_id = a.id
  where lower(a.login) = lower(wanted_login) and a.active
$$;

CREATE FUNCTION public.lost_jobs(silent_since timestamp with time zone) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform require_worker();
  return query select job_id from tasks where state = 'running' and beat_at < silent_since and job_id is not null;
end $$;

CREATE FUNCTION public.note_file_check(authority uuid, checked text, outcome text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform require_worker();
  insert into file_checks as f (authority_id, file_id, state) values (authority, checked, outcome)
    on conflict on constraint file_checks_pk do update set state = excluded.state, checked_at = now(),
      since = case when f.state = excluded.state then f.since else now() end;
end $$;

CREATE FUNCTION public.number_series_step() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.last <> old.last + 1 then
    raise exception 'a series counts by one' using errcode = '23514', constraint = 'number_series_by_one';
  end if;
  return new;
end $$;

CREATE FUNCTION public.other_administrators(without uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform pg_advisory_xact_lock(20642);
  return (select count(*) from accounts where role = 'administrator' and active and id <> without);
end $$;

CREATE FUNCTION public.publications_keep() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.state in ('published', 'withdrawn') then
    raise exception 'what is % stays as it is', old.state using errcode = '42501', constraint = 'publications_final';
  elsif (new.authority_id, new.id, new.kind) is distinct from (old.authority_id, old.id, old.kind) or new.version <> old.version + 1 then
    raise exception 'a publication keeps its id and its kind' using errcode = '42501', constraint = 'publications_keep_identity';
  elsif new.state = 'published' and (old.state <> 'proposed' or new.sha256 <> old.sha256) then
    raise exception 'what is published was proposed before' using errcode = '42501', constraint = 'publications_proposed_first';
  end if;
  return new;
end $$;

CREATE FUNCTION public.quarantined_uploads(before timestamp with time zone, most integer) RETURNS TABLE(case_id uuid, upload_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
  perform require_worker();
  return query with turn as (select s.authority_id, s.upload_id from upload_scans s
      where s.state = 'quarantine' and s.noted_at < before and s.case_id is not null
      order by coalesce(s.ordered_at, s.noted_at) limit most for update skip locked)
    update upload_scans s set ordered_at = clock_timestamp() from turn t
      where s.authority_id = t.authority_id and s.upload_id = t.upload_id returning s.case_id, s.upload_id;
end $$;

CREATE FUNCTION public.registered_offices(own uuid, person_mark bytea) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if coalesce(app_role(), '') <> 'supervisor' then
    raise exception 'only who registers asks for registrations of other offices' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(encode(person_mark, 'hex'), 88));
  return query select distinct m.authority_id from conflict_marks m
      join case_search s on s.authority_id = m.authority_id and s.case_id = m.holder_id
      join children k on k.authority_id = s.authority_id and k.id = s.child_id
    where m.mark = person_mark and m.kind = 'named' and m.side = 'party' and m.person = person_mark and m.holder = 'case'
      and m.authority_id <> own and k.adopted_by = s.case_id;
end $$;

CREATE FUNCTION public.rendered_papers_once() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.failure is null then
    raise exception 'a paper is set once' using errcode = '42501', constraint = 'rendered_papers_set_once';
  end if;
  return new;
end $$;

CREATE FUNCTION public.renew_password_hash(wanted_account uuid, old_hash text, new_hash text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  update account_secrets set password_hash = new_hash where account_id = wanted_account and password_hash = old_hash
$$;

CREATE FUNCTION public.require_saved(saved bigint, wanted bigint) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
begin
  if saved <> wanted then
    raise exception '% of % rows are as they were read', saved, wanted using errcode = 'AJ003', constraint = 'stale_version';
  end if;
  return saved;
end $$;

CREATE FUNCTION public.require_worker() RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
begin
  if app_role() is distinct from 'worker' then
    raise exception 'only a worker sweeps' using errcode = '42501', constraint = 'workers_only';
  end if;
end $$;

CREATE FUNCTION public.rival_offices(own uuid, person_mark bytea) RETURNS TABLE(office uuid, cases bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if coalesce(app_role(), '') not in ('officer', 'supervisor', 'auditor') then
    raise exception 'only who may choose, and who checks it, asks for the cases of other offices' using errcode = '42501';
  end if;
  return query select m.authority_id, count(distinct m.holder_id) from conflict_marks m
    where m.mark = person_mark and m.kind = 'named' and m.side = 'party' and m.person = person_mark and m.holder = 'case'
      and m.authority_id <> own and not m.settled
    group by m.authority_id;
end $$;

CREATE FUNCTION public.river_job_state_in_bitmask(bitmask bit, state public.river_job_state) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT CASE state
        WHEN 'available' THEN get_bit(bitmask, 7)
        WHEN 'cancelled' THEN get_bit(bitmask, 6)
        WHEN 'completed' THEN get_bit(bitmask, 5)
        WHEN 'discarded' THEN get_bit(bitmask, 4)
        WHEN 'pending'   THEN get_bit(bitmask, 3)
        WHEN 'retryable' THEN get_bit(bitmask, 2)
        WHEN 'running'   THEN get_bit(bitmask, 1)
        WHEN 'scheduled' THEN get_bit(bitmask, 0)
        ELSE 0
    END = 1;
$$;

CREATE FUNCTION public.scope_agency() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN (public.app_role() = 'agency_manager'::text) THEN public.app_agency() ELSE NULL::uuid END;

CREATE FUNCTION public.scope_drafts() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN (public.app_role() = ANY (ARRAY['officer'::text, 'supervisor'::text])) THEN public.app_authority() ELSE NULL::uuid END;

CREATE FUNCTION public.scope_evaluator() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN ((public.app_role() = 'evaluator'::text) AND (public.app_actor() IS NOT NULL)) THEN ARRAY[public.app_actor()] ELSE NULL::uuid[] END;

CREATE FUNCTION public.scope_offices() RETURNS uuid[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
begin
  return case when app_role() in ('officer', 'supervisor', 'auditor') then app_offices() end;
end $$;

CREATE FUNCTION public.scope_survey() RETURNS uuid[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
begin
  return case when app_role() = 'surveyor' then app_offices() end;
end $$;

CREATE FUNCTION public.sealed_papers_once() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.failure is null then
    raise exception 'a paper is sealed once' using errcode = '42501', constraint = 'sealed_papers_sealed_once';
  end if;
  return new;
end $$;

CREATE FUNCTION public.search_cases(wanted_grams text[], wanted_text text, most integer) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.search_children(wanted_grams text[], wanted_text text, most integer) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select child_id from child_search
  where search_grams @> wanted_grams and strpos(search_text, wanted_text) > 0
    and app_role() in ('officer', 'supervisor', 'auditor') and authority_id = any ((select app_offices())::uuid[])
  order by child_id desc limit most
$$;

CREATE FUNCTION public.surveyors_write_nothing() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if app_role() = 'surveyor' then
    raise exception 'a surveyor writes nothing' using errcode = '42501', constraint = 'surveyors_write_nothing';
  end if;
  return null;
end $$;

CREATE FUNCTION public.sweep_keys(before timestamp with time zone, most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  swept bigint;
begin
  perform require_worker();
  with old as (
    select actor_id, key from idempotency_keys where answered_at < least(before, now() - interval '1 day') order by answered_at limit most
  ), gone as (
    delete from idempotency_keys k using old where k.actor_id = old.actor_id and k.key = old.key returning 1
  ) select count(*) into swept from gone;
  return swept;
end $$;

CREATE FUNCTION public.sweep_tasks(before timestamp with time zone, most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  swept bigint;
begin
  perform require_worker();
  with old as (
    select authority_id, id from tasks where ended_at < least(before, now()) order by ended_at limit most
  ), gone as (
    delete from tasks t using old where t.authority_id = old.authority_id and t.id = old.id returning 1
  ) select count(*) into swept from gone;
  return swept;
end $$;

CREATE FUNCTION public.sweep_tokens(before timestamp with time zone, most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  swept bigint;
begin
  perform require_worker();
  with old as (
    select token_sha256 from account_tokens where expires_at < least(before, now()) order by expires_at limit most
  ), gone as (
    delete from account_tokens t using old where t.token_sha256 = old.token_sha256 returning 1
  ) select count(*) into swept from gone;
  return swept;
end $$;

CREATE FUNCTION public.sweep_upload_sessions(before timestamp with time zone, most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  swept bigint;
begin
  perform require_worker();
  with old as (
    select authority_id, id from upload_sessions where touched_at < least(before, now() - interval '1 hour') order by touched_at limit most
  ), gone as (
    delete from upload_sessions s using old where s.authority_id = old.authority_id and s.id = old.id returning 1
  ) select count(*) into swept from gone;
  return swept;
end $$;

CREATE FUNCTION public.tasks_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if (new.authority_id, new.id, new.kind, new.title, new.input, new.options, new.asked_by, new.asked_name, new.asked_at)
    is distinct from (old.authority_id, old.id, old.kind, old.title, old.input, old.options, old.asked_by, old.asked_name, old.asked_at) then
    raise exception 'a task stays what was asked' using errcode = '42501', constraint = 'tasks_keep_question';
  elsif app_role() = 'worker' then
    if old.state not in ('queued', 'running') or new.orders <> old.orders or new.run not in (old.run, old.run + 1) then
      raise exception 'the task has ended' using errcode = '42501', constraint = 'tasks_end_is_final';
    end if;
  elsif not (new.state = 'cancelled' and old.state = 'queued' and new.orders = old.orders
      or new.state = 'running' and old.state = 'running' and new.orders = old.orders and new.cancel_at is not null
      or new.state = 'queued' and old.state in ('failed', 'cancelled') and new.orders = old.orders + 1
      or new.state = old.state and new.orders = old.orders and new.case_id is null) -- its draft was discarded
    or new.run <> old.run or (new.result, new.result_file) is distinct from (old.result, old.result_file) then
    raise exception 'a person cancels a task or asks again, nothing else' using errcode = '42501', constraint = 'tasks_by_workers';
  end if;
  return new;
end $$;

CREATE FUNCTION public.tell_notice(authority uuid, wanted uuid, roles text[], officer uuid, evaluators uuid[], agency uuid, limit_name text, due date, distance integer, is_provisional boolean, told timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  n bigint;
begin
  perform require_worker();
  insert into notices (authority_id, account_id, case_id, clock, due_on, days, provisional, told_at)
    select authority, a.id, wanted, limit_name, due, distance, is_provisional, told from accounts a
    where a.active and a.role = any (roles) and (
      a.role = 'officer' and a.id = officer
      or a.role = 'supervisor' and a.authority_id = authority
      or a.role = 'agency_manager' and a.agency_id = agency
      or a.role = 'evaluator' and a.id = any (evaluators))
    on conflict do nothing;
  get diagnostics n = row_count;
  return n;
end $$;

CREATE FUNCTION public.token_account(wanted_sha256 bytea) RETURNS TABLE(account_id uuid, authority_id uuid, agency_id uuid, name text, role text, organisation text, expires_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select a.id, a.authority_id, a.agency_id, a.name, a.role, a.organisation, t.expires_at
  from account_tokens t join accounts a on a.authority_id = t.authority_id and a.id = t.account_id
  where t.token_sha256 = wanted_sha256 and t.revoked_at is null and t.expires_at > now() and a.active
$$;

CREATE FUNCTION public.token_session(wanted_sha256 bytea, at timestamp with time zone) RETURNS TABLE(account_id uuid, authority_id uuid, agency_id uuid, name text, role text, organisation text, must_change boolean, expires_at timestamp with time zone, id uuid, kind text, idle_seconds integer, last_seen timestamp with time zone, second_factor boolean, must_enrol boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.unmarked_holders(wanted smallint, most integer) RETURNS TABLE(holder text, authority uuid, id uuid, document text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform require_worker();
  return query select h.holder, h.authority_id, h.id, h.document from (
      select 'case' as holder, s.authority_id, s.case_id as id, '' as document from case_search s
      union all select 'evaluator', e.authority_id, e.id, e.document::text from evaluators e
      union all select 'agency', a.authority_id, a.id, a.document::text from agencies a
      union all select 'account', c.authority_id, c.account_id, c.document from account_cards c
    ) h where not exists (select from conflict_marked m
      where m.authority_id = h.authority_id and m.holder = h.holder and m.holder_id = h.id and m.edition >= wanted)
    limit most;
end $$;

CREATE FUNCTION public.upload_scans_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('quarantine', 'not_scanned') then
      raise exception 'nothing is clean before it was scanned' using errcode = '42501', constraint = 'upload_scans_begin';
    end if;
  elsif new.case_id is null and old.case_id is not null
    and (new.state, new.signature, new.scanner, new.scanned_at) is not distinct from (old.state, old.signature, old.scanner, old.scanned_at) then
    return new; -- its draft was discarded
  elsif app_role() = 'worker' and (new.case_id, new.state, new.signature, new.scanner, new.scanned_at)
    is not distinct from (old.case_id, old.state, old.signature, old.scanner, old.scanned_at) then
    return new; -- it was ordered
  elsif app_role() is distinct from 'worker' or old.state <> 'quarantine' or new.state not in ('clean', 'infected') then
    raise exception 'what the scanner said stands' using errcode = '42501', constraint = 'upload_scans_stand';
  end if;
  return new;
end $$;

CREATE TABLE public.account_cards (
    authority_id uuid NOT NULL,
    account_id uuid NOT NULL,
    document text NOT NULL
);

ALTER TABLE ONLY public.account_cards FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.account_cards IS 'what of the person of an account is compared with the parties of cases';

CREATE TABLE public.account_factors (
    authority_id uuid NOT NULL,
    account_id uuid NOT NULL,
    secret bytea,
    pending bytea,
    pending_at timestamp with time zone,
    since timestamp with time zone,
    last_step bigint DEFAULT 0 NOT NULL,
    recovery bytea[] DEFAULT '{}'::bytea[] NOT NULL,
    CONSTRAINT account_factors_pending CHECK (((pending IS NULL) = (pending_at IS NULL))),
    CONSTRAINT account_factors_since CHECK (((secret IS NULL) = (since IS NULL)))
);

ALTER TABLE ONLY public.account_factors FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.account_factors IS 'secrets are sealed; a row without one is of an enrolment that was not confirmed';

COMMENT ON COLUMN public.account_factors.last_step IS 'the time step of the last code that was taken: none is taken twice';

CREATE TABLE public.account_secrets (
    authority_id uuid NOT NULL,
    account_id uuid NOT NULL,
    password_hash text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.account_secrets FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.account_secrets IS 'the server writes password hashes and reads one only by login_account()';

CREATE TABLE public.account_settings (
    authority_id uuid NOT NULL,
    account_id uuid NOT NULL,
    language text DEFAULT ''::text NOT NULL,
    theme text DEFAULT ''::text NOT NULL,
    CONSTRAINT account_settings_short CHECK (((length(language) <= 16) AND (length(theme) <= 16)))
);

ALTER TABLE ONLY public.account_settings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.account_tokens (
    token_sha256 bytea NOT NULL,
    authority_id uuid NOT NULL,
    account_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    kind text DEFAULT 'api'::text NOT NULL,
    idle_seconds integer,
    last_seen timestamp with time zone,
    place text DEFAULT ''::text NOT NULL,
    device text DEFAULT ''::text NOT NULL,
    second_factor boolean DEFAULT false NOT NULL,
    CONSTRAINT account_tokens_expire CHECK ((expires_at > created_at)),
    CONSTRAINT account_tokens_hash CHECK ((length(token_sha256) = 32)),
    CONSTRAINT account_tokens_idle CHECK ((idle_seconds > 0)),
    CONSTRAINT account_tokens_kind CHECK ((kind = ANY (ARRAY['api'::text, 'console'::text])))
);

ALTER TABLE ONLY public.account_tokens FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.account_tokens.id IS 'names the session to its owner: the hash of the token is not told';

COMMENT ON COLUMN public.account_tokens.idle_seconds IS 'how long it may rest before it ends; null: until it expires';

COMMENT ON COLUMN public.account_tokens.last_seen IS 'to the minute';

COMMENT ON COLUMN public.account_tokens.place IS 'address from which it was opened';

COMMENT ON COLUMN public.account_tokens.device IS 'program with which it was opened, as it called itself';

COMMENT ON COLUMN public.account_tokens.second_factor IS 'it was opened with a second factor';

CREATE TABLE public.agencies (
    authority_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    name text NOT NULL,
    credit_code text NOT NULL,
    closed boolean DEFAULT false NOT NULL,
    document text NOT NULL,
    CONSTRAINT agencies_named CHECK ((name <> ''::text)),
    CONSTRAINT agencies_version_positive CHECK ((version > 0))
);

ALTER TABLE ONLY public.agencies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.authorities (
    id uuid NOT NULL,
    parent_id uuid,
    version bigint DEFAULT 1 NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    division text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    superior text DEFAULT ''::text NOT NULL,
    court text DEFAULT ''::text NOT NULL,
    pack text NOT NULL,
    valid_from date DEFAULT '1949-10-01'::date NOT NULL,
    valid_to date,
    head_seq bigint DEFAULT 0 NOT NULL,
    head_hash bytea,
    head_at timestamp with time zone,
    certificate_mark text DEFAULT ''::text NOT NULL,
    second_factor_for text DEFAULT ''::text NOT NULL,
    CONSTRAINT authorities_division_code CHECK ((division ~ '^[0-9]{6}$'::text)),
    CONSTRAINT authorities_head_whole CHECK (
CASE
    WHEN (head_seq = 0) THEN ((head_hash IS NULL) AND (head_at IS NULL))
    ELSE ((head_seq > 0) AND (length(head_hash) = 32) AND (head_at IS NOT NULL))
END),
    CONSTRAINT authorities_named CHECK (((name <> ''::text) AND (short_name <> ''::text) AND (pack <> ''::text))),
    CONSTRAINT authorities_valid_period CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
    CONSTRAINT authorities_version_positive CHECK ((version > 0))
);

ALTER TABLE ONLY public.authorities FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.authorities IS 'registration authorities; ids are opaque and stable, division codes get merged';

COMMENT ON COLUMN public.authorities.certificate_mark IS 'short names of province and county in the number of an adoption certificate';

COMMENT ON COLUMN public.authorities.second_factor_for IS 'roles whose accounts must have a second factor, parted by commas';

CREATE TABLE public.authority_closure (
    ancestor uuid NOT NULL,
    descendant uuid NOT NULL,
    depth integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT authority_closure_depth CHECK ((((depth = 0) = (ancestor = descendant)) AND (depth >= 0))),
    CONSTRAINT authority_closure_valid_period CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
);

CREATE TABLE public.authority_entries (
    authority_id uuid NOT NULL,
    seq bigint NOT NULL,
    about text NOT NULL,
    id bigint NOT NULL,
    txid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    kind text NOT NULL,
    act text NOT NULL,
    actor_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    header text NOT NULL,
    hash bytea NOT NULL,
    epoch integer DEFAULT 0 NOT NULL,
    CONSTRAINT authority_entries_about_known CHECK ((about = ANY (ARRAY['office'::text, 'child'::text]))),
    CONSTRAINT authority_entries_hash_of_header CHECK ((hash = public.entry_hash(header))),
    CONSTRAINT authority_entries_kind_known CHECK ((kind = ANY (ARRAY['act'::text, 'system'::text]))),
    CONSTRAINT authority_entries_seq_positive CHECK ((seq > 0))
);

ALTER TABLE ONLY public.authority_entries FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.authority_entries.about IS 'an administrator sees what is about the office, nothing that is about a child';

ALTER TABLE public.authority_entries ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.authority_entries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.authority_payloads (
    authority_id uuid NOT NULL,
    seq bigint NOT NULL,
    about text NOT NULL,
    seed bytea NOT NULL,
    input text NOT NULL,
    after text NOT NULL,
    CONSTRAINT authority_payloads_seed CHECK ((length(seed) = 32))
);
ALTER TABLE ONLY public.authority_payloads ALTER COLUMN input SET COMPRESSION lz4;
ALTER TABLE ONLY public.authority_payloads ALTER COLUMN after SET COMPRESSION lz4;

ALTER TABLE ONLY public.authority_payloads FORCE ROW LEVEL SECURITY;

CREATE TABLE public.blank_slips (
    authority_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    series text NOT NULL,
    prefix text NOT NULL,
    width smallint NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    on_date date NOT NULL,
    document text NOT NULL,
    CONSTRAINT blank_slips_kind_known CHECK ((kind = ANY ('{receipt,issue,hand_back,spoiling,loss,return,destruction,reissue,recall}'::text[]))),
    CONSTRAINT blank_slips_range CHECK ((((first >= 0) AND (first <= last)) AND ((last - first) < 10000))),
    CONSTRAINT blank_slips_series_known CHECK ((series = ANY ('{certificate,dissolution}'::text[]))),
    CONSTRAINT blank_slips_state_known CHECK (((state = ANY ('{done,proposed,rejected}'::text[])) AND ((state = 'done'::text) OR (kind = 'destruction'::text)))),
    CONSTRAINT blank_slips_version_positive CHECK ((version > 0))
);

ALTER TABLE ONLY public.blank_slips FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.blank_slips IS 'what was done to a run of blanks; only a proposed destruction is changed, once';

CREATE TABLE public.blanks (
    authority_id uuid NOT NULL,
    receipt_id uuid NOT NULL,
    series text NOT NULL,
    number text NOT NULL,
    prefix text NOT NULL,
    width smallint NOT NULL,
    serial bigint NOT NULL,
    state text DEFAULT 'in_stock'::text NOT NULL,
    received_on date NOT NULL,
    holder_id uuid,
    holder_name text DEFAULT ''::text NOT NULL,
    issued_on date,
    ended_on date,
    ended_by text DEFAULT ''::text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    case_id uuid,
    certificate text DEFAULT ''::text NOT NULL,
    recalled_on date,
    CONSTRAINT blanks_gone_is_dated CHECK (((state = ANY (ARRAY['in_stock'::text, 'issued'::text])) OR (ended_on IS NOT NULL))),
    CONSTRAINT blanks_issued_has_holder CHECK (((state <> 'issued'::text) OR ((holder_id IS NOT NULL) AND (issued_on IS NOT NULL)))),
    CONSTRAINT blanks_number_whole CHECK (((number = (prefix || lpad((serial)::text, (width)::integer, '0'::text))) AND (prefix ~ '^[A-Z]{0,6}$'::text) AND ((width >= 4) AND (width <= 12)) AND (serial >= 0) AND (length((serial)::text) <= width))),
    CONSTRAINT blanks_recalled_was_used CHECK (((recalled_on IS NULL) OR (state = 'used'::text))),
    CONSTRAINT blanks_series_known CHECK ((series = ANY ('{certificate,dissolution}'::text[]))),
    CONSTRAINT blanks_spoiled_has_reason CHECK (((state <> ALL (ARRAY['spoiled'::text, 'lost'::text, 'returned'::text, 'destroyed'::text])) OR (reason <> ''::text))),
    CONSTRAINT blanks_state_known CHECK ((state = ANY ('{in_stock,issued,used,spoiled,lost,returned,destroyed}'::text[]))),
    CONSTRAINT blanks_used_is_named CHECK (((state <> 'used'::text) OR ((certificate <> ''::text) AND (ended_on IS NOT NULL))))
);

ALTER TABLE ONLY public.blanks FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.blanks IS 'the ministry''s blanks, one row each, from their receipt to their end';

CREATE TABLE public.calendars (
    code text NOT NULL,
    version text NOT NULL,
    sha256 text NOT NULL,
    path text NOT NULL,
    bytes bytea NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT calendars_hash_is_of_bytes CHECK ((sha256 = encode(sha256(bytes), 'hex'::text)))
);

CREATE TABLE public.case_entries (
    authority_id uuid NOT NULL,
    case_id uuid NOT NULL,
    seq bigint NOT NULL,
    id bigint NOT NULL,
    txid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    kind text NOT NULL,
    act text NOT NULL,
    actor_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    case_version bigint NOT NULL,
    header text NOT NULL,
    hash bytea NOT NULL,
    epoch integer DEFAULT 0 NOT NULL,
    CONSTRAINT case_entries_hash_of_header CHECK ((hash = public.entry_hash(header))),
    CONSTRAINT case_entries_kind_known CHECK ((kind = ANY (ARRAY['act'::text, 'system'::text]))),
    CONSTRAINT case_entries_seq_positive CHECK ((seq > 0))
);

ALTER TABLE ONLY public.case_entries FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.case_entries.txid IS 'with id: the order in which the log of all entries takes them; of the transaction, or of the entry before it in the chain where that is higher';

ALTER TABLE public.case_entries ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.case_entries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.case_payloads (
    authority_id uuid NOT NULL,
    case_id uuid NOT NULL,
    seq bigint NOT NULL,
    seed bytea NOT NULL,
    input text NOT NULL,
    after text NOT NULL,
    CONSTRAINT case_payloads_seed CHECK ((length(seed) = 32))
);
ALTER TABLE ONLY public.case_payloads ALTER COLUMN input SET COMPRESSION lz4;
ALTER TABLE ONLY public.case_payloads ALTER COLUMN after SET COMPRESSION lz4;

ALTER TABLE ONLY public.case_payloads FORCE ROW LEVEL SECURITY;

CREATE TABLE public.case_reads (
    authority_id uuid NOT NULL,
    id bigint NOT NULL,
    case_id uuid,
    actor_id uuid DEFAULT public.app_actor() NOT NULL,
    role text DEFAULT public.app_role() NOT NULL,
    what text NOT NULL,
    at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT case_reads_case CHECK (((case_id IS NOT NULL) OR (what = 'list'::text))),
    CONSTRAINT case_reads_what CHECK ((what <> ''::text))
);

ALTER TABLE ONLY public.case_reads FORCE ROW LEVEL SECURITY;

ALTER TABLE public.case_reads ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.case_reads_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.case_search (
    authority_id uuid NOT NULL,
    case_id uuid NOT NULL,
    child_id uuid,
    officer_id uuid,
    agency_id uuid,
    evaluator_ids uuid[] NOT NULL,
    secrecy boolean NOT NULL,
    search_text text NOT NULL,
    search_grams text[] NOT NULL
);

ALTER TABLE ONLY public.case_search FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.case_search.agency_id IS 'the agency to which the file is open';

CREATE TABLE public.cases (
    authority_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    state_since date,
    category text NOT NULL,
    legal_order text NOT NULL,
    number text,
    division text NOT NULL,
    officer_id uuid,
    officer_name text NOT NULL,
    child_id uuid,
    applicants text NOT NULL,
    secrecy boolean NOT NULL,
    emergency boolean NOT NULL,
    body_kind text,
    body_id uuid,
    body_name text NOT NULL,
    agency_id uuid,
    body_open boolean NOT NULL,
    evaluator_ids uuid[] NOT NULL,
    received_on date,
    accepted_on date,
    proposed_by uuid,
    decided_on date,
    decided_by uuid,
    outcome text,
    registered_on date,
    certificate text,
    blank_number text,
    ended_on date,
    closed_on date,
    due_on date,
    due_clock text,
    due_provisional boolean DEFAULT false NOT NULL,
    head_seq bigint DEFAULT 0 NOT NULL,
    head_hash bytea,
    head_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL,
    search_text text NOT NULL,
    search_grams text[] NOT NULL,
    document text NOT NULL,
    due_paused boolean DEFAULT false NOT NULL,
    awaits text,
    CONSTRAINT cases_accepted_after_receipt CHECK ((accepted_on >= received_on)),
    CONSTRAINT cases_accepted_is_dated CHECK (((accepted_on IS NOT NULL) OR (state = ANY ('{draft,submitted,supplementing,not_accepted,withdrawn,terminated}'::text[])))),
    CONSTRAINT cases_agency_is_body CHECK (((agency_id IS NULL) OR ((body_kind = 'agency'::text) AND (agency_id = body_id)) OR ((body_kind = 'mixed'::text) AND (body_id = authority_id)))),
    CONSTRAINT cases_awaits_known CHECK ((awaits = ANY ('{conclusion,choice,register,refuse}'::text[]))),
    CONSTRAINT cases_body_known CHECK ((((body_kind = ANY ('{agency,group,mixed}'::text[])) AND (body_id IS NOT NULL)) OR ((body_kind IS NULL) AND (body_id IS NULL)))),
    CONSTRAINT cases_category_known CHECK (((category = ANY ('{1,2,3,4,5,6,7,8}'::text[])) OR ((category = ''::text) AND (state = 'draft'::text)))),
    CONSTRAINT cases_closed_is_dated CHECK ((((closed_on IS NOT NULL) = (state = 'closed'::text)) AND ((closed_on IS NULL) OR (closed_on = ended_on)))),
    CONSTRAINT cases_decided_by_another CHECK ((decided_by <> proposed_by)),
    CONSTRAINT cases_decided_has_outcome CHECK (((outcome IS NOT NULL) OR (state <> ALL ('{follow_up,closed,refused}'::text[])))),
    CONSTRAINT cases_decided_is_dated CHECK ((((decided_on IS NULL) = (outcome IS NULL)) AND ((decided_on IS NULL) = (decided_by IS NULL)))),
    CONSTRAINT cases_draft_has_no_entries CHECK (((state = 'draft'::text) = (head_seq = 0))),
    CONSTRAINT cases_draft_has_no_number CHECK (((state = 'draft'::text) = (number IS NULL))),
    CONSTRAINT cases_due_is_named CHECK (((due_on IS NULL) = (due_clock IS NULL))),
    CONSTRAINT cases_end_is_dated CHECK (((ended_on IS NOT NULL) = (state = ANY ('{closed,not_accepted,refused,not_selected,withdrawn,terminated}'::text[])))),
    CONSTRAINT cases_head_whole CHECK (
CASE
    WHEN (head_seq = 0) THEN ((head_hash IS NULL) AND (head_at IS NULL))
    ELSE ((head_seq > 0) AND (length(head_hash) = 32) AND (head_at IS NOT NULL))
END),
    CONSTRAINT cases_kind_known CHECK ((kind = ANY ('{registration}'::text[]))),
    CONSTRAINT cases_open_to_its_agency CHECK (((NOT body_open) OR (agency_id IS NOT NULL))),
    CONSTRAINT cases_order_known CHECK (((legal_order = ANY ('{A,B}'::text[])) OR ((legal_order = ''::text) AND (state = 'draft'::text)))),
    CONSTRAINT cases_order_of_state CHECK (((legal_order = 'B'::text) OR (state <> ALL ('{selecting,integration_review,not_selected}'::text[])))),
    CONSTRAINT cases_outcome_known CHECK ((outcome = ANY ('{register,refuse}'::text[]))),
    CONSTRAINT cases_outcome_of_state CHECK (((state <> ALL ('{follow_up,closed,refused}'::text[])) OR ((outcome = 'refuse'::text) = (state = 'refused'::text)))),
    CONSTRAINT cases_paused_has_no_date CHECK (((NOT due_paused) OR (due_on IS NULL))),
    CONSTRAINT cases_registered_after_acceptance CHECK ((registered_on >= accepted_on)),
    CONSTRAINT cases_registered_is_whole CHECK ((((registered_on IS NULL) = (certificate IS NULL)) AND ((registered_on IS NOT NULL) = (state = ANY ('{follow_up,closed}'::text[]))))),
    CONSTRAINT cases_state_known CHECK ((state = ANY ('{draft,submitted,supplementing,reviewing,awaiting_consent,commissioning,assessing,integrating,reporting,report_review,selecting,integration_review,deciding,follow_up,closed,not_accepted,refused,not_selected,withdrawn,terminated}'::text[]))),
    CONSTRAINT cases_studied_by_a_body CHECK (((body_id IS NOT NULL) OR (state <> ALL ('{assessing,integrating,reporting,report_review,selecting,integration_review,not_selected}'::text[])))),
    CONSTRAINT cases_submitted_is_complete CHECK (((state = 'draft'::text) OR ((received_on IS NOT NULL) AND (child_id IS NOT NULL) AND (officer_id IS NOT NULL) AND (applicants <> ''::text) AND (state_since IS NOT NULL)))),
    CONSTRAINT cases_version_positive CHECK ((version > 0))
);
ALTER TABLE ONLY public.cases ALTER COLUMN document SET COMPRESSION lz4;

ALTER TABLE ONLY public.cases FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.cases.due_paused IS 'no limit of the case runs towards a date, because one stands still';

COMMENT ON COLUMN public.cases.awaits IS 'which approval the case waits for';

CREATE TABLE public.certificate_shifts (
    authority_id uuid NOT NULL,
    document text NOT NULL
);

ALTER TABLE ONLY public.certificate_shifts FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.certificate_shifts IS 'by how many millimetres an office''s printer is off when certificates are printed';

CREATE TABLE public.child_reads (
    authority_id uuid NOT NULL,
    id bigint NOT NULL,
    child_id uuid,
    actor_id uuid DEFAULT public.app_actor() NOT NULL,
    role text DEFAULT public.app_role() NOT NULL,
    what text NOT NULL,
    at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT child_reads_child CHECK (((child_id IS NOT NULL) OR (what = ANY (ARRAY['list'::text, 'history'::text])))),
    CONSTRAINT child_reads_what CHECK ((what <> ''::text))
);

ALTER TABLE ONLY public.child_reads FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.child_reads.child_id IS 'null for a list of children, and for entries of an authority''s chain that are about no child alone';

ALTER TABLE public.child_reads ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.child_reads_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.child_search (
    authority_id uuid NOT NULL,
    child_id uuid NOT NULL,
    search_text text NOT NULL,
    search_grams text[] NOT NULL
);

ALTER TABLE ONLY public.child_search FORCE ROW LEVEL SECURITY;

CREATE TABLE public.children (
    authority_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    source text NOT NULL,
    born date,
    adopted_by uuid,
    died_on date,
    notice_published_on date,
    notice_cleared_on date,
    search_text text NOT NULL,
    search_grams text[] NOT NULL,
    document text NOT NULL,
    id_number text,
    CONSTRAINT children_notice_order CHECK (((notice_cleared_on IS NULL) OR (notice_cleared_on >= notice_published_on))),
    CONSTRAINT children_version_positive CHECK ((version > 0))
);
ALTER TABLE ONLY public.children ALTER COLUMN document SET COMPRESSION lz4;

ALTER TABLE ONLY public.children FORCE ROW LEVEL SECURITY;

CREATE TABLE public.conflict_marked (
    authority_id uuid NOT NULL,
    holder text NOT NULL,
    holder_id uuid NOT NULL,
    edition smallint NOT NULL,
    CONSTRAINT conflict_marked_holder_known CHECK ((holder = ANY ('{case,evaluator,agency,account}'::text[])))
);

ALTER TABLE ONLY public.conflict_marked FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.conflict_marked IS 'which cards and cases have their marks in conflict_marks, and by which edition of the program''s reading';

CREATE TABLE public.conflict_marks (
    authority_id uuid NOT NULL,
    holder text NOT NULL,
    holder_id uuid NOT NULL,
    side text NOT NULL,
    kind text NOT NULL,
    mark bytea NOT NULL,
    person bytea DEFAULT '\x'::bytea NOT NULL,
    settled boolean DEFAULT false NOT NULL,
    CONSTRAINT conflict_marks_hashed CHECK (((length(mark) = 32) AND (length(person) = ANY ('{0,32}'::integer[])))),
    CONSTRAINT conflict_marks_holder_known CHECK ((holder = ANY ('{case,evaluator,agency,account}'::text[]))),
    CONSTRAINT conflict_marks_kind_known CHECK ((kind = ANY ('{id,named,login,kin,near,spouse,side,phone,address,employer,bank}'::text[]))),
    CONSTRAINT conflict_marks_side_known CHECK (((side = ANY ('{card,party,team,declared}'::text[])) AND ((side = 'card'::text) = (holder <> 'case'::text))))
);

ALTER TABLE ONLY public.conflict_marks FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.conflict_marks IS 'by what people are tied to each other: HMAC-SHA256 of normalised values';

COMMENT ON COLUMN public.conflict_marks.side IS 'card: of who works on cases; party of a case; team: who assessed it; declared: who declared an interest in it';

COMMENT ON COLUMN public.conflict_marks.person IS 'hash of the identity number of the party whose mark it is; empty when it is not known';

COMMENT ON COLUMN public.conflict_marks.settled IS 'the case has ended without a registration';

CREATE TABLE public.dossiers (
    authority_id uuid NOT NULL,
    case_id uuid NOT NULL,
    id uuid NOT NULL,
    asked_by uuid DEFAULT public.app_actor() NOT NULL,
    asked_name text NOT NULL,
    asked_role text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    purpose text NOT NULL,
    redacted boolean NOT NULL,
    up_to bigint DEFAULT 0 NOT NULL,
    entry_hash text DEFAULT ''::text NOT NULL,
    file_id text,
    sha256 text,
    size bigint,
    made_at timestamp with time zone,
    inline_images boolean DEFAULT false NOT NULL,
    CONSTRAINT dossiers_images_whole CHECK ((NOT (inline_images AND redacted))),
    CONSTRAINT dossiers_made CHECK (
CASE
    WHEN (file_id IS NULL) THEN ((sha256 IS NULL) AND (size IS NULL) AND (made_at IS NULL))
    ELSE ((sha256 ~ '^[0-9a-f]{64}$'::text) AND (size > 0) AND (made_at IS NOT NULL) AND (up_to > 0) AND (entry_hash <> ''::text))
END),
    CONSTRAINT dossiers_purpose_said CHECK ((purpose <> ''::text))
);

ALTER TABLE ONLY public.dossiers FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.dossiers.up_to IS 'sequence of the last entry shown; 0 until it is made when the newest was asked for';

COMMENT ON COLUMN public.dossiers.inline_images IS 'copies of photos and scans without metadata stand on its pages; never in a redacted one';

CREATE TABLE public.due_dates (
    authority_id uuid NOT NULL,
    case_id uuid NOT NULL,
    ordinal integer NOT NULL,
    clock text NOT NULL,
    due_on date,
    provisional boolean NOT NULL,
    floor boolean NOT NULL
);

ALTER TABLE ONLY public.due_dates FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.due_dates IS 'the running clocks of a case as last derived; due_on is null while a pause runs';

CREATE TABLE public.evaluators (
    authority_id uuid NOT NULL,
    id uuid NOT NULL,
    agency_id uuid,
    account_id uuid,
    version bigint NOT NULL,
    name text NOT NULL,
    suspended boolean DEFAULT false NOT NULL,
    document text NOT NULL,
    CONSTRAINT evaluators_named CHECK ((name <> ''::text)),
    CONSTRAINT evaluators_version_positive CHECK ((version > 0))
);

ALTER TABLE ONLY public.evaluators FORCE ROW LEVEL SECURITY;

CREATE TABLE public.file_checks (
    authority_id uuid NOT NULL,
    file_id text NOT NULL,
    state text NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL,
    checked_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT file_checks_state_known CHECK ((state = ANY (ARRAY['sound'::text, 'damaged'::text, 'missing'::text, 'unreadable'::text])))
);

ALTER TABLE ONLY public.file_checks FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.file_checks.since IS 'when a check first found this state';

CREATE TABLE public.idempotency_keys (
    actor_id uuid NOT NULL,
    key text NOT NULL,
    body_sha256 bytea NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT idempotency_keys_body CHECK ((length(body_sha256) = 32))
);
ALTER TABLE ONLY public.idempotency_keys ALTER COLUMN answer SET COMPRESSION lz4;

ALTER TABLE ONLY public.idempotency_keys FORCE ROW LEVEL SECURITY;

CREATE TABLE public.installation (
    one boolean DEFAULT true NOT NULL,
    sandbox boolean NOT NULL,
    clock_offset bigint DEFAULT 0 NOT NULL,
    marked_at timestamp with time zone DEFAULT now() NOT NULL,
    secret bytea DEFAULT sha256((uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))) NOT NULL,
    CONSTRAINT installation_clock_sandbox_only CHECK ((sandbox OR (clock_offset = 0))),
    CONSTRAINT installation_one_row CHECK (one),
    CONSTRAINT installation_secret_whole CHECK ((length(secret) = 32))
);

COMMENT ON COLUMN public.installation.clock_offset IS 'microseconds that the sandbox''s clock is ahead of real time; it only grows';

COMMENT ON COLUMN public.installation.secret IS 'signs the cursors of lists; 244 random bits';

CREATE TABLE public.instruments (
    code text NOT NULL,
    version text NOT NULL,
    sha256 text NOT NULL,
    path text NOT NULL,
    bytes bytea NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT instruments_hash_is_of_bytes CHECK ((sha256 = encode(sha256(bytes), 'hex'::text)))
);

CREATE TABLE public.issued_numbers (
    authority_id uuid NOT NULL,
    series text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    issued_at timestamp with time zone DEFAULT now() NOT NULL,
    issued_by uuid DEFAULT public.app_actor() NOT NULL,
    void_at timestamp with time zone,
    void_by uuid,
    void_reason text,
    CONSTRAINT issued_numbers_count CHECK ((number > 0)),
    CONSTRAINT issued_numbers_void_whole CHECK (
CASE
    WHEN (void_at IS NULL) THEN ((void_by IS NULL) AND (void_reason IS NULL))
    ELSE ((void_by IS NOT NULL) AND (void_reason <> ''::text))
END)
);

ALTER TABLE ONLY public.issued_numbers FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.issued_numbers IS 'every number ever given; a void one is kept with its reason and never given again';

CREATE TABLE public.law_editions (
    number bigint NOT NULL,
    authority_id uuid NOT NULL,
    publication_id uuid NOT NULL,
    kind text NOT NULL,
    code text NOT NULL,
    version text NOT NULL,
    sha256 text NOT NULL,
    division text NOT NULL,
    in_force date,
    confirmation text DEFAULT ''::text NOT NULL,
    proposed_by uuid NOT NULL,
    approved_by uuid DEFAULT public.app_actor() NOT NULL,
    published_at timestamp with time zone DEFAULT now() NOT NULL,
    repeals bigint,
    CONSTRAINT law_editions_division_code CHECK ((division ~ '^[0-9]{6}$'::text)),
    CONSTRAINT law_editions_in_force_of_tables CHECK ((((kind = 'instrument'::text) OR (repeals IS NOT NULL)) = (in_force IS NOT NULL))),
    CONSTRAINT law_editions_kind_known CHECK ((kind = ANY (ARRAY['instrument'::text, 'pack'::text, 'calendar'::text]))),
    CONSTRAINT law_editions_number_positive CHECK ((number > 0)),
    CONSTRAINT law_editions_repeal_confirms_nothing CHECK (((repeals IS NULL) OR (confirmation = ''::text))),
    CONSTRAINT law_editions_repeals_earlier CHECK ((repeals < number)),
    CONSTRAINT law_editions_two_people CHECK ((proposed_by <> approved_by))
);

ALTER TABLE ONLY public.law_editions FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.law_editions.repeals IS 'the edition that this one ends: the same file in the same division; in_force is then the first day without it';

CREATE TABLE public.log_epochs (
    epoch integer NOT NULL,
    system_identifier bigint NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.log_epochs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.log_hashes (
    level smallint NOT NULL,
    n bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT log_hashes_hash CHECK ((length(hash) = 32)),
    CONSTRAINT log_hashes_level CHECK ((level > 0))
);

ALTER TABLE ONLY public.log_hashes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.log_heads (
    size bigint NOT NULL,
    root bytea NOT NULL,
    note text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    epoch integer NOT NULL,
    txid xid8 NOT NULL,
    source text NOT NULL,
    id bigint NOT NULL,
    CONSTRAINT log_heads_root CHECK ((length(root) = 32)),
    CONSTRAINT log_heads_size CHECK ((size > 0)),
    CONSTRAINT log_heads_source CHECK ((source = ANY (ARRAY['authority'::text, 'case'::text])))
);

ALTER TABLE ONLY public.log_heads FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.log_heads.epoch IS 'with txid, source and id: the last entry that was taken';

CREATE TABLE public.log_leaves (
    idx bigint NOT NULL,
    authority_id uuid NOT NULL,
    case_id uuid,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT log_leaves_hash CHECK ((length(hash) = 32)),
    CONSTRAINT log_leaves_index CHECK ((idx >= 0))
);

ALTER TABLE ONLY public.log_leaves FORCE ROW LEVEL SECURITY;

CREATE TABLE public.notices (
    authority_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    account_id uuid NOT NULL,
    case_id uuid NOT NULL,
    clock text NOT NULL,
    due_on date NOT NULL,
    days integer NOT NULL,
    provisional boolean NOT NULL,
    told_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    CONSTRAINT notices_near CHECK (((days >= '-60'::integer) AND (days <= 60))),
    CONSTRAINT notices_read_after_told CHECK ((read_at >= told_at))
);

ALTER TABLE ONLY public.notices FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.notices IS 'reminders of dates, each told once to each person';

COMMENT ON COLUMN public.notices.days IS 'days from the date at which it is told: before it negative';

CREATE TABLE public.number_series (
    authority_id uuid NOT NULL,
    series text NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT number_series_counts CHECK ((last > 0)),
    CONSTRAINT number_series_named CHECK ((series <> ''::text)),
    CONSTRAINT number_series_year CHECK (((year >= 1949) AND (year <= 2200)))
);

ALTER TABLE ONLY public.number_series FORCE ROW LEVEL SECURITY;

CREATE TABLE public.packs (
    code text NOT NULL,
    version text NOT NULL,
    sha256 text NOT NULL,
    path text NOT NULL,
    bytes bytea NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT packs_hash_is_of_bytes CHECK ((sha256 = encode(sha256(bytes), 'hex'::text)))
);

CREATE TABLE public.papers_to_seal (
    authority_id uuid NOT NULL,
    paper_id uuid NOT NULL,
    case_id uuid,
    child_id uuid,
    due timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT papers_to_seal_of_one CHECK ((num_nonnulls(case_id, child_id) = 1))
);

ALTER TABLE ONLY public.papers_to_seal FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.papers_to_seal.due IS 'when it is tried again, in real time';

CREATE TABLE public.papers_to_set (
    authority_id uuid NOT NULL,
    case_id uuid NOT NULL,
    paper_id uuid NOT NULL
);

ALTER TABLE ONLY public.papers_to_set FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.papers_to_set IS 'written with the act that orders a paper; a worker deletes the row once the paper is set, or cannot be';

CREATE TABLE public.publications (
    authority_id uuid NOT NULL,
    id uuid NOT NULL,
    version bigint NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    sha256 text NOT NULL,
    file text NOT NULL,
    document text NOT NULL,
    CONSTRAINT publications_hash_of_file CHECK ((sha256 = encode(sha256(convert_to(file, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT publications_kind_known CHECK ((kind = ANY (ARRAY['instrument'::text, 'pack'::text, 'calendar'::text]))),
    CONSTRAINT publications_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'published'::text, 'withdrawn'::text]))),
    CONSTRAINT publications_version_positive CHECK ((version > 0))
);

ALTER TABLE ONLY public.publications FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.publications IS 'files of law from draft to force; a published or withdrawn one never changes';

CREATE TABLE public.reminder_sweep (
    one boolean DEFAULT true NOT NULL,
    through date,
    at timestamp with time zone NOT NULL,
    told bigint NOT NULL,
    failure text,
    CONSTRAINT reminder_sweep_one CHECK (one)
);

ALTER TABLE ONLY public.reminder_sweep FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.reminder_sweep.through IS 'the last legal day that was swept whole';

COMMENT ON COLUMN public.reminder_sweep.told IS 'notices of the last sweep';

CREATE TABLE public.rendered_child_papers (
    authority_id uuid NOT NULL,
    child_id uuid NOT NULL,
    paper_id uuid NOT NULL,
    renderer text NOT NULL,
    sha256 text,
    size bigint,
    file_id text,
    failure text,
    at timestamp with time zone NOT NULL,
    document jsonb,
    check_sha256 bytea,
    CONSTRAINT rendered_child_papers_check_of_set CHECK (((check_sha256 IS NULL) OR ((length(check_sha256) = 32) AND (failure IS NULL)))),
    CONSTRAINT rendered_child_papers_set_or_failed CHECK (
CASE
    WHEN (failure IS NULL) THEN ((sha256 ~ '^[0-9a-f]{64}$'::text) AND (size > 0) AND (file_id <> ''::text))
    ELSE ((failure <> ''::text) AND (sha256 IS NULL) AND (size IS NULL) AND (file_id IS NULL))
END)
);

ALTER TABLE ONLY public.rendered_child_papers FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.rendered_child_papers IS 'the hash stands in a system entry of the chain of the child''s authority';

COMMENT ON COLUMN public.rendered_child_papers.document IS 'as in rendered_papers';

COMMENT ON COLUMN public.rendered_child_papers.check_sha256 IS 'as in rendered_papers';

CREATE TABLE public.rendered_papers (
    authority_id uuid NOT NULL,
    case_id uuid NOT NULL,
    paper_id uuid NOT NULL,
    renderer text NOT NULL,
    sha256 text,
    size bigint,
    file_id text,
    failure text,
    at timestamp with time zone NOT NULL,
    document jsonb,
    check_sha256 bytea,
    CONSTRAINT rendered_papers_check_of_set CHECK (((check_sha256 IS NULL) OR ((length(check_sha256) = 32) AND (failure IS NULL)))),
    CONSTRAINT rendered_papers_set_or_failed CHECK (
CASE
    WHEN (failure IS NULL) THEN ((sha256 ~ '^[0-9a-f]{64}$'::text) AND (size > 0) AND (file_id <> ''::text))
    ELSE ((failure <> ''::text) AND (sha256 IS NULL) AND (size IS NULL) AND (file_id IS NULL))
END)
);

ALTER TABLE ONLY public.rendered_papers FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.rendered_papers.document IS 'file_id, sha256, size, root, leaves, and the seed of the salts, which is secret';

COMMENT ON COLUMN public.rendered_papers.check_sha256 IS 'SHA-256 of the token in the address printed on the paper; the token itself is kept nowhere';

CREATE TABLE public.river_job (
    id bigint NOT NULL,
    state public.river_job_state DEFAULT 'available'::public.river_job_state NOT NULL,
    attempt smallint DEFAULT 0 NOT NULL,
    max_attempts smallint DEFAULT 25 NOT NULL,
    attempted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finalized_at timestamp with time zone,
    scheduled_at timestamp with time zone DEFAULT now() NOT NULL,
    priority smallint DEFAULT 1 NOT NULL,
    args jsonb NOT NULL,
    attempted_by text[],
    errors jsonb[],
    kind text NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    queue text DEFAULT 'default'::text NOT NULL,
    tags character varying(255)[] DEFAULT '{}'::character varying[] NOT NULL,
    unique_key bytea,
    unique_states bit(8),
    CONSTRAINT finalized_or_finalized_at_null CHECK ((((finalized_at IS NULL) AND (state <> ALL (ARRAY['cancelled'::public.river_job_state, 'completed'::public.river_job_state, 'discarded'::public.river_job_state]))) OR ((finalized_at IS NOT NULL) AND (state = ANY (ARRAY['cancelled'::public.river_job_state, 'completed'::public.river_job_state, 'discarded'::public.river_job_state]))))),
    CONSTRAINT kind_length CHECK (((char_length(kind) > 0) AND (char_length(kind) < 128))),
    CONSTRAINT max_attempts_is_positive CHECK ((max_attempts > 0)),
    CONSTRAINT priority_in_range CHECK (((priority >= 1) AND (priority <= 4))),
    CONSTRAINT queue_length CHECK (((char_length(queue) > 0) AND (char_length(queue) < 128)))
);

CREATE SEQUENCE public.river_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.river_job_id_seq OWNED BY public.river_job.id;

CREATE UNLOGGED TABLE public.river_leader (
    elected_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    leader_id text NOT NULL,
    name text DEFAULT 'default'::text NOT NULL,
    CONSTRAINT leader_id_length CHECK (((char_length(leader_id) > 0) AND (char_length(leader_id) < 128))),
    CONSTRAINT name_length CHECK ((name = 'default'::text))
);

CREATE TABLE public.river_migration (
    line text NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT line_length CHECK (((char_length(line) > 0) AND (char_length(line) < 128))),
    CONSTRAINT version_gte_1 CHECK ((version >= 1))
);

CREATE TABLE public.river_notification (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    payload text NOT NULL,
    topic text NOT NULL,
    CONSTRAINT topic_length CHECK (((length(topic) > 0) AND (length(topic) < 128)))
);

CREATE SEQUENCE public.river_notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.river_notification_id_seq OWNED BY public.river_notification.id;

CREATE TABLE public.river_queue (
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    paused_at timestamp with time zone,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE TABLE public.sealed_child_papers (
    authority_id uuid NOT NULL,
    child_id uuid NOT NULL,
    paper_id uuid NOT NULL,
    unsigned_sha256 text NOT NULL,
    sha256 text,
    size bigint,
    file_id text,
    signatures jsonb,
    failure text,
    at timestamp with time zone NOT NULL,
    CONSTRAINT sealed_child_papers_sealed_or_failed CHECK (
CASE
    WHEN (failure IS NULL) THEN ((sha256 ~ '^[0-9a-f]{64}$'::text) AND (size > 0) AND (file_id <> ''::text) AND (jsonb_array_length(signatures) > 0))
    ELSE ((failure <> ''::text) AND (sha256 IS NULL) AND (size IS NULL) AND (file_id IS NULL) AND (signatures IS NULL))
END),
    CONSTRAINT sealed_child_papers_unsigned CHECK ((unsigned_sha256 ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY public.sealed_child_papers FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.sealed_child_papers IS 'as sealed_papers, of a child''s own papers; the hash stands in the chain of the child''s authority';

CREATE TABLE public.sealed_papers (
    authority_id uuid NOT NULL,
    case_id uuid NOT NULL,
    paper_id uuid NOT NULL,
    unsigned_sha256 text NOT NULL,
    sha256 text,
    size bigint,
    file_id text,
    signatures jsonb,
    failure text,
    at timestamp with time zone NOT NULL,
    CONSTRAINT sealed_papers_sealed_or_failed CHECK (
CASE
    WHEN (failure IS NULL) THEN ((sha256 ~ '^[0-9a-f]{64}$'::text) AND (size > 0) AND (file_id <> ''::text) AND (jsonb_array_length(signatures) > 0))
    ELSE ((failure <> ''::text) AND (sha256 IS NULL) AND (size IS NULL) AND (file_id IS NULL) AND (signatures IS NULL))
END),
    CONSTRAINT sealed_papers_unsigned CHECK ((unsigned_sha256 ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY public.sealed_papers FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.sealed_papers IS 'the file with signatures of a paper, or why it could not be signed';

CREATE TABLE public.sheet_drafts (
    authority_id uuid NOT NULL,
    case_id uuid NOT NULL,
    phase text NOT NULL,
    evaluator_id uuid NOT NULL,
    version bigint NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    document text NOT NULL,
    CONSTRAINT sheet_drafts_version_positive CHECK ((version > 0))
);
ALTER TABLE ONLY public.sheet_drafts ALTER COLUMN document SET COMPRESSION lz4;

ALTER TABLE ONLY public.sheet_drafts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sheet_versions (
    authority_id uuid NOT NULL,
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    phase text NOT NULL,
    evaluator_id uuid NOT NULL,
    based_on bigint NOT NULL,
    beside bigint NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    sha256 text NOT NULL,
    document text NOT NULL,
    CONSTRAINT sheet_versions_hash CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT sheet_versions_not_negative CHECK (((based_on >= 0) AND (beside >= 0)))
);

ALTER TABLE ONLY public.sheet_versions FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.sheet_versions IS 'saves of a sheet draft that came too late: nothing typed is lost';

COMMENT ON COLUMN public.sheet_versions.based_on IS 'the version of the draft that the window had read';

COMMENT ON COLUMN public.sheet_versions.beside IS 'the version of the draft that stood when this came';

COMMENT ON COLUMN public.sheet_versions.sha256 IS 'of the document: what is sent twice is kept once';

CREATE TABLE public.tasks (
    authority_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    case_id uuid,
    input text NOT NULL,
    options text DEFAULT '{}'::text NOT NULL,
    asked_by uuid DEFAULT public.app_actor(),
    asked_name text NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    orders integer DEFAULT 1 NOT NULL,
    run integer DEFAULT 0 NOT NULL,
    job_id bigint,
    done bigint DEFAULT 0 NOT NULL,
    total bigint DEFAULT 0 NOT NULL,
    message text DEFAULT ''::text NOT NULL,
    error text,
    result text,
    result_file text,
    cancel_by uuid,
    cancel_at timestamp with time zone,
    started_at timestamp with time zone,
    beat_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT tasks_cancel_whole CHECK (((cancel_by IS NULL) = (cancel_at IS NULL))),
    CONSTRAINT tasks_counts CHECK (((orders > 0) AND (run >= 0) AND (done >= 0) AND (total >= 0))),
    CONSTRAINT tasks_end_whole CHECK (((state = ANY (ARRAY['done'::text, 'failed'::text, 'cancelled'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT tasks_named CHECK (((kind <> ''::text) AND (title <> ''::text) AND (asked_name <> ''::text))),
    CONSTRAINT tasks_state_known CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.tasks FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tasks IS 'a job that somebody asked for and waits for; the queue itself is River''s';

COMMENT ON COLUMN public.tasks.input IS 'arguments of the job as JSON, ids only, for another try';

COMMENT ON COLUMN public.tasks.options IS 'of the job, for another try';

COMMENT ON COLUMN public.tasks.orders IS 'how often it was put into the queue; a job of an earlier order does nothing';

COMMENT ON COLUMN public.tasks.run IS 'how often it was taken up; a worker of an earlier run can write nothing any more';

COMMENT ON COLUMN public.tasks.job_id IS 'of River''s job that has it in hand';

COMMENT ON COLUMN public.tasks.beat_at IS 'last sign of life of the worker';

CREATE TABLE public.upload_copies (
    authority_id uuid NOT NULL,
    upload_id uuid NOT NULL,
    kind text NOT NULL,
    case_id uuid,
    file_id uuid,
    media_type text DEFAULT ''::text NOT NULL,
    sha256 text DEFAULT ''::text NOT NULL,
    size bigint DEFAULT 0 NOT NULL,
    width integer DEFAULT 0 NOT NULL,
    height integer DEFAULT 0 NOT NULL,
    failure text DEFAULT ''::text NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT upload_copies_kind_known CHECK ((kind = ANY (ARRAY['stripped'::text, 'thumbnail'::text]))),
    CONSTRAINT upload_copies_made_or_not CHECK (
CASE
    WHEN (file_id IS NULL) THEN (failure <> ''::text)
    ELSE ((failure = ''::text) AND (sha256 ~ '^[0-9a-f]{64}$'::text) AND (size > 0))
END)
);

ALTER TABLE ONLY public.upload_copies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.upload_scans (
    authority_id uuid NOT NULL,
    upload_id uuid NOT NULL,
    case_id uuid,
    state text NOT NULL,
    signature text DEFAULT ''::text NOT NULL,
    scanner text DEFAULT ''::text NOT NULL,
    noted_at timestamp with time zone DEFAULT now() NOT NULL,
    scanned_at timestamp with time zone,
    ordered_at timestamp with time zone,
    CONSTRAINT upload_scans_named CHECK (((state = 'infected'::text) = (signature <> ''::text))),
    CONSTRAINT upload_scans_state_known CHECK ((state = ANY (ARRAY['quarantine'::text, 'clean'::text, 'infected'::text, 'not_scanned'::text]))),
    CONSTRAINT upload_scans_when CHECK (((state = ANY (ARRAY['clean'::text, 'infected'::text])) = (scanned_at IS NOT NULL)))
);

ALTER TABLE ONLY public.upload_scans FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.upload_scans.signature IS 'what was found, as the scanner names it';

COMMENT ON COLUMN public.upload_scans.ordered_at IS 'when its scan was last ordered anew';

CREATE TABLE public.upload_sessions (
    authority_id uuid NOT NULL,
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    actor_id uuid DEFAULT public.app_actor() NOT NULL,
    brought_by text NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    kind text NOT NULL,
    issued_on date,
    expires_on date,
    sha256 text NOT NULL,
    size bigint NOT NULL,
    received bigint DEFAULT 0 NOT NULL,
    hash_state bytea NOT NULL,
    piece_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    piece_sizes bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    touched_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT upload_sessions_hash CHECK ((sha256 ~ '^([0-9a-f]{64})?$'::text)),
    CONSTRAINT upload_sessions_received CHECK ((((received >= 0) AND (received <= size)) AND (cardinality(piece_ids) = cardinality(piece_sizes)))),
    CONSTRAINT upload_sessions_validity CHECK ((expires_on >= issued_on))
);

ALTER TABLE ONLY public.upload_sessions FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.upload_sessions.sha256 IS 'what the sender says it will be; empty when nothing';

COMMENT ON COLUMN public.upload_sessions.hash_state IS 'SHA-256 of what was received, to be gone on with';

CREATE TABLE public.uploads (
    authority_id uuid NOT NULL,
    id uuid NOT NULL,
    case_id uuid,
    name text NOT NULL,
    media_type text NOT NULL,
    sha256 text NOT NULL,
    size bigint NOT NULL,
    brought_by text NOT NULL,
    actor_id uuid DEFAULT public.app_actor() NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text DEFAULT ''::text NOT NULL,
    issued_on date,
    expires_on date,
    CONSTRAINT uploads_hash CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT uploads_size CHECK ((size >= 0)),
    CONSTRAINT uploads_validity CHECK ((expires_on >= issued_on))
);

ALTER TABLE ONLY public.uploads FORCE ROW LEVEL SECURITY;

COMMENT ON COLUMN public.uploads.kind IS 'kind of evidence, as the scoring tables name them; empty when nobody said';

COMMENT ON COLUMN public.uploads.expires_on IS 'last day that the paper names for itself';

CREATE TABLE public.what_if_reports (
    authority_id uuid NOT NULL,
    id uuid NOT NULL,
    publication_id uuid NOT NULL,
    file_sha256 text NOT NULL,
    sha256 text NOT NULL,
    cases bigint NOT NULL,
    changed bigint NOT NULL,
    made_by uuid DEFAULT public.app_actor() NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT what_if_reports_counts CHECK (((cases >= 0) AND ((changed >= 0) AND (changed <= cases))))
);

ALTER TABLE ONLY public.what_if_reports FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.what_if_reports IS 'what a draft would have changed in closed cases: counts for the office, the cases themselves in what_if_texts';

CREATE TABLE public.what_if_texts (
    authority_id uuid NOT NULL,
    report_id uuid NOT NULL,
    sha256 text NOT NULL,
    report bytea NOT NULL,
    reading text NOT NULL,
    CONSTRAINT what_if_texts_hash_of_report CHECK ((sha256 = encode(sha256(report), 'hex'::text)))
);

ALTER TABLE ONLY public.what_if_texts FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.what_if_texts IS 'names cases: an administrator, who has no part in cases, sees none of it';

ALTER TABLE ONLY public.river_job ALTER COLUMN id SET DEFAULT nextval('public.river_job_id_seq'::regclass);

ALTER TABLE ONLY public.river_notification ALTER COLUMN id SET DEFAULT nextval('public.river_notification_id_seq'::regclass);

ALTER TABLE ONLY public.account_cards
    ADD CONSTRAINT account_cards_pk PRIMARY KEY (authority_id, account_id);

ALTER TABLE ONLY public.account_factors
    ADD CONSTRAINT account_factors_pk PRIMARY KEY (authority_id, account_id);

ALTER TABLE ONLY public.account_secrets
    ADD CONSTRAINT account_secrets_pk PRIMARY KEY (authority_id, account_id);

ALTER TABLE ONLY public.account_settings
    ADD CONSTRAINT account_settings_pk PRIMARY KEY (authority_id, account_id);

ALTER TABLE ONLY public.account_tokens
    ADD CONSTRAINT account_tokens_pk PRIMARY KEY (token_sha256);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.agencies
    ADD CONSTRAINT agencies_credit_code_unique UNIQUE (authority_id, credit_code);

ALTER TABLE ONLY public.agencies
    ADD CONSTRAINT agencies_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.authorities
    ADD CONSTRAINT authorities_pk PRIMARY KEY (id);

ALTER TABLE ONLY public.authority_closure
    ADD CONSTRAINT authority_closure_pk PRIMARY KEY (ancestor, descendant, valid_from);

ALTER TABLE ONLY public.authority_entries
    ADD CONSTRAINT authority_entries_about_unique UNIQUE (authority_id, seq, about);

ALTER TABLE ONLY public.authority_entries
    ADD CONSTRAINT authority_entries_pk PRIMARY KEY (authority_id, seq);

ALTER TABLE ONLY public.authority_payloads
    ADD CONSTRAINT authority_payloads_pk PRIMARY KEY (authority_id, seq);

ALTER TABLE ONLY public.blank_slips
    ADD CONSTRAINT blank_slips_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.blanks
    ADD CONSTRAINT blanks_pk PRIMARY KEY (authority_id, receipt_id, number);

ALTER TABLE ONLY public.calendars
    ADD CONSTRAINT calendars_pk PRIMARY KEY (code, version);

ALTER TABLE ONLY public.case_entries
    ADD CONSTRAINT case_entries_pk PRIMARY KEY (authority_id, case_id, seq);

ALTER TABLE ONLY public.case_payloads
    ADD CONSTRAINT case_payloads_pk PRIMARY KEY (authority_id, case_id, seq);

ALTER TABLE ONLY public.case_reads
    ADD CONSTRAINT case_reads_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.case_search
    ADD CONSTRAINT case_search_pk PRIMARY KEY (authority_id, case_id);

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_blank_number_unique UNIQUE (authority_id, blank_number);

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_certificate_unique UNIQUE (authority_id, certificate);

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_number_unique UNIQUE (authority_id, number);

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.certificate_shifts
    ADD CONSTRAINT certificate_shifts_pk PRIMARY KEY (authority_id);

ALTER TABLE ONLY public.child_reads
    ADD CONSTRAINT child_reads_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.child_search
    ADD CONSTRAINT child_search_pk PRIMARY KEY (authority_id, child_id);

ALTER TABLE ONLY public.children
    ADD CONSTRAINT children_code_unique UNIQUE (authority_id, code);

ALTER TABLE ONLY public.children
    ADD CONSTRAINT children_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.conflict_marked
    ADD CONSTRAINT conflict_marked_pk PRIMARY KEY (authority_id, holder, holder_id);

ALTER TABLE ONLY public.conflict_marks
    ADD CONSTRAINT conflict_marks_pk PRIMARY KEY (authority_id, holder, holder_id, side, kind, mark, person);

ALTER TABLE ONLY public.dossiers
    ADD CONSTRAINT dossiers_pk PRIMARY KEY (authority_id, case_id, id);

ALTER TABLE ONLY public.due_dates
    ADD CONSTRAINT due_dates_pk PRIMARY KEY (authority_id, case_id, ordinal);

ALTER TABLE ONLY public.evaluators
    ADD CONSTRAINT evaluators_account_unique UNIQUE (authority_id, account_id);

ALTER TABLE ONLY public.evaluators
    ADD CONSTRAINT evaluators_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.file_checks
    ADD CONSTRAINT file_checks_pk PRIMARY KEY (authority_id, file_id);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pk PRIMARY KEY (actor_id, key);

ALTER TABLE ONLY public.installation
    ADD CONSTRAINT installation_pk PRIMARY KEY (one);

ALTER TABLE ONLY public.instruments
    ADD CONSTRAINT instruments_pk PRIMARY KEY (code, version);

ALTER TABLE ONLY public.issued_numbers
    ADD CONSTRAINT issued_numbers_pk PRIMARY KEY (authority_id, series, year, number);

ALTER TABLE ONLY public.law_editions
    ADD CONSTRAINT law_editions_names_its_file UNIQUE (number, kind, code, version, sha256, division);

ALTER TABLE ONLY public.law_editions
    ADD CONSTRAINT law_editions_pk PRIMARY KEY (number);

ALTER TABLE ONLY public.law_editions
    ADD CONSTRAINT law_editions_publication_once UNIQUE (authority_id, publication_id);

ALTER TABLE ONLY public.law_editions
    ADD CONSTRAINT law_editions_repealed_once UNIQUE (repeals);

ALTER TABLE ONLY public.log_epochs
    ADD CONSTRAINT log_epochs_pk PRIMARY KEY (epoch);

ALTER TABLE ONLY public.log_hashes
    ADD CONSTRAINT log_hashes_pk PRIMARY KEY (level, n);

ALTER TABLE ONLY public.log_heads
    ADD CONSTRAINT log_heads_pk PRIMARY KEY (size);

ALTER TABLE ONLY public.log_leaves
    ADD CONSTRAINT log_leaves_pk PRIMARY KEY (idx);

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_once UNIQUE (account_id, case_id, clock, due_on, days);

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.number_series
    ADD CONSTRAINT number_series_pk PRIMARY KEY (authority_id, series, year);

ALTER TABLE ONLY public.packs
    ADD CONSTRAINT packs_pk PRIMARY KEY (code, version);

ALTER TABLE ONLY public.papers_to_seal
    ADD CONSTRAINT papers_to_seal_pk PRIMARY KEY (authority_id, paper_id);

ALTER TABLE ONLY public.papers_to_set
    ADD CONSTRAINT papers_to_set_pk PRIMARY KEY (authority_id, case_id, paper_id);

ALTER TABLE ONLY public.publications
    ADD CONSTRAINT publications_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.reminder_sweep
    ADD CONSTRAINT reminder_sweep_pk PRIMARY KEY (one);

ALTER TABLE ONLY public.rendered_child_papers
    ADD CONSTRAINT rendered_child_papers_pk PRIMARY KEY (authority_id, child_id, paper_id);

ALTER TABLE ONLY public.rendered_papers
    ADD CONSTRAINT rendered_papers_pk PRIMARY KEY (authority_id, case_id, paper_id);

ALTER TABLE ONLY public.river_job
    ADD CONSTRAINT river_job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.river_leader
    ADD CONSTRAINT river_leader_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.river_migration
    ADD CONSTRAINT river_migration_pkey1 PRIMARY KEY (line, version);

ALTER TABLE ONLY public.river_notification
    ADD CONSTRAINT river_notification_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.river_queue
    ADD CONSTRAINT river_queue_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.sealed_child_papers
    ADD CONSTRAINT sealed_child_papers_pk PRIMARY KEY (authority_id, child_id, paper_id);

ALTER TABLE ONLY public.sealed_papers
    ADD CONSTRAINT sealed_papers_pk PRIMARY KEY (authority_id, case_id, paper_id);

ALTER TABLE ONLY public.sheet_drafts
    ADD CONSTRAINT sheet_drafts_pk PRIMARY KEY (authority_id, case_id, phase, evaluator_id);

ALTER TABLE ONLY public.sheet_versions
    ADD CONSTRAINT sheet_versions_once UNIQUE (authority_id, case_id, phase, evaluator_id, sha256);

ALTER TABLE ONLY public.sheet_versions
    ADD CONSTRAINT sheet_versions_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.upload_copies
    ADD CONSTRAINT upload_copies_pk PRIMARY KEY (authority_id, upload_id, kind);

ALTER TABLE ONLY public.upload_scans
    ADD CONSTRAINT upload_scans_pk PRIMARY KEY (authority_id, upload_id);

ALTER TABLE ONLY public.upload_sessions
    ADD CONSTRAINT upload_sessions_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.uploads
    ADD CONSTRAINT uploads_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.what_if_reports
    ADD CONSTRAINT what_if_reports_once UNIQUE (authority_id, publication_id, sha256);

ALTER TABLE ONLY public.what_if_reports
    ADD CONSTRAINT what_if_reports_pk PRIMARY KEY (authority_id, id);

ALTER TABLE ONLY public.what_if_texts
    ADD CONSTRAINT what_if_texts_pk PRIMARY KEY (authority_id, report_id);

CREATE INDEX account_tokens_by_account ON public.account_tokens USING btree (authority_id, account_id);

CREATE INDEX account_tokens_by_expiry ON public.account_tokens USING btree (expires_at);

CREATE UNIQUE INDEX account_tokens_by_id ON public.account_tokens USING btree (id);

CREATE INDEX accounts_by_id ON public.accounts USING btree (id);

CREATE UNIQUE INDEX accounts_login_unique ON public.accounts USING btree (lower(login));

CREATE INDEX agencies_by_id ON public.agencies USING btree (id);

CREATE INDEX authority_closure_descendant ON public.authority_closure USING btree (descendant);

CREATE INDEX authority_entries_order ON public.authority_entries USING btree (epoch, txid, id);

CREATE INDEX blank_slips_by_id ON public.blank_slips USING btree (id);

CREATE INDEX blank_slips_by_number ON public.blank_slips USING btree (authority_id, series, prefix, width, first, last);

CREATE INDEX blanks_by_case ON public.blanks USING btree (authority_id, case_id) WHERE (case_id IS NOT NULL);

CREATE INDEX blanks_by_number ON public.blanks USING btree (authority_id, series, prefix, width, serial);

CREATE UNIQUE INDEX blanks_number_once ON public.blanks USING btree (series, number) WHERE (state <> 'returned'::text);

CREATE INDEX case_entries_order ON public.case_entries USING btree (epoch, txid, id);

CREATE INDEX case_reads_by_case ON public.case_reads USING btree (authority_id, case_id, id);

CREATE INDEX case_search_by_child ON public.case_search USING btree (authority_id, child_id);

CREATE INDEX case_search_by_id ON public.case_search USING btree (case_id);

CREATE INDEX case_search_grams ON public.case_search USING gin (search_grams);

CREATE INDEX cases_awaiting ON public.cases USING btree (authority_id, COALESCE(due_on, 'infinity'::date), id) WHERE (awaits IS NOT NULL);

CREATE INDEX cases_by_agency ON public.cases USING btree (agency_id) WHERE (agency_id IS NOT NULL);

CREATE INDEX cases_by_child ON public.cases USING btree (authority_id, child_id);

CREATE INDEX cases_by_due ON public.cases USING btree (authority_id, COALESCE(due_on, 'infinity'::date), id);

CREATE INDEX cases_by_evaluator ON public.cases USING gin (evaluator_ids);

CREATE INDEX cases_by_id ON public.cases USING btree (id);

CREATE INDEX cases_by_state ON public.cases USING btree (authority_id, state, COALESCE(due_on, 'infinity'::date), id);

CREATE UNIQUE INDEX cases_child_registered_once ON public.cases USING btree (authority_id, child_id) WHERE (registered_on IS NOT NULL);

CREATE INDEX cases_ended ON public.cases USING btree (authority_id, ended_on, id) WHERE (ended_on IS NOT NULL);

CREATE INDEX cases_open_by_due ON public.cases USING btree (authority_id, COALESCE(due_on, 'infinity'::date), id) WHERE (ended_on IS NULL);

CREATE INDEX cases_open_by_officer ON public.cases USING btree (authority_id, officer_id, COALESCE(due_on, 'infinity'::date), id) WHERE (ended_on IS NULL);

CREATE INDEX child_reads_by_child ON public.child_reads USING btree (authority_id, child_id, id);

CREATE INDEX child_search_grams ON public.child_search USING gin (search_grams);

CREATE INDEX children_by_id ON public.children USING btree (id);

CREATE UNIQUE INDEX children_id_number_unique ON public.children USING btree (authority_id, id_number) WHERE (id_number IS NOT NULL);

CREATE INDEX conflict_marks_by_mark ON public.conflict_marks USING btree (mark, kind, side);

CREATE INDEX conflict_marks_by_person ON public.conflict_marks USING btree (person) WHERE (person <> '\x'::bytea);

CREATE INDEX due_dates_by_date ON public.due_dates USING btree (authority_id, due_on) WHERE (due_on IS NOT NULL);

CREATE INDEX due_dates_to_remind ON public.due_dates USING btree (due_on, case_id) WHERE (due_on IS NOT NULL);

CREATE INDEX evaluators_by_id ON public.evaluators USING btree (id);

CREATE INDEX file_checks_unsound ON public.file_checks USING btree (since) WHERE (state <> 'sound'::text);

CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (answered_at);

CREATE UNIQUE INDEX log_leaves_of_authority ON public.log_leaves USING btree (authority_id, seq) WHERE (case_id IS NULL);

CREATE UNIQUE INDEX log_leaves_of_case ON public.log_leaves USING btree (case_id, seq) WHERE (case_id IS NOT NULL);

CREATE INDEX notices_by_person ON public.notices USING btree (account_id, told_at DESC, id);

CREATE INDEX notices_unread ON public.notices USING btree (account_id) WHERE (read_at IS NULL);

CREATE INDEX papers_to_seal_due ON public.papers_to_seal USING btree (due);

CREATE INDEX publications_by_id ON public.publications USING btree (id);

CREATE INDEX rendered_child_papers_by_check ON public.rendered_child_papers USING btree (check_sha256) WHERE (check_sha256 IS NOT NULL);

CREATE INDEX rendered_papers_by_check ON public.rendered_papers USING btree (check_sha256) WHERE (check_sha256 IS NOT NULL);

CREATE INDEX river_job_args_index ON public.river_job USING gin (args);

CREATE INDEX river_job_kind ON public.river_job USING btree (kind);

CREATE INDEX river_job_metadata_index ON public.river_job USING gin (metadata);

CREATE INDEX river_job_prioritized_fetching_index ON public.river_job USING btree (state, queue, priority, scheduled_at, id);

CREATE INDEX river_job_state_and_finalized_at_index ON public.river_job USING btree (state, finalized_at) WHERE (finalized_at IS NOT NULL);

CREATE UNIQUE INDEX river_job_unique_idx ON public.river_job USING btree (unique_key) WHERE ((unique_key IS NOT NULL) AND (unique_states IS NOT NULL) AND public.river_job_state_in_bitmask(unique_states, state));

CREATE INDEX river_notification_created_at_idx ON public.river_notification USING btree (created_at);

CREATE INDEX river_notification_topic_id_idx ON public.river_notification USING btree (topic, id);

CREATE INDEX tasks_by_asker ON public.tasks USING btree (asked_by, id);

CREATE INDEX tasks_by_id ON public.tasks USING btree (id);

CREATE INDEX tasks_ended ON public.tasks USING btree (ended_at) WHERE (ended_at IS NOT NULL);

CREATE INDEX tasks_running ON public.tasks USING btree (beat_at) WHERE (state = 'running'::text);

CREATE INDEX upload_copies_by_case ON public.upload_copies USING btree (authority_id, case_id);

CREATE INDEX upload_scans_waiting ON public.upload_scans USING btree (COALESCE(ordered_at, noted_at)) WHERE (state = 'quarantine'::text);

CREATE INDEX upload_sessions_by_case ON public.upload_sessions USING btree (authority_id, case_id);

CREATE INDEX upload_sessions_by_id ON public.upload_sessions USING btree (id);

CREATE INDEX upload_sessions_idle ON public.upload_sessions USING btree (touched_at);

CREATE INDEX uploads_by_case ON public.uploads USING btree (authority_id, case_id);

CREATE INDEX uploads_by_id ON public.uploads USING btree (id);

CREATE TRIGGER accounts_keep BEFORE UPDATE ON public.accounts FOR EACH ROW EXECUTE FUNCTION public.accounts_keep();

CREATE TRIGGER authorities_close AFTER INSERT ON public.authorities FOR EACH ROW EXECUTE FUNCTION public.authorities_close();

CREATE TRIGGER authorities_guard BEFORE UPDATE ON public.authorities FOR EACH ROW EXECUTE FUNCTION public.authorities_guard();

CREATE TRIGGER authorities_keep BEFORE UPDATE ON public.authorities FOR EACH ROW EXECUTE FUNCTION public.authorities_keep();

CREATE TRIGGER authority_entries_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.authority_entries FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER authority_entries_in_order BEFORE INSERT ON public.authority_entries FOR EACH ROW EXECUTE FUNCTION public.authority_entry_after_its_predecessor();

CREATE TRIGGER authority_payloads_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.authority_payloads FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER blank_slips_kept BEFORE DELETE OR TRUNCATE ON public.blank_slips FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER blank_slips_once BEFORE UPDATE ON public.blank_slips FOR EACH ROW EXECUTE FUNCTION public.blank_slips_once();

CREATE TRIGGER blanks_guard BEFORE UPDATE ON public.blanks FOR EACH ROW EXECUTE FUNCTION public.blanks_guard();

CREATE TRIGGER blanks_kept BEFORE DELETE OR TRUNCATE ON public.blanks FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER calendars_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.calendars FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER case_entries_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.case_entries FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER case_entries_in_order BEFORE INSERT ON public.case_entries FOR EACH ROW EXECUTE FUNCTION public.case_entry_after_its_predecessor();

CREATE TRIGGER case_payloads_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.case_payloads FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER case_reads_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.case_reads FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER cases_discard BEFORE DELETE ON public.cases FOR EACH ROW EXECUTE FUNCTION public.cases_discard();

CREATE TRIGGER cases_guard BEFORE UPDATE ON public.cases FOR EACH ROW EXECUTE FUNCTION public.cases_guard();

CREATE TRIGGER cases_kept BEFORE TRUNCATE ON public.cases FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER cases_not_by_surveyors BEFORE INSERT OR DELETE OR UPDATE ON public.cases FOR EACH STATEMENT EXECUTE FUNCTION public.surveyors_write_nothing();

CREATE TRIGGER cases_search_changed AFTER UPDATE ON public.cases FOR EACH ROW EXECUTE FUNCTION public.cases_search();

CREATE TRIGGER cases_search_new AFTER INSERT ON public.cases FOR EACH ROW EXECUTE FUNCTION public.cases_search();

CREATE TRIGGER child_reads_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.child_reads FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER children_kept BEFORE DELETE OR TRUNCATE ON public.children FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER children_search_changed AFTER UPDATE ON public.children FOR EACH ROW WHEN ((old.search_text IS DISTINCT FROM new.search_text)) EXECUTE FUNCTION public.children_search();

CREATE TRIGGER children_search_new AFTER INSERT ON public.children FOR EACH ROW EXECUTE FUNCTION public.children_search();

CREATE TRIGGER dossiers_kept BEFORE DELETE OR TRUNCATE ON public.dossiers FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER dossiers_once BEFORE UPDATE ON public.dossiers FOR EACH ROW EXECUTE FUNCTION public.dossiers_once();

CREATE TRIGGER installation_forward BEFORE UPDATE ON public.installation FOR EACH ROW EXECUTE FUNCTION public.installation_forward();

CREATE TRIGGER installation_kept BEFORE DELETE OR TRUNCATE ON public.installation FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER instruments_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.instruments FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER issued_numbers_kept BEFORE DELETE OR TRUNCATE ON public.issued_numbers FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER issued_numbers_void BEFORE UPDATE ON public.issued_numbers FOR EACH ROW EXECUTE FUNCTION public.issued_numbers_void();

CREATE TRIGGER law_editions_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.law_editions FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER law_editions_repeal BEFORE INSERT ON public.law_editions FOR EACH ROW EXECUTE FUNCTION public.law_editions_repeal();

CREATE TRIGGER log_epochs_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_epochs FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER log_hashes_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_hashes FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER log_heads_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_heads FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER log_leaves_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_leaves FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER number_series_kept BEFORE DELETE OR TRUNCATE ON public.number_series FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER number_series_step BEFORE UPDATE ON public.number_series FOR EACH ROW EXECUTE FUNCTION public.number_series_step();

CREATE TRIGGER packs_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.packs FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER publications_keep BEFORE UPDATE ON public.publications FOR EACH ROW EXECUTE FUNCTION public.publications_keep();

CREATE TRIGGER publications_kept BEFORE DELETE OR TRUNCATE ON public.publications FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER rendered_child_papers_kept BEFORE DELETE OR TRUNCATE ON public.rendered_child_papers FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER rendered_child_papers_once BEFORE UPDATE ON public.rendered_child_papers FOR EACH ROW EXECUTE FUNCTION public.rendered_papers_once();

CREATE TRIGGER rendered_papers_kept BEFORE DELETE OR TRUNCATE ON public.rendered_papers FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER rendered_papers_once BEFORE UPDATE ON public.rendered_papers FOR EACH ROW EXECUTE FUNCTION public.rendered_papers_once();

CREATE TRIGGER sealed_child_papers_kept BEFORE DELETE OR TRUNCATE ON public.sealed_child_papers FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER sealed_child_papers_once BEFORE UPDATE ON public.sealed_child_papers FOR EACH ROW EXECUTE FUNCTION public.sealed_papers_once();

CREATE TRIGGER sealed_papers_kept BEFORE DELETE OR TRUNCATE ON public.sealed_papers FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER sealed_papers_once BEFORE UPDATE ON public.sealed_papers FOR EACH ROW EXECUTE FUNCTION public.sealed_papers_once();

CREATE TRIGGER tasks_guard BEFORE UPDATE ON public.tasks FOR EACH ROW EXECUTE FUNCTION public.tasks_guard();

CREATE TRIGGER upload_scans_guard BEFORE INSERT OR UPDATE ON public.upload_scans FOR EACH ROW EXECUTE FUNCTION public.upload_scans_guard();

CREATE TRIGGER upload_scans_kept BEFORE DELETE OR TRUNCATE ON public.upload_scans FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER what_if_reports_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.what_if_reports FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

CREATE TRIGGER what_if_texts_fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.what_if_texts FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change();

ALTER TABLE ONLY public.account_cards
    ADD CONSTRAINT account_cards_account_fk FOREIGN KEY (authority_id, account_id) REFERENCES public.accounts(authority_id, id);

ALTER TABLE ONLY public.account_factors
    ADD CONSTRAINT account_factors_account_fk FOREIGN KEY (authority_id, account_id) REFERENCES public.accounts(authority_id, id);

ALTER TABLE ONLY public.account_secrets
    ADD CONSTRAINT account_secrets_account_fk FOREIGN KEY (authority_id, account_id) REFERENCES public.accounts(authority_id, id);

ALTER TABLE ONLY public.account_settings
    ADD CONSTRAINT account_settings_account_fk FOREIGN KEY (authority_id, account_id) REFERENCES public.accounts(authority_id, id);

ALTER TABLE ONLY public.account_tokens
    ADD CONSTRAINT account_tokens_account_fk FOREIGN KEY (authority_id, account_id) REFERENCES public.accounts(authority_id, id);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_agency_fk FOREIGN KEY (authority_id, agency_id) REFERENCES public.agencies(authority_id, id);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_authority_fk FOREIGN KEY (authority_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.agencies
    ADD CONSTRAINT agencies_authority_fk FOREIGN KEY (authority_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.authorities
    ADD CONSTRAINT authorities_parent_fk FOREIGN KEY (parent_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.authority_closure
    ADD CONSTRAINT authority_closure_ancestor_fk FOREIGN KEY (ancestor) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.authority_closure
    ADD CONSTRAINT authority_closure_descendant_fk FOREIGN KEY (descendant) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.authority_entries
    ADD CONSTRAINT authority_entries_authority_fk FOREIGN KEY (authority_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.authority_payloads
    ADD CONSTRAINT authority_payloads_entry_fk FOREIGN KEY (authority_id, seq, about) REFERENCES public.authority_entries(authority_id, seq, about);

ALTER TABLE ONLY public.blank_slips
    ADD CONSTRAINT blank_slips_authority_fk FOREIGN KEY (authority_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.blanks
    ADD CONSTRAINT blanks_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id);

ALTER TABLE ONLY public.blanks
    ADD CONSTRAINT blanks_receipt_fk FOREIGN KEY (authority_id, receipt_id) REFERENCES public.blank_slips(authority_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.case_entries
    ADD CONSTRAINT case_entries_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id);

ALTER TABLE ONLY public.case_payloads
    ADD CONSTRAINT case_payloads_entry_fk FOREIGN KEY (authority_id, case_id, seq) REFERENCES public.case_entries(authority_id, case_id, seq);

ALTER TABLE ONLY public.case_search
    ADD CONSTRAINT case_search_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_authority_fk FOREIGN KEY (authority_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.cases
    ADD CONSTRAINT cases_child_fk FOREIGN KEY (authority_id, child_id) REFERENCES public.children(authority_id, id);

ALTER TABLE ONLY public.certificate_shifts
    ADD CONSTRAINT certificate_shifts_authority_fk FOREIGN KEY (authority_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.child_search
    ADD CONSTRAINT child_search_child_fk FOREIGN KEY (authority_id, child_id) REFERENCES public.children(authority_id, id);

ALTER TABLE ONLY public.children
    ADD CONSTRAINT children_authority_fk FOREIGN KEY (authority_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.conflict_marked
    ADD CONSTRAINT conflict_marked_authority_fk FOREIGN KEY (authority_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.conflict_marks
    ADD CONSTRAINT conflict_marks_authority_fk FOREIGN KEY (authority_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.dossiers
    ADD CONSTRAINT dossiers_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id);

ALTER TABLE ONLY public.due_dates
    ADD CONSTRAINT due_dates_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.evaluators
    ADD CONSTRAINT evaluators_account_fk FOREIGN KEY (authority_id, account_id) REFERENCES public.accounts(authority_id, id);

ALTER TABLE ONLY public.evaluators
    ADD CONSTRAINT evaluators_agency_fk FOREIGN KEY (authority_id, agency_id) REFERENCES public.agencies(authority_id, id);

ALTER TABLE ONLY public.evaluators
    ADD CONSTRAINT evaluators_authority_fk FOREIGN KEY (authority_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.issued_numbers
    ADD CONSTRAINT issued_numbers_series_fk FOREIGN KEY (authority_id, series, year) REFERENCES public.number_series(authority_id, series, year);

ALTER TABLE ONLY public.law_editions
    ADD CONSTRAINT law_editions_publication_fk FOREIGN KEY (authority_id, publication_id) REFERENCES public.publications(authority_id, id);

ALTER TABLE ONLY public.law_editions
    ADD CONSTRAINT law_editions_repeals_fk FOREIGN KEY (repeals, kind, code, version, sha256, division) REFERENCES public.law_editions(number, kind, code, version, sha256, division);

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.number_series
    ADD CONSTRAINT number_series_authority_fk FOREIGN KEY (authority_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.publications
    ADD CONSTRAINT publications_authority_fk FOREIGN KEY (authority_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.rendered_child_papers
    ADD CONSTRAINT rendered_child_papers_child_fk FOREIGN KEY (authority_id, child_id) REFERENCES public.children(authority_id, id);

ALTER TABLE ONLY public.rendered_papers
    ADD CONSTRAINT rendered_papers_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id);

ALTER TABLE ONLY public.sealed_child_papers
    ADD CONSTRAINT sealed_child_papers_paper_fk FOREIGN KEY (authority_id, child_id, paper_id) REFERENCES public.rendered_child_papers(authority_id, child_id, paper_id);

ALTER TABLE ONLY public.sealed_papers
    ADD CONSTRAINT sealed_papers_paper_fk FOREIGN KEY (authority_id, case_id, paper_id) REFERENCES public.rendered_papers(authority_id, case_id, paper_id);

ALTER TABLE ONLY public.sheet_drafts
    ADD CONSTRAINT sheet_drafts_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id);

ALTER TABLE ONLY public.sheet_versions
    ADD CONSTRAINT sheet_versions_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id);

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_authority_fk FOREIGN KEY (authority_id) REFERENCES public.authorities(id);

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id) ON DELETE SET NULL (case_id);

ALTER TABLE ONLY public.upload_copies
    ADD CONSTRAINT upload_copies_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id) ON DELETE SET NULL (case_id);

ALTER TABLE ONLY public.upload_copies
    ADD CONSTRAINT upload_copies_upload_fk FOREIGN KEY (authority_id, upload_id) REFERENCES public.uploads(authority_id, id);

ALTER TABLE ONLY public.upload_scans
    ADD CONSTRAINT upload_scans_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id) ON DELETE SET NULL (case_id);

ALTER TABLE ONLY public.upload_scans
    ADD CONSTRAINT upload_scans_upload_fk FOREIGN KEY (authority_id, upload_id) REFERENCES public.uploads(authority_id, id);

ALTER TABLE ONLY public.upload_sessions
    ADD CONSTRAINT upload_sessions_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.uploads
    ADD CONSTRAINT uploads_case_fk FOREIGN KEY (authority_id, case_id) REFERENCES public.cases(authority_id, id) ON DELETE SET NULL (case_id);

ALTER TABLE ONLY public.what_if_reports
    ADD CONSTRAINT what_if_reports_publication_fk FOREIGN KEY (authority_id, publication_id) REFERENCES public.publications(authority_id, id);

ALTER TABLE ONLY public.what_if_texts
    ADD CONSTRAINT what_if_texts_report_fk FOREIGN KEY (authority_id, report_id) REFERENCES public.what_if_reports(authority_id, id);

ALTER TABLE public.account_cards ENABLE ROW LEVEL SECURITY;

CREATE POLICY account_cards_kept ON public.account_cards TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['administrator'::text, 'auditor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR (account_id = ( SELECT public.app_actor() AS app_actor)))) WITH CHECK ((((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR (account_id = ( SELECT public.app_actor() AS app_actor))));

CREATE POLICY account_cards_owner ON public.account_cards FOR SELECT TO anjia_owner USING (true);

ALTER TABLE public.account_factors ENABLE ROW LEVEL SECURITY;

CREATE POLICY account_factors_own ON public.account_factors TO anjia_server USING ((account_id = ( SELECT public.app_actor() AS app_actor)));

CREATE POLICY account_factors_owner ON public.account_factors FOR SELECT TO anjia_owner USING (true);

CREATE POLICY account_factors_remove ON public.account_factors FOR DELETE TO anjia_server USING (((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

CREATE POLICY account_factors_see ON public.account_factors FOR SELECT TO anjia_server USING (((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

ALTER TABLE public.account_secrets ENABLE ROW LEVEL SECURITY;

CREATE POLICY account_secrets_kept ON public.account_secrets TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR (account_id = ( SELECT public.app_actor() AS app_actor))));

CREATE POLICY account_secrets_owner ON public.account_secrets FOR SELECT TO anjia_owner USING (true);

CREATE POLICY account_secrets_owner_renews ON public.account_secrets FOR UPDATE TO anjia_owner USING (true);

ALTER TABLE public.account_settings ENABLE ROW LEVEL SECURITY;

CREATE POLICY account_settings_own ON public.account_settings TO anjia_server USING ((account_id = ( SELECT public.app_actor() AS app_actor)));

ALTER TABLE public.account_tokens ENABLE ROW LEVEL SECURITY;

CREATE POLICY account_tokens_add ON public.account_tokens FOR INSERT TO anjia_server WITH CHECK ((account_id = ( SELECT public.app_actor() AS app_actor)));

CREATE POLICY account_tokens_owner ON public.account_tokens FOR SELECT TO anjia_owner USING (true);

CREATE POLICY account_tokens_owner_sweeps ON public.account_tokens FOR DELETE TO anjia_owner USING (true);

CREATE POLICY account_tokens_read ON public.account_tokens FOR SELECT TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR (account_id = ( SELECT public.app_actor() AS app_actor))));

CREATE POLICY account_tokens_revoke ON public.account_tokens FOR UPDATE TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR (account_id = ( SELECT public.app_actor() AS app_actor))));

ALTER TABLE public.accounts ENABLE ROW LEVEL SECURITY;

CREATE POLICY accounts_add ON public.accounts FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

CREATE POLICY accounts_change ON public.accounts FOR UPDATE TO anjia_server USING (((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

CREATE POLICY accounts_change_own ON public.accounts FOR UPDATE TO anjia_server USING ((id = ( SELECT public.app_actor() AS app_actor)));

CREATE POLICY accounts_owner ON public.accounts FOR SELECT TO anjia_owner USING (true);

CREATE POLICY accounts_read ON public.accounts FOR SELECT TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'auditor'::text, 'administrator'::text])) AND ((authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) OR (authority_id = ANY (( SELECT public.app_lineage() AS app_lineage)::uuid[])))) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['agency_manager'::text, 'evaluator'::text])) AND (agency_id = ( SELECT public.app_agency() AS app_agency))) OR (id = ( SELECT public.app_actor() AS app_actor))));

ALTER TABLE public.agencies ENABLE ROW LEVEL SECURITY;

CREATE POLICY agencies_add ON public.agencies FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'administrator'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

CREATE POLICY agencies_change ON public.agencies FOR UPDATE TO anjia_server USING (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'administrator'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

CREATE POLICY agencies_owner ON public.agencies FOR SELECT TO anjia_owner USING (true);

CREATE POLICY agencies_read ON public.agencies FOR SELECT TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'auditor'::text, 'administrator'::text])) AND ((authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) OR (authority_id = ANY (( SELECT public.app_lineage() AS app_lineage)::uuid[])))) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['agency_manager'::text, 'evaluator'::text])) AND (id = ( SELECT public.app_agency() AS app_agency)))));

ALTER TABLE public.authorities ENABLE ROW LEVEL SECURITY;

CREATE POLICY authorities_add ON public.authorities FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND ((parent_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) OR ((parent_id IS NULL) AND (id = ( SELECT public.app_authority() AS app_authority))))));

CREATE POLICY authorities_chain_of_home ON public.authorities FOR UPDATE TO anjia_server USING ((id = ( SELECT public.app_home() AS app_home)));

CREATE POLICY authorities_change ON public.authorities FOR UPDATE TO anjia_server USING (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'administrator'::text])) AND (id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

CREATE POLICY authorities_owner_reads_rule ON public.authorities FOR SELECT TO anjia_owner USING (true);

CREATE POLICY authorities_read ON public.authorities FOR SELECT TO anjia_server USING ((( SELECT public.app_role() AS app_role) IS NOT NULL));

ALTER TABLE public.authority_entries ENABLE ROW LEVEL SECURITY;

CREATE POLICY authority_entries_add ON public.authority_entries FOR INSERT TO anjia_server WITH CHECK (((authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) AND ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR ((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (about = 'office'::text)))));

CREATE POLICY authority_entries_add_at_home ON public.authority_entries FOR INSERT TO anjia_server WITH CHECK (((about = 'office'::text) AND (authority_id = ( SELECT public.app_home() AS app_home)) AND (actor_id = (( SELECT public.app_actor() AS app_actor))::text)));

CREATE POLICY authority_entries_owner ON public.authority_entries FOR SELECT TO anjia_owner USING (true);

CREATE POLICY authority_entries_read ON public.authority_entries FOR SELECT TO anjia_server USING (((authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) AND ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'auditor'::text])) OR ((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (about = 'office'::text)))));

ALTER TABLE public.authority_payloads ENABLE ROW LEVEL SECURITY;

CREATE POLICY authority_payloads_add ON public.authority_payloads FOR INSERT TO anjia_server WITH CHECK (((authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) AND ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) OR ((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (about = 'office'::text)))));

CREATE POLICY authority_payloads_add_at_home ON public.authority_payloads FOR INSERT TO anjia_server WITH CHECK (((about = 'office'::text) AND (authority_id = ( SELECT public.app_home() AS app_home))));

CREATE POLICY authority_payloads_read ON public.authority_payloads FOR SELECT TO anjia_server USING (((authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) AND ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'auditor'::text])) OR ((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (about = 'office'::text)))));

ALTER TABLE public.blank_slips ENABLE ROW LEVEL SECURITY;

CREATE POLICY blank_slips_add ON public.blank_slips FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND (authority_id = ( SELECT public.app_authority() AS app_authority))));

CREATE POLICY blank_slips_change ON public.blank_slips FOR UPDATE TO anjia_server USING (((( SELECT public.app_role() AS app_role) = 'supervisor'::text) AND (authority_id = ( SELECT public.app_authority() AS app_authority))));

CREATE POLICY blank_slips_read ON public.blank_slips FOR SELECT TO anjia_server USING (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'auditor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

ALTER TABLE public.blanks ENABLE ROW LEVEL SECURITY;

CREATE POLICY blanks_add ON public.blanks FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND (authority_id = ( SELECT public.app_authority() AS app_authority))));

CREATE POLICY blanks_change ON public.blanks FOR UPDATE TO anjia_server USING (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

CREATE POLICY blanks_read ON public.blanks FOR SELECT TO anjia_server USING (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'auditor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

ALTER TABLE public.case_entries ENABLE ROW LEVEL SECURITY;

CREATE POLICY case_entries_add ON public.case_entries FOR INSERT TO anjia_server WITH CHECK (((case_id = ( SELECT public.app_opened() AS app_opened)) OR public.app_sees_case(authority_id, case_id)));

CREATE POLICY case_entries_owner ON public.case_entries FOR SELECT TO anjia_owner USING (true);

CREATE POLICY case_entries_read ON public.case_entries FOR SELECT TO anjia_server USING (public.app_reads_case(authority_id, case_id));

ALTER TABLE public.case_payloads ENABLE ROW LEVEL SECURITY;

CREATE POLICY case_payloads_add ON public.case_payloads FOR INSERT TO anjia_server WITH CHECK (((case_id = ( SELECT public.app_opened() AS app_opened)) OR public.app_sees_case(authority_id, case_id)));

CREATE POLICY case_payloads_read ON public.case_payloads FOR SELECT TO anjia_server USING (public.app_reads_case(authority_id, case_id));

ALTER TABLE public.case_reads ENABLE ROW LEVEL SECURITY;

CREATE POLICY case_reads_add ON public.case_reads FOR INSERT TO anjia_server WITH CHECK (((actor_id = ( SELECT public.app_actor() AS app_actor)) AND (role = ( SELECT public.app_role() AS app_role)) AND ((case_id IS NULL) OR public.app_sees_case(authority_id, case_id))));

CREATE POLICY case_reads_read ON public.case_reads FOR SELECT TO anjia_server USING (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['supervisor'::text, 'auditor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

ALTER TABLE public.case_search ENABLE ROW LEVEL SECURITY;

CREATE POLICY case_search_owner ON public.case_search TO anjia_owner USING (true);

ALTER TABLE public.cases ENABLE ROW LEVEL SECURITY;

CREATE POLICY cases_add ON public.cases FOR INSERT TO anjia_server WITH CHECK (((authority_id = ( SELECT public.scope_drafts() AS scope_drafts)) AND (state = 'draft'::text)));

CREATE POLICY cases_change ON public.cases FOR UPDATE TO anjia_server USING (((id = ( SELECT public.app_opened() AS app_opened)) OR public.app_sees_case(authority_id, id)));

CREATE POLICY cases_discard ON public.cases FOR DELETE TO anjia_server USING (((authority_id = ( SELECT public.scope_drafts() AS scope_drafts)) AND (state = 'draft'::text)));

CREATE POLICY cases_owner_counts ON public.cases FOR SELECT TO anjia_owner USING ((current_setting('app.counting'::text, true) = 'closed'::text));

CREATE POLICY cases_owner_reminds ON public.cases FOR SELECT TO anjia_owner USING ((current_setting('app.counting'::text, true) = 'reminders'::text));

CREATE POLICY cases_read ON public.cases FOR SELECT TO anjia_server USING (((id = ( SELECT public.app_opened() AS app_opened)) OR ((authority_id = ANY (( SELECT public.scope_offices() AS scope_offices)::uuid[])) AND ((state <> 'draft'::text) OR (authority_id = ( SELECT public.scope_drafts() AS scope_drafts)))) OR (agency_id = ( SELECT public.scope_agency() AS scope_agency)) OR (evaluator_ids @> ( SELECT public.scope_evaluator() AS scope_evaluator))));

CREATE POLICY cases_survey ON public.cases FOR SELECT TO anjia_server USING (((authority_id = ANY (( SELECT public.scope_survey() AS scope_survey)::uuid[])) AND (state <> 'draft'::text)));

ALTER TABLE public.certificate_shifts ENABLE ROW LEVEL SECURITY;

CREATE POLICY certificate_shifts_add ON public.certificate_shifts FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

CREATE POLICY certificate_shifts_change ON public.certificate_shifts FOR UPDATE TO anjia_server USING (((( SELECT public.app_role() AS app_role) = 'administrator'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

CREATE POLICY certificate_shifts_read ON public.certificate_shifts FOR SELECT TO anjia_server USING (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'auditor'::text, 'administrator'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

ALTER TABLE public.child_reads ENABLE ROW LEVEL SECURITY;

CREATE POLICY child_reads_add ON public.child_reads FOR INSERT TO anjia_server WITH CHECK (((actor_id = ( SELECT public.app_actor() AS app_actor)) AND (role = ( SELECT public.app_role() AS app_role)) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) AND ((child_id IS NULL) OR public.app_reads_child(authority_id, child_id))));

CREATE POLICY child_reads_read ON public.child_reads FOR SELECT TO anjia_server USING (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['supervisor'::text, 'auditor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

ALTER TABLE public.child_search ENABLE ROW LEVEL SECURITY;

CREATE POLICY child_search_owner ON public.child_search TO anjia_owner USING (true);

ALTER TABLE public.children ENABLE ROW LEVEL SECURITY;

CREATE POLICY children_add ON public.children FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

CREATE POLICY children_change ON public.children FOR UPDATE TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['agency_manager'::text, 'evaluator'::text])) AND public.app_sees_child(authority_id, id))));

CREATE POLICY children_owner ON public.children FOR SELECT TO anjia_owner USING (true);

CREATE POLICY children_read ON public.children FOR SELECT TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'auditor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['agency_manager'::text, 'evaluator'::text])) AND public.app_sees_child(authority_id, id))));

CREATE POLICY children_read_worker ON public.children FOR SELECT TO anjia_server USING (((( SELECT public.app_role() AS app_role) = 'worker'::text) AND public.app_sees_child(authority_id, id)));

ALTER TABLE public.conflict_marked ENABLE ROW LEVEL SECURITY;

CREATE POLICY conflict_marked_owner ON public.conflict_marked TO anjia_owner USING (true);

ALTER TABLE public.conflict_marks ENABLE ROW LEVEL SECURITY;

CREATE POLICY conflict_marks_owner ON public.conflict_marks TO anjia_owner USING (true);

ALTER TABLE public.dossiers ENABLE ROW LEVEL SECURITY;

CREATE POLICY dossiers_add ON public.dossiers FOR INSERT TO anjia_server WITH CHECK (((asked_by = ( SELECT public.app_actor() AS app_actor)) AND public.app_reads_case(authority_id, case_id)));

CREATE POLICY dossiers_change ON public.dossiers FOR UPDATE TO anjia_server USING (public.app_reads_case(authority_id, case_id));

CREATE POLICY dossiers_owner ON public.dossiers FOR SELECT TO anjia_owner USING (true);

CREATE POLICY dossiers_read ON public.dossiers FOR SELECT TO anjia_server USING (public.app_reads_case(authority_id, case_id));

ALTER TABLE public.due_dates ENABLE ROW LEVEL SECURITY;

CREATE POLICY due_dates_add ON public.due_dates FOR INSERT TO anjia_server WITH CHECK (((case_id = ( SELECT public.app_opened() AS app_opened)) OR public.app_sees_case(authority_id, case_id)));

CREATE POLICY due_dates_change ON public.due_dates FOR UPDATE TO anjia_server USING (((case_id = ( SELECT public.app_opened() AS app_opened)) OR public.app_sees_case(authority_id, case_id)));

CREATE POLICY due_dates_drop ON public.due_dates FOR DELETE TO anjia_server USING (((case_id = ( SELECT public.app_opened() AS app_opened)) OR public.app_sees_case(authority_id, case_id)));

CREATE POLICY due_dates_owner_reminds ON public.due_dates FOR SELECT TO anjia_owner USING ((current_setting('app.counting'::text, true) = 'reminders'::text));

CREATE POLICY due_dates_read ON public.due_dates FOR SELECT TO anjia_server USING (((case_id = ( SELECT public.app_opened() AS app_opened)) OR public.app_sees_case(authority_id, case_id)));

ALTER TABLE public.evaluators ENABLE ROW LEVEL SECURITY;

CREATE POLICY evaluators_add ON public.evaluators FOR INSERT TO anjia_server WITH CHECK ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'administrator'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR ((( SELECT public.app_role() AS app_role) = 'agency_manager'::text) AND (agency_id = ( SELECT public.app_agency() AS app_agency)))));

CREATE POLICY evaluators_change ON public.evaluators FOR UPDATE TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'administrator'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR ((( SELECT public.app_role() AS app_role) = 'agency_manager'::text) AND (agency_id = ( SELECT public.app_agency() AS app_agency)))));

CREATE POLICY evaluators_owner ON public.evaluators FOR SELECT TO anjia_owner USING (true);

CREATE POLICY evaluators_read ON public.evaluators FOR SELECT TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'auditor'::text, 'administrator'::text])) AND ((authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) OR (authority_id = ANY (( SELECT public.app_lineage() AS app_lineage)::uuid[])))) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['agency_manager'::text, 'evaluator'::text])) AND (agency_id = ( SELECT public.app_agency() AS app_agency))) OR (account_id = ( SELECT public.app_actor() AS app_actor))));

ALTER TABLE public.file_checks ENABLE ROW LEVEL SECURITY;

CREATE POLICY file_checks_owner ON public.file_checks TO anjia_owner USING (true);

ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

CREATE POLICY idempotency_keys_own ON public.idempotency_keys TO anjia_server USING ((actor_id = ( SELECT public.app_actor() AS app_actor)));

CREATE POLICY idempotency_keys_owner ON public.idempotency_keys TO anjia_owner USING (true);

ALTER TABLE public.issued_numbers ENABLE ROW LEVEL SECURITY;

CREATE POLICY issued_numbers_change ON public.issued_numbers FOR UPDATE TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'administrator'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['agency_manager'::text, 'evaluator'::text])) AND public.app_opened_at(authority_id))));

CREATE POLICY issued_numbers_give ON public.issued_numbers FOR INSERT TO anjia_server WITH CHECK ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'administrator'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['agency_manager'::text, 'evaluator'::text])) AND public.app_opened_at(authority_id))));

CREATE POLICY issued_numbers_read ON public.issued_numbers FOR SELECT TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'administrator'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['agency_manager'::text, 'evaluator'::text])) AND public.app_opened_at(authority_id)) OR ((( SELECT public.app_role() AS app_role) = 'auditor'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])))));

ALTER TABLE public.law_editions ENABLE ROW LEVEL SECURITY;

CREATE POLICY law_editions_add ON public.law_editions FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['supervisor'::text, 'administrator'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) AND (approved_by = ( SELECT public.app_actor() AS app_actor))));

CREATE POLICY law_editions_read ON public.law_editions FOR SELECT TO anjia_server USING (true);

ALTER TABLE public.log_epochs ENABLE ROW LEVEL SECURITY;

CREATE POLICY log_epochs_owner ON public.log_epochs TO anjia_owner USING (true);

ALTER TABLE public.log_hashes ENABLE ROW LEVEL SECURITY;

CREATE POLICY log_hashes_owner ON public.log_hashes TO anjia_owner USING (true);

ALTER TABLE public.log_heads ENABLE ROW LEVEL SECURITY;

CREATE POLICY log_heads_owner ON public.log_heads TO anjia_owner USING (true);

CREATE POLICY log_heads_read ON public.log_heads FOR SELECT TO anjia_server USING (true);

ALTER TABLE public.log_leaves ENABLE ROW LEVEL SECURITY;

CREATE POLICY log_leaves_owner ON public.log_leaves TO anjia_owner USING (true);

CREATE POLICY log_leaves_read ON public.log_leaves FOR SELECT TO anjia_server USING (
CASE
    WHEN (case_id IS NOT NULL) THEN public.app_reads_case(authority_id, case_id)
    ELSE ((authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) AND (( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'auditor'::text, 'administrator'::text])))
END);

ALTER TABLE public.notices ENABLE ROW LEVEL SECURITY;

CREATE POLICY notices_mark ON public.notices FOR UPDATE TO anjia_server USING ((account_id = ( SELECT public.app_actor() AS app_actor)));

CREATE POLICY notices_owner ON public.notices TO anjia_owner USING (true) WITH CHECK (true);

CREATE POLICY notices_read ON public.notices FOR SELECT TO anjia_server USING ((account_id = ( SELECT public.app_actor() AS app_actor)));

ALTER TABLE public.number_series ENABLE ROW LEVEL SECURITY;

CREATE POLICY number_series_change ON public.number_series FOR UPDATE TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'administrator'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['agency_manager'::text, 'evaluator'::text])) AND public.app_opened_at(authority_id))));

CREATE POLICY number_series_give ON public.number_series FOR INSERT TO anjia_server WITH CHECK ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'administrator'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['agency_manager'::text, 'evaluator'::text])) AND public.app_opened_at(authority_id))));

CREATE POLICY number_series_read ON public.number_series FOR SELECT TO anjia_server USING ((((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text, 'administrator'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['agency_manager'::text, 'evaluator'::text])) AND public.app_opened_at(authority_id)) OR ((( SELECT public.app_role() AS app_role) = 'auditor'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])))));

ALTER TABLE public.papers_to_seal ENABLE ROW LEVEL SECURITY;

CREATE POLICY papers_to_seal_done ON public.papers_to_seal FOR DELETE TO anjia_server USING ((( SELECT public.app_role() AS app_role) = 'worker'::text));

CREATE POLICY papers_to_seal_later ON public.papers_to_seal FOR UPDATE TO anjia_server USING ((( SELECT public.app_role() AS app_role) = 'worker'::text));

CREATE POLICY papers_to_seal_order ON public.papers_to_seal FOR INSERT TO anjia_server WITH CHECK (
CASE
    WHEN (child_id IS NULL) THEN ((case_id = ( SELECT public.app_opened() AS app_opened)) OR public.app_sees_case(authority_id, case_id))
    ELSE public.app_reads_child(authority_id, child_id)
END);

CREATE POLICY papers_to_seal_read ON public.papers_to_seal FOR SELECT TO anjia_server USING ((( SELECT public.app_role() AS app_role) = 'worker'::text));

ALTER TABLE public.papers_to_set ENABLE ROW LEVEL SECURITY;

CREATE POLICY papers_to_set_done ON public.papers_to_set FOR DELETE TO anjia_server USING (((( SELECT public.app_role() AS app_role) = 'worker'::text) AND (case_id = ( SELECT public.app_opened() AS app_opened))));

CREATE POLICY papers_to_set_order ON public.papers_to_set FOR INSERT TO anjia_server WITH CHECK (((case_id = ( SELECT public.app_opened() AS app_opened)) OR public.app_sees_case(authority_id, case_id)));

CREATE POLICY papers_to_set_read ON public.papers_to_set FOR SELECT TO anjia_server USING ((( SELECT public.app_role() AS app_role) = 'worker'::text));

ALTER TABLE public.publications ENABLE ROW LEVEL SECURITY;

CREATE POLICY publications_add ON public.publications FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['supervisor'::text, 'administrator'::text])) AND (state = 'draft'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

CREATE POLICY publications_change ON public.publications FOR UPDATE TO anjia_server USING (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['supervisor'::text, 'administrator'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

CREATE POLICY publications_read ON public.publications FOR SELECT TO anjia_server USING (((state = 'published'::text) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['supervisor'::text, 'administrator'::text, 'auditor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])))));

ALTER TABLE public.reminder_sweep ENABLE ROW LEVEL SECURITY;

CREATE POLICY reminder_sweep_add ON public.reminder_sweep FOR INSERT TO anjia_server WITH CHECK ((( SELECT public.app_role() AS app_role) = 'worker'::text));

CREATE POLICY reminder_sweep_change ON public.reminder_sweep FOR UPDATE TO anjia_server USING ((( SELECT public.app_role() AS app_role) = 'worker'::text));

CREATE POLICY reminder_sweep_read ON public.reminder_sweep FOR SELECT TO anjia_server USING (true);

ALTER TABLE public.rendered_child_papers ENABLE ROW LEVEL SECURITY;

CREATE POLICY rendered_child_papers_add ON public.rendered_child_papers FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) AND public.app_reads_child(authority_id, child_id)));

CREATE POLICY rendered_child_papers_change ON public.rendered_child_papers FOR UPDATE TO anjia_server USING (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) AND public.app_reads_child(authority_id, child_id)));

CREATE POLICY rendered_child_papers_owner ON public.rendered_child_papers FOR SELECT TO anjia_owner USING (true);

CREATE POLICY rendered_child_papers_read ON public.rendered_child_papers FOR SELECT TO anjia_server USING (public.app_reads_child(authority_id, child_id));

ALTER TABLE public.rendered_papers ENABLE ROW LEVEL SECURITY;

CREATE POLICY rendered_papers_add ON public.rendered_papers FOR INSERT TO anjia_server WITH CHECK (public.app_reads_case(authority_id, case_id));

CREATE POLICY rendered_papers_change ON public.rendered_papers FOR UPDATE TO anjia_server USING (public.app_reads_case(authority_id, case_id));

CREATE POLICY rendered_papers_owner ON public.rendered_papers FOR SELECT TO anjia_owner USING (true);

CREATE POLICY rendered_papers_read ON public.rendered_papers FOR SELECT TO anjia_server USING (public.app_reads_case(authority_id, case_id));

ALTER TABLE public.sealed_child_papers ENABLE ROW LEVEL SECURITY;

CREATE POLICY sealed_child_papers_add ON public.sealed_child_papers FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) AND public.app_reads_child(authority_id, child_id)));

CREATE POLICY sealed_child_papers_change ON public.sealed_child_papers FOR UPDATE TO anjia_server USING (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['officer'::text, 'supervisor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) AND public.app_reads_child(authority_id, child_id)));

CREATE POLICY sealed_child_papers_owner ON public.sealed_child_papers FOR SELECT TO anjia_owner USING (true);

CREATE POLICY sealed_child_papers_read ON public.sealed_child_papers FOR SELECT TO anjia_server USING (public.app_reads_child(authority_id, child_id));

ALTER TABLE public.sealed_papers ENABLE ROW LEVEL SECURITY;

CREATE POLICY sealed_papers_add ON public.sealed_papers FOR INSERT TO anjia_server WITH CHECK (public.app_reads_case(authority_id, case_id));

CREATE POLICY sealed_papers_change ON public.sealed_papers FOR UPDATE TO anjia_server USING (public.app_reads_case(authority_id, case_id));

CREATE POLICY sealed_papers_owner ON public.sealed_papers FOR SELECT TO anjia_owner USING (true);

CREATE POLICY sealed_papers_read ON public.sealed_papers FOR SELECT TO anjia_server USING (public.app_reads_case(authority_id, case_id));

ALTER TABLE public.sheet_drafts ENABLE ROW LEVEL SECURITY;

CREATE POLICY sheet_drafts_own ON public.sheet_drafts TO anjia_server USING (((evaluator_id = ( SELECT public.app_actor() AS app_actor)) AND (( SELECT public.app_role() AS app_role) = 'evaluator'::text) AND public.app_sees_case(authority_id, case_id)));

ALTER TABLE public.sheet_versions ENABLE ROW LEVEL SECURITY;

CREATE POLICY sheet_versions_own ON public.sheet_versions TO anjia_server USING (((evaluator_id = ( SELECT public.app_actor() AS app_actor)) AND (( SELECT public.app_role() AS app_role) = 'evaluator'::text) AND public.app_sees_case(authority_id, case_id)));

ALTER TABLE public.tasks ENABLE ROW LEVEL SECURITY;

CREATE POLICY tasks_ask ON public.tasks FOR INSERT TO anjia_server WITH CHECK (((asked_by = ( SELECT public.app_actor() AS app_actor)) AND (state = 'queued'::text) AND
CASE
    WHEN (case_id IS NOT NULL) THEN public.app_sees_case(authority_id, case_id)
    ELSE ((authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) OR (authority_id = ( SELECT public.app_home() AS app_home)))
END));

CREATE POLICY tasks_change ON public.tasks FOR UPDATE TO anjia_server USING (((asked_by = ( SELECT public.app_actor() AS app_actor)) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['supervisor'::text, 'administrator'::text])) AND (authority_id = ( SELECT public.app_authority() AS app_authority))) OR ((( SELECT public.app_role() AS app_role) = 'worker'::text) AND (id = ( SELECT public.app_task() AS app_task)))));

CREATE POLICY tasks_owner ON public.tasks TO anjia_owner USING (true);

CREATE POLICY tasks_read ON public.tasks FOR SELECT TO anjia_server USING (((asked_by = ( SELECT public.app_actor() AS app_actor)) OR ((( SELECT public.app_role() AS app_role) = ANY (ARRAY['supervisor'::text, 'administrator'::text])) AND (authority_id = ( SELECT public.app_authority() AS app_authority))) OR ((( SELECT public.app_role() AS app_role) = 'worker'::text) AND (id = ( SELECT public.app_task() AS app_task)))));

ALTER TABLE public.upload_copies ENABLE ROW LEVEL SECURITY;

CREATE POLICY upload_copies_add ON public.upload_copies FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = 'worker'::text) AND public.app_reads_case(authority_id, case_id)));

CREATE POLICY upload_copies_owner ON public.upload_copies TO anjia_owner USING (true);

CREATE POLICY upload_copies_read ON public.upload_copies FOR SELECT TO anjia_server USING (public.app_reads_case(authority_id, case_id));

ALTER TABLE public.upload_scans ENABLE ROW LEVEL SECURITY;

CREATE POLICY upload_scans_add ON public.upload_scans FOR INSERT TO anjia_server WITH CHECK (public.app_reads_case(authority_id, case_id));

CREATE POLICY upload_scans_owner ON public.upload_scans TO anjia_owner USING (true);

CREATE POLICY upload_scans_read ON public.upload_scans FOR SELECT TO anjia_server USING (public.app_reads_case(authority_id, case_id));

CREATE POLICY upload_scans_say ON public.upload_scans FOR UPDATE TO anjia_server USING (((( SELECT public.app_role() AS app_role) = 'worker'::text) AND public.app_reads_case(authority_id, case_id)));

ALTER TABLE public.upload_sessions ENABLE ROW LEVEL SECURITY;

CREATE POLICY upload_sessions_own ON public.upload_sessions TO anjia_server USING (((actor_id = ( SELECT public.app_actor() AS app_actor)) AND public.app_reads_case(authority_id, case_id)));

CREATE POLICY upload_sessions_owner ON public.upload_sessions TO anjia_owner USING (true);

ALTER TABLE public.uploads ENABLE ROW LEVEL SECURITY;

CREATE POLICY uploads_add ON public.uploads FOR INSERT TO anjia_server WITH CHECK (((actor_id = ( SELECT public.app_actor() AS app_actor)) AND ((case_id IS NULL) OR public.app_reads_case(authority_id, case_id))));

CREATE POLICY uploads_owner ON public.uploads FOR SELECT TO anjia_owner USING (true);

CREATE POLICY uploads_read ON public.uploads FOR SELECT TO anjia_server USING ((((case_id IS NULL) AND (actor_id = ( SELECT public.app_actor() AS app_actor))) OR public.app_reads_case(authority_id, case_id)));

ALTER TABLE public.what_if_reports ENABLE ROW LEVEL SECURITY;

CREATE POLICY what_if_reports_add ON public.what_if_reports FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = 'supervisor'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[])) AND (made_by = ( SELECT public.app_actor() AS app_actor))));

CREATE POLICY what_if_reports_read ON public.what_if_reports FOR SELECT TO anjia_server USING (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['supervisor'::text, 'administrator'::text, 'auditor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

ALTER TABLE public.what_if_texts ENABLE ROW LEVEL SECURITY;

CREATE POLICY what_if_texts_add ON public.what_if_texts FOR INSERT TO anjia_server WITH CHECK (((( SELECT public.app_role() AS app_role) = 'supervisor'::text) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

CREATE POLICY what_if_texts_read ON public.what_if_texts FOR SELECT TO anjia_server USING (((( SELECT public.app_role() AS app_role) = ANY (ARRAY['supervisor'::text, 'auditor'::text])) AND (authority_id = ANY (( SELECT public.app_offices() AS app_offices)::uuid[]))));

REVOKE ALL ON FUNCTION public.accounts_of_person(login_mark bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.accounts_of_person(login_mark bytea) TO anjia_server;

GRANT SELECT,INSERT,UPDATE ON TABLE public.accounts TO anjia_server;

REVOKE ALL ON FUNCTION public.authorities_close() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.card_filed(login_mark bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.card_filed(login_mark bytea) TO anjia_server;

REVOKE ALL ON FUNCTION public.case_office(wanted uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.case_office(wanted uuid) TO anjia_server;

REVOKE ALL ON FUNCTION public.case_upload_volume(authority uuid, wanted uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.case_upload_volume(authority uuid, wanted uuid) TO anjia_server;

REVOKE ALL ON FUNCTION public.cases_search() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.checked_paper(token bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.checked_paper(token bytea) TO anjia_server;

REVOKE ALL ON FUNCTION public.children_search() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.closed_cases(wanted_division text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.closed_cases(wanted_division text) TO anjia_server;

REVOKE ALL ON FUNCTION public.coming_uploads(wanted uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.coming_uploads(wanted uuid[]) TO anjia_server;

REVOKE ALL ON FUNCTION public.conflict_ties(wanted_case uuid, own_card uuid, subject_kinds text[], subject_marks bytea[], party_kinds text[], party_marks bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.conflict_ties(wanted_case uuid, own_card uuid, subject_kinds text[], subject_marks bytea[], party_kinds text[], party_marks bytea[]) TO anjia_server;

REVOKE ALL ON FUNCTION public.dues_to_remind(from_day date, to_day date, after_case uuid, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.dues_to_remind(from_day date, to_day date, after_case uuid, most integer) TO anjia_server;

REVOKE ALL ON FUNCTION public.files_state() FROM PUBLIC;
GRANT ALL ON FUNCTION public.files_state() TO anjia_server;

REVOKE ALL ON FUNCTION public.files_to_check(before timestamp with time zone, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.files_to_check(before timestamp with time zone, most integer) TO anjia_server;

REVOKE ALL ON FUNCTION public.keep_marks(of_edition smallint, office uuid, of_what text, of_id uuid, ended boolean, sides text[], kinds text[], marks bytea[], persons bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.keep_marks(of_edition smallint, office uuid, of_what text, of_id uuid, ended boolean, sides text[], kinds text[], marks bytea[], persons bytea[]) TO anjia_server;

REVOKE ALL ON FUNCTION public.log_close(of_size bigint, of_root bytea, of_note text, levels smallint[], ns bigint[], hashes bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.log_close(of_size bigint, of_root bytea, of_note text, levels smallint[], ns bigint[], hashes bytea[]) TO anjia_server;

REVOKE ALL ON FUNCTION public.log_hashes_of_entries(first bigint, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.log_hashes_of_entries(first bigint, most integer) TO anjia_server;

REVOKE ALL ON FUNCTION public.log_holders() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.log_horizon() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.log_nodes(levels smallint[], ns bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.log_nodes(levels smallint[], ns bigint[]) TO anjia_server;

REVOKE ALL ON FUNCTION public.log_settle_epoch() FROM PUBLIC;
GRANT ALL ON FUNCTION public.log_settle_epoch() TO anjia_server;

REVOKE ALL ON FUNCTION public.log_state() FROM PUBLIC;
GRANT ALL ON FUNCTION public.log_state() TO anjia_server;

REVOKE ALL ON FUNCTION public.log_strays(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.log_strays(most integer) TO anjia_server;

REVOKE ALL ON FUNCTION public.log_take(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.log_take(most integer) TO anjia_server;

REVOKE ALL ON FUNCTION public.login_account(wanted_login text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.login_account(wanted_login text) TO anjia_server;

REVOKE ALL ON FUNCTION public.lost_jobs(silent_since timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.lost_jobs(silent_since timestamp with time zone) TO anjia_server;

REVOKE ALL ON FUNCTION public.note_file_check(authority uuid, checked text, outcome text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.note_file_check(authority uuid, checked text, outcome text) TO anjia_server;

REVOKE ALL ON FUNCTION public.other_administrators(without uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.other_administrators(without uuid) TO anjia_server;

REVOKE ALL ON FUNCTION public.quarantined_uploads(before timestamp with time zone, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.quarantined_uploads(before timestamp with time zone, most integer) TO anjia_server;

REVOKE ALL ON FUNCTION public.registered_offices(own uuid, person_mark bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.registered_offices(own uuid, person_mark bytea) TO anjia_server;

REVOKE ALL ON FUNCTION public.renew_password_hash(wanted_account uuid, old_hash text, new_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.renew_password_hash(wanted_account uuid, old_hash text, new_hash text) TO anjia_server;

REVOKE ALL ON FUNCTION public.rival_offices(own uuid, person_mark bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rival_offices(own uuid, person_mark bytea) TO anjia_server;

REVOKE ALL ON FUNCTION public.search_cases(wanted_grams text[], wanted_text text, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_cases(wanted_grams text[], wanted_text text, most integer) TO anjia_server;

REVOKE ALL ON FUNCTION public.search_children(wanted_grams text[], wanted_text text, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_children(wanted_grams text[], wanted_text text, most integer) TO anjia_server;

REVOKE ALL ON FUNCTION public.sweep_keys(before timestamp with time zone, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.sweep_keys(before timestamp with time zone, most integer) TO anjia_server;

REVOKE ALL ON FUNCTION public.sweep_tasks(before timestamp with time zone, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.sweep_tasks(before timestamp with time zone, most integer) TO anjia_server;

REVOKE ALL ON FUNCTION public.sweep_tokens(before timestamp with time zone, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.sweep_tokens(before timestamp with time zone, most integer) TO anjia_server;

REVOKE ALL ON FUNCTION public.sweep_upload_sessions(before timestamp with time zone, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.sweep_upload_sessions(before timestamp with time zone, most integer) TO anjia_server;

REVOKE ALL ON FUNCTION public.tell_notice(authority uuid, wanted uuid, roles text[], officer uuid, evaluators uuid[], agency uuid, limit_name text, due date, distance integer, is_provisional boolean, told timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.tell_notice(authority uuid, wanted uuid, roles text[], officer uuid, evaluators uuid[], agency uuid, limit_name text, due date, distance integer, is_provisional boolean, told timestamp with time zone) TO anjia_server;

REVOKE ALL ON FUNCTION public.token_account(wanted_sha256 bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.token_account(wanted_sha256 bytea) TO anjia_server;

REVOKE ALL ON FUNCTION public.token_session(wanted_sha256 bytea, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.token_session(wanted_sha256 bytea, at timestamp with time zone) TO anjia_server;

REVOKE ALL ON FUNCTION public.unmarked_holders(wanted smallint, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.unmarked_holders(wanted smallint, most integer) TO anjia_server;

GRANT SELECT,INSERT,UPDATE ON TABLE public.account_cards TO anjia_server;

GRANT SELECT,INSERT,DELETE ON TABLE public.account_factors TO anjia_server;

GRANT UPDATE(secret) ON TABLE public.account_factors TO anjia_server;

GRANT UPDATE(pending) ON TABLE public.account_factors TO anjia_server;

GRANT UPDATE(pending_at) ON TABLE public.account_factors TO anjia_server;

GRANT UPDATE(since) ON TABLE public.account_factors TO anjia_server;

GRANT UPDATE(last_step) ON TABLE public.account_factors TO anjia_server;

GRANT UPDATE(recovery) ON TABLE public.account_factors TO anjia_server;

GRANT INSERT ON TABLE public.account_secrets TO anjia_server;

GRANT SELECT(authority_id) ON TABLE public.account_secrets TO anjia_server;

GRANT SELECT(account_id) ON TABLE public.account_secrets TO anjia_server;

GRANT UPDATE(password_hash) ON TABLE public.account_secrets TO anjia_server;

GRANT UPDATE(changed_at) ON TABLE public.account_secrets TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.account_settings TO anjia_server;

GRANT UPDATE(language) ON TABLE public.account_settings TO anjia_server;

GRANT UPDATE(theme) ON TABLE public.account_settings TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.account_tokens TO anjia_server;

GRANT UPDATE(revoked_at) ON TABLE public.account_tokens TO anjia_server;

GRANT UPDATE(last_seen) ON TABLE public.account_tokens TO anjia_server;

GRANT SELECT,INSERT,UPDATE ON TABLE public.agencies TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(version) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(name) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(short_name) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(division) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(address) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(phone) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(superior) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(court) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(pack) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(valid_to) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(head_seq) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(head_hash) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(head_at) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(certificate_mark) ON TABLE public.authorities TO anjia_server;

GRANT UPDATE(second_factor_for) ON TABLE public.authorities TO anjia_server;

GRANT SELECT ON TABLE public.authority_closure TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.authority_entries TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.authority_payloads TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.blank_slips TO anjia_server;

GRANT UPDATE(version) ON TABLE public.blank_slips TO anjia_server;

GRANT UPDATE(state) ON TABLE public.blank_slips TO anjia_server;

GRANT UPDATE(document) ON TABLE public.blank_slips TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.blanks TO anjia_server;

GRANT UPDATE(state) ON TABLE public.blanks TO anjia_server;

GRANT UPDATE(holder_id) ON TABLE public.blanks TO anjia_server;

GRANT UPDATE(holder_name) ON TABLE public.blanks TO anjia_server;

GRANT UPDATE(issued_on) ON TABLE public.blanks TO anjia_server;

GRANT UPDATE(ended_on) ON TABLE public.blanks TO anjia_server;

GRANT UPDATE(ended_by) ON TABLE public.blanks TO anjia_server;

GRANT UPDATE(reason) ON TABLE public.blanks TO anjia_server;

GRANT UPDATE(case_id) ON TABLE public.blanks TO anjia_server;

GRANT UPDATE(certificate) ON TABLE public.blanks TO anjia_server;

GRANT UPDATE(recalled_on) ON TABLE public.blanks TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.calendars TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.case_entries TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.case_payloads TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.case_reads TO anjia_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.cases TO anjia_server;

GRANT SELECT,INSERT,UPDATE ON TABLE public.certificate_shifts TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.child_reads TO anjia_server;

GRANT SELECT,INSERT,UPDATE ON TABLE public.children TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.dossiers TO anjia_server;

GRANT UPDATE(up_to) ON TABLE public.dossiers TO anjia_server;

GRANT UPDATE(entry_hash) ON TABLE public.dossiers TO anjia_server;

GRANT UPDATE(file_id) ON TABLE public.dossiers TO anjia_server;

GRANT UPDATE(sha256) ON TABLE public.dossiers TO anjia_server;

GRANT UPDATE(size) ON TABLE public.dossiers TO anjia_server;

GRANT UPDATE(made_at) ON TABLE public.dossiers TO anjia_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.due_dates TO anjia_server;

GRANT SELECT,INSERT,UPDATE ON TABLE public.evaluators TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.idempotency_keys TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.installation TO anjia_server;

GRANT UPDATE(clock_offset) ON TABLE public.installation TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.instruments TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.issued_numbers TO anjia_server;

GRANT UPDATE(void_at) ON TABLE public.issued_numbers TO anjia_server;

GRANT UPDATE(void_by) ON TABLE public.issued_numbers TO anjia_server;

GRANT UPDATE(void_reason) ON TABLE public.issued_numbers TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.law_editions TO anjia_server;

GRANT SELECT ON TABLE public.log_heads TO anjia_server;

GRANT SELECT ON TABLE public.log_leaves TO anjia_server;

GRANT SELECT ON TABLE public.notices TO anjia_server;

GRANT UPDATE(read_at) ON TABLE public.notices TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.number_series TO anjia_server;

GRANT UPDATE(last) ON TABLE public.number_series TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.packs TO anjia_server;

GRANT SELECT,INSERT,DELETE ON TABLE public.papers_to_seal TO anjia_server;

GRANT UPDATE(due) ON TABLE public.papers_to_seal TO anjia_server;

GRANT SELECT,INSERT,DELETE ON TABLE public.papers_to_set TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.publications TO anjia_server;

GRANT UPDATE(version) ON TABLE public.publications TO anjia_server;

GRANT UPDATE(name) ON TABLE public.publications TO anjia_server;

GRANT UPDATE(state) ON TABLE public.publications TO anjia_server;

GRANT UPDATE(sha256) ON TABLE public.publications TO anjia_server;

GRANT UPDATE(file) ON TABLE public.publications TO anjia_server;

GRANT UPDATE(document) ON TABLE public.publications TO anjia_server;

GRANT SELECT,INSERT,UPDATE ON TABLE public.reminder_sweep TO anjia_server;

GRANT SELECT,INSERT,UPDATE ON TABLE public.rendered_child_papers TO anjia_server;

GRANT SELECT,INSERT,UPDATE ON TABLE public.rendered_papers TO anjia_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.river_job TO anjia_server;

GRANT USAGE ON SEQUENCE public.river_job_id_seq TO anjia_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.river_leader TO anjia_server;

GRANT SELECT ON TABLE public.river_migration TO anjia_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.river_queue TO anjia_server;

GRANT SELECT,INSERT,UPDATE ON TABLE public.sealed_child_papers TO anjia_server;

GRANT SELECT,INSERT,UPDATE ON TABLE public.sealed_papers TO anjia_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sheet_drafts TO anjia_server;

GRANT SELECT,INSERT,DELETE ON TABLE public.sheet_versions TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(case_id) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(state) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(orders) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(run) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(job_id) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(done) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(total) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(message) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(error) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(result) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(result_file) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(cancel_by) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(cancel_at) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(started_at) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(beat_at) ON TABLE public.tasks TO anjia_server;

GRANT UPDATE(ended_at) ON TABLE public.tasks TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.upload_copies TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.upload_scans TO anjia_server;

GRANT UPDATE(state) ON TABLE public.upload_scans TO anjia_server;

GRANT UPDATE(signature) ON TABLE public.upload_scans TO anjia_server;

GRANT UPDATE(scanner) ON TABLE public.upload_scans TO anjia_server;

GRANT UPDATE(scanned_at) ON TABLE public.upload_scans TO anjia_server;

GRANT SELECT,INSERT,DELETE ON TABLE public.upload_sessions TO anjia_server;

GRANT UPDATE(received) ON TABLE public.upload_sessions TO anjia_server;

GRANT UPDATE(hash_state) ON TABLE public.upload_sessions TO anjia_server;

GRANT UPDATE(piece_ids) ON TABLE public.upload_sessions TO anjia_server;

GRANT UPDATE(piece_sizes) ON TABLE public.upload_sessions TO anjia_server;

GRANT UPDATE(touched_at) ON TABLE public.upload_sessions TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.uploads TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.what_if_reports TO anjia_server;

GRANT SELECT,INSERT ON TABLE public.what_if_texts TO anjia_server;
