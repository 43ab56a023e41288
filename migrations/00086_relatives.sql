-- A relative whom somebody who works on a case has in common with a party: that the one's brother is the other's father
-- makes uncle and nephew, that he is a cousin of both says little. Certain is the spouse of a collateral relative.

-- +goose Up

alter table conflict_marks drop constraint conflict_marks_kind_known;
alter table conflict_marks add constraint conflict_marks_kind_known
  check (kind = any ('{id,named,login,kin,near,spouse,side,phone,address,employer,bank}'));

-- +goose StatementBegin
create or replace function conflict_ties(wanted_case uuid, own_card uuid, subject_kinds text[], subject_marks bytea[], party_kinds text[], party_marks bytea[])
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
      when (a.kind, b.kind) in (('kin', 'id'), ('kin', 'named'), ('id', 'kin'), ('near', 'near'), ('spouse', 'side'), ('side', 'spouse')) then 'kin'
      when a.kind = 'kin' and b.kind = 'kin' then 'relative'
      when a.kind <> b.kind then null
      when a.kind = 'bank' then 'bank_account'
      when a.kind in ('phone', 'address', 'employer') then a.kind end as found, coalesce(a.held_by, b.held_by) as held_by
    from mine a join theirs b on a.mark = b.mark
    where a.held_by is not null or b.held_by is not null),
  together as (select case when m.side = 'declared' then 'declared' else 'earlier_case' end as found, m.authority_id as held_by
    from party p join conflict_marks other on other.side = 'party' and other.kind = 'id' and p.kind = 'id' and other.mark = p.mark and other.holder_id <> wanted_case
      join conflict_marks m on m.authority_id = other.authority_id and m.holder = 'case' and m.holder_id = other.holder_id
      join mine a on a.kind = m.kind and a.mark = m.mark
    where m.kind in ('id', 'login') and m.mark <> other.mark and (m.side in ('declared', 'party') or m.settled)),
  told as (select distinct f.found, f.held_by from (select * from shared union all select * from together) f where f.found is not null)
  select t.found, t.held_by from told t
    where t.found <> 'relative' or not exists (select from told k where k.found in ('kin', 'same_person') and k.held_by = t.held_by);
end $$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function conflict_ties(wanted_case uuid, own_card uuid, subject_kinds text[], subject_marks bytea[], party_kinds text[], party_marks bytea[])
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

delete from conflict_marks where kind in ('spouse', 'side');
alter table conflict_marks drop constraint conflict_marks_kind_known;
alter table conflict_marks add constraint conflict_marks_kind_known check (kind = any ('{id,named,login,kin,near,phone,address,employer,bank}'));
