alter table imports
    add column duplicates_known    bigint not null default 0,
    add column duplicates_repeated bigint not null default 0;

comment on column imports.duplicates_known is 'of the rows skipped as duplicate, those whose number a contact had already';
comment on column imports.duplicates_repeated is 'of the rows skipped as duplicate, those whose number an earlier row of the file has';
