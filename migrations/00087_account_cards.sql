-- What of officers, supervisors and managers is compared with the parties of cases: a card to the account, as evaluators
-- have one, seen by its person and by the administrator alone. Its marks stand beside those of the other cards.

-- +goose Up

create table account_cards (
  authority_id uuid not null,
  account_id uuid not null,
  document text not null,
  constraint account_cards_pk primary key (authority_id, account_id),
  constraint account_cards_account_fk foreign key (authority_id, account_id) references accounts (authority_id, id)
);
comment on table account_cards is 'what of the person of an account is compared with the parties of cases';

grant select, insert, update on account_cards to anjia_server;
alter table account_cards enable row level security, force row level security;
create policy account_cards_kept on account_cards for all to anjia_server
  using ((select app_role()) in ('administrator', 'auditor') and authority_id = any ((select app_offices())::uuid[])
    or account_id = (select app_actor()))
  with check ((select app_role()) = 'administrator' and authority_id = any ((select app_offices())::uuid[])
    or account_id = (select app_actor()));
create policy account_cards_owner on account_cards for select to current_user
  using (true);

alter table conflict_marks drop constraint conflict_marks_holder_known;
alter table conflict_marks add constraint conflict_marks_holder_known check (holder = any ('{case,evaluator,agency,account}'));
alter table conflict_marked drop constraint conflict_marked_holder_known;
alter table conflict_marked add constraint conflict_marked_holder_known check (holder = any ('{case,evaluator,agency,account}'));

-- +goose StatementBegin
create or replace function unmarked_holders(wanted smallint, most integer) returns table (holder text, authority uuid, id uuid, document text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform require_worker();
  return query select h.holder, h.authority_id, h.id, h.document from (
      select 'case' as holder, s.authority_id, s.case_id as id, '' as document from case_search s
      union all select 'evaluator', e.authority_id, e.id, e.document::text from evaluators e
      union all select 'agency', a.authority_id, a.id, a.document::text from agencies a
      union all select 'account', c.authority_id, c.account_id, c.document from account_cards c
    ) h where not exists (select from conflict_marked m
      where m.authority_id = h.authority_id and m.holder = h.holder and m.holder_id = h.id and m.edition >= wanted)
    limit most;
end $$;
-- +goose StatementEnd

-- Whether a card with an identity number names the account, of whatever office: without one nothing can be compared.
-- +goose StatementBegin
create function card_filed(login_mark bytea) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if coalesce(app_role(), '') not in ('officer', 'supervisor', 'agency_manager', 'evaluator') then
    raise exception 'only who works on cases asks for cards' using errcode = '42501';
  end if;
  return exists (select from conflict_marks m join conflict_marks n using (authority_id, holder, holder_id, side)
    where m.mark = login_mark and m.kind = 'login' and m.side = 'card' and n.kind = 'id');
end $$;
-- +goose StatementEnd

-- An account is known by its own card; the cards of the same person at other offices are found by the number on that.
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
  -- who it is: by the numbers and the accounts at hand, and by the number on a card that names the account
  person as (select s.kind, s.mark from subject s where s.kind in ('id', 'login')
    union select n.kind, n.mark from subject s join conflict_marks m on m.mark = s.mark and m.kind = s.kind and m.side = 'card'
      join conflict_marks n using (authority_id, holder, holder_id, side) where s.kind = 'login' and n.kind = 'id'),
  card as (select distinct m.authority_id, m.holder, m.holder_id from conflict_marks m join person s on s.kind = m.kind and s.mark = m.mark
    where m.side = 'card' and m.holder_id is distinct from own_card),
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

revoke execute on function card_filed(bytea) from public;
grant execute on function card_filed(bytea) to anjia_server;

-- +goose Down
drop function card_filed(bytea);
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
-- +goose StatementBegin
create or replace function unmarked_holders(wanted smallint, most integer) returns table (holder text, authority uuid, id uuid, document text)
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
delete from conflict_marks where holder = 'account';
delete from conflict_marked where holder = 'account';
alter table conflict_marked drop constraint conflict_marked_holder_known;
alter table conflict_marked add constraint conflict_marked_holder_known check (holder = any ('{case,evaluator,agency}'));
alter table conflict_marks drop constraint conflict_marks_holder_known;
alter table conflict_marks add constraint conflict_marks_holder_known check (holder = any ('{case,evaluator,agency}'));
drop table account_cards;
