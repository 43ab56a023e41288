-- A child is adopted once, also where two offices have a record of it.

-- +goose Up

create policy children_owner on children for select to current_user
  using (true);

-- The other offices at which an adoption of the person stands registered. The person is known by the hash of the identity
-- number alone. Who asks for the same person at the same time waits until the first has decided, so that both cannot
-- register; volatile, so that the second sees what the first has written.
-- +goose StatementBegin
create function registered_offices(own uuid, person_mark bytea) returns setof uuid
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if coalesce(app_role(), '') <> 'supervisor' then
    raise exception 'only who registers asks for registrations of other offices' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(encode(person_mark, 'hex'), 88));
  return query select distinct m.authority_id from conflict_marks m
      join case_search s on s.authority_id = m.authority_id and s.case_id = m.holder_id
      join children k on k.authority_id = s.authority_id and k.id = s.child_id
    where m.mark = person_mark and m.kind = 'named' and m.side = 'party' and m.person = person_mark and m.holder = 'case'
      and m.authority_id <> own and k.adopted_by = s.case_id;
end $$;
-- +goose StatementEnd

revoke execute on function registered_offices(uuid, bytea) from public;
grant execute on function registered_offices(uuid, bytea) to anjia_server;

-- +goose Down
drop function registered_offices(uuid, bytea);
drop policy children_owner on children;
