-- What is open at an instant, as before, and which states' rules matter now. zones has
-- by zone, where it is open, the minutes that are left of the law's hours and the call
-- window, the day and the minute of its clock, and the server's day and minute where
-- its data has the clock otherwise; closing the states whose rules close any of these
-- zones; rules by day the hours of calling_rules. The same as At of package calling.
create or replace function calling_hours(at timestamptz, call_window text, automated boolean, federal boolean) returns jsonb
language plpgsql stable parallel safe cost 40000 set search_path from current as $$
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
        return '{"zones": {}, "rules": {}, "closing": []}';
    end if;
    with days as (
        select d.day, r.hours
        from calling_days d
        join calling_rules r on r.id = case
            when calling_hours.federal then case when calling_hours.automated then d.federal_automated else d.federal end
            else case when calling_hours.automated then d.automated else d.by_hand end end
        where d.day in (select c / 1440 from unnest(clocks) c)
    )
    select (select jsonb_object_agg(d.day, d.hours) from days d), (
        select jsonb_agg(distinct h.key)
        from unnest(clocks) c(clock)
        join days d on d.day = c.clock / 1440
        cross join jsonb_each(d.hours) h
        where c.clock % 1440 < (h.value ->> 0)::integer or c.clock % 1440 >= (h.value ->> 1)::integer)
    into rules, closing;
    return jsonb_build_object('zones', zones, 'rules', coalesce(rules, '{}'), 'closing', coalesce(closing, '[]'));
end $$;

-- How many minutes a place stays open, by zones and rules of calling_hours; null where
-- it is closed: in one of its zones, under the rules of one of its states, or since no
-- zone of it is known.
create function calling_left(zones jsonb, rules jsonb, names text[], states text[]) returns integer
language plpgsql immutable parallel safe cost 100 as $$
declare
    zone    text;
    state   text;
    clock   jsonb;
    hours   jsonb;
    minute  integer;
    remains integer;
begin
    foreach zone in array coalesce(names, '{}') loop
        clock := zones -> zone;
        if clock is null then
            return null;
        end if;
        remains := least(remains, (clock ->> 0)::integer);
        hours := rules -> (clock ->> 1);
        if hours ?| states then
            minute := clock ->> 2;
            foreach state in array states loop
                if minute < (hours -> state ->> 0)::integer or minute >= (hours -> state ->> 1)::integer then
                    return null;
                end if;
                remains := least(remains, (hours -> state ->> 1)::integer - minute);
            end loop;
        end if;
        hours := rules -> (clock ->> 3);
        if hours ?| states then
            minute := clock ->> 4;
            foreach state in array states loop
                if minute < (hours -> state ->> 0)::integer or minute >= (hours -> state ->> 1)::integer then
                    return null;
                end if;
                remains := least(remains, (hours -> state ->> 1)::integer - minute);
            end loop;
        end if;
    end loop;
    return remains;
end $$;

-- calling_hours for each way in which powerlists differ, "manual state 09:00-17:00", and
-- for "manual state", that of contacts on none: the zones under the name of the way,
-- "closing NAME", and "rules NAME".
create function calling_ways(at timestamptz, ways text[]) returns jsonb
language sql stable parallel safe cost 40000 set search_path from current as $$
    select jsonb_object_agg(h.prefix || w.way, w.hours -> h.key)
    from (
        select d.way, calling_hours($1, nullif(split_part(d.way, ' ', 3), ''), split_part(d.way, ' ', 1) = 'ai', split_part(d.way, ' ', 2) = 'federal') as hours
        from (select unnest($2) union select 'manual state') d(way)
        offset 0
    ) w
    cross join (values ('zones', ''), ('closing', 'closing '), ('rules', 'rules ')) h(key, prefix)
$$;

-- Whoever may read callable_now reads these through its functions.
grant select on calling_rules, calling_days, calling_zones, calling_places to public;

-- As before, but that the hours are worked out once, whatever the planner thinks best:
-- they are no table that it could join, but a value that each contact is looked up in.
-- Most are decided upon by that alone; calling_left, which costs ten times as much, is
-- asked only where a rule closes some of the zones that are open. So whatever a dialer
-- joins, orders or counts costs a few times what it costs of the bare tables. The
-- planner takes "is not null" for mostly true, and so reads a powerlist in the order of
-- its places.
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
    and (
        select case when w.ways -> n.way ?& n.zones then
            case when w.ways -> ('closing ' || n.way) ?| n.states
                then calling_left(w.ways -> n.way, w.ways -> ('rules ' || n.way), n.zones, n.states) else 1 end end
        from (select (select calling_ways(now(), array_agg(distinct concat_ws(' ', dial_mode, calling_rules, call_window))) from powerlists) offset 0) w(ways)) is not null
    and s.phone is null and not ((select exists (select from lists)) and exists (
        select from list_blocks b join lists l on l.id = b.list_id
        where b.block = any (array[n.digits / 10000, -1 - n.digits / 50000])
            and case when b.block < 0 then (n.digits % 50000 - 25000)::smallint = any (b.few)
                when b.bits is null then (n.digits % 10000)::smallint = any (b.few)
                else get_bit(b.bits, (n.digits % 10000)::int) = 1 end
            and (l.expires is null or l.expires > now())
            and l.name <> all (coalesce(p.suppress_except, '{}'))));
drop function calling_left(jsonb, text, text);
