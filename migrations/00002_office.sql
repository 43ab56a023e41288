-- Agencies, evaluators, accounts, tokens, numbers.

-- +goose Up

create table agencies (
  authority_id uuid not null,
  id uuid not null,
  version bigint not null,
  name text not null,
  credit_code text not null,
  closed boolean not null default false,
  document text not null,
  constraint agencies_pk primary key (authority_id, id),
  constraint agencies_authority_fk foreign key (authority_id) references authorities (id),
  constraint agencies_credit_code_unique unique (authority_id, credit_code),
  constraint agencies_version_positive check (version > 0),
  constraint agencies_named check (name <> '')
);
create index agencies_by_id on agencies (id);

create table accounts (
  authority_id uuid not null,
  id uuid not null,
  agency_id uuid,
  version bigint not null default 1,
  login text not null,
  name text not null,
  role text not null,
  organisation text not null,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  constraint accounts_pk primary key (authority_id, id),
  constraint accounts_authority_fk foreign key (authority_id) references authorities (id),
  constraint accounts_agency_fk foreign key (authority_id, agency_id) references agencies (authority_id, id),
  constraint accounts_version_positive check (version > 0),
  constraint accounts_named check (login <> '' and name <> '' and organisation <> ''),
  constraint accounts_role_known check (role in ('officer', 'supervisor', 'agency_manager', 'evaluator', 'auditor', 'administrator')),
  constraint accounts_agency_by_role check (case role when 'agency_manager' then agency_id is not null when 'evaluator' then true else agency_id is null end)
);
comment on column accounts.authority_id is 'the office that keeps the account; for an agency''s people the one that contracts the agency';
-- A login name is looked up before anything is known of the person, so it is unique across all offices.
create unique index accounts_login_unique on accounts (lower(login));
create index accounts_by_id on accounts (id);

create table account_secrets (
  authority_id uuid not null,
  account_id uuid not null,
  password_hash text not null,
  changed_at timestamptz not null default now(),
  constraint account_secrets_pk primary key (authority_id, account_id),
  constraint account_secrets_account_fk foreign key (authority_id, account_id) references accounts (authority_id, id)
);
comment on table account_secrets is 'the server writes password hashes and reads one only by login_account()';

create table account_tokens (
  token_sha256 bytea not null,
  authority_id uuid not null,
  account_id uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint account_tokens_pk primary key (token_sha256),
  constraint account_tokens_account_fk foreign key (authority_id, account_id) references accounts (authority_id, id),
  constraint account_tokens_hash check (length(token_sha256) = 32),
  constraint account_tokens_expire check (expires_at > created_at)
);
create index account_tokens_by_account on account_tokens (authority_id, account_id);

create table evaluators (
  authority_id uuid not null,
  id uuid not null,
  agency_id uuid,
  account_id uuid,
  version bigint not null,
  name text not null,
  suspended boolean not null default false,
  document text not null,
  constraint evaluators_pk primary key (authority_id, id),
  constraint evaluators_authority_fk foreign key (authority_id) references authorities (id),
  constraint evaluators_agency_fk foreign key (authority_id, agency_id) references agencies (authority_id, id),
  constraint evaluators_account_fk foreign key (authority_id, account_id) references accounts (authority_id, id),
  constraint evaluators_account_unique unique (authority_id, account_id),
  constraint evaluators_version_positive check (version > 0),
  constraint evaluators_named check (name <> '')
);
create index evaluators_by_id on evaluators (id);

create table number_series (
  authority_id uuid not null,
  series text not null,
  year integer not null,
  last integer not null,
  constraint number_series_pk primary key (authority_id, series, year),
  constraint number_series_authority_fk foreign key (authority_id) references authorities (id),
  constraint number_series_named check (series <> ''),
  constraint number_series_counts check (last > 0),
  constraint number_series_year check (year between 1949 and 2200)
);

create table issued_numbers (
  authority_id uuid not null,
  series text not null,
  year integer not null,
  number integer not null,
  issued_at timestamptz not null default now(),
  issued_by uuid not null default app_actor(),
  void_at timestamptz,
  void_by uuid,
  void_reason text,
  constraint issued_numbers_pk primary key (authority_id, series, year, number),
  constraint issued_numbers_series_fk foreign key (authority_id, series, year) references number_series (authority_id, series, year),
  constraint issued_numbers_count check (number > 0),
  constraint issued_numbers_void_whole check (case when void_at is null then void_by is null and void_reason is null
    else void_by is not null and void_reason <> '' end)
);
comment on table issued_numbers is 'every number ever given; a void one is kept with its reason and never given again';

-- +goose StatementBegin
create function number_series_step() returns trigger language plpgsql as $$
begin
  if new.last <> old.last + 1 then
    raise exception 'a series counts by one' using errcode = '23514', constraint = 'number_series_by_one';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger number_series_step before update on number_series for each row execute function number_series_step();
create trigger number_series_kept before delete or truncate on number_series for each statement execute function forbid_change();

-- +goose StatementBegin
create function issued_numbers_void() returns trigger language plpgsql as $$
begin
  if old.void_at is not null or new.void_at is null
    or (new.authority_id, new.series, new.year, new.number, new.issued_at, new.issued_by)
      is distinct from (old.authority_id, old.series, old.year, old.number, old.issued_at, old.issued_by) then
    raise exception 'an issued number can only be made void, once' using errcode = '42501', constraint = 'issued_numbers_void_once';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger issued_numbers_void before update on issued_numbers for each row execute function issued_numbers_void();
create trigger issued_numbers_kept before delete or truncate on issued_numbers for each statement execute function forbid_change();

-- +goose Down
drop table issued_numbers;
drop table number_series;
drop function issued_numbers_void();
drop function number_series_step();
drop table evaluators;
drop table account_tokens;
drop table account_secrets;
drop table accounts;
drop table agencies;
