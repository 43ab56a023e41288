-- Papers that bear electronic signatures: the signed file stands beside the one that was set, which stays. Why one could
-- not be signed is kept until it is.

-- +goose Up
create table sealed_papers (
  authority_id uuid not null,
  case_id uuid not null,
  paper_id uuid not null,
  unsigned_sha256 text not null,
  sha256 text,
  size bigint,
  file_id text,
  signatures jsonb,
  failure text,
  at timestamptz not null,
  constraint sealed_papers_pk primary key (authority_id, case_id, paper_id),
  constraint sealed_papers_paper_fk foreign key (authority_id, case_id, paper_id) references rendered_papers (authority_id, case_id, paper_id),
  constraint sealed_papers_unsigned check (unsigned_sha256 ~ '^[0-9a-f]{64}$'),
  constraint sealed_papers_sealed_or_failed check (case when failure is null
    then sha256 ~ '^[0-9a-f]{64}$' and size > 0 and file_id <> '' and jsonb_array_length(signatures) > 0
    else failure <> '' and sha256 is null and size is null and file_id is null and signatures is null end)
);
comment on table sealed_papers is 'the file with signatures of a paper, or why it could not be signed';

-- +goose StatementBegin
create function sealed_papers_once() returns trigger language plpgsql as $$
begin
  if old.failure is null then
    raise exception 'a paper is sealed once' using errcode = '42501', constraint = 'sealed_papers_sealed_once';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger sealed_papers_once before update on sealed_papers for each row execute function sealed_papers_once();
create trigger sealed_papers_kept before delete or truncate on sealed_papers for each statement execute function forbid_change();
grant select, insert, update on sealed_papers to anjia_server;
alter table sealed_papers enable row level security, force row level security;
create policy sealed_papers_read on sealed_papers for select to anjia_server using (app_reads_case(authority_id, case_id));
create policy sealed_papers_add on sealed_papers for insert to anjia_server with check (app_reads_case(authority_id, case_id));
create policy sealed_papers_change on sealed_papers for update to anjia_server using (app_reads_case(authority_id, case_id));

-- +goose Down
drop table sealed_papers;
drop function sealed_papers_once();
