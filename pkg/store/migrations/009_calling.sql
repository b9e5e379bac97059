-- Where and when somebody may be called. The tables calling_* hold what the
-- program knows of rules, holidays and clocks; a program that knows better fills
-- them anew.

alter table contacts add column calling_states text;
comment on column contacts.time_zone is 'IANA name, where the contact can be in one zone alone';
comment on column contacts.time_zones is 'the IANA names of all zones in which the contact may be, with a space between';
comment on column contacts.time_zone_from is 'what tells the zones, with a space between: number, others, zip, state; and conflict where these have no zone in common';
comment on column contacts.calling_states is 'the jurisdictions that the evidence names, as US-NY or GB, with a space between: the rules of all of them bind';

alter table powerlists add column calling_rules text not null default 'state' check (calling_rules in ('state', 'federal'));
comment on column powerlists.call_window is 'HH:MM-HH:MM at the called party''s place; narrows the hours of the law, and never widens them';
comment on column powerlists.calling_rules is 'federal leaves out the rules of states and provinces';

create table calling_data (
    one       boolean primary key default true check (one),
    version   text not null,
    as_of     date not null,
    filled_at timestamptz not null default now()
);

-- The hours that rules leave open on a day, by the values of contacts.calling_states
-- that they bind: [first, last] minute after midnight, the last excluded, where that
-- is stricter than the law of the country. Days are counted from 1970, and name the
-- hours by id: under all rules and under those of countries alone, for calls by hand
-- and for automated ones.
create table calling_rules (
    id    integer primary key,
    hours jsonb not null
);
create table calling_days (
    day               integer primary key,
    by_hand           integer not null,
    automated         integer not null,
    federal           integer not null,
    federal_automated integer not null
);

-- The offsets of zones from UTC in seconds, each since an instant, by the
-- program's own data.
create table calling_zones (
    zone      text collate "C" primary key,
    since     timestamptz[] not null,
    seconds   integer[] not null,
    on_server boolean not null,
    used      boolean not null
);
comment on column calling_zones.on_server is 'the server''s own data has the zone, too';
comment on column calling_zones.used is 'contacts may be in it, as North America or as calling_places have it: in others nobody is called';

-- The values of contacts.time_zones that imports have stored: where none of them
-- is open, nobody is.
create table calling_places (
    zones text collate "C" primary key
);

-- What is open at an instant: by zone, where it is open, the minutes that are left of
-- the law's hours and the call window, then the day and the minute of its clock, by
-- the program's data and by the server's where that differs; by day, the hours of
-- calling_rules. The same as At of package calling.
create function calling_hours(at timestamptz, call_window text, automated boolean, federal boolean) returns jsonb
language plpgsql stable parallel safe cost 40000 set search_path from current as $$
declare
    instant constant bigint := floor(extract(epoch from at) / 60);
    opens   integer := 0;
    closes  integer := 1440;
    first   integer;
    last    integer;
    zones   jsonb;
    rules   jsonb;
begin
    if call_window is not null then
        opens := substr(call_window, 1, 2)::integer * 60 + substr(call_window, 4, 2)::integer;
        closes := substr(call_window, 7, 2)::integer * 60 + substr(call_window, 10, 2)::integer;
    end if;
    -- Minutes since 1970 by the program's clock and by the server's.
    select jsonb_object_agg(o.zone, case when o.ours = o.servers
            then jsonb_build_array(o.remains, o.ours / 1440, o.ours % 1440)
            else jsonb_build_array(o.remains, o.ours / 1440, o.ours % 1440, o.servers / 1440, o.servers % 1440) end),
        min(least(o.ours, o.servers)) / 1440, max(greatest(o.ours, o.servers)) / 1440
    into zones, first, last
    from (
        select c.zone, c.ours, c.servers, least(
            1260 - c.ours % 1440, 1260 - c.servers % 1440, -- 47 CFR 64.1200(c)(1)
            case when c.ours % 1440 < 480 or c.servers % 1440 < 480 then 0 end,
            case when opens <= closes then case when c.ours % 1440 >= opens then closes - c.ours % 1440 else 0 end
                when c.ours % 1440 >= opens then closes + 1440 - c.ours % 1440
                else closes - c.ours % 1440 end,
            case when opens <= closes then case when c.servers % 1440 >= opens then closes - c.servers % 1440 else 0 end
                when c.servers % 1440 >= opens then closes + 1440 - c.servers % 1440
                else closes - c.servers % 1440 end) as remains
        from (
            select z.zone, z.ours, case when z.on_server
                then floor(extract(epoch from (calling_hours.at at time zone z.zone)) / 60)::integer else z.ours end as servers
            from (
                select zone, on_server, (instant + seconds[width_bucket(calling_hours.at, since)] / 60)::integer as ours
                from calling_zones where used
                offset 0
            ) z
            where z.ours is not null
            offset 0
        ) c
        offset 0
    ) o
    where o.remains > 0;
    if zones is null then
        return '{}';
    end if;
    select jsonb_object_agg(d.day, r.hours) into rules
    from calling_days d
    join calling_rules r on r.id = case
        when calling_hours.federal then case when calling_hours.automated then d.federal_automated else d.federal end
        else case when calling_hours.automated then d.automated else d.by_hand end end
    where d.day between first and last;
    return zones || rules;
end $$;

-- How many minutes a place stays open under hours of calling_hours; null where it
-- is closed: in one of its zones, under the rules of one of its states, or since no
-- zone of it is known.
create function calling_left(hours jsonb, zones text, states text) returns integer
language plpgsql immutable parallel safe cost 100 as $$
declare
    names   constant text[] := string_to_array(zones, ' ');
    places  constant text[] := string_to_array(states, ' ');
    zone    text;
    state   text;
    clock   jsonb;
    rules   jsonb;
    rule    jsonb;
    minute  integer;
    remains integer;
