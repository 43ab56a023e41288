-- How an office's printer differs from the geometry of the ministry's blank: set by an administrator, recorded.

-- +goose Up
create table certificate_shifts (
  authority_id uuid not null,
  document text not null,
  constraint certificate_shifts_pk primary key (authority_id),
  constraint certificate_shifts_authority_fk foreign key (authority_id) references authorities (id)
);
comment on table certificate_shifts is 'by how many millimetres an office''s printer is off when certificates are printed';

grant select, insert, update on certificate_shifts to anjia_server;
alter table certificate_shifts enable row level security, force row level security;
create policy certificate_shifts_read on certificate_shifts for select to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'auditor', 'administrator') and authority_id = any ((select app_offices())::uuid[]));
create policy certificate_shifts_add on certificate_shifts for insert to anjia_server
  with check ((select app_role()) = 'administrator' and authority_id = any ((select app_offices())::uuid[]));
create policy certificate_shifts_change on certificate_shifts for update to anjia_server
  using ((select app_role()) = 'administrator' and authority_id = any ((select app_offices())::uuid[]));

-- +goose Down
drop table certificate_shifts;
