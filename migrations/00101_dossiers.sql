-- Dossiers that were taken of cases: who, when, what for, in which variant, and the file once it is made. A row is
-- completed once and never changed after that.

-- +goose Up
create table dossiers (
  authority_id uuid not null,
  case_id uuid not null,
  id uuid not null,
  asked_by uuid not null default app_actor(),
  asked_name text not null,
  asked_role text not null,
  asked_at timestamptz not null,
  purpose text not null,
  redacted boolean not null,
  up_to bigint not null default 0,
  entry_hash text not null default '',
  file_id text,
  sha256 text,
  size bigint,
  made_at timestamptz,
  constraint dossiers_pk primary key (authority_id, case_id, id),
  constraint dossiers_case_fk foreign key (authority_id, case_id) references cases (authority_id, id),
  constraint dossiers_purpose_said check (purpose <> ''),
  constraint dossiers_made check (case when file_id is null then sha256 is null and size is null and made_at is null
    else sha256 ~ '^[0-9a-f]{64}$' and size > 0 and made_at is not null and up_to > 0 and entry_hash <> '' end)
);
comment on column dossiers.up_to is 'sequence of the last entry shown; 0 until it is made when the newest was asked for';

-- +goose StatementBegin
create function dossiers_once() returns trigger language plpgsql as $$
begin
  if old.file_id is not null then
    raise exception 'a dossier is made once' using errcode = '42501', constraint = 'dossiers_made_once';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger dossiers_once before update on dossiers for each row execute function dossiers_once();
create trigger dossiers_kept before delete or truncate on dossiers for each statement execute function forbid_change();

grant select, insert, update (up_to, entry_hash, file_id, sha256, size, made_at) on dossiers to anjia_server;
alter table dossiers enable row level security, force row level security;
create policy dossiers_read on dossiers for select to anjia_server
  using (app_reads_case(authority_id, case_id));
create policy dossiers_add on dossiers for insert to anjia_server
  with check (asked_by = (select app_actor()) and app_reads_case(authority_id, case_id));
create policy dossiers_change on dossiers for update to anjia_server
  using (app_reads_case(authority_id, case_id));

-- +goose Down
drop table dossiers;
drop function dossiers_once();
