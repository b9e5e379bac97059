-- The further numbers of a contact, where a mapping keeps them.
alter table contacts add column other_phones text
    check (other_phones ~ '^\+[1-9][0-9]{3,14}( \+[1-9][0-9]{3,14})*$');
create index contacts_other_phones on contacts using gin (string_to_array(other_phones, ' ')) where other_phones is not null;

comment on column contacts.other_phones is 'further numbers of the person in E.164 form, with a space between; one may have been suppressed since it was stored: ask on_list before it is dialed';
