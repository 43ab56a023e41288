-- A child has one record in an authority: on it hang the notice, the lock of an act and the rule that a child is adopted
-- once. Known children are told apart by their identity number; a foundling without one by the institution's code.

-- +goose Up
alter table children add column id_number text;
create unique index children_id_number_unique on children (authority_id, id_number) where id_number is not null;

-- +goose Down
drop index children_id_number_unique;
alter table children drop column id_number;
