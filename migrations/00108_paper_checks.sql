-- Whoever holds a paper can ask whether the office knows it (文书核验): by a token in the address of its QR code.

-- +goose Up
alter table rendered_papers add column check_sha256 bytea;
alter table rendered_papers add constraint rendered_papers_check_of_set check (check_sha256 is null or length(check_sha256) = 32 and failure is null);
comment on column rendered_papers.check_sha256 is 'SHA-256 of the token in the address printed on the paper; the token itself is kept nowhere';
create index rendered_papers_by_check on rendered_papers (check_sha256) where check_sha256 is not null;
alter table rendered_child_papers add column check_sha256 bytea;
alter table rendered_child_papers add constraint rendered_child_papers_check_of_set check (check_sha256 is null or length(check_sha256) = 32 and failure is null);
comment on column rendered_child_papers.check_sha256 is 'as in rendered_papers';
create index rendered_child_papers_by_check on rendered_child_papers (check_sha256) where check_sha256 is not null;

-- Where the paper of a token stands. Who asks is nobody: the answer names no person, and what may be told of the paper is
-- settled by the program.
-- +goose StatementBegin
create function checked_paper(token bytea) returns table (authority_id uuid, case_id uuid, child_id uuid, paper_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query
    select p.authority_id, null::uuid, p.child_id, p.paper_id from rendered_child_papers p where p.check_sha256 = token
    union all select p.authority_id, p.case_id, null::uuid, p.paper_id from rendered_papers p where p.check_sha256 = token
    limit 1;
end $$;
-- +goose StatementEnd
revoke execute on function checked_paper(bytea) from public;
grant execute on function checked_paper(bytea) to anjia_server;

-- +goose Down
drop function checked_paper(bytea);
alter table rendered_child_papers drop column check_sha256;
alter table rendered_papers drop column check_sha256;
