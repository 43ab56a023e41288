-- What the lists of cases are drawn from: whether the limit of a case stands still, whether the case waits for somebody's
-- approval, and indexes for the first page and the count of each list over a large office.

-- +goose Up
alter table cases
  add column due_paused boolean not null default false,
  add column awaits text,
  add constraint cases_paused_has_no_date check (not due_paused or due_on is null),
  add constraint cases_awaits_known check (awaits = any ('{conclusion,choice,register,refuse}'));
comment on column cases.due_paused is 'no limit of the case runs towards a date, because one stands still';
comment on column cases.awaits is 'which approval the case waits for';

-- Both are drawn from the case as it stands, so that the rows of before are filled in past the guard of acts: no document,
-- version or entry changes.
alter table cases no force row level security;
alter table due_dates no force row level security;
alter table cases disable trigger cases_guard;
alter table cases disable trigger cases_search_changed;
update cases c set due_paused = true
  where c.due_on is null and c.ended_on is null
    and exists (select from due_dates d where d.authority_id = c.authority_id and d.case_id = c.id and d.due_on is null and not d.floor);
update cases set awaits = document::jsonb #>> '{proposal,outcome}'
  where state = 'deciding' and decided_on is null and proposed_by is not null;
update cases set awaits = 'conclusion' where state = 'report_review'
  and document::jsonb #>> '{report,checked_on}' is not null and document::jsonb #>> '{report,confirmed_on}' is null;
update cases set awaits = 'conclusion' where state = 'integration_review'
  and document::jsonb #>> '{integration_report,checked_on}' is not null and document::jsonb #>> '{integration_report,confirmed_on}' is null;
update cases set awaits = 'choice' where state = 'selecting' and document::jsonb #>> '{selection,choice,chosen_id}' = id::text
  and document::jsonb #>> '{selection,choice,approved_on}' is null and document::jsonb #>> '{selection,choice,returned}' is null;
alter table cases enable trigger cases_search_changed;
alter table cases enable trigger cases_guard;
alter table due_dates force row level security;
alter table cases force row level security;

create index cases_open_by_due on cases (authority_id, coalesce(due_on, 'infinity'::date), id) where ended_on is null;
create index cases_open_by_officer on cases (authority_id, officer_id, coalesce(due_on, 'infinity'::date), id) where ended_on is null;
create index cases_by_state on cases (authority_id, state, coalesce(due_on, 'infinity'::date), id);
create index cases_awaiting on cases (authority_id, coalesce(due_on, 'infinity'::date), id) where awaits is not null;
create index cases_ended on cases (authority_id, ended_on, id) where ended_on is not null;

-- +goose Down
drop index cases_ended;
drop index cases_awaiting;
drop index cases_by_state;
drop index cases_open_by_officer;
drop index cases_open_by_due;
alter table cases
  drop constraint cases_awaits_known,
  drop constraint cases_paused_has_no_date,
  drop column awaits,
  drop column due_paused;
