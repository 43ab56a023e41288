-- What holds the log of all entries back: transactions that may still write an entry before those that are there. Until now
-- every running transaction of the whole server did, of whatever database.

-- +goose Up

-- Running transactions that have a number and are not known to be of another database. Whose number it is says the lock that
-- each transaction holds on its own; a process stays in one database as long as it lives. A transaction that is not found
-- (just ended, or prepared) counts: the log rather waits.
-- +goose StatementBegin
create function log_holders() returns table (txid xid8, pid integer, application text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform require_worker();
  perform pg_stat_clear_snapshot(); -- what was looked at before this transaction's number was drawn proves nothing
  return query with running as materialized (
      select x from pg_snapshot_xip(pg_current_snapshot()) x
    ), known as materialized (
      select l.transactionid, a.pid, a.datid, a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and l.granted and exists (select from running)
    )
    select r.x, k.pid, k.application_name::text from running r left join known k on k.transactionid = r.x::xid
    where k.datid is null or k.datid = (select d.oid from pg_database d where d.datname = current_database())
    order by r.x;
end $$;
-- +goose StatementEnd

-- The first transaction number that the log may not take yet. It is to be asked before the entries are read, by a statement
-- of its own: every transaction below it that writes here has ended by then, and what it committed is seen afterwards.
-- +goose StatementBegin
create function log_horizon() returns xid8 language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  free xid8 := pg_snapshot_xmax(pg_current_snapshot()); -- before the running ones are looked at, or one could be missed
begin
  return coalesce((select least(h.txid, free) from log_holders() h order by h.txid limit 1), free);
end $$;
-- +goose StatementEnd

-- Takes the next entries into the log and returns their hashes in order. None is taken whose transaction is not below the
-- horizon: nothing can be committed before what was taken. Null as first row's index: another process is at work.
-- +goose StatementBegin
create or replace function log_take(most integer) returns table (idx bigint, hash bytea)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  tip log_heads;
  horizon xid8;
  missing text;
begin
  perform require_worker();
  if not pg_try_advisory_xact_lock(20642) then
    return query select null::bigint, null::bytea;
    return;
  end if;
  select h.* into tip from log_heads h order by h.size desc limit 1;
  if not found then
    tip.size := 0;
    tip.epoch := 0;
    tip.txid := '0';
    tip.source := '';
    tip.id := 0;
  end if;
  horizon := log_horizon();
  return query with settled as (
    select max(e.epoch) as epoch from log_epochs e
  ), cases_next as (
    select e.epoch, e.txid, 'case' as source, e.id, e.authority_id, e.case_id, e.seq, e.hash from case_entries e, settled s
    where (e.epoch, e.txid) >= (tip.epoch, tip.txid) and (e.epoch, e.txid, 'case', e.id) > (tip.epoch, tip.txid, tip.source, tip.id)
      and (e.epoch < s.epoch or e.txid < horizon)
    order by e.epoch, e.txid, e.id limit most
  ), authorities_next as (
    select e.epoch, e.txid, 'authority' as source, e.id, e.authority_id, null::uuid as case_id, e.seq, e.hash from authority_entries e, settled s
    where (e.epoch, e.txid) >= (tip.epoch, tip.txid) and (e.epoch, e.txid, 'authority', e.id) > (tip.epoch, tip.txid, tip.source, tip.id)
      and (e.epoch < s.epoch or e.txid < horizon)
    order by e.epoch, e.txid, e.id limit most
  ), taken as (
    select tip.size + row_number() over (order by n.epoch, n.txid, n.source, n.id) - 1 as idx, n.* from
      (select * from cases_next union all select * from authorities_next) n
    order by n.epoch, n.txid, n.source, n.id limit most
  )
  insert into log_leaves as l (idx, authority_id, case_id, seq, hash)
    select t.idx, t.authority_id, t.case_id, t.seq, t.hash from taken t order by t.idx
    returning l.idx, l.hash;
  -- Each entry stands behind the one before it in its chain: an order that was broken stops the log.
  select format('%s %s of entry %s', case when l.case_id is null then 'authority' else 'case' end, coalesce(l.case_id, l.authority_id), l.seq) into missing
  from log_leaves l where l.idx >= tip.size and l.seq > 1 and l.idx <= coalesce(case when l.case_id is not null
      then (select p.idx from log_leaves p where p.case_id = l.case_id and p.seq = l.seq - 1)
      else (select p.idx from log_leaves p where p.case_id is null and p.authority_id = l.authority_id and p.seq = l.seq - 1) end, l.idx) limit 1;
  if missing is not null then
    raise exception 'the log misses the entry before %', missing using errcode = 'AJ010', constraint = 'log_order';
  end if;
end $$;
-- +goose StatementEnd

-- How the log stands: its size, how many entries wait (counted to a hundred thousand), since when the first of them, and which
-- process holds it back. The clock of a sandbox is ahead of real time.
-- +goose StatementBegin
create function log_state() returns table (size bigint, waiting bigint, waiting_since timestamptz, held_by integer, holder text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  tip log_heads;
  ahead bigint := coalesce((select i.clock_offset from installation i limit 1), 0);
begin
  perform require_worker();
  select h.* into tip from log_heads h order by h.size desc limit 1;
  return query with next_ones as (
      (select e.at from case_entries e
        where (e.epoch, e.txid) >= (coalesce(tip.epoch, 0), coalesce(tip.txid, '0')) and
          (e.epoch, e.txid, 'case', e.id) > (coalesce(tip.epoch, 0), coalesce(tip.txid, '0'), coalesce(tip.source, ''), coalesce(tip.id, 0))
        order by e.epoch, e.txid, e.id limit 100000)
      union all
      (select e.at from authority_entries e
        where (e.epoch, e.txid) >= (coalesce(tip.epoch, 0), coalesce(tip.txid, '0')) and
          (e.epoch, e.txid, 'authority', e.id) > (coalesce(tip.epoch, 0), coalesce(tip.txid, '0'), coalesce(tip.source, ''), coalesce(tip.id, 0))
        order by e.epoch, e.txid, e.id limit 100000)
    ), w as (
      select count(*) as n, min(x.at) - ahead * interval '1 microsecond' as since from next_ones x
    ), h as (
      select g.pid, g.application from log_holders() g order by g.txid limit 1
    )
    select coalesce(tip.size, 0), least(w.n, 100000), w.since, h.pid, h.application from w left join h on true;
end $$;
-- +goose StatementEnd

revoke execute on function log_holders(), log_horizon(), log_state() from public;
grant execute on function log_state() to anjia_server;

-- +goose Down
drop function log_state();
-- +goose StatementBegin
create or replace function log_take(most integer) returns table (idx bigint, hash bytea)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  tip log_heads;
  missing text;
begin
  perform require_worker();
  if not pg_try_advisory_xact_lock(20642) then
    return query select null::bigint, null::bytea;
    return;
  end if;
  select h.* into tip from log_heads h order by h.size desc limit 1;
  if not found then
    tip.size := 0;
    tip.epoch := 0;
    tip.txid := '0';
    tip.source := '';
    tip.id := 0;
  end if;
  return query with settled as (
    select max(e.epoch) as epoch, pg_snapshot_xmin(pg_current_snapshot()) as xmin from log_epochs e
  ), cases_next as (
    select e.epoch, e.txid, 'case' as source, e.id, e.authority_id, e.case_id, e.seq, e.hash from case_entries e, settled s
    where (e.epoch, e.txid) >= (tip.epoch, tip.txid) and (e.epoch, e.txid, 'case', e.id) > (tip.epoch, tip.txid, tip.source, tip.id)
      and (e.epoch < s.epoch or e.txid < s.xmin)
    order by e.epoch, e.txid, e.id limit most
  ), authorities_next as (
    select e.epoch, e.txid, 'authority' as source, e.id, e.authority_id, null::uuid as case_id, e.seq, e.hash from authority_entries e, settled s
    where (e.epoch, e.txid) >= (tip.epoch, tip.txid) and (e.epoch, e.txid, 'authority', e.id) > (tip.epoch, tip.txid, tip.source, tip.id)
      and (e.epoch < s.epoch or e.txid < s.xmin)
    order by e.epoch, e.txid, e.id limit most
  ), taken as (
    select tip.size + row_number() over (order by n.epoch, n.txid, n.source, n.id) - 1 as idx, n.* from
      (select * from cases_next union all select * from authorities_next) n
    order by n.epoch, n.txid, n.source, n.id limit most
  )
  insert into log_leaves as l (idx, authority_id, case_id, seq, hash)
    select t.idx, t.authority_id, t.case_id, t.seq, t.hash from taken t order by t.idx
    returning l.idx, l.hash;
  -- Each entry stands behind the one before it in its chain: an order that was broken stops the log.
  select format('%s %s of entry %s', case when l.case_id is null then 'authority' else 'case' end, coalesce(l.case_id, l.authority_id), l.seq) into missing
  from log_leaves l where l.idx >= tip.size and l.seq > 1 and l.idx <= coalesce(case when l.case_id is not null
      then (select p.idx from log_leaves p where p.case_id = l.case_id and p.seq = l.seq - 1)
      else (select p.idx from log_leaves p where p.case_id is null and p.authority_id = l.authority_id and p.seq = l.seq - 1) end, l.idx) limit 1;
  if missing is not null then
    raise exception 'the log misses the entry before %', missing using errcode = 'AJ010', constraint = 'log_order';
  end if;
end $$;
-- +goose StatementEnd
drop function log_horizon();
drop function log_holders();
