-- The record: entries and payloads of both kinds of chain, readings, and what hangs on it: papers as set, uploads,
-- drafts of sheets, answers to requests.

-- +goose Up

-- An entry's hash is SHA-256 over a fixed prefix and the canonical header (docs/record.md).
-- +goose StatementBegin
create function entry_hash(header text) returns bytea language sql immutable parallel safe strict
return sha256('\x616e6a6961206c656467657220656e74727900'::bytea || convert_to(header, 'UTF8'));
-- +goose StatementEnd

create table case_entries (
  authority_id uuid not null,
  case_id uuid not null,
  seq bigint not null,
  id bigint generated always as identity,
  txid xid8 not null default pg_current_xact_id(),
  kind text not null,
  act text not null,
  actor_id text not null,
  at timestamptz not null,
  case_version bigint not null,
  header text not null,
  hash bytea not null,
  constraint case_entries_pk primary key (authority_id, case_id, seq),
  constraint case_entries_case_fk foreign key (authority_id, case_id) references cases (authority_id, id),
  constraint case_entries_seq_positive check (seq > 0),
  constraint case_entries_kind_known check (kind in ('act', 'system')),
  constraint case_entries_hash_of_header check (hash = entry_hash(header))
);
comment on column case_entries.txid is 'with id: the order in which the log of all entries takes them, without waiting for anybody';

create table case_payloads (
  authority_id uuid not null,
  case_id uuid not null,
  seq bigint not null,
  seed bytea not null,
  input text not null,
  after text not null,
  constraint case_payloads_pk primary key (authority_id, case_id, seq),
  constraint case_payloads_entry_fk foreign key (authority_id, case_id, seq) references case_entries (authority_id, case_id, seq),
  constraint case_payloads_seed check (length(seed) = 32)
);

create table authority_entries (
  authority_id uuid not null,
  seq bigint not null,
  about text not null,
  id bigint generated always as identity,
  txid xid8 not null default pg_current_xact_id(),
  kind text not null,
  act text not null,
  actor_id text not null,
  at timestamptz not null,
  header text not null,
  hash bytea not null,
  constraint authority_entries_pk primary key (authority_id, seq),
  constraint authority_entries_about_known check (about in ('office', 'child')),
  constraint authority_entries_about_unique unique (authority_id, seq, about),
  constraint authority_entries_authority_fk foreign key (authority_id) references authorities (id),
  constraint authority_entries_seq_positive check (seq > 0),
  constraint authority_entries_kind_known check (kind in ('act', 'system')),
  constraint authority_entries_hash_of_header check (hash = entry_hash(header))
);

comment on column authority_entries.about is 'an administrator sees what is about the office, nothing that is about a child';

create table authority_payloads (
  authority_id uuid not null,
  seq bigint not null,
  about text not null,
  seed bytea not null,
  input text not null,
  after text not null,
  constraint authority_payloads_pk primary key (authority_id, seq),
  constraint authority_payloads_entry_fk foreign key (authority_id, seq, about) references authority_entries (authority_id, seq, about),
  constraint authority_payloads_seed check (length(seed) = 32)
);

-- No foreign key to the account: the record outlives it.
create table case_reads (
  authority_id uuid not null,
  id bigint generated always as identity,
  case_id uuid,
  actor_id uuid not null default app_actor(),
  role text not null default app_role(),
  what text not null,
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  constraint case_reads_pk primary key (authority_id, id),
  constraint case_reads_what check (what <> ''),
  constraint case_reads_case check (case_id is not null or what = 'list')
);
create index case_reads_by_case on case_reads (authority_id, case_id, id);

create trigger case_entries_fixed before update or delete or truncate on case_entries for each statement execute function forbid_change();
create trigger case_payloads_fixed before update or delete or truncate on case_payloads for each statement execute function forbid_change();
create trigger authority_entries_fixed before update or delete or truncate on authority_entries for each statement execute function forbid_change();
create trigger authority_payloads_fixed before update or delete or truncate on authority_payloads for each statement execute function forbid_change();
create trigger case_reads_fixed before update or delete or truncate on case_reads for each statement execute function forbid_change();

