-- Signatures that are due. Whoever sets a paper notes it here, with keys or without; it is struck off once it is signed, or
-- when its pack wants it signed by hand. A child's own papers are signed too, and their
-- signed files are read again like others: the body of the function is that of 00110 with one more source.

-- +goose Up
-- No foreign keys: a row is gone soon, and the paper is looked for in any case.
create table papers_to_seal (
  authority_id uuid not null,
  paper_id uuid not null,
  case_id uuid,
  child_id uuid,
  due timestamptz not null default now(),
  constraint papers_to_seal_pk primary key (authority_id, paper_id),
  constraint papers_to_seal_of_one check (num_nonnulls(case_id, child_id) = 1)
);
comment on column papers_to_seal.due is 'when it is tried again, in real time';
create index papers_to_seal_due on papers_to_seal (due);

insert into papers_to_seal (authority_id, paper_id, case_id)
  select r.authority_id, r.paper_id, r.case_id from rendered_papers r
  where r.failure is null and not exists (select from sealed_papers s where s.authority_id = r.authority_id
    and s.case_id = r.case_id and s.paper_id = r.paper_id and s.failure is null);
insert into papers_to_seal (authority_id, paper_id, child_id)
  select r.authority_id, r.paper_id, r.child_id from rendered_child_papers r where r.failure is null;

grant select, insert, update (due), delete on papers_to_seal to anjia_server;
alter table papers_to_seal enable row level security, force row level security;
create policy papers_to_seal_order on papers_to_seal for insert to anjia_server
  with check (case when child_id is null then case_id = (select app_opened()) or app_sees_case(authority_id, case_id)
    else app_reads_child(authority_id, child_id) end);
-- Ids are all there is to see, and only for workers.
create policy papers_to_seal_read on papers_to_seal for select to anjia_server
  using ((select app_role()) = 'worker');
create policy papers_to_seal_later on papers_to_seal for update to anjia_server
  using ((select app_role()) = 'worker');
create policy papers_to_seal_done on papers_to_seal for delete to anjia_server
  using ((select app_role()) = 'worker');

create table sealed_child_papers (
  authority_id uuid not null,
  child_id uuid not null,
  paper_id uuid not null,
  unsigned_sha256 text not null,
  sha256 text,
  size bigint,
  file_id text,
  signatures jsonb,
  failure text,
  at timestamptz not null,
  constraint sealed_child_papers_pk primary key (authority_id, child_id, paper_id),
  constraint sealed_child_papers_paper_fk foreign key (authority_id, child_id, paper_id)
    references rendered_child_papers (authority_id, child_id, paper_id),
  constraint sealed_child_papers_unsigned check (unsigned_sha256 ~ '^[0-9a-f]{64}$'),
  constraint sealed_child_papers_sealed_or_failed check (case when failure is null
    then sha256 ~ '^[0-9a-f]{64}$' and size > 0 and file_id <> '' and jsonb_array_length(signatures) > 0
    else failure <> '' and sha256 is null and size is null and file_id is null and signatures is null end)
);
comment on table sealed_child_papers is 'as sealed_papers, of a child''s own papers; the hash stands in the chain of the child''s authority';
create trigger sealed_child_papers_once before update on sealed_child_papers for each row execute function sealed_papers_once();
create trigger sealed_child_papers_kept before delete or truncate on sealed_child_papers for each statement execute function forbid_change();
grant select, insert, update on sealed_child_papers to anjia_server;
alter table sealed_child_papers enable row level security, force row level security;
create policy sealed_child_papers_owner on sealed_child_papers for select to current_user
  using (true);
create policy sealed_child_papers_read on sealed_child_papers for select to anjia_server
  using (app_reads_child(authority_id, child_id));
create policy sealed_child_papers_add on sealed_child_papers for insert to anjia_server
  with check ((select app_role()) in ('officer', 'supervisor') and authority_id = any ((select app_offices())::uuid[]) and app_reads_child(authority_id, child_id));
create policy sealed_child_papers_change on sealed_child_papers for update to anjia_server
  using ((select app_role()) in ('officer', 'supervisor') and authority_id = any ((select app_offices())::uuid[]) and app_reads_child(authority_id, child_id));

-- +goose StatementBegin
create or replace function files_to_check(before timestamptz, most integer) returns table (authority_id uuid, file_id text, sha256 text, size bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
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
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function files_to_check(before timestamptz, most integer) returns table (authority_id uuid, file_id text, sha256 text, size bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
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
      union all select d.authority_id, d.file_id, d.sha256, d.size from dossiers d where d.file_id is not null
    ) k left join file_checks f on f.authority_id = k.authority_id and f.file_id = k.file_id
    where f.checked_at is null or f.checked_at < before or f.state <> 'sound' and f.checked_at < now() - interval '1 day'
    order by f.checked_at nulls first limit most;
end $$;
-- +goose StatementEnd
drop table sealed_child_papers;
drop table papers_to_seal;
