-- The register of the ministry's blanks (空白证件登记簿): one row a blank, one slip each time that blanks came, went to an
-- officer, were spoiled, lost, returned or destroyed. A case takes its blank by itself.

-- +goose Up

create table blank_slips (
  authority_id uuid not null,
  id uuid not null,
  version bigint not null,
  name text not null,
  kind text not null,
  state text not null,
  series text not null,
  prefix text not null,
  width smallint not null,
  first bigint not null,
  last bigint not null,
  on_date date not null,
  document text not null,
  constraint blank_slips_pk primary key (authority_id, id),
  constraint blank_slips_authority_fk foreign key (authority_id) references authorities (id),
  constraint blank_slips_version_positive check (version > 0),
  constraint blank_slips_kind_known check (kind = any ('{receipt,issue,hand_back,spoiling,loss,return,destruction,reissue,recall}')),
  constraint blank_slips_state_known check (state = any ('{done,proposed,rejected}') and (state = 'done' or kind = 'destruction')),
  constraint blank_slips_series_known check (series = any ('{certificate,dissolution}')),
  constraint blank_slips_range check (first between 0 and last and last - first < 10000)
);
comment on table blank_slips is 'what was done to a run of blanks; only a proposed destruction is changed, once';
create index blank_slips_by_id on blank_slips (id);
create index blank_slips_by_number on blank_slips (authority_id, series, prefix, width, first, last);

-- +goose StatementBegin
create function blank_slips_once() returns trigger language plpgsql as $$
begin
  if old.state <> 'proposed' or (new.authority_id, new.id, new.kind, new.series, new.prefix, new.width, new.first, new.last)
      is distinct from (old.authority_id, old.id, old.kind, old.series, old.prefix, old.width, old.first, old.last) then
    raise exception 'a slip is written once' using errcode = '42501', constraint = 'blank_slips_written_once';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger blank_slips_once before update on blank_slips for each row execute function blank_slips_once();
create trigger blank_slips_kept before delete or truncate on blank_slips for each statement execute function forbid_change();

create table blanks (
  authority_id uuid not null,
  receipt_id uuid not null,
  series text not null,
  number text not null,
  prefix text not null,
  width smallint not null,
  serial bigint not null,
  state text not null default 'in_stock',
  received_on date not null,
  holder_id uuid,
  holder_name text not null default '',
  issued_on date,
  ended_on date,
  ended_by text not null default '',
  reason text not null default '',
  case_id uuid,
  certificate text not null default '',
  recalled_on date,
  constraint blanks_pk primary key (authority_id, receipt_id, number),
  constraint blanks_receipt_fk foreign key (authority_id, receipt_id) references blank_slips (authority_id, id) deferrable initially deferred,
  constraint blanks_case_fk foreign key (authority_id, case_id) references cases (authority_id, id),
  constraint blanks_series_known check (series = any ('{certificate,dissolution}')),
  constraint blanks_state_known check (state = any ('{in_stock,issued,used,spoiled,lost,returned,destroyed}')),
  constraint blanks_number_whole check (number = prefix || lpad(serial::text, width, '0') and prefix ~ '^[A-Z]{0,6}$' and width between 4 and 12
    and serial >= 0 and length(serial::text) <= width),
  constraint blanks_issued_has_holder check (state <> 'issued' or holder_id is not null and issued_on is not null),
  constraint blanks_used_is_named check (state <> 'used' or certificate <> '' and ended_on is not null),
  constraint blanks_gone_is_dated check (state in ('in_stock', 'issued') or ended_on is not null),
  constraint blanks_spoiled_has_reason check (state not in ('spoiled', 'lost', 'returned', 'destroyed') or reason <> ''),
  constraint blanks_recalled_was_used check (recalled_on is null or state = 'used')
);
comment on table blanks is 'the ministry''s blanks, one row each, from their receipt to their end';
-- A printed number stands in one register of the installation at a time, and is used once: only what an office gave away
-- can be received by another.
create unique index blanks_number_once on blanks (series, number) where state <> 'returned';
create index blanks_by_number on blanks (authority_id, series, prefix, width, serial);
create index blanks_by_case on blanks (authority_id, case_id) where case_id is not null;

-- +goose StatementBegin
create function blanks_guard() returns trigger language plpgsql as $$
begin
  if (new.authority_id, new.receipt_id, new.series, new.number, new.received_on) is distinct from (old.authority_id, old.receipt_id, old.series, old.number, old.received_on) then
    raise exception 'a blank keeps its number and its office' using errcode = '42501', constraint = 'blanks_keep_identity';
  elsif old.state in ('lost', 'returned', 'destroyed')
      or old.state = 'used' and (new.certificate <> old.certificate or new.case_id is distinct from old.case_id
        or new.state <> 'used' and (new.state <> 'spoiled' or old.case_id is null))
      or old.state = 'spoiled' and new.state not in ('lost', 'returned', 'destroyed') then
    raise exception 'a blank that is % does not become %', old.state, new.state using errcode = '42501', constraint = 'blanks_final';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger blanks_guard before update on blanks for each row execute function blanks_guard();
create trigger blanks_kept before delete or truncate on blanks for each statement execute function forbid_change();

grant select, insert, update (version, state, document) on blank_slips to anjia_server;
grant select, insert, update (state, holder_id, holder_name, issued_on, ended_on, ended_by, reason, case_id, certificate, recalled_on) on blanks to anjia_server;
alter table blank_slips enable row level security, force row level security;
alter table blanks enable row level security, force row level security;
create policy blank_slips_read on blank_slips for select to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'auditor') and authority_id = any ((select app_offices())::uuid[]));
create policy blank_slips_add on blank_slips for insert to anjia_server
  with check ((select app_role()) in ('officer', 'supervisor') and authority_id = (select app_authority()));
create policy blank_slips_change on blank_slips for update to anjia_server
  using ((select app_role()) = 'supervisor' and authority_id = (select app_authority()));
create policy blanks_read on blanks for select to anjia_server
  using ((select app_role()) in ('officer', 'supervisor', 'auditor') and authority_id = any ((select app_offices())::uuid[]));
create policy blanks_add on blanks for insert to anjia_server
  with check ((select app_role()) in ('officer', 'supervisor') and authority_id = (select app_authority()));
create policy blanks_change on blanks for update to anjia_server
  using ((select app_role()) in ('officer', 'supervisor') and authority_id = any ((select app_offices())::uuid[]));

-- +goose Down
drop table blanks;
drop function blanks_guard();
drop table blank_slips;
drop function blank_slips_once();
