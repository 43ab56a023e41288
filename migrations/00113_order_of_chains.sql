-- The log takes entries in the order of their transactions' numbers. A transaction that drew its number first (it claimed a
-- key, or locked the child) and then waited for a case would stand before the entry that it follows in the chain, and stop
-- the log for good: an entry is never numbered before its predecessor. What is taken stays complete: the number is not below
-- that of its own transaction, and the log takes none as long as a transaction with a lower one runs.

-- +goose Up
-- +goose StatementBegin
create function case_entry_after_its_predecessor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select greatest(pg_current_xact_id(), e.txid) into new.txid from case_entries e
    where e.authority_id = new.authority_id and e.case_id = new.case_id and e.seq = new.seq - 1 and e.epoch = new.epoch;
  if not found then
    new.txid := pg_current_xact_id();
  end if;
  return new;
end $$;
-- +goose StatementEnd

-- +goose StatementBegin
create function authority_entry_after_its_predecessor() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select greatest(pg_current_xact_id(), e.txid) into new.txid from authority_entries e
    where e.authority_id = new.authority_id and e.seq = new.seq - 1 and e.epoch = new.epoch;
  if not found then
    new.txid := pg_current_xact_id();
  end if;
  return new;
end $$;
-- +goose StatementEnd

create trigger case_entries_in_order before insert on case_entries for each row execute function case_entry_after_its_predecessor();
create trigger authority_entries_in_order before insert on authority_entries for each row execute function authority_entry_after_its_predecessor();
comment on column case_entries.txid is 'with id: the order in which the log of all entries takes them; of the transaction, or of the entry before it in the chain where that is higher';

-- +goose Down
drop trigger authority_entries_in_order on authority_entries;
drop trigger case_entries_in_order on case_entries;
drop function authority_entry_after_its_predecessor();
drop function case_entry_after_its_predecessor();
