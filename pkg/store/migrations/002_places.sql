alter table import_changes add column holds_place boolean not null default false;

comment on column import_changes.holds_place is 'the contact''s place on the import''s powerlist was made by an import that was undone since, and is now this one''s';
