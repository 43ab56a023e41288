-- What people see of the work that is left to workers, who works it, and what may be swept away.

-- +goose Up

-- The task that a worker has in hand; a worker's transaction sees it and no other.
-- +goose StatementBegin
create function app_task() returns uuid language sql stable parallel safe
return nullif(current_setting('app.task', true), '')::uuid;
-- +goose StatementEnd

create table tasks (
  authority_id uuid not null,
  id uuid not null,
  kind text not null,
  title text not null,
  case_id uuid,
  input text not null,
  options text not null default '{}',
  asked_by uuid default app_actor(),
  asked_name text not null,
  asked_at timestamptz not null default now(),
  state text not null default 'queued',
  orders integer not null default 1,
  run integer not null default 0,
  job_id bigint,
  done bigint not null default 0,
  total bigint not null default 0,
  message text not null default '',
  error text,
  result text,
  result_file text,
  cancel_by uuid,
  cancel_at timestamptz,
  started_at timestamptz,
  beat_at timestamptz,
  ended_at timestamptz,
  constraint tasks_pk primary key (authority_id, id),
  constraint tasks_authority_fk foreign key (authority_id) references authorities (id),
  constraint tasks_case_fk foreign key (authority_id, case_id) references cases (authority_id, id) on delete set null (case_id),
  constraint tasks_named check (kind <> '' and title <> '' and asked_name <> ''),
  constraint tasks_state_known check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  constraint tasks_counts check (orders > 0 and run >= 0 and done >= 0 and total >= 0),
  constraint tasks_end_whole check ((state in ('done', 'failed', 'cancelled')) = (ended_at is not null)),
  constraint tasks_cancel_whole check ((cancel_by is null) = (cancel_at is null))
);
comment on table tasks is 'a job that somebody asked for and waits for; the queue itself is River''s';
comment on column tasks.input is 'arguments of the job as JSON, ids only, for another try';
comment on column tasks.options is 'of the job, for another try';
comment on column tasks.orders is 'how often it was put into the queue; a job of an earlier order does nothing';
comment on column tasks.run is 'how often it was taken up; a worker of an earlier run can write nothing any more';
comment on column tasks.job_id is 'of River''s job that has it in hand';
comment on column tasks.beat_at is 'last sign of life of the worker';
create index tasks_by_id on tasks (id);
create index tasks_by_asker on tasks (asked_by, id);
create index tasks_running on tasks (beat_at) where state = 'running';
create index tasks_ended on tasks (ended_at) where ended_at is not null;

-- People ask, cancel and ask again; all else is the worker's, in this order of states.
-- +goose StatementBegin
create function tasks_guard() returns trigger language plpgsql as $$
begin
  if (new.authority_id, new.id, new.kind, new.title, new.input, new.options, new.asked_by, new.asked_name, new.asked_at)
    is distinct from (old.authority_id, old.id, old.kind, old.title, old.input, old.options, old.asked_by, old.asked_name, old.asked_at) then
    raise exception 'a task stays what was asked' using errcode = '42501', constraint = 'tasks_keep_question';
  elsif app_role() = 'worker' then
    if old.state not in ('queued', 'running') or new.orders <> old.orders or new.run not in (old.run, old.run + 1) then
      raise exception 'the task has ended' using errcode = '42501', constraint = 'tasks_end_is_final';
    end if;
  elsif not (new.state = 'cancelled' and old.state = 'queued' and new.orders = old.orders
      or new.state = 'running' and old.state = 'running' and new.orders = old.orders and new.cancel_at is not null
      or new.state = 'queued' and old.state in ('failed', 'cancelled') and new.orders = old.orders + 1
      or new.state = old.state and new.orders = old.orders and new.case_id is null) -- its draft was discarded
    or new.run <> old.run or (new.result, new.result_file) is distinct from (old.result, old.result_file) then
    raise exception 'a person cancels a task or asks again, nothing else' using errcode = '42501', constraint = 'tasks_by_workers';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger tasks_guard before update on tasks for each row execute function tasks_guard();

grant select, insert, update (case_id, state, orders, run, job_id, done, total, message, error, result, result_file, cancel_by, cancel_at, started_at, beat_at, ended_at)
  on tasks to anjia_server;
alter table tasks enable row level security, force row level security;

create policy tasks_read on tasks for select to anjia_server
  using (asked_by = (select app_actor())
    or (select app_role()) in ('supervisor', 'administrator') and authority_id = (select app_authority())
    or (select app_role()) = 'worker' and id = (select app_task()));
