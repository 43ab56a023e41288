-- A mixed body: established staff of the authority and people whom an agency sends. The body is the authority's own; the
-- agency sees the case and, once it has agreed to send people, its file, as one that is commissioned does.

-- +goose Up
alter table cases drop constraint cases_body_known;
alter table cases add constraint cases_body_known
  check (body_kind = any ('{agency,group,mixed}') and body_id is not null or body_kind is null and body_id is null);
alter table cases drop constraint cases_agency_is_body;
alter table cases add constraint cases_agency_is_body
  check (agency_id is null or body_kind = 'agency' and agency_id = body_id or body_kind = 'mixed' and body_id = authority_id);

-- +goose Down
alter table cases drop constraint cases_body_known;
alter table cases add constraint cases_body_known
  check (body_kind = any ('{agency,group}') and body_id is not null or body_kind is null and body_id is null);
alter table cases drop constraint cases_agency_is_body;
alter table cases add constraint cases_agency_is_body check (agency_id is null or (body_kind = 'agency' and agency_id = body_id));
