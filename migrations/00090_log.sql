-- The log of all entries of all chains: one RFC 6962 tree, whose head is signed (docs/record.md, section 6). It finds what a
-- chain does not show: that the newest entries of it are cut off, or that a whole chain was replaced.

-- +goose Up

-- Entries are taken in the order (epoch, txid, table, id): the server's transaction numbers start anew when the database is
-- restored on another one, and the epoch then is raised. A constant default costs a writing nothing.
alter table case_entries add column epoch integer not null default 0;
alter table authority_entries add column epoch integer not null default 0;
create index case_entries_order on case_entries (epoch, txid, id);
create index authority_entries_order on authority_entries (epoch, txid, id);

create table log_epochs (
  epoch integer not null,
  system_identifier bigint not null,
  since timestamptz not null default now(),
  constraint log_epochs_pk primary key (epoch)
);
insert into log_epochs (epoch, system_identifier) select 0, system_identifier from pg_control_system();

-- One leaf for each entry; index and hash are all that the log needs, the rest finds it again and is seen with its chain only.
create table log_leaves (
  idx bigint not null,
  authority_id uuid not null,
  case_id uuid,
  seq bigint not null,
  hash bytea not null,
  constraint log_leaves_pk primary key (idx),
  constraint log_leaves_index check (idx >= 0),
  constraint log_leaves_hash check (length(hash) = 32)
);
create unique index log_leaves_of_case on log_leaves (case_id, seq) where case_id is not null;
create unique index log_leaves_of_authority on log_leaves (authority_id, seq) where case_id is null;

-- Hashes over two and more leaves; those of single leaves follow from log_leaves.
create table log_hashes (
  level smallint not null,
  n bigint not null,
  hash bytea not null,
  constraint log_hashes_pk primary key (level, n),
  constraint log_hashes_level check (level > 0),
  constraint log_hashes_hash check (length(hash) = 32)
);

create table log_heads (
  size bigint not null,
  root bytea not null,
  note text not null,
  at timestamptz not null default now(),
  epoch integer not null,
  txid xid8 not null,
  source text not null,
  id bigint not null,
  constraint log_heads_pk primary key (size),
  constraint log_heads_root check (length(root) = 32),
  constraint log_heads_size check (size > 0),
  constraint log_heads_source check (source in ('authority', 'case'))
);
comment on column log_heads.epoch is 'with txid, source and id: the last entry that was taken';

create trigger log_epochs_fixed before update or delete or truncate on log_epochs for each statement execute function forbid_change();
create trigger log_leaves_fixed before update or delete or truncate on log_leaves for each statement execute function forbid_change();
create trigger log_hashes_fixed before update or delete or truncate on log_hashes for each statement execute function forbid_change();
create trigger log_heads_fixed before update or delete or truncate on log_heads for each statement execute function forbid_change();

alter table log_epochs enable row level security, force row level security;
alter table log_leaves enable row level security, force row level security;
alter table log_hashes enable row level security, force row level security;
alter table log_heads enable row level security, force row level security;
create policy log_epochs_owner on log_epochs for all to current_user using (true);
create policy log_leaves_owner on log_leaves for all to current_user using (true);
create policy log_hashes_owner on log_hashes for all to current_user using (true);
create policy log_heads_owner on log_heads for all to current_user using (true);
create policy case_entries_owner on case_entries for select to current_user using (true);
create policy authority_entries_owner on authority_entries for select to current_user using (true);

-- Heads are public. A leaf shows that a chain exists and how many entries it has: it is seen by those who see the chain.
grant select on log_heads, log_leaves to anjia_server;
create policy log_heads_read on log_heads for select to anjia_server using (true);
create policy log_leaves_read on log_leaves for select to anjia_server
  using (case when case_id is not null then app_reads_case(authority_id, case_id)
    else authority_id = any ((select app_offices())::uuid[]) and (select app_role()) in ('officer', 'supervisor', 'auditor', 'administrator') end);

-- Raises the epoch when the transaction numbers of this server do not continue those of the entries: on another server, or
-- when they went backwards. The change of the default waits for every writer. Each process asks at its start.
-- +goose StatementBegin
create function log_settle_epoch() returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare
  here bigint;
  known record;
  newest xid8;
begin
  perform require_worker();
  here := (select system_identifier from pg_control_system());
  for attempt in 1..2 loop
    select e.epoch, e.system_identifier into strict known from log_epochs e order by e.epoch desc limit 1;
    newest := greatest((select e.txid from case_entries e where e.epoch = known.epoch order by e.txid desc limit 1),
      (select e.txid from authority_entries e where e.epoch = known.epoch order by e.txid desc limit 1));
    if known.system_identifier = here and (newest is null or newest < pg_snapshot_xmax(pg_current_snapshot())) then
      return known.epoch;
    end if;
    if attempt = 1 then
      lock table log_epochs in exclusive mode; -- another process may be settling the same: look again
    end if;
  end loop;
  execute format('alter table case_entries alter column epoch set default %s', known.epoch + 1);
  execute format('alter table authority_entries alter column epoch set default %s', known.epoch + 1);
  insert into log_epochs (epoch, system_identifier) values (known.epoch + 1, here);
  return known.epoch + 1;
