-- By what people are tied to each other: keyed hashes of what cards of evaluators and agencies and the parties of cases
-- show, of all offices. The server reads and writes them through two functions only; the answer is the kind of a tie
-- and the office that holds what it rests on.

-- +goose Up

create table conflict_marks (
  authority_id uuid not null,
  holder text not null,
  holder_id uuid not null,
  side text not null,
  kind text not null,
  mark bytea not null,
  person bytea not null default '',
  settled boolean not null default false,
  constraint conflict_marks_pk primary key (authority_id, holder, holder_id, side, kind, mark, person),
  constraint conflict_marks_authority_fk foreign key (authority_id) references authorities (id),
  constraint conflict_marks_holder_known check (holder = any ('{case,evaluator,agency}')),
  constraint conflict_marks_side_known check (side = any ('{card,party,team,declared}') and (side = 'card') = (holder <> 'case')),
  constraint conflict_marks_kind_known check (kind = any ('{id,named,login,kin,near,phone,address,employer,bank}')),
  constraint conflict_marks_hashed check (length(mark) = 32 and length(person) = any ('{0,32}'))
);
comment on table conflict_marks is 'by what people are tied to each other: HMAC-SHA256 of normalised values';
comment on column conflict_marks.side is 'card: of who works on cases; party of a case; team: who assessed it; declared: who declared an interest in it';
comment on column conflict_marks.person is 'hash of the identity number of the party whose mark it is; empty when it is not known';
comment on column conflict_marks.settled is 'the case has ended without a registration';
create index conflict_marks_by_mark on conflict_marks (mark, kind, side);
create index conflict_marks_by_person on conflict_marks (person) where person <> '';

alter table conflict_marks enable row level security, force row level security;
create policy conflict_marks_owner on conflict_marks for all to current_user
  using (true);

-- Replaces the marks of one card or case. Who may write the card or the case is settled by the statement that writes it,
-- in the same transaction.
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

-- What ties somebody to the parties of a case, by what all offices hold: other cards of the same person, the same parties
-- in other cases, earlier cases of both, interests declared. What subject and parties show themselves is compared by
-- who asks.
-- +goose StatementBegin
create function conflict_ties(wanted_case uuid, own_card uuid, subject_kinds text[], subject_marks bytea[], party_kinds text[], party_marks bytea[])
returns table (tie text, office uuid) language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if coalesce(app_role(), '') not in ('officer', 'supervisor', 'agency_manager', 'evaluator') then
    raise exception 'only who works on cases asks for ties' using errcode = '42501';
  end if;
  return query
  with subject as (select s.kind, s.mark from unnest(subject_kinds, subject_marks) as s (kind, mark)),
  party as (select p.kind, p.mark from unnest(party_kinds, party_marks) as p (kind, mark)),
  -- other cards of the same person: by the identity number, or by the account
  card as (select distinct m.authority_id, m.holder, m.holder_id from conflict_marks m join subject s on s.kind = m.kind and s.mark = m.mark
    where m.side = 'card' and m.kind in ('id', 'login') and m.holder_id is distinct from own_card),
  mine as (select s.kind, s.mark, null::uuid as held_by from subject s
    union select m.kind, m.mark, m.authority_id from conflict_marks m join card c using (authority_id, holder, holder_id) where m.side = 'card'),
  theirs as (select p.kind, p.mark, null::uuid as held_by from party p
    union select m.kind, m.mark, m.authority_id from conflict_marks m join party p on p.kind in ('id', 'named') and m.person = p.mark
    where m.side = 'party' and m.holder_id <> wanted_case),
  shared as (select case
      when a.kind = 'id' and b.kind in ('id', 'named') then 'same_person'
      when (a.kind, b.kind) in (('kin', 'id'), ('kin', 'named'), ('id', 'kin'), ('near', 'near')) then 'kin'
      when a.kind <> b.kind then null
      when a.kind = 'bank' then 'bank_account'
      when a.kind in ('phone', 'address', 'employer') then a.kind end as found, coalesce(a.held_by, b.held_by) as held_by
    from mine a join theirs b on a.mark = b.mark
    where a.held_by is not null or b.held_by is not null),
  together as (select case when m.side = 'declared' then 'declared' else 'earlier_case' end as found, m.authority_id as held_by
    from party p join conflict_marks other on other.side = 'party' and other.kind = 'id' and p.kind = 'id' and other.mark = p.mark and other.holder_id <> wanted_case
      join conflict_marks m on m.authority_id = other.authority_id and m.holder = 'case' and m.holder_id = other.holder_id
      join mine a on a.kind = m.kind and a.mark = m.mark
    where m.kind in ('id', 'login') and m.mark <> other.mark and (m.side in ('declared', 'party') or m.settled))
  select distinct f.found, f.held_by from (select * from shared union all select * from together) f where f.found is not null;
end $$;
-- +goose StatementEnd

revoke execute on function keep_conflict_marks(uuid, text, uuid, boolean, text[], text[], bytea[], bytea[]),
  conflict_ties(uuid, uuid, text[], bytea[], text[], bytea[]) from public;
grant execute on function keep_conflict_marks(uuid, text, uuid, boolean, text[], text[], bytea[], bytea[]),
  conflict_ties(uuid, uuid, text[], bytea[], text[], bytea[]) to anjia_server;

-- +goose Down
drop function conflict_ties(uuid, uuid, text[], bytea[], text[], bytea[]);
drop function keep_conflict_marks(uuid, text, uuid, boolean, text[], text[], bytea[], bytea[]);
drop table conflict_marks;
