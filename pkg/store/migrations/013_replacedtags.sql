-- Tags may be replaced, and undo gives them back.
alter table import_changes add column tags_removed text[];
comment on column import_changes.tags_removed is 'null where the import left the contact its tags; else those that it took away';
