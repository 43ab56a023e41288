-- What an act costs: how its texts are compressed, and a function that is called for every request.

-- +goose Up

-- LZ4 compresses the aggregates in a fifth of the time of the default method, which took a third of the database's time
-- for an act (docs/performance.md). A server that was built without it keeps the default.
-- +goose StatementBegin
do $$
begin
  alter table cases alter column document set compression lz4;
  alter table children alter column document set compression lz4;
  alter table case_payloads alter column input set compression lz4, alter column after set compression lz4;
  alter table authority_payloads alter column input set compression lz4, alter column after set compression lz4;
  alter table sheet_drafts alter column document set compression lz4;
  alter table idempotency_keys alter column answer set compression lz4;
exception when feature_not_supported then
  raise notice 'this PostgreSQL was built without LZ4: aggregates are compressed with its default method';
end $$;
-- +goose StatementEnd

-- As before, but in plpgsql, which keeps its plan: in SQL it is planned anew for every request.
-- +goose StatementBegin
create or replace function token_session(wanted_sha256 bytea, at timestamptz)
returns table (account_id uuid, authority_id uuid, agency_id uuid, name text, role text, organisation text, must_change boolean, expires_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query select a.id, a.authority_id, a.agency_id, a.name, a.role, a.organisation, a.must_change, t.expires_at
    from account_tokens t join accounts a on a.authority_id = t.authority_id and a.id = t.account_id
    where t.token_sha256 = wanted_sha256 and t.revoked_at is null and t.expires_at > at and a.active;
end $$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
create or replace function token_session(wanted_sha256 bytea, at timestamptz)
returns table (account_id uuid, authority_id uuid, agency_id uuid, name text, role text, organisation text, must_change boolean, expires_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.authority_id, a.agency_id, a.name, a.role, a.organisation, a.must_change, t.expires_at
  from account_tokens t join accounts a on a.authority_id = t.authority_id and a.id = t.account_id
  where t.token_sha256 = wanted_sha256 and t.revoked_at is null and t.expires_at > at and a.active
$$;
-- +goose StatementEnd
alter table idempotency_keys alter column answer set compression default;
alter table sheet_drafts alter column document set compression default;
alter table authority_payloads alter column input set compression default, alter column after set compression default;
alter table case_payloads alter column input set compression default, alter column after set compression default;
alter table children alter column document set compression default;
alter table cases alter column document set compression default;
