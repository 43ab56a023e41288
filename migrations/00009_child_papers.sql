-- A child's own papers (the notice, and that its period has run out) are set once, like those of a case, and reads of a
-- child are kept, like those of a case. A paper of a child has one file: the copies in its cases are the same bytes.

-- +goose Up

create table rendered_child_papers (
  authority_id uuid not null,
  child_id uuid not null,
  paper_id uuid not null,
  renderer text not null,
  sha256 text,
  size bigint,
  file_id text,
  failure text,
  at timestamptz not null,
  constraint rendered_child_papers_pk primary key (authority_id, child_id, paper_id),
  constraint rendered_child_papers_child_fk foreign key (authority_id, child_id) references children (authority_id, id),
  constraint rendered_child_papers_set_or_failed check (case when failure is null
    then sha256 ~ '^[0-9a-f]{64}$' and size > 0 and file_id <> '' else failure <> '' and sha256 is null and size is null and file_id is null end)
);
comment on table rendered_child_papers is 'the hash stands in a system entry of the chain of the child''s authority';
create trigger rendered_child_papers_once before update on rendered_child_papers for each row execute function rendered_papers_once();
create trigger rendered_child_papers_kept before delete or truncate on rendered_child_papers for each statement execute function forbid_change();

-- No foreign keys, as in case_reads: the record outlives what it tells of.
create table child_reads (
  authority_id uuid not null,
  id bigint generated always as identity,
  child_id uuid,
  actor_id uuid not null default app_actor(),
  role text not null default app_role(),
  what text not null,
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  constraint child_reads_pk primary key (authority_id, id),
  constraint child_reads_what check (what <> ''),
  constraint child_reads_child check (child_id is not null or what in ('list', 'history'))
);
comment on column child_reads.child_id is 'null for a list of children, and for entries of an authority''s chain that are about no child alone';
create index child_reads_by_child on child_reads (authority_id, child_id, id);
create trigger child_reads_fixed before update or delete or truncate on child_reads for each statement execute function forbid_change();

-- Whether the policies of children let the actor see a child.
-- +goose StatementBegin
create function app_reads_child(authority uuid, wanted uuid) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from children where authority_id = authority and id = wanted);
end $$;
-- +goose StatementEnd

grant select, insert, update on rendered_child_papers to anjia_server;
grant select, insert on child_reads to anjia_server;
alter table rendered_child_papers enable row level security, force row level security;
alter table child_reads enable row level security, force row level security;

create policy rendered_child_papers_read on rendered_child_papers for select to anjia_server
  using (app_reads_child(authority_id, child_id));
create policy rendered_child_papers_add on rendered_child_papers for insert to anjia_server
  with check ((select app_role()) in ('officer', 'supervisor') and authority_id = any ((select app_offices())::uuid[]) and app_reads_child(authority_id, child_id));
create policy rendered_child_papers_change on rendered_child_papers for update to anjia_server
  using ((select app_role()) in ('officer', 'supervisor') and authority_id = any ((select app_offices())::uuid[]) and app_reads_child(authority_id, child_id));
create policy child_reads_read on child_reads for select to anjia_server
  using ((select app_role()) in ('supervisor', 'auditor') and authority_id = any ((select app_offices())::uuid[]));
create policy child_reads_add on child_reads for insert to anjia_server
  with check (actor_id = (select app_actor()) and role = (select app_role()) and authority_id = any ((select app_offices())::uuid[])
    and (child_id is null or app_reads_child(authority_id, child_id)));

-- +goose Down
drop table child_reads;
drop table rendered_child_papers;
drop function app_reads_child(uuid, uuid);
