-- Packs, calendars and scoring tables on their way from draft to force, what was published, and reports of what a draft
-- would have changed.

-- +goose Up

create table publications (
  authority_id uuid not null,
  id uuid not null,
  version bigint not null,
  name text not null,
  kind text not null,
  state text not null,
  sha256 text not null,
  file text not null,
  document text not null,
  constraint publications_pk primary key (authority_id, id),
  constraint publications_authority_fk foreign key (authority_id) references authorities (id),
  constraint publications_version_positive check (version > 0),
  constraint publications_kind_known check (kind in ('instrument', 'pack', 'calendar')),
  constraint publications_state_known check (state in ('draft', 'proposed', 'published', 'withdrawn')),
  constraint publications_hash_of_file check (sha256 = encode(sha256(convert_to(file, 'UTF8')), 'hex'))
);
comment on table publications is 'files of law from draft to force; a published or withdrawn one never changes';
create index publications_by_id on publications (id);

-- +goose StatementBegin
create function publications_keep() returns trigger language plpgsql as $$
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
-- +goose StatementEnd
create trigger publications_keep before update on publications for each row execute function publications_keep();
create trigger publications_kept before delete or truncate on publications for each statement execute function forbid_change();

-- What is in force: one row a publication, for ever.
create table law_editions (
  number bigint not null,
  authority_id uuid not null,
  publication_id uuid not null,
  kind text not null,
  code text not null,
  version text not null,
  sha256 text not null,
  division text not null,
  in_force date,
  confirmation text not null default '',
  proposed_by uuid not null,
  approved_by uuid not null default app_actor(),
  published_at timestamptz not null default now(),
  constraint law_editions_pk primary key (number),
  constraint law_editions_publication_fk foreign key (authority_id, publication_id) references publications (authority_id, id),
  constraint law_editions_publication_once unique (authority_id, publication_id),
  constraint law_editions_number_positive check (number > 0),
  constraint law_editions_kind_known check (kind in ('instrument', 'pack', 'calendar')),
  constraint law_editions_division_code check (division ~ '^[0-9]{6}$'),
  constraint law_editions_in_force_of_tables check ((kind = 'instrument') = (in_force is not null)),
  constraint law_editions_two_people check (proposed_by <> approved_by)
);
create trigger law_editions_fixed before update or delete or truncate on law_editions for each statement execute function forbid_change();

create table what_if_reports (
  authority_id uuid not null,
  id uuid not null,
  publication_id uuid not null,
  file_sha256 text not null,
  sha256 text not null,
  cases bigint not null,
  changed bigint not null,
  made_by uuid not null default app_actor(),
  made_at timestamptz not null,
  constraint what_if_reports_pk primary key (authority_id, id),
  constraint what_if_reports_publication_fk foreign key (authority_id, publication_id) references publications (authority_id, id),
  constraint what_if_reports_once unique (authority_id, publication_id, sha256),
  constraint what_if_reports_counts check (cases >= 0 and changed between 0 and cases)
);
comment on table what_if_reports is 'what a draft would have changed in closed cases: counts for the office, the cases themselves in what_if_texts';
create trigger what_if_reports_fixed before update or delete or truncate on what_if_reports for each statement execute function forbid_change();

create table what_if_texts (
  authority_id uuid not null,
  report_id uuid not null,
  sha256 text not null,
  report bytea not null,
  reading text not null,
  constraint what_if_texts_pk primary key (authority_id, report_id),
  constraint what_if_texts_report_fk foreign key (authority_id, report_id) references what_if_reports (authority_id, id),
  constraint what_if_texts_hash_of_report check (sha256 = encode(sha256(report), 'hex'))
);
comment on table what_if_texts is 'names cases: an administrator, who has no part in cases, sees none of it';
create trigger what_if_texts_fixed before update or delete or truncate on what_if_texts for each statement execute function forbid_change();

grant select, insert, update (version, name, state, sha256, file, document) on publications to anjia_server;
grant select, insert on law_editions, what_if_reports, what_if_texts to anjia_server;

alter table publications enable row level security, force row level security;
alter table law_editions enable row level security, force row level security;
alter table what_if_reports enable row level security, force row level security;
alter table what_if_texts enable row level security, force row level security;

-- Law in force is public; what is on its way is the business of those who publish and of auditors.
create policy publications_read on publications for select to anjia_server
  using (state = 'published' or (select app_role()) in ('supervisor', 'administrator', 'auditor') and authority_id = any ((select app_offices())::uuid[]));
create policy publications_add on publications for insert to anjia_server
  with check ((select app_role()) in ('supervisor', 'administrator') and state = 'draft' and authority_id = any ((select app_offices())::uuid[]));
create policy publications_change on publications for update to anjia_server
  using ((select app_role()) in ('supervisor', 'administrator') and authority_id = any ((select app_offices())::uuid[]));
create policy law_editions_read on law_editions for select to anjia_server
  using (true);
create policy law_editions_add on law_editions for insert to anjia_server
  with check ((select app_role()) in ('supervisor', 'administrator') and authority_id = any ((select app_offices())::uuid[]) and approved_by = (select app_actor()));
create policy what_if_reports_read on what_if_reports for select to anjia_server
  using ((select app_role()) in ('supervisor', 'administrator', 'auditor') and authority_id = any ((select app_offices())::uuid[]));
create policy what_if_reports_add on what_if_reports for insert to anjia_server
  with check ((select app_role()) = 'supervisor' and authority_id = any ((select app_offices())::uuid[]) and made_by = (select app_actor()));
create policy what_if_texts_read on what_if_texts for select to anjia_server
  using ((select app_role()) in ('supervisor', 'auditor') and authority_id = any ((select app_offices())::uuid[]));
create policy what_if_texts_add on what_if_texts for insert to anjia_server
  with check ((select app_role()) = 'supervisor' and authority_id = any ((select app_offices())::uuid[]));

-- How many cases of a division, and of all below it, came to an end: the number alone, for who publishes without a
-- part in cases.
create policy cases_owner_counts on cases for select to current_user
  using (current_setting('app.counting', true) = 'closed');
-- +goose StatementBegin
create function closed_cases(wanted_division text) returns bigint
language plpgsql volatile security definer set search_path = public, pg_temp as $$
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
end $$;
-- +goose StatementEnd
revoke execute on function closed_cases(text) from public;
grant execute on function closed_cases(text) to anjia_server;

-- +goose Down
drop function closed_cases(text);
drop policy cases_owner_counts on cases;
drop table what_if_texts;
drop table what_if_reports;
drop table law_editions;
drop table publications;
drop function publications_keep();
