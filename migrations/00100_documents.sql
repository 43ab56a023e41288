-- What a paper says is kept beside its PDF, as canonical JSON in a file of its own: the hash stands in the same system
-- entry as that of the PDF. Papers set before this have none.

-- +goose Up
alter table rendered_papers add column document jsonb;
alter table rendered_child_papers add column document jsonb;
comment on column rendered_papers.document is 'file_id, sha256, size, root, leaves, and the seed of the salts, which is secret';
comment on column rendered_child_papers.document is 'as in rendered_papers';

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
    ) k left join file_checks f on f.authority_id = k.authority_id and f.file_id = k.file_id
    where f.checked_at is null or f.checked_at < before or f.state <> 'sound' and f.checked_at < now() - interval '1 day'
    order by f.checked_at nulls first limit most;
end $$;
-- +goose StatementEnd
alter table rendered_child_papers drop column document;
alter table rendered_papers drop column document;
