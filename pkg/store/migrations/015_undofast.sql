-- Undo finds what an import made without reading all contacts and places.
alter table imports
    add column contacts_first bigint,
    add column contacts_last  bigint;
comment on column imports.contacts_first is 'the lowest id of the contacts that the import created, whose highest is contacts_last; null where that is not known';

-- Costs next to nothing while a powerlist is filled. What an import puts on powerlists
-- lies together, and has ids of its own.
create index powerlist_contacts_contact on powerlist_contacts using brin (contact_id);
