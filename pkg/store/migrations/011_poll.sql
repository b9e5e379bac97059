-- callable_now as before, but that a contact one of whose zones is closed is passed
-- over at once: hours has the zones that are open. Only of those that are left is
-- calling_left asked, which costs ten times as much. Where few zones are open, most
-- contacts of a powerlist are passed over for the next 20. The planner takes "is not
-- null" for mostly true, and so reads the powerlist in the order of its places; of ?&
-- itself it expects one row of a thousand, and would sort them all.
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
    and case when h.hours ?& string_to_array(n.zones, ' ') then true end is not null
    and calling_left(h.hours, n.zones, n.states) is not null
    and s.phone is null and not exists (
        select from list_blocks b join lists l on l.id = b.list_id
        where b.block = any (array[n.digits / 10000, -1 - n.digits / 50000])
            and case when b.block < 0 then (n.digits % 50000 - 25000)::smallint = any (b.few)
                when b.bits is null then (n.digits % 10000)::smallint = any (b.few)
                else get_bit(b.bits, (n.digits % 10000)::int) = 1 end
            and (l.expires is null or l.expires > now())
            and l.name <> all (coalesce(p.suppress_except, '{}')));
