-- What area codes tell of a contact's place before it is read: wherever else its ZIP code
-- or state has it, it is in one of the zones of its number, too, and the rules of the
-- number's states bind it.
create table calling_areas (
    prefix    text collate "C" primary key,
    in_zones  text[] not null,
    in_states text[] not null
);
comment on column calling_areas.prefix is 'the beginning of numbers, as +1212';
grant select on calling_areas to public;

-- hours, spread out: which states' rules close is worked out each time.
alter table calling_rules add column states text[], add column opens integer[], add column closes integer[];
delete from calling_data; -- so that the program fills these

-- As before, with less to count, and a plan that is kept for the next poll.
create or replace function calling_hours(at timestamptz, call_window text, automated boolean, federal boolean) returns jsonb
language plpgsql stable parallel safe cost 40000 set search_path from current set plan_cache_mode = force_generic_plan as $$
declare
    instant constant bigint := floor(extract(epoch from at) / 60);
    opens   integer := 0;
    closes  integer := 1440;
    clocks  integer[];
    zones   jsonb;
    rules   jsonb;
    closing jsonb;
begin
    if call_window is not null then
        opens := substr(call_window, 1, 2)::integer * 60 + substr(call_window, 4, 2)::integer;
        closes := substr(call_window, 7, 2)::integer * 60 + substr(call_window, 10, 2)::integer;
    end if;
    -- Minutes since 1970 by the program's clock and by the server's.
    select jsonb_object_agg(o.zone, case when o.ours = o.servers
            then jsonb_build_array(o.remains, o.ours / 1440, o.ours % 1440)
            else jsonb_build_array(o.remains, o.ours / 1440, o.ours % 1440, o.servers / 1440, o.servers % 1440) end),
        array_agg(distinct o.ours) || array_agg(distinct o.servers) filter (where o.servers <> o.ours)
    into zones, clocks
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
        zones := '{}';
    end if;
    with days as (
        select d.day, r.hours, r.states, r.opens, r.closes
        from calling_days d
        join calling_rules r on r.id = case
            when calling_hours.federal then case when calling_hours.automated then d.federal_automated else d.federal end
            else case when calling_hours.automated then d.automated else d.by_hand end end
        where d.day in (select c / 1440 from unnest(clocks) c)
    )
    select (select jsonb_object_agg(d.day, d.hours) from days d), (
        select jsonb_agg(h.state)
        from (select c / 1440, min(c % 1440), max(c % 1440) from unnest(clocks) c group by 1) c(day, earliest, latest)
        join days d on d.day = c.day
        cross join unnest(d.states, d.opens, d.closes) h(state, opens, closes)
        where c.earliest < h.opens or c.latest >= h.closes)
    into rules, closing;
    return jsonb_build_object('zones', zones, 'rules', coalesce(rules, '{}'), 'closing', coalesce(closing, '[]'));
end $$;

-- As before; a plan of plpgsql is kept for the next poll.
create or replace function calling_ways(at timestamptz, ways text[]) returns jsonb
language plpgsql stable parallel safe cost 40000 set search_path from current as $$
declare
    way   text;
    hours jsonb;
    every jsonb := '{}';
begin
    foreach way in array ways || array['manual state'] loop
        if not every ? way then
            hours := calling_hours(at, nullif(split_part(way, ' ', 3), ''), split_part(way, ' ', 1) = 'ai', split_part(way, ' ', 2) = 'federal');
            every := every || jsonb_build_object(way, hours -> 'zones', 'closing ' || way, hours -> 'closing', 'rules ' || way, hours -> 'rules');
        end if;
    end loop;
    return every;
end $$;

-- The prefixes of numbers whose contacts are closed wherever they are, in each zone of the
-- number, under the rules of its states: "manual state 09:00-17:00 +1212" by the ways in
-- which powerlists differ.
create function calling_closed(at timestamptz, ways text[]) returns jsonb
language plpgsql stable parallel safe cost 40000 set search_path from current set plan_cache_mode = force_generic_plan as $$
declare
    way     text;
    hours   jsonb;
    zones   jsonb;
    closing jsonb;
    closed  jsonb;
    every   jsonb;
