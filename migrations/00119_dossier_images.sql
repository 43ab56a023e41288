-- Dossiers that show pictures of the evidence say so in the list of what was taken.

-- +goose Up
alter table dossiers add column inline_images boolean not null default false,
  add constraint dossiers_images_whole check (not (inline_images and redacted));
comment on column dossiers.inline_images is 'copies of photos and scans without metadata stand on its pages; never in a redacted one';

-- +goose Down
alter table dossiers drop constraint dossiers_images_whole, drop column inline_images;
