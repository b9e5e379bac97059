-- A phone that is not E.164 suppresses and dials nobody: it is refused. In these
-- words the check costs a third of a regular expression. Not valid: what is there
-- already stays, and only what is written is checked.
alter table contacts add constraint contacts_phone_e164 check
    (rtrim(phone, '0123456789') = '+' and octet_length(phone) between 5 and 16 and phone >= '+1') not valid;
alter table suppressions add constraint suppressions_phone_e164 check
    (rtrim(phone, '0123456789') = '+' and octet_length(phone) between 5 and 16 and phone >= '+1') not valid;
alter table powerlist_contacts add constraint powerlist_contacts_phone_e164 check
    (rtrim(phone, '0123456789') = '+' and octet_length(phone) between 5 and 16 and phone >= '+1') not valid;

comment on column import_changes.claimed is 'a bit for each field that the import speaks of; 0 where it only wanted the contact on its powerlist';
