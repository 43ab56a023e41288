-- The installation, the law as immutable files, the offices, and who is asking.

-- +goose Up

-- Who is asking stands in settings that hold for one transaction. A setting that is missing or empty is NULL, and
-- NULL sees nothing.
-- +goose StatementBegin
create function app_actor() returns uuid language sql stable parallel safe
return nullif(current_setting('app.actor', true), '')::uuid;
-- +goose StatementEnd
-- +goose StatementBegin
create function app_role() returns text language sql stable parallel safe
return nullif(current_setting('app.role', true), '');
-- +goose StatementEnd
-- +goose StatementBegin
create function app_authority() returns uuid language sql stable parallel safe
return nullif(current_setting('app.authority', true), '')::uuid;
-- +goose StatementEnd
-- +goose StatementBegin
create function app_agency() returns uuid language sql stable parallel safe
return nullif(current_setting('app.agency', true), '')::uuid;
-- +goose StatementEnd

-- The case that this transaction has opened while its actor could see it. An act may end with a case that its actor
-- sees no longer (an agency declines); its writing must still be possible.
-- +goose StatementBegin
create function app_opened() returns uuid language sql stable parallel safe
return nullif(current_setting('app.opened', true), '')::uuid;
-- +goose StatementEnd

-- +goose StatementBegin
create function forbid_change() returns trigger language plpgsql as $$
begin
  raise exception '% on % is forbidden: it is append-only', tg_op, tg_table_name using errcode = '42501';
end $$;
-- +goose StatementEnd

create table installation (
  one boolean not null default true,
  sandbox boolean not null,
  clock_offset bigint not null default 0,
  marked_at timestamptz not null default now(),
  constraint installation_pk primary key (one),
  constraint installation_one_row check (one),
  constraint installation_clock_sandbox_only check (sandbox or clock_offset = 0)
);
comment on column installation.clock_offset is 'microseconds that the sandbox''s clock is ahead of real time; it only grows';

-- +goose StatementBegin
create function installation_forward() returns trigger language plpgsql as $$
begin
  if new.sandbox <> old.sandbox then
    raise exception 'the mark of a database never changes' using errcode = '42501', constraint = 'installation_mark_fixed';
  elsif new.clock_offset < old.clock_offset then
    raise exception 'the clock only moves forward' using errcode = '23514', constraint = 'installation_clock_forward';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger installation_forward before update on installation for each row execute function installation_forward();
create trigger installation_kept before delete or truncate on installation for each statement execute function forbid_change();

create table packs (
  code text not null,
  version text not null,
  sha256 text not null,
  path text not null,
  bytes bytea not null,
  added_at timestamptz not null default now(),
  constraint packs_pk primary key (code, version),
  constraint packs_hash_is_of_bytes check (sha256 = encode(sha256(bytes), 'hex'))
);
create table calendars (
  code text not null,
  version text not null,
  sha256 text not null,
  path text not null,
  bytes bytea not null,
  added_at timestamptz not null default now(),
  constraint calendars_pk primary key (code, version),
  constraint calendars_hash_is_of_bytes check (sha256 = encode(sha256(bytes), 'hex'))
);
create table instruments (
  code text not null,
  version text not null,
  sha256 text not null,
  path text not null,
  bytes bytea not null,
  added_at timestamptz not null default now(),
  constraint instruments_pk primary key (code, version),
  constraint instruments_hash_is_of_bytes check (sha256 = encode(sha256(bytes), 'hex'))
);
create trigger packs_fixed before update or delete or truncate on packs for each statement execute function forbid_change();
create trigger calendars_fixed before update or delete or truncate on calendars for each statement execute function forbid_change();
create trigger instruments_fixed before update or delete or truncate on instruments for each statement execute function forbid_change();