begin
    foreach way in array coalesce(ways, '{}') loop
        hours := calling_hours(at, nullif(split_part(way, ' ', 3), ''), split_part(way, ' ', 1) = 'ai', split_part(way, ' ', 2) = 'federal');
        zones := hours -> 'zones';
        closing := hours -> 'closing';
        select jsonb_object_agg(concat(way, ' ', a.prefix), 0) into closed
        from calling_areas a
        where not zones ?| a.in_zones or closing ?| a.in_states and not exists (
            select from unnest(a.in_zones) z(zone) where calling_left(zones, hours -> 'rules', array[z.zone], a.in_states) is not null);
        every := coalesce(every || closed, every, closed);
    end loop;
    return every;
end $$;

-- As before, looking at each clock once.
create or replace function calling_somewhere() returns boolean
language sql stable parallel safe cost 10000 set search_path from current as $$
    select exists (select from calling_places where string_to_array(zones, ' ') <@ array(
        select zone from calling_zones
        where used and (extract(epoch from now())::bigint + seconds[width_bucket(now(), since)]) % 86400 between 8 * 3600 and 21 * 3600 - 1))
$$;

-- As before, but that a place on a powerlist whose number's area is closed is passed over
-- before its contact is read, so that a stretch of a list, or a list, that is closed costs
-- little. Contacts that other programs made may be anywhere: where there are any, all are
-- read. The first thousand places are read in any case, which costs less than to work out
-- the areas. The planner takes a case for true half the time, and so asks it early.
create or replace view callable_now as
select c.id as contact_id, c.phone, c.phone_ext, c.first_name, c.last_name, c.email, c.state, c.tags, c.fields,
    c.time_zone,
    (select make_time(t.minute / 60, t.minute % 60, extract(second from now())::double precision)
        from (select ((select calling_ways(now(), array_agg(distinct concat_ws(' ', dial_mode, calling_rules, call_window))) from powerlists) -> n.way -> c.time_zone ->> 2)::integer offset 0) t(minute)) as local_time,
    e.powerlist_id, p.name as powerlist, p.dial_mode, e.position,
    (select date_trunc('minute', now()) + make_interval(mins => calling_left(w.ways -> n.way, w.ways -> ('rules ' || n.way), n.zones, n.states))
        from (select (select calling_ways(now(), array_agg(distinct concat_ws(' ', dial_mode, calling_rules, call_window))) from powerlists) offset 0) w(ways)) as open_until
from contacts c
left join powerlist_contacts e on e.phone = c.phone and e.contact_id >= c.id and e.contact_id <= c.id
left join powerlists p on p.id = e.powerlist_id
left join suppressions s on s.phone = c.phone
cross join lateral (select case when rtrim(c.phone, '0123456789') = '+' and octet_length(c.phone) between 2 and 16 then substr(c.phone, 2)::bigint end as digits,
    string_to_array(nullif(coalesce(c.time_zones, c.time_zone), ''), ' ') as zones,
    string_to_array(concat_ws(' ', c.calling_states, case when c.state in ('AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT')
        then 'CA-' else 'US-' end || c.state), ' ') as states,
    concat_ws(' ', coalesce(p.dial_mode, 'manual'), coalesce(p.calling_rules, 'state'), p.call_window) as way) n
where ((select calling_somewhere())
        or exists (select from contacts b where b.import_id is null and coalesce(b.time_zones, b.time_zone) is not null))
    and case when e.position > 1000 and (select calling_closed(now(), array_agg(distinct concat_ws(' ', dial_mode, calling_rules, call_window))) from powerlists) ? concat(n.way, ' ', left(e.phone, 5))
        then (select exists (select from contacts b where b.import_id is null and coalesce(b.time_zones, b.time_zone) is not null)) else true end
    and (
        select case when w.ways -> n.way ?& n.zones then
            case when w.ways -> ('closing ' || n.way) ?| n.states
                then calling_left(w.ways -> n.way, w.ways -> ('rules ' || n.way), n.zones, n.states) else 1 end end
        from (select (select calling_ways(now(), array_agg(distinct concat_ws(' ', dial_mode, calling_rules, call_window))) from powerlists) offset 0) w(ways)) is not null
    and s.phone is null and not ((select exists (select from lists)) and exists (
        select from (select n.digits offset 0) d(digits)
        join list_blocks b on b.block = any (array[d.digits / 10000, -1 - d.digits / 50000])
        join lists l on l.id = b.list_id
        where case when b.block < 0 then (d.digits % 50000 - 25000)::smallint = any (b.few)
                when b.bits is null then (d.digits % 10000)::smallint = any (b.few)
                else get_bit(b.bits, (d.digits % 10000)::int) = 1 end
            and (l.expires is null or l.expires > now())
            and l.name <> all (coalesce(p.suppress_except, '{}'))));
