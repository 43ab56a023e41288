-- What an evaluator typed in a window that was behind: kept beside the own draft, until the sheet is submitted.

-- +goose Up

create table sheet_versions (
  authority_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  phase text not null,
  evaluator_id uuid not null,
  based_on bigint not null,
  beside bigint not null,
  kept_at timestamptz not null,
  sha256 text not null,
  document text not null,
  constraint sheet_versions_pk primary key (authority_id, id),
  constraint sheet_versions_once unique (authority_id, case_id, phase, evaluator_id, sha256),
  constraint sheet_versions_case_fk foreign key (authority_id, case_id) references cases (authority_id, id),
  constraint sheet_versions_not_negative check (based_on >= 0 and beside >= 0),
  constraint sheet_versions_hash check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table sheet_versions is 'saves of a sheet draft that came too late: nothing typed is lost';
comment on column sheet_versions.based_on is 'the version of the draft that the window had read';
comment on column sheet_versions.beside is 'the version of the draft that stood when this came';
comment on column sheet_versions.sha256 is 'of the document: what is sent twice is kept once';

-- Nothing kept is ever changed; it goes with the act that submits the sheet.
grant select, insert, delete on sheet_versions to anjia_server;
alter table sheet_versions enable row level security, force row level security;

-- Like the draft itself, its evaluator's alone.
create policy sheet_versions_own on sheet_versions for all to anjia_server
  using (evaluator_id = (select app_actor()) and (select app_role()) = 'evaluator' and app_sees_case(authority_id, case_id));

-- +goose Down
drop table sheet_versions;
