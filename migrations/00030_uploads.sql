-- Uploads in pieces, and what an upload says of itself: kind and validity.

-- +goose Up

alter table uploads
  add column kind text not null default '',
  add column issued_on date,
  add column expires_on date,
  add constraint uploads_validity check (expires_on >= issued_on);
comment on column uploads.kind is 'kind of evidence, as the scoring tables name them; empty when nobody said';
comment on column uploads.expires_on is 'last day that the paper names for itself';

-- An upload that is still coming. Its pieces lie with the files; this row says which of them count, in their order, so
-- that of two that were sent for the same place one does.
create table upload_sessions (
  authority_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  actor_id uuid not null default app_actor(),
  brought_by text not null,
  name text not null,
  media_type text not null,
  kind text not null,
  issued_on date,
  expires_on date,
  sha256 text not null,
  size bigint not null,
  received bigint not null default 0,
  hash_state bytea not null,
  piece_ids uuid[] not null default '{}',
  piece_sizes bigint[] not null default '{}',
  started_at timestamptz not null default now(),
  touched_at timestamptz not null default now(),
  constraint upload_sessions_pk primary key (authority_id, id),
  constraint upload_sessions_case_fk foreign key (authority_id, case_id) references cases (authority_id, id) on delete cascade,
  constraint upload_sessions_hash check (sha256 ~ '^([0-9a-f]{64})?$'),
  constraint upload_sessions_validity check (expires_on >= issued_on),
  constraint upload_sessions_received check (received between 0 and size and cardinality(piece_ids) = cardinality(piece_sizes))
);
comment on column upload_sessions.sha256 is 'what the sender says it will be; empty when nothing';
comment on column upload_sessions.hash_state is 'SHA-256 of what was received, to be gone on with';
create index upload_sessions_by_id on upload_sessions (id);
create index upload_sessions_by_case on upload_sessions (authority_id, case_id);
create index upload_sessions_idle on upload_sessions (touched_at);

grant select, insert, update (received, hash_state, piece_ids, piece_sizes, touched_at), delete on upload_sessions to anjia_server;
alter table upload_sessions enable row level security, force row level security;
create policy upload_sessions_own on upload_sessions for all to anjia_server
  using (actor_id = (select app_actor()) and app_reads_case(authority_id, case_id));
create policy upload_sessions_owner on upload_sessions for all to current_user
  using (true);
create policy uploads_owner on uploads for select to current_user
  using (true);

-- What the files of a case take, those that are still coming in full; one who asks keeps others waiting until the end
-- of the transaction, so that two cannot both take the last room.
-- +goose StatementBegin
create function case_upload_volume(authority uuid, wanted uuid) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(wanted::text, 30));
  return (select coalesce(sum(size), 0) from uploads where authority_id = authority and case_id = wanted)
    + (select coalesce(sum(size), 0) from upload_sessions where authority_id = authority and case_id = wanted);
end $$;
-- +goose StatementEnd

-- Uploads that nobody went on with since an instant, none of the last hour, and which of some are still coming.
-- +goose StatementBegin
create function sweep_upload_sessions(before timestamptz, most integer) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  swept bigint;
begin
  perform require_worker();
  with old as (
    select authority_id, id from upload_sessions where touched_at < least(before, now() - interval '1 hour') order by touched_at limit most
  ), gone as (
    delete from upload_sessions s using old where s.authority_id = old.authority_id and s.id = old.id returning 1
  ) select count(*) into swept from gone;
  return swept;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create function coming_uploads(wanted uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_worker();
  return query select id from upload_sessions where id = any (wanted);
end $$;
-- +goose StatementEnd

revoke execute on function case_upload_volume(uuid, uuid), sweep_upload_sessions(timestamptz, integer), coming_uploads(uuid[]) from public;
grant execute on function case_upload_volume(uuid, uuid), sweep_upload_sessions(timestamptz, integer), coming_uploads(uuid[]) to anjia_server;

-- +goose Down
drop function coming_uploads(uuid[]);
drop function sweep_upload_sessions(timestamptz, integer);
drop function case_upload_volume(uuid, uuid);
drop policy uploads_owner on uploads;
drop table upload_sessions;
alter table uploads drop column expires_on, drop column issued_on, drop column kind;
