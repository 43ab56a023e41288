-- Papers that acts ordered and nobody has set yet, for the workers: they are set ahead of their first reader.

-- +goose Up

-- No foreign key: a row is gone soon, and each key is looked up once for every act.
create table papers_to_set (
  authority_id uuid not null,
  case_id uuid not null,
  paper_id uuid not null,
  constraint papers_to_set_pk primary key (authority_id, case_id, paper_id)
);
comment on table papers_to_set is 'written with the act that orders a paper; a worker deletes the row once the paper is set, or cannot be';
grant select, insert, delete on papers_to_set to anjia_server;
alter table papers_to_set enable row level security, force row level security;

-- Ids are all there is to see, and only for workers.
create policy papers_to_set_order on papers_to_set for insert to anjia_server
  with check (case_id = (select app_opened()) or app_sees_case(authority_id, case_id));
create policy papers_to_set_read on papers_to_set for select to anjia_server
  using ((select app_role()) = 'worker');
create policy papers_to_set_done on papers_to_set for delete to anjia_server
  using ((select app_role()) = 'worker' and case_id = (select app_opened()));

-- +goose Down
drop table papers_to_set;
