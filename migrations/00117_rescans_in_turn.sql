-- Scans of what waits are ordered in turn: files that no scan ever settles, such as those that are too large for the
-- scanner, would else stand before all others at every round.

-- +goose Up

alter table upload_scans add column ordered_at timestamptz;
comment on column upload_scans.ordered_at is 'when its scan was last ordered anew';
drop index upload_scans_waiting;
create index upload_scans_waiting on upload_scans ((coalesce(ordered_at, noted_at))) where state = 'quarantine';

-- +goose StatementBegin
create or replace function upload_scans_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('quarantine', 'not_scanned') then
      raise exception 'nothing is clean before it was scanned' using errcode = '42501', constraint = 'upload_scans_begin';
    end if;
  elsif new.case_id is null and old.case_id is not null
    and (new.state, new.signature, new.scanner, new.scanned_at) is not distinct from (old.state, old.signature, old.scanner, old.scanned_at) then
    return new; -- its draft was discarded
  elsif app_role() = 'worker' and (new.case_id, new.state, new.signature, new.scanner, new.scanned_at)
    is not distinct from (old.case_id, old.state, old.signature, old.scanner, old.scanned_at) then
    return new; -- it was ordered
  elsif app_role() is distinct from 'worker' or old.state <> 'quarantine' or new.state not in ('clean', 'infected') then
    raise exception 'what the scanner said stands' using errcode = '42501', constraint = 'upload_scans_stand';
  end if;
  return new;
end $$;
-- +goose StatementEnd

-- Files that wait for the scanner since before an instant, those first whose turn was longest ago; it is theirs now.
-- +goose StatementBegin
create or replace function quarantined_uploads(before timestamptz, most integer) returns table (case_id uuid, upload_id uuid)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  perform require_worker();
  return query with turn as (select s.authority_id, s.upload_id from upload_scans s
      where s.state = 'quarantine' and s.noted_at < before and s.case_id is not null
      order by coalesce(s.ordered_at, s.noted_at) limit most for update skip locked)
    update upload_scans s set ordered_at = clock_timestamp() from turn t
      where s.authority_id = t.authority_id and s.upload_id = t.upload_id returning s.case_id, s.upload_id;
end $$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function quarantined_uploads(before timestamptz, most integer) returns table (case_id uuid, upload_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_worker();
  return query select s.case_id, s.upload_id from upload_scans s
    where s.state = 'quarantine' and s.noted_at < before and s.case_id is not null order by s.noted_at limit most;
end $$;
-- +goose StatementEnd
-- +goose StatementBegin
create or replace function upload_scans_guard() returns trigger language plpgsql as $$
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
drop index upload_scans_waiting;
alter table upload_scans drop column ordered_at;
create index upload_scans_waiting on upload_scans (noted_at) where state = 'quarantine';
