-- Cards and cases from before there were marks, or from before there were marks of a kind, get them by a worker. What has
-- marks, and of which edition, stands in a table of its own, so that the work is taken up where it stopped.

-- +goose Up

create table conflict_marked (
  authority_id uuid not null,
  holder text not null,
  holder_id uuid not null,
  edition smallint not null,
  constraint conflict_marked_pk primary key (authority_id, holder, holder_id),
  constraint conflict_marked_authority_fk foreign key (authority_id) references authorities (id),
  constraint conflict_marked_holder_known check (holder = any ('{case,evaluator,agency}'))
);
comment on table conflict_marked is 'which cards and cases have their marks in conflict_marks, and by which edition of the program''s reading';

alter table conflict_marked enable row level security, force row level security;
create policy conflict_marked_owner on conflict_marked for all to current_user
  using (true);
create policy evaluators_owner on evaluators for select to current_user
  using (true);
create policy agencies_owner on agencies for select to current_user
  using (true);

-- Cards and cases whose marks are of an older edition, or that have none. A card comes with its document: nobody but the
-- worker that marks it asks.
-- +goose StatementBegin
create function unmarked_holders(wanted smallint, most integer) returns table (holder text, authority uuid, id uuid, document text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_worker();
  return query select h.holder, h.authority_id, h.id, h.document from (
      select 'case' as holder, s.authority_id, s.case_id as id, '' as document from case_search s
      union all select 'evaluator', e.authority_id, e.id, e.document::text from evaluators e
      union all select 'agency', a.authority_id, a.id, a.document::text from agencies a
    ) h where not exists (select from conflict_marked m
      where m.authority_id = h.authority_id and m.holder = h.holder and m.holder_id = h.id and m.edition >= wanted)
    limit most;
end $$;
-- +goose StatementEnd

-- Replaces the marks of one card or case. A worker only fills in: what was saved since it looked has its marks, and they
-- are newer. Who may write the card or the case is settled by the statement that writes it, in the same transaction.
-- +goose StatementBegin
create function keep_marks(of_edition smallint, office uuid, of_what text, of_id uuid, ended boolean, sides text[], kinds text[], marks bytea[], persons bytea[])
returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if coalesce(app_role(), '') not in ('officer', 'supervisor', 'agency_manager', 'evaluator', 'administrator', 'worker') then
    raise exception 'nobody in particular keeps no marks' using errcode = '42501';
  end if;
  insert into conflict_marked as k (authority_id, holder, holder_id, edition) values (office, of_what, of_id, of_edition)
    on conflict on constraint conflict_marked_pk do update set edition = excluded.edition
    where app_role() <> 'worker' or k.edition < excluded.edition;
  if not found then
    return;
  end if;
  delete from conflict_marks m where m.authority_id = office and m.holder = of_what and m.holder_id = of_id
    and not exists (select from unnest(sides, kinds, marks, persons) as n (side, kind, mark, person)
      where n.side = m.side and n.kind = m.kind and n.mark = m.mark and n.person = m.person);
  insert into conflict_marks (authority_id, holder, holder_id, side, kind, mark, person, settled)
    select office, of_what, of_id, n.side, n.kind, n.mark, n.person, ended from unnest(sides, kinds, marks, persons) as n (side, kind, mark, person)
    on conflict on constraint conflict_marks_pk do update set settled = excluded.settled where conflict_marks.settled <> excluded.settled;
end $$;
-- +goose StatementEnd

drop function keep_conflict_marks(uuid, text, uuid, boolean, text[], text[], bytea[], bytea[]);
revoke execute on function unmarked_holders(smallint, integer), keep_marks(smallint, uuid, text, uuid, boolean, text[], text[], bytea[], bytea[]) from public;
grant execute on function unmarked_holders(smallint, integer), keep_marks(smallint, uuid, text, uuid, boolean, text[], text[], bytea[], bytea[]) to anjia_server;

-- +goose Down
drop function keep_marks(smallint, uuid, text, uuid, boolean, text[], text[], bytea[], bytea[]);
drop function unmarked_holders(smallint, integer);
drop policy agencies_owner on agencies;
drop policy evaluators_owner on evaluators;
drop table conflict_marked;
-- +goose StatementBegin
create function keep_conflict_marks(office uuid, of_what text, of_id uuid, ended boolean, sides text[], kinds text[], marks bytea[], persons bytea[])
returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if coalesce(app_role(), '') not in ('officer', 'supervisor', 'agency_manager', 'evaluator', 'administrator') then
    raise exception 'nobody in particular keeps no marks' using errcode = '42501';
  end if;
  delete from conflict_marks m where m.authority_id = office and m.holder = of_what and m.holder_id = of_id
    and not exists (select from unnest(sides, kinds, marks, persons) as n (side, kind, mark, person)
      where n.side = m.side and n.kind = m.kind and n.mark = m.mark and n.person = m.person);
  insert into conflict_marks (authority_id, holder, holder_id, side, kind, mark, person, settled)
    select office, of_what, of_id, n.side, n.kind, n.mark, n.person, ended from unnest(sides, kinds, marks, persons) as n (side, kind, mark, person)
    on conflict on constraint conflict_marks_pk do update set settled = excluded.settled where conflict_marks.settled <> excluded.settled;
end $$;
-- +goose StatementEnd
revoke execute on function keep_conflict_marks(uuid, text, uuid, boolean, text[], text[], bytea[], bytea[]) from public;
grant execute on function keep_conflict_marks(uuid, text, uuid, boolean, text[], text[], bytea[], bytea[]) to anjia_server;
