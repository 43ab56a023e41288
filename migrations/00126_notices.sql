-- Reminders of dates that come near or have passed, for the people who work on a case. A sweep tells each of them once for
-- each limit, date and distance from it; when the date moves, the new one is told anew. No fact of a case stands here but
-- which of its limits ends when.

-- +goose Up
create table notices (
  authority_id uuid not null,
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  case_id uuid not null,
  clock text not null,
  due_on date not null,
  days integer not null,
  provisional boolean not null,
  told_at timestamptz not null,
  read_at timestamptz,
  constraint notices_pk primary key (authority_id, id),
  constraint notices_once unique (account_id, case_id, clock, due_on, days),
  constraint notices_case_fk foreign key (authority_id, case_id) references cases (authority_id, id) on delete cascade,
  constraint notices_near check (days between -60 and 60),
  constraint notices_read_after_told check (read_at >= told_at)
);
comment on table notices is 'reminders of dates, each told once to each person';
comment on column notices.days is 'days from the date at which it is told: before it negative';
create index notices_by_person on notices (account_id, told_at desc, id);
create index notices_unread on notices (account_id) where read_at is null;
grant select, update (read_at) on notices to anjia_server;
alter table notices enable row level security, force row level security;
create policy notices_owner on notices to current_user using (true) with check (true);
create policy notices_read on notices for select to anjia_server using (account_id = (select app_actor()));
create policy notices_mark on notices for update to anjia_server using (account_id = (select app_actor()));

-- How far the sweep has come: one row, so that a night that was missed is made up.
create table reminder_sweep (
  one boolean not null default true,
  through date,
  at timestamptz not null,
  told bigint not null,
  failure text,
  constraint reminder_sweep_pk primary key (one),
  constraint reminder_sweep_one check (one)
);
comment on column reminder_sweep.through is 'the last legal day that was swept whole';
comment on column reminder_sweep.told is 'notices of the last sweep';
grant select, insert, update on reminder_sweep to anjia_server;
alter table reminder_sweep enable row level security, force row level security;
create policy reminder_sweep_read on reminder_sweep for select to anjia_server using (true);
create policy reminder_sweep_add on reminder_sweep for insert to anjia_server with check ((select app_role()) = 'worker');
create policy reminder_sweep_change on reminder_sweep for update to anjia_server using ((select app_role()) = 'worker');

-- The sweep looks at the limits of every office, as the owner, and only while it does so.
create policy due_dates_owner_reminds on due_dates for select to current_user
  using (current_setting('app.counting', true) = 'reminders');
create policy cases_owner_reminds on cases for select to current_user
  using (current_setting('app.counting', true) = 'reminders');
create index due_dates_to_remind on due_dates (due_on, case_id) where due_on is not null;

-- +goose StatementBegin
create function dues_to_remind(from_day date, to_day date, after_case uuid, most integer)
  returns table (authority_id uuid, case_id uuid, officer_id uuid, evaluator_ids uuid[], agency_id uuid, pack text, calendar text, dues jsonb)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform require_worker();
  perform set_config('app.counting', 'reminders', true);
  return query select c.authority_id, c.id, c.officer_id, c.evaluator_ids, c.agency_id, (c.document::jsonb->'pack')::text, (c.document::jsonb->'calendar')::text, k.dues
    from (select d.authority_id, d.case_id, jsonb_agg(jsonb_build_object('clock', d.clock, 'due_on', d.due_on, 'provisional', d.provisional, 'floor', d.floor)
            order by d.ordinal) as dues
          from due_dates d where d.due_on between from_day and to_day and (after_case is null or d.case_id > after_case)
          group by d.authority_id, d.case_id order by d.case_id limit most) k
      join cases c on c.authority_id = k.authority_id and c.id = k.case_id
    where c.state <> 'draft' order by k.case_id;
  perform set_config('app.counting', '', true);
end $$;

-- Whoever has the roles and a part in the case gets the notice, unless told before. Who is disabled gets none.
create function tell_notice(authority uuid, wanted uuid, roles text[], officer uuid, evaluators uuid[], agency uuid,
  limit_name text, due date, distance integer, is_provisional boolean, told timestamptz) returns bigint
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  n bigint;
begin
  perform require_worker();
  insert into notices (authority_id, account_id, case_id, clock, due_on, days, provisional, told_at)
    select authority, a.id, wanted, limit_name, due, distance, is_provisional, told from accounts a
    where a.active and a.role = any (roles) and (
      a.role = 'officer' and a.id = officer
      or a.role = 'supervisor' and a.authority_id = authority
      or a.role = 'agency_manager' and a.agency_id = agency
      or a.role = 'evaluator' and a.id = any (evaluators))
    on conflict do nothing;
  get diagnostics n = row_count;
  return n;
end $$;
-- +goose StatementEnd
revoke all on function dues_to_remind, tell_notice from public;
grant execute on function dues_to_remind, tell_notice to anjia_server;

-- +goose Down
drop function tell_notice;
drop function dues_to_remind;
drop index due_dates_to_remind;
drop policy cases_owner_reminds on cases;
drop policy due_dates_owner_reminds on due_dates;
drop table reminder_sweep;
drop table notices;
