-- A child of whom another office has cases as well: who chooses among families must know that there are others, and
-- where; nothing else crosses the scopes.

-- +goose Up

-- The other offices with cases of a person who is placed, and how many: those that are open, and those that ended in a
-- registration. The person is known by the hash of the identity number alone.
-- +goose StatementBegin
create function rival_offices(own uuid, person_mark bytea) returns table (office uuid, cases bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if coalesce(app_role(), '') not in ('officer', 'supervisor', 'auditor') then
    raise exception 'only who may choose, and who checks it, asks for the cases of other offices' using errcode = '42501';
  end if;
  return query select m.authority_id, count(distinct m.holder_id) from conflict_marks m
    where m.mark = person_mark and m.kind = 'named' and m.side = 'party' and m.person = person_mark and m.holder = 'case'
      and m.authority_id <> own and not m.settled
    group by m.authority_id;
end $$;
-- +goose StatementEnd

revoke execute on function rival_offices(uuid, bytea) from public;
grant execute on function rival_offices(uuid, bytea) to anjia_server;

-- +goose Down
drop function rival_offices(uuid, bytea);
