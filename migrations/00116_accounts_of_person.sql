-- Which accounts are those of one person, as cards of whatever office say: by the number on a card that names the account.
-- Whoever keeps two duties apart asks it; it answers with accounts alone.

-- +goose Up

-- +goose StatementBegin
create function accounts_of_person(login_mark bytea) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if coalesce(app_role(), '') not in ('officer', 'supervisor', 'agency_manager', 'evaluator', 'administrator') then
    raise exception 'only who works on cases or publishes law asks for accounts of one person' using errcode = '42501';
  end if;
  return query
  with number as (select n.mark from conflict_marks m join conflict_marks n using (authority_id, holder, holder_id, side)
    where m.mark = login_mark and m.kind = 'login' and m.side = 'card' and n.kind = 'id'),
  card as (select m.authority_id, m.holder, m.holder_id from conflict_marks m join number n using (mark) where m.kind = 'id' and m.side = 'card')
  select c.holder_id from card c where c.holder = 'account'
  union select e.account_id from card c join evaluators e on e.authority_id = c.authority_id and e.id = c.holder_id
    where c.holder = 'evaluator' and e.account_id is not null;
end $$;
-- +goose StatementEnd

revoke execute on function accounts_of_person(bytea) from public;
grant execute on function accounts_of_person(bytea) to anjia_server;

-- +goose Down
drop function accounts_of_person(bytea);
