alter table contacts add column time_zone_from text;

comment on column contacts.time_zone_from is 'what tells time_zone: the number''s prefix (number), the ZIP code (zip) or the state (state)';