begin
    foreach zone in array coalesce(names, '{}') loop
        clock := hours -> zone;
        if clock is null then
            return null;
        end if;
        remains := least(remains, (clock ->> 0)::integer);
    end loop;
    if places is null then
        return remains;
    end if;
    foreach zone in array coalesce(names, '{}') loop
        clock := hours -> zone;
        for i in 1 .. jsonb_array_length(clock) - 2 by 2 loop
            rules := hours -> (clock ->> i);
            if rules ?| places then
                minute := (clock ->> i + 1)::integer;
                foreach state in array places loop
                    rule := rules -> state;
                    if minute < (rule ->> 0)::integer or minute >= (rule ->> 1)::integer then
                        return null;
                    end if;
                    remains := least(remains, (rule ->> 1)::integer - minute);
                end loop;
            end if;
        end loop;
    end loop;
    return remains;
end $$;

-- Whether any place that imports have stored is within the hours of the law of the
-- country. Where none is, none of their contacts need be looked at.
create function calling_somewhere() returns boolean
language plpgsql stable parallel safe cost 10000 set search_path from current as $$
declare
    instant constant bigint := extract(epoch from now());
begin
    return exists (
        select from calling_places p where not exists (
            select from unnest(string_to_array(p.zones, ' ')) u(name)
            left join calling_zones z on z.zone = u.name
            where ((instant + z.seconds[width_bucket(now(), z.since)]) % 86400 between 8 * 3600 and 21 * 3600 - 1) is not true));
end $$;
create index contacts_by_hand on contacts (id) where import_id is null and coalesce(time_zones, time_zone) is not null;

-- One row for each place of a contact on a powerlist, and one for a contact on
-- none, but for those who are on a do-not-call list that binds there. Phone and id
-- are compared so that the planner does not take the two for independent: by
-- equality it would expect one row of a million, and sort them all for the next 20.
create view dialable as
select c.id as contact_id, c.phone, c.phone_ext, c.first_name, c.last_name, c.email, c.state, c.tags, c.fields,
    c.time_zone, e.powerlist_id, p.name as powerlist, p.dial_mode, e.position
from contacts c
left join powerlist_contacts e on e.phone = c.phone and e.contact_id >= c.id and e.contact_id <= c.id
left join powerlists p on p.id = e.powerlist_id
left join suppressions s on s.phone = c.phone
cross join lateral (select case when c.phone ~ '^\+[1-9][0-9]{2,14}$' then substr(c.phone, 2)::bigint end) n(digits)
where s.phone is null and not exists (
    select from list_blocks b join lists l on l.id = b.list_id
    where b.block = any (array[n.digits / 10000, -1 - n.digits / 50000])
        and case when b.block < 0 then (n.digits % 50000 - 25000)::smallint = any (b.few)
            when b.bits is null then (n.digits % 10000)::smallint = any (b.few)
            else get_bit(b.bits, (n.digits % 10000)::int) = 1 end
        and (l.expires is null or l.expires > now())
        and l.name <> all (coalesce(p.suppress_except, '{}')));

-- Those of them who may be called at this moment. The hours are worked out once
-- for a powerlist, and a contact is looked up in them. They are joined after the
-- contacts (which all have a phone): the hours are wide, and would be hashed with
-- every place. Another program
-- may have changed the state, or made the contact: the rules of its state bind, too.
drop view callable_now;
create view callable_now as
select c.id as contact_id, c.phone, c.phone_ext, c.first_name, c.last_name, c.email, c.state, c.tags, c.fields,
    c.time_zone,
    make_time((h.hours -> c.time_zone ->> 2)::integer / 60, (h.hours -> c.time_zone ->> 2)::integer % 60,
        extract(second from now())::double precision) as local_time,
    e.powerlist_id, p.name as powerlist, p.dial_mode, e.position,
    date_trunc('minute', now()) + make_interval(mins => calling_left(h.hours, n.zones, n.states)) as open_until
from contacts c
left join powerlist_contacts e on e.phone = c.phone and e.contact_id >= c.id and e.contact_id <= c.id
left join (
    select l.id, l.name, l.dial_mode, l.suppress_except, k.hours
    from powerlists l
    cross join lateral calling_hours(now(), l.call_window, l.dial_mode = 'ai', l.calling_rules = 'federal') k(hours)
) p on p.id = e.powerlist_id and c.phone > ''
left join suppressions s on s.phone = c.phone
cross join lateral (select case when c.phone ~ '^\+[1-9][0-9]{2,14}$' then substr(c.phone, 2)::bigint end as digits,
    coalesce(c.time_zones, c.time_zone) as zones,
    concat_ws(' ', c.calling_states, case when c.state in ('AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT')
        then 'CA-' else 'US-' end || c.state) as states) n
cross join lateral (select coalesce(p.hours, (select calling_hours(now(), null, false, false))) as hours) h
where ((select calling_somewhere())
        or exists (select from contacts b where b.import_id is null and coalesce(b.time_zones, b.time_zone) is not null))
    and calling_left(h.hours, n.zones, n.states) is not null
    and s.phone is null and not exists (
        select from list_blocks b join lists l on l.id = b.list_id
        where b.block = any (array[n.digits / 10000, -1 - n.digits / 50000])
            and case when b.block < 0 then (n.digits % 50000 - 25000)::smallint = any (b.few)
                when b.bits is null then (n.digits % 10000)::smallint = any (b.few)
                else get_bit(b.bits, (n.digits % 10000)::int) = 1 end
            and (l.expires is null or l.expires > now())
            and l.name <> all (coalesce(p.suppress_except, '{}')));