create policy tasks_ask on tasks for insert to anjia_server
  with check (asked_by = (select app_actor()) and state = 'queued' and (case when case_id is not null then app_sees_case(authority_id, case_id)
    else authority_id = any ((select app_offices())::uuid[]) or authority_id = (select app_home()) end));
create policy tasks_change on tasks for update to anjia_server
  using (asked_by = (select app_actor())
    or (select app_role()) in ('supervisor', 'administrator') and authority_id = (select app_authority())
    or (select app_role()) = 'worker' and id = (select app_task()));
create policy tasks_owner on tasks for all to current_user
  using (true);

-- A worker with a job on one case sees that case, as whoever opened it would, and its child.
create policy children_read_worker on children for select to anjia_server
  using ((select app_role()) = 'worker' and app_sees_child(authority_id, id));

-- What belongs to nobody's work is swept by functions of the owner's, which only a worker's transaction may call: the
-- server itself deletes none of it.
create policy idempotency_keys_owner on idempotency_keys for all to current_user
  using (true);
create policy account_tokens_owner_sweeps on account_tokens for delete to current_user
  using (true);

-- +goose StatementBegin
create function require_worker() returns void language plpgsql stable as $$
begin
  if app_role() is distinct from 'worker' then
    raise exception 'only a worker sweeps' using errcode = '42501', constraint = 'workers_only';
  end if;
end $$;
-- +goose StatementEnd

-- Answers older than an instant. None of the last day goes, whatever is asked: requests are still repeated then.
-- +goose StatementBegin
create function sweep_keys(before timestamptz, most integer) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  swept bigint;
begin
  perform require_worker();
  with old as (
    select actor_id, key from idempotency_keys where answered_at < least(before, now() - interval '1 day') order by answered_at limit most
  ), gone as (
    delete from idempotency_keys k using old where k.actor_id = old.actor_id and k.key = old.key returning 1
  ) select count(*) into swept from gone;
  return swept;
end $$;
-- +goose StatementEnd

-- Tokens that ran out before an instant. A valid one stays, whatever is asked.
-- +goose StatementBegin
create function sweep_tokens(before timestamptz, most integer) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  swept bigint;
begin
  perform require_worker();
  with old as (
    select token_sha256 from account_tokens where expires_at < least(before, now()) order by expires_at limit most
  ), gone as (
    delete from account_tokens t using old where t.token_sha256 = old.token_sha256 returning 1
  ) select count(*) into swept from gone;
  return swept;
end $$;
-- +goose StatementEnd

-- Tasks that ended before an instant.
-- +goose StatementBegin
create function sweep_tasks(before timestamptz, most integer) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  swept bigint;
begin
  perform require_worker();
  with old as (
    select authority_id, id from tasks where ended_at < least(before, now()) order by ended_at limit most
  ), gone as (
    delete from tasks t using old where t.authority_id = old.authority_id and t.id = old.id returning 1
  ) select count(*) into swept from gone;
  return swept;
end $$;
-- +goose StatementEnd

-- Jobs of tasks whose worker gave no sign of life since an instant.
-- +goose StatementBegin
create function lost_jobs(silent_since timestamptz) returns setof bigint
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_worker();
  return query select job_id from tasks where state = 'running' and beat_at < silent_since and job_id is not null;
end $$;
-- +goose StatementEnd

create index account_tokens_by_expiry on account_tokens (expires_at);

revoke execute on function sweep_keys(timestamptz, integer), sweep_tokens(timestamptz, integer), sweep_tasks(timestamptz, integer), lost_jobs(timestamptz) from public;
grant execute on function sweep_keys(timestamptz, integer), sweep_tokens(timestamptz, integer), sweep_tasks(timestamptz, integer), lost_jobs(timestamptz) to anjia_server;

-- +goose Down
drop index account_tokens_by_expiry;
drop function lost_jobs(timestamptz);
drop function sweep_tasks(timestamptz, integer);
drop function sweep_tokens(timestamptz, integer);
drop function sweep_keys(timestamptz, integer);
drop function require_worker();
drop policy account_tokens_owner_sweeps on account_tokens;
drop policy idempotency_keys_owner on idempotency_keys;
drop policy children_read_worker on children;
drop table tasks;
drop function tasks_guard();
drop function app_task();
