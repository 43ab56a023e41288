-- The states of legal order B: the choice among families (selecting), the evaluation of the integration on its own
-- (integration_review), and the end of a family that was not chosen (not_selected).

-- +goose Up
alter table cases
  drop constraint cases_state_known,
  drop constraint cases_studied_by_a_body,
  drop constraint cases_end_is_dated,
  add constraint cases_state_known check (state = any ('{draft,submitted,supplementing,reviewing,awaiting_consent,commissioning,assessing,integrating,reporting,report_review,selecting,integration_review,deciding,follow_up,closed,not_accepted,refused,not_selected,withdrawn,terminated}')),
  add constraint cases_studied_by_a_body check (body_id is not null
    or state <> all ('{assessing,integrating,reporting,report_review,selecting,integration_review,not_selected}')),
  add constraint cases_end_is_dated check ((ended_on is not null) = (state = any ('{closed,not_accepted,refused,not_selected,withdrawn,terminated}'))),
  add constraint cases_order_of_state check (legal_order = 'B' or state <> all ('{selecting,integration_review,not_selected}'));

-- What 00003 says, with one end more.
-- +goose StatementBegin
create or replace function cases_guard() returns trigger language plpgsql as $$
begin
  if new.authority_id <> old.authority_id or new.id <> old.id or (old.number is not null and new.number is distinct from old.number) then
    raise exception 'a case keeps its id, its authority and its number' using errcode = '42501';
  elsif new.version > old.version and app_role() = 'auditor' then
    raise exception 'an auditor changes no case' using errcode = '42501';
  elsif new.version < old.version then
    raise exception 'a case does not go back to version %', new.version using errcode = '23514', constraint = 'cases_version_forward';
  elsif new.state <> old.state and (old.state in ('closed', 'not_accepted', 'refused', 'not_selected', 'withdrawn', 'terminated') or new.state = 'draft') then
    raise exception 'a case does not leave the state % for %', old.state, new.state using errcode = '23514', constraint = 'cases_end_is_final';
  elsif new.head_seq not in (old.head_seq, old.head_seq + 1) or (new.head_seq = old.head_seq and new.head_hash is distinct from old.head_hash) then
    raise exception 'the head of a chain moves by one entry' using errcode = '23514', constraint = 'cases_head_moves_by_one';
  elsif new.head_seq = old.head_seq and old.head_seq > 0 then
    raise exception 'a case changes with an entry only' using errcode = '23514', constraint = 'cases_change_has_entry';
  elsif new.version = old.version and new.document <> old.document then
    raise exception 'a changed case has a new version' using errcode = '23514', constraint = 'cases_change_has_version';
  end if;
  return new;
end $$;
-- +goose StatementEnd

-- +goose Down
alter table cases
  drop constraint cases_order_of_state,
  drop constraint cases_state_known,
  drop constraint cases_studied_by_a_body,
  drop constraint cases_end_is_dated,
  add constraint cases_state_known check (state = any ('{draft,submitted,supplementing,reviewing,awaiting_consent,commissioning,assessing,integrating,reporting,report_review,deciding,follow_up,closed,not_accepted,refused,withdrawn,terminated}')),
  add constraint cases_studied_by_a_body check (body_id is not null or state <> all ('{assessing,integrating,reporting,report_review}')),
  add constraint cases_end_is_dated check ((ended_on is not null) = (state = any ('{closed,not_accepted,refused,withdrawn,terminated}')));
-- +goose StatementBegin
create or replace function cases_guard() returns trigger language plpgsql as $$
begin
  if new.authority_id <> old.authority_id or new.id <> old.id or (old.number is not null and new.number is distinct from old.number) then
    raise exception 'a case keeps its id, its authority and its number' using errcode = '42501';
  elsif new.version > old.version and app_role() = 'auditor' then
    raise exception 'an auditor changes no case' using errcode = '42501';
  elsif new.version < old.version then
    raise exception 'a case does not go back to version %', new.version using errcode = '23514', constraint = 'cases_version_forward';
  elsif new.state <> old.state and (old.state in ('closed', 'not_accepted', 'refused', 'withdrawn', 'terminated') or new.state = 'draft') then
    raise exception 'a case does not leave the state % for %', old.state, new.state using errcode = '23514', constraint = 'cases_end_is_final';
  elsif new.head_seq not in (old.head_seq, old.head_seq + 1) or (new.head_seq = old.head_seq and new.head_hash is distinct from old.head_hash) then
    raise exception 'the head of a chain moves by one entry' using errcode = '23514', constraint = 'cases_head_moves_by_one';
  elsif new.head_seq = old.head_seq and old.head_seq > 0 then
    raise exception 'a case changes with an entry only' using errcode = '23514', constraint = 'cases_change_has_entry';
  elsif new.version = old.version and new.document <> old.document then
    raise exception 'a changed case has a new version' using errcode = '23514', constraint = 'cases_change_has_version';
  end if;
  return new;
end $$;
-- +goose StatementEnd
