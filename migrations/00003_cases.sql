-- Children, cases, the dates that run, what is found by text.
--
-- The document of a row is the aggregate as JSON text, never jsonb: it must come back as it was written. The other
-- columns are projections of it, for what is listed, searched or constrained.

-- +goose Up

create table children (
  authority_id uuid not null,
  id uuid not null,
  version bigint not null,
  code text not null,
  name text not null,
  source text not null,
  born date,
  adopted_by uuid,
  died_on date,
  notice_published_on date,
  notice_cleared_on date,
  search_text text not null,
  search_grams text[] not null,
  document text not null,
  constraint children_pk primary key (authority_id, id),
  constraint children_authority_fk foreign key (authority_id) references authorities (id),
  constraint children_code_unique unique (authority_id, code),
  constraint children_version_positive check (version > 0),
  constraint children_notice_order check (notice_cleared_on is null or notice_cleared_on >= notice_published_on)
);
create index children_by_id on children (id);

-- Lists stand as array constants, not as `in (…)`: the database reads a check anew for every statement, and these are the
-- shortest.
create table cases (
  authority_id uuid not null,
  id uuid not null,
  version bigint not null,
  kind text not null,
  state text not null,
  state_since date,
  category text not null,
  legal_order text not null,
  number text,
  division text not null,
  officer_id uuid,
  officer_name text not null,
  child_id uuid,
  applicants text not null,
  secrecy boolean not null,
  emergency boolean not null,
  body_kind text,
  body_id uuid,
  body_name text not null,
  agency_id uuid,
  body_open boolean not null,
  evaluator_ids uuid[] not null,
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
  due_provisional boolean not null default false,
  head_seq bigint not null default 0,
  head_hash bytea,
  head_at timestamptz,
  updated_at timestamptz not null,
  search_text text not null,
  search_grams text[] not null,
  document text not null,
  constraint cases_pk primary key (authority_id, id),
  constraint cases_authority_fk foreign key (authority_id) references authorities (id),
  constraint cases_child_fk foreign key (authority_id, child_id) references children (authority_id, id),
  constraint cases_number_unique unique (authority_id, number),
  constraint cases_certificate_unique unique (authority_id, certificate),
  constraint cases_blank_number_unique unique (authority_id, blank_number),
  constraint cases_version_positive check (version > 0),
  constraint cases_kind_known check (kind = any ('{registration}')),
  constraint cases_state_known check (state = any ('{draft,submitted,supplementing,reviewing,awaiting_consent,commissioning,assessing,integrating,reporting,report_review,deciding,follow_up,closed,not_accepted,refused,withdrawn,terminated}')),
  constraint cases_category_known check (category = any ('{1,2,3,4,5,6,7,8}') or (category = '' and state = 'draft')),
  constraint cases_order_known check (legal_order = any ('{A,B}') or (legal_order = '' and state = 'draft')),
  constraint cases_draft_has_no_number check ((state = 'draft') = (number is null)),
  constraint cases_draft_has_no_entries check ((state = 'draft') = (head_seq = 0)),
  constraint cases_head_whole check (case when head_seq = 0 then head_hash is null and head_at is null
    else head_seq > 0 and length(head_hash) = 32 and head_at is not null end),
  constraint cases_submitted_is_complete check (state = 'draft'
    or (received_on is not null and child_id is not null and officer_id is not null and applicants <> '' and state_since is not null)),
  constraint cases_accepted_is_dated check (accepted_on is not null or state = any ('{draft,submitted,supplementing,not_accepted,withdrawn,terminated}')),
  constraint cases_accepted_after_receipt check (accepted_on >= received_on),
  constraint cases_body_known check (body_kind = any ('{agency,group}') and body_id is not null or body_kind is null and body_id is null),
  constraint cases_agency_is_body check (agency_id is null or (body_kind = 'agency' and agency_id = body_id)),
  constraint cases_open_to_its_agency check (not body_open or agency_id is not null),
  constraint cases_studied_by_a_body check (body_id is not null or state <> all ('{assessing,integrating,reporting,report_review}')),
  constraint cases_decided_is_dated check ((decided_on is null) = (outcome is null) and (decided_on is null) = (decided_by is null)),
  constraint cases_decided_by_another check (decided_by <> proposed_by),
  constraint cases_decided_has_outcome check (outcome is not null or state <> all ('{follow_up,closed,refused}')),
  constraint cases_outcome_of_state check (state <> all ('{follow_up,closed,refused}') or (outcome = 'refuse') = (state = 'refused')),
  constraint cases_outcome_known check (outcome = any ('{register,refuse}')),
  constraint cases_registered_is_whole check ((registered_on is null) = (certificate is null)
    and (registered_on is not null) = (state = any ('{follow_up,closed}'))),
  constraint cases_registered_after_acceptance check (registered_on >= accepted_on),
  constraint cases_end_is_dated check ((ended_on is not null) = (state = any ('{closed,not_accepted,refused,withdrawn,terminated}'))),
  constraint cases_closed_is_dated check ((closed_on is not null) = (state = 'closed') and (closed_on is null or closed_on = ended_on)),
  constraint cases_due_is_named check ((due_on is null) = (due_clock is null))
);
-- A child is adopted once.
create unique index cases_child_registered_once on cases (authority_id, child_id) where registered_on is not null;
create index cases_by_id on cases (id);
create index cases_by_child on cases (authority_id, child_id);
create index cases_by_due on cases (authority_id, coalesce(due_on, 'infinity'::date), id);
create index cases_by_agency on cases (agency_id) where agency_id is not null;
create index cases_by_evaluator on cases using gin (evaluator_ids);

