-- Figures over many cases, for people who see none of them: an administrator, an agency's manager. The transactions of
-- a surveyor read the cases of an authority and of those below it; they are read-only, no account has the role, and
-- what the program makes of them names no case.

-- +goose Up

-- +goose StatementBegin
create function scope_survey() returns uuid[] language plpgsql stable parallel safe as $$
begin
  return case when app_role() = 'surveyor' then app_offices() end;
end $$;
-- +goose StatementEnd

create policy cases_survey on cases for select to anjia_server
  using (authority_id = any ((select scope_survey())::uuid[]) and state <> 'draft');

-- A second lock: a surveyor changes no case even in a transaction that could write.
-- +goose StatementBegin
create function surveyors_write_nothing() returns trigger language plpgsql as $$
begin
  if app_role() = 'surveyor' then
    raise exception 'a surveyor writes nothing' using errcode = '42501', constraint = 'surveyors_write_nothing';
  end if;
  return null;
end $$;
-- +goose StatementEnd
create trigger cases_not_by_surveyors before insert or update or delete on cases for each statement execute function surveyors_write_nothing();

-- +goose Down
drop trigger cases_not_by_surveyors on cases;
drop function surveyors_write_nothing();
drop policy cases_survey on cases;
drop function scope_survey();
