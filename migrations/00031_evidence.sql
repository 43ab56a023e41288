-- What the virus scanner said of a file, and the pictures that were made of it.

-- +goose Up

-- A file without a row came before there were scanners: it is as good as not scanned.
create table upload_scans (
  authority_id uuid not null,
  upload_id uuid not null,
  case_id uuid,
  state text not null,
  signature text not null default '',
  scanner text not null default '',
  noted_at timestamptz not null default now(),
  scanned_at timestamptz,
  constraint upload_scans_pk primary key (authority_id, upload_id),
  constraint upload_scans_upload_fk foreign key (authority_id, upload_id) references uploads (authority_id, id),
  constraint upload_scans_case_fk foreign key (authority_id, case_id) references cases (authority_id, id) on delete set null (case_id),
  constraint upload_scans_state_known check (state in ('quarantine', 'clean', 'infected', 'not_scanned')),
  constraint upload_scans_named check ((state = 'infected') = (signature <> '')),
  constraint upload_scans_when check ((state in ('clean', 'infected')) = (scanned_at is not null))
);
comment on column upload_scans.signature is 'what was found, as the scanner names it';
create index upload_scans_waiting on upload_scans (noted_at) where state = 'quarantine';

-- Only a worker says what the scanner found, of a file in quarantine.
-- +goose StatementBegin
create function upload_scans_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('quarantine', 'not_scanned') then
      raise exception 'nothing is clean before it was scanned' using errcode = '42501', constraint = 'upload_scans_begin';
    end if;
  elsif new.case_id is null and old.case_id is not null
    and (new.state, new.signature, new.scanner, new.scanned_at) is not distinct from (old.state, old.signature, old.scanner, old.scanned_at) then
    return new; -- its draft was discarded
  elsif app_role() is distinct from 'worker' or old.state <> 'quarantine' or new.state not in ('clean', 'infected') then
    raise exception 'what the scanner said stands' using errcode = '42501', constraint = 'upload_scans_stand';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger upload_scans_guard before insert or update on upload_scans for each row execute function upload_scans_guard();
create trigger upload_scans_kept before delete or truncate on upload_scans for each statement execute function forbid_change();

-- Copies that were made of a file: a photo without metadata, a thumbnail; or why one could not be made.
create table upload_copies (
  authority_id uuid not null,
  upload_id uuid not null,
  kind text not null,
  case_id uuid,
  file_id uuid,
  media_type text not null default '',
  sha256 text not null default '',
  size bigint not null default 0,
  width integer not null default 0,
  height integer not null default 0,
  failure text not null default '',
  made_at timestamptz not null default now(),
  constraint upload_copies_pk primary key (authority_id, upload_id, kind),
  constraint upload_copies_upload_fk foreign key (authority_id, upload_id) references uploads (authority_id, id),
  constraint upload_copies_case_fk foreign key (authority_id, case_id) references cases (authority_id, id) on delete set null (case_id),
  constraint upload_copies_kind_known check (kind in ('stripped', 'thumbnail')),
  constraint upload_copies_made_or_not check (case when file_id is null then failure <> '' else failure = '' and sha256 ~ '^[0-9a-f]{64}$' and size > 0 end)
);
create index upload_copies_by_case on upload_copies (authority_id, case_id);

grant select, insert, update (state, signature, scanner, scanned_at) on upload_scans to anjia_server;
grant select, insert on upload_copies to anjia_server;
alter table upload_scans enable row level security, force row level security;
alter table upload_copies enable row level security, force row level security;
create policy upload_scans_read on upload_scans for select to anjia_server
  using (app_reads_case(authority_id, case_id));
create policy upload_scans_add on upload_scans for insert to anjia_server
  with check (app_reads_case(authority_id, case_id));
create policy upload_scans_say on upload_scans for update to anjia_server
  using ((select app_role()) = 'worker' and app_reads_case(authority_id, case_id));
create policy upload_scans_owner on upload_scans for all to current_user
  using (true);
create policy upload_copies_read on upload_copies for select to anjia_server
  using (app_reads_case(authority_id, case_id));
create policy upload_copies_add on upload_copies for insert to anjia_server
  with check ((select app_role()) = 'worker' and app_reads_case(authority_id, case_id));
create policy upload_copies_owner on upload_copies for all to current_user
  using (true);

-- Files that wait for the scanner since before an instant, those that wait longest first.
-- +goose StatementBegin
create function quarantined_uploads(before timestamptz, most integer) returns table (case_id uuid, upload_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_worker();
  return query select s.case_id, s.upload_id from upload_scans s
    where s.state = 'quarantine' and s.noted_at < before and s.case_id is not null order by s.noted_at limit most;
end $$;
-- +goose StatementEnd
revoke execute on function quarantined_uploads(timestamptz, integer) from public;
grant execute on function quarantined_uploads(timestamptz, integer) to anjia_server;

-- +goose Down
drop function quarantined_uploads(timestamptz, integer);
drop table upload_copies;
drop table upload_scans;
drop function upload_scans_guard();