create table rendered_papers (
  authority_id uuid not null,
  case_id uuid not null,
  paper_id uuid not null,
  renderer text not null,
  sha256 text,
  size bigint,
  file_id text,
  failure text,
  at timestamptz not null,
  constraint rendered_papers_pk primary key (authority_id, case_id, paper_id),
  constraint rendered_papers_case_fk foreign key (authority_id, case_id) references cases (authority_id, id),
  constraint rendered_papers_set_or_failed check (case when failure is null
    then sha256 ~ '^[0-9a-f]{64}$' and size > 0 and file_id <> '' else failure <> '' and sha256 is null and size is null and file_id is null end)
);
-- +goose StatementBegin
create function rendered_papers_once() returns trigger language plpgsql as $$
begin
  if old.failure is null then
    raise exception 'a paper is set once' using errcode = '42501', constraint = 'rendered_papers_set_once';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger rendered_papers_once before update on rendered_papers for each row execute function rendered_papers_once();
create trigger rendered_papers_kept before delete or truncate on rendered_papers for each statement execute function forbid_change();

create table uploads (
  authority_id uuid not null,
  id uuid not null,
  case_id uuid,
  name text not null,
  media_type text not null,
  sha256 text not null,
  size bigint not null,
  brought_by text not null,
  actor_id uuid not null default app_actor(),
  at timestamptz not null,
  constraint uploads_pk primary key (authority_id, id),
  constraint uploads_case_fk foreign key (authority_id, case_id) references cases (authority_id, id) on delete set null (case_id),
  constraint uploads_hash check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint uploads_size check (size >= 0)
);
create index uploads_by_id on uploads (id);
create index uploads_by_case on uploads (authority_id, case_id);

create table sheet_drafts (
  authority_id uuid not null,
  case_id uuid not null,
  phase text not null,
  evaluator_id uuid not null,
  version bigint not null,
  saved_at timestamptz not null,
  document text not null,
  constraint sheet_drafts_pk primary key (authority_id, case_id, phase, evaluator_id),
  constraint sheet_drafts_case_fk foreign key (authority_id, case_id) references cases (authority_id, id),
  constraint sheet_drafts_version_positive check (version > 0)
);

create table idempotency_keys (
  actor_id uuid not null,
  key text not null,
  body_sha256 bytea not null,
  answer text not null,
  answered_at timestamptz not null default now(),
  constraint idempotency_keys_pk primary key (actor_id, key),
  constraint idempotency_keys_body check (length(body_sha256) = 32)
);
create index idempotency_keys_by_age on idempotency_keys (answered_at);

-- Claims a key for this transaction, and returns the answer that the same request was given before. It fails when
-- the same key is in flight in another transaction, or was used with another body.
-- +goose StatementBegin
create function claim_key(wanted_actor uuid, wanted_key text, wanted_body bytea) returns text language plpgsql as $$
declare
  found_body bytea;
  found_answer text;
begin
  if not pg_try_advisory_xact_lock(hashtextextended(wanted_actor::text || wanted_key, 20641)) then
    raise exception 'the key is in flight' using errcode = 'AJ001', constraint = 'idempotency_keys_in_flight';
  end if;
  select body_sha256, answer into found_body, found_answer from idempotency_keys where actor_id = wanted_actor and key = wanted_key;
  if found_body <> wanted_body then
    raise exception 'the key was used with another body' using errcode = 'AJ002', constraint = 'idempotency_keys_same_body';
  end if;
  return found_answer;
end $$;
-- +goose StatementEnd

-- Ends a guarded statement: what it did not find as it was read is a conflict, and must not be committed.
-- +goose StatementBegin
create function require_saved(saved bigint, wanted bigint) returns bigint language plpgsql as $$
begin
  if saved <> wanted then
    raise exception '% of % rows are as they were read', saved, wanted using errcode = 'AJ003', constraint = 'stale_version';
  end if;
  return saved;
end $$;
-- +goose StatementEnd

-- +goose Down
drop function require_saved(bigint, bigint);
drop function claim_key(uuid, text, bytea);
drop table idempotency_keys;
drop table sheet_drafts;
drop table uploads;
drop table rendered_papers;
drop function rendered_papers_once();
drop table case_reads;
drop table authority_payloads;
drop table authority_entries;
drop table case_payloads;
drop table case_entries;
drop function entry_hash(text);
