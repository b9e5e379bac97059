-- For each number that an import stored: the lines of the file it comes from, and
-- what the columns of consent say there. It stays when the import is undone, since
-- somebody may have been called before; erase takes a number out.
create table import_evidence (
    import_id bigint not null,
    first     bigint not null,
    last      bigint not null,
    rows      bytea  not null,
    primary key (import_id, last)
);
-- Compressing it would take longer than writing it.
alter table import_evidence alter column rows set storage external;

comment on table import_evidence is 'read it with rollcall lookup; a block of many numbers in each row, in a form of the program''s own';
comment on column import_evidence.first is 'the lowest number of the block, without its plus';

alter table imports add column consent_columns text[] not null default '{}';

comment on column imports.consent_columns is 'the headers of the columns whose cells are in import_evidence';
