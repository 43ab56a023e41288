-- The end of a published pack, calendar or scoring table without a successor: an edition of its own, by two people,
-- that names the one it ends. What was published stays as it is.

-- +goose Up

alter table law_editions
  add column repeals bigint,
  drop constraint law_editions_in_force_of_tables,
  add constraint law_editions_in_force_of_tables check ((kind = 'instrument' or repeals is not null) = (in_force is not null)),
  add constraint law_editions_names_its_file unique (number, kind, code, version, sha256, division),
  add constraint law_editions_repeals_fk foreign key (repeals, kind, code, version, sha256, division)
    references law_editions (number, kind, code, version, sha256, division),
  add constraint law_editions_repealed_once unique (repeals),
  add constraint law_editions_repeals_earlier check (repeals < number),
  add constraint law_editions_repeal_confirms_nothing check (repeals is null or confirmation = '');
comment on column law_editions.repeals is 'the edition that this one ends: the same file in the same division; in_force is then the first day without it';

-- +goose StatementBegin
create function law_editions_repeal() returns trigger language plpgsql as $$
begin
  if new.repeals is not null and exists (select from law_editions where number = new.repeals and repeals is not null) then
    raise exception 'the end of a file has no end' using errcode = '23514', constraint = 'law_editions_repeals_a_file';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger law_editions_repeal before insert on law_editions for each row execute function law_editions_repeal();

-- +goose Down
drop trigger law_editions_repeal on law_editions;
drop function law_editions_repeal();
alter table law_editions
  drop constraint law_editions_repeal_confirms_nothing,
  drop constraint law_editions_repeals_earlier,
  drop constraint law_editions_repealed_once,
  drop constraint law_editions_repeals_fk,
  drop constraint law_editions_names_its_file,
  drop constraint law_editions_in_force_of_tables,
  drop column repeals,
  add constraint law_editions_in_force_of_tables check ((kind = 'instrument') = (in_force is not null));
