-- Whether stored files still are what was stored: each is read again now and then, and what was found stands here.

-- +goose Up

create table file_checks (
  authority_id uuid not null,
  file_id text not null,
  state text not null,
  since timestamptz not null default now(),
  checked_at timestamptz not null default now(),
  constraint file_checks_pk primary key (authority_id, file_id),
  constraint file_checks_state_known check (state in ('sound', 'damaged', 'missing', 'unreadable'))
);
comment on column file_checks.since is 'when a check first found this state';
create index file_checks_unsound on file_checks (since) where state <> 'sound';

-- The server's role has no right on the table: a worker goes through the functions, others have no business here.
alter table file_checks enable row level security, force row level security;
create policy file_checks_owner on file_checks for all to current_user
  using (true);
create policy rendered_papers_owner on rendered_papers for select to current_user
  using (true);
create policy rendered_child_papers_owner on rendered_child_papers for select to current_user
  using (true);

-- Files that were not checked since an instant, those never checked first; what was not sound is looked at again after
-- a day. It goes through all files, which takes seconds for millions of them: it is asked a few times an hour.
-- +goose StatementBegin
create function files_to_check(before timestamptz, most integer) returns table (authority_id uuid, file_id text, sha256 text, size bigint)
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

-- +goose StatementBegin
create function note_file_check(authority uuid, checked text, outcome text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform require_worker();
  insert into file_checks as f (authority_id, file_id, state) values (authority, checked, outcome)
    on conflict on constraint file_checks_pk do update set state = excluded.state, checked_at = now(),
      since = case when f.state = excluded.state then f.since else now() end;
end $$;
-- +goose StatementEnd

-- How many files wait for the scanner and how many are not sound, counted up to a thousand.
-- +goose StatementBegin
create function files_state() returns table (waiting bigint, unsound bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_worker();
  return query select
    (select count(*) from (select from upload_scans s where s.state = 'quarantine' and s.case_id is not null limit 1000) w),
    (select count(*) from (select from file_checks f where f.state <> 'sound' limit 1000) u);
end $$;
-- +goose StatementEnd

revoke execute on function files_to_check(timestamptz, integer), note_file_check(uuid, text, text), files_state() from public;
grant execute on function files_to_check(timestamptz, integer), note_file_check(uuid, text, text), files_state() to anjia_server;

-- +goose Down
drop function files_state();
drop function note_file_check(uuid, text, text);
drop function files_to_check(timestamptz, integer);
drop policy rendered_child_papers_owner on rendered_child_papers;
drop policy rendered_papers_owner on rendered_papers;
drop table file_checks;