-- What no statement may do, whoever sends it: go back to an earlier version, change an identity, leave an end, skip
-- an entry of the chain.
-- +goose StatementBegin
create function cases_guard() returns trigger language plpgsql as $$
begin
  if new.authority_id <> old.authority_id or new.id <> old.id or (old.number is not null and new.number is distinct from old.number) then
    raise exception 'a case keeps its id, its authority and its number' using errcode = '42501';
  elsif new.version > old.version and app_role() = 'auditor' then
    raise exception 'an auditor changes no case' using errcode = '42501';
  elsif new.version < old.version then
    raise exception 'a case does not go back to version %', new.version using errcode = '23514', constraint = 'cases_version_forward';
  elsif new.state <> old.state and (old.state in ('closed', 'not_accepted', 'refused', 'withdrawn', 'terminated') or new.state = 'draft') then
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
-- +goose StatementEnd
create trigger cases_guard before update on cases for each row execute function cases_guard();

-- +goose StatementBegin
create function cases_discard() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' then
    raise exception 'only a draft can be discarded' using errcode = '42501', constraint = 'cases_discard_draft_only';
  end if;
  return old;
end $$;
-- +goose StatementEnd
create trigger cases_discard before delete on cases for each row execute function cases_discard();
create trigger cases_kept before truncate on cases for each statement execute function forbid_change();
create trigger children_kept before delete or truncate on children for each statement execute function forbid_change();

create table due_dates (
  authority_id uuid not null,
  case_id uuid not null,
  ordinal integer not null,
  clock text not null,
  due_on date,
  provisional boolean not null,
  floor boolean not null,
  constraint due_dates_pk primary key (authority_id, case_id, ordinal),
  constraint due_dates_case_fk foreign key (authority_id, case_id) references cases (authority_id, id) on delete cascade
);
comment on table due_dates is 'the running clocks of a case as last derived; due_on is null while a pause runs';
create index due_dates_by_date on due_dates (authority_id, due_on) where due_on is not null;

-- Operators that look into text and arrays are not leakproof: under row-level security their indexes would not be
-- used. What is searched therefore stands in two tables that only search_cases() and search_children() read; triggers
-- keep them, and both functions apply the scope of who asks themselves.
create table case_search (
  authority_id uuid not null,
  case_id uuid not null,
  child_id uuid,
  officer_id uuid,
  agency_id uuid,
  evaluator_ids uuid[] not null,
  secrecy boolean not null,
  search_text text not null,
  search_grams text[] not null,
  constraint case_search_pk primary key (authority_id, case_id),
  constraint case_search_case_fk foreign key (authority_id, case_id) references cases (authority_id, id) on delete cascade
);
comment on column case_search.agency_id is 'the agency to which the file is open';
create index case_search_by_id on case_search (case_id);
create index case_search_by_child on case_search (authority_id, child_id);
create index case_search_grams on case_search using gin (search_grams);

create table child_search (
  authority_id uuid not null,
  child_id uuid not null,
  search_text text not null,
  search_grams text[] not null,
  constraint child_search_pk primary key (authority_id, child_id),
  constraint child_search_child_fk foreign key (authority_id, child_id) references children (authority_id, id)
);
create index child_search_grams on child_search using gin (search_grams);

-- +goose StatementBegin
create function cases_search() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
-- +goose StatementEnd
create trigger cases_search_new after insert on cases for each row execute function cases_search();
create trigger cases_search_changed after update on cases for each row execute function cases_search();

-- +goose StatementBegin
create function children_search() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into child_search values (new.authority_id, new.id, new.search_text, new.search_grams)
  on conflict on constraint child_search_pk do update set search_text = excluded.search_text, search_grams = excluded.search_grams;
  return null;
end $$;
-- +goose StatementEnd
create trigger children_search_new after insert on children for each row execute function children_search();
create trigger children_search_changed after update on children for each row
  when (old.search_text is distinct from new.search_text) execute function children_search();

-- +goose Down
drop table child_search;
drop table case_search;
drop table due_dates;
drop table cases;
drop table children;
drop function children_search();
drop function cases_search();
drop function cases_discard();
drop function cases_guard();