end $$;
-- +goose StatementEnd

-- Takes the next entries into the log and returns their hashes in order. None whose transaction is older than a running one
-- is passed over: nothing can be committed before what was taken. Null as first row's index: another process is at work.
-- +goose StatementBegin
create function log_take(most integer) returns table (idx bigint, hash bytea)
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

-- Ends the transaction of a taking: the hashes over the new leaves and the signed head.
-- +goose StatementBegin
create function log_close(of_size bigint, of_root bytea, of_note text, levels smallint[], ns bigint[], hashes bytea[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform require_worker();
  if of_size is distinct from (select max(l.idx) + 1 from log_leaves l) then
    raise exception 'a head of % entries is not that of the log', of_size using errcode = 'AJ010', constraint = 'log_order';
  end if;
  insert into log_hashes (level, n, hash) select * from unnest(levels, ns, hashes);
  insert into log_heads (size, root, note, epoch, txid, source, id)
    select of_size, of_root, of_note, e.epoch, e.txid, 'case', e.id
    from log_leaves l join case_entries e on (e.authority_id, e.case_id, e.seq) = (l.authority_id, l.case_id, l.seq) where l.idx = of_size - 1
    union all
    select of_size, of_root, of_note, e.epoch, e.txid, 'authority', e.id
    from log_leaves l join authority_entries e on (e.authority_id, e.seq) = (l.authority_id, l.seq) where l.idx = of_size - 1 and l.case_id is null;
  if not found then
    raise exception 'the last entry of the log is gone' using errcode = 'AJ010', constraint = 'log_order';
  end if;
end $$;
-- +goose StatementEnd

-- Nodes of the tree, in the order asked for; null where there is none. Hashes tell nothing of what they are over.
-- +goose StatementBegin
create function log_nodes(levels smallint[], ns bigint[]) returns table (hash bytea)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select coalesce(h.hash, sha256('\x00'::bytea || l.hash)) from unnest(levels, ns) with ordinality as w (level, n, place)
    left join log_hashes h on w.level > 0 and h.level = w.level and h.n = w.n
    left join log_leaves l on w.level = 0 and l.idx = w.n
    order by w.place;
end $$;
-- +goose StatementEnd

-- Hashes of entries by their places in the log, for publishing it.
-- +goose StatementBegin
create function log_hashes_of_entries(first bigint, most integer) returns table (idx bigint, hash bytea)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_worker();
  return query select l.idx, l.hash from log_leaves l where l.idx >= first order by l.idx limit most;
end $$;
-- +goose StatementEnd

-- The first places of the log whose entry is gone or is another one now.
-- +goose StatementBegin
create function log_strays(most integer) returns table (idx bigint, chain text, seq bigint, gone boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_worker();
  return query select l.idx, case when l.case_id is null then 'authority:' || l.authority_id else 'case:' || l.case_id end, l.seq,
      coalesce(c.hash, a.hash) is null
    from log_leaves l
    left join case_entries c on (c.authority_id, c.case_id, c.seq) = (l.authority_id, l.case_id, l.seq)
    left join authority_entries a on l.case_id is null and (a.authority_id, a.seq) = (l.authority_id, l.seq)
    where coalesce(c.hash, a.hash) is distinct from l.hash order by l.idx limit most;
end $$;
-- +goose StatementEnd

revoke execute on function log_settle_epoch(), log_take(integer), log_close(bigint, bytea, text, smallint[], bigint[], bytea[]),
  log_nodes(smallint[], bigint[]), log_hashes_of_entries(bigint, integer), log_strays(integer) from public;
grant execute on function log_settle_epoch(), log_take(integer), log_close(bigint, bytea, text, smallint[], bigint[], bytea[]),
  log_nodes(smallint[], bigint[]), log_hashes_of_entries(bigint, integer), log_strays(integer) to anjia_server;

-- +goose Down
drop function log_strays(integer);
drop function log_hashes_of_entries(bigint, integer);
drop function log_nodes(smallint[], bigint[]);
drop function log_close(bigint, bytea, text, smallint[], bigint[], bytea[]);
drop function log_take(integer);
drop function log_settle_epoch();
drop policy authority_entries_owner on authority_entries;
drop policy case_entries_owner on case_entries;
drop table log_heads;
drop table log_hashes;
drop table log_leaves;
drop table log_epochs;
drop index authority_entries_order;
drop index case_entries_order;
alter table authority_entries drop column epoch;
alter table case_entries drop column epoch;