create table authorities (
  id uuid not null,
  parent_id uuid,
  version bigint not null default 1,
  name text not null,
  short_name text not null,
  division text not null,
  address text not null default '',
  phone text not null default '',
  superior text not null default '',
  court text not null default '',
  pack text not null,
  valid_from date not null default '1949-10-01',
  valid_to date,
  head_seq bigint not null default 0,
  head_hash bytea,
  head_at timestamptz,
  constraint authorities_pk primary key (id),
  constraint authorities_parent_fk foreign key (parent_id) references authorities (id),
  constraint authorities_version_positive check (version > 0),
  constraint authorities_named check (name <> '' and short_name <> '' and pack <> ''),
  constraint authorities_division_code check (division ~ '^[0-9]{6}$'),
  constraint authorities_valid_period check (valid_to is null or valid_to > valid_from),
  constraint authorities_head_whole check (case when head_seq = 0 then head_hash is null and head_at is null
    else head_seq > 0 and length(head_hash) = 32 and head_at is not null end)
);
comment on table authorities is 'registration authorities; ids are opaque and stable, division codes get merged';

-- Which offices lie below which, and when. Row-level security reads it.
create table authority_closure (
  ancestor uuid not null,
  descendant uuid not null,
  depth integer not null,
  valid_from date not null,
  valid_to date,
  constraint authority_closure_pk primary key (ancestor, descendant, valid_from),
  constraint authority_closure_ancestor_fk foreign key (ancestor) references authorities (id),
  constraint authority_closure_descendant_fk foreign key (descendant) references authorities (id),
  constraint authority_closure_depth check ((depth = 0) = (ancestor = descendant) and depth >= 0),
  constraint authority_closure_valid_period check (valid_to is null or valid_to > valid_from)
);
create index authority_closure_descendant on authority_closure (descendant);

-- +goose StatementBegin
create function authorities_close() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into authority_closure (ancestor, descendant, depth, valid_from, valid_to)
    select ancestor, new.id, depth + 1, greatest(valid_from, new.valid_from), least(valid_to, new.valid_to)
    from authority_closure where descendant = new.parent_id
    union all select new.id, new.id, 0, new.valid_from, new.valid_to;
  return null;
end $$;
-- +goose StatementEnd
create trigger authorities_close after insert on authorities for each row execute function authorities_close();

-- +goose StatementBegin
create function authorities_guard() returns trigger language plpgsql as $$
begin
  if new.id <> old.id or new.parent_id is distinct from old.parent_id then
    raise exception 'an authority keeps its id and its place' using errcode = '42501';
  elsif new.head_seq not in (old.head_seq, old.head_seq + 1) or (new.head_seq = old.head_seq and new.head_hash is distinct from old.head_hash) then
    raise exception 'the head of a chain moves by one entry' using errcode = '23514', constraint = 'authorities_head_moves_by_one';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger authorities_guard before update on authorities for each row execute function authorities_guard();

-- In plpgsql, which keeps its plans, as everything that many statements call: a function in SQL that cannot be inlined is
-- planned anew for each of them.

-- The offices that the actor's own office stands over today, its own included; nothing for who belongs to no office.
-- +goose StatementBegin
create function app_offices() returns uuid[] language plpgsql stable parallel safe as $$
begin
  return array(select descendant from authority_closure
    where ancestor = app_authority() and valid_from <= current_date and (valid_to is null or valid_to > current_date));
end $$;
-- +goose StatementEnd

-- The offices that stand over the actor's own, which is among them.
-- +goose StatementBegin
create function app_lineage() returns uuid[] language plpgsql stable parallel safe as $$
begin
  return array(select ancestor from authority_closure
    where descendant = app_authority() and valid_from <= current_date and (valid_to is null or valid_to > current_date));
end $$;
-- +goose StatementEnd

-- +goose Down
drop function app_lineage();
drop function app_offices();
drop table authority_closure;
drop table authorities;
drop function authorities_guard();
drop function authorities_close();
drop table instruments;
drop table calendars;
drop table packs;
drop table installation;
drop function installation_forward();
drop function forbid_change();
drop function app_opened();
drop function app_agency();
drop function app_authority();
drop function app_role();
drop function app_actor();
