-- What undo needs is small, and is not kept for ever.
alter table import_changes add column unchanged integer not null default 0;
comment on column import_changes.unchanged is 'the bits of the elements that the import left as they were: before has nothing there, and after what was claimed or tells of the contact''s place';

alter table imports add column pruned_at timestamptz;
comment on column imports.pruned_at is 'when history --prune forgot what undo needs of it';
